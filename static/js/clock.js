/* clock.js owns time: distances by a clock that never jumps, moments by the server's time. The
   device's own clock may be hours wrong, and may be put forward or back while a page is open. */
(function (care) {
  'use strict';
  var JUMP = 2000; /* ms by which the device's clock and the steady one may part unnoticed */
  var SLOW_ANSWER = 30000;
  var steady = window.performance && window.performance.now ?
    function () { return window.performance.now(); } : function () { return Date.now(); };
  var page = Math.random(), ahead = null, isGuess = false;
  var seen = {wall: Date.now(), steady: steady()};

  /* Returns milliseconds since some moment before the page was opened. */
  care.elapsed = function () { return steady(); };

  /* Returns milliseconds since the epoch, by the server's time as far as it is known. */
  care.now = function () {
    look();
    return ahead === null ? Date.now() : steady() + ahead;
  };

  /* Each believed answer has the server's time. One that took long seems early: it is ignored. */
  care.serverSaid = function (milliseconds) {
    var said = milliseconds - steady();
    look();
    if (ahead === null || isGuess || said > ahead || ahead - said > SLOW_ANSWER) ahead = said;
    isGuess = false;
  };

  /* The steady clock of many devices stands still while they sleep. A jump of the other clock is
     taken for sleep until an answer of the server says what it was. */
  function look() {
    var wall = Date.now(), now = steady(), jump = wall - seen.wall - (now - seen.steady);
    seen = {wall: wall, steady: now};
    if (Math.abs(jump) <= JUMP || ahead === null) return;
    isGuess = true;
    if (jump > 0) ahead += jump;
    care.askTime(function () {});
  }

  /* Asks the server if its time is only guessed; then(), whether it answers or not. */
  care.askTime = function (then) {
    if (!isGuess || !care.get) return then();
    return care.get('/healthz', {}, 5, then);
  };

  /* A moment that can be kept, also beyond this page: see care.since. */
  care.stamp = function () {
    var server = care.now();
    return {wall: Date.now(), steady: steady(), page: page, server: ahead === null ? null : server};
  };

  /* Returns the milliseconds since a stamp. The device's clock counts what passed while it slept,
     but may have been put right since; then the server's time decides. */
  care.since = function (stamp) {
    var wall = Date.now() - stamp.wall, server = care.now() - stamp.server;
    var isSteady = stamp.page === page && near(steady() - stamp.steady, wall);
    var isKnown = typeof stamp.server === 'number' && ahead !== null;
    return Math.max(0, isSteady || !isKnown || near(server, wall) ? wall : server);
  };

  function near(one, other) { return Math.abs(one - other) <= JUMP; }

  /* The page itself was answered by the server: its time is known before any request. */
  function begin() {
    var timing = window.performance && window.performance.timing;
    var said = Number(document.body.getAttribute('data-now'));
    var at = timing ? timing.responseStart - timing.navigationStart : NaN;
    if (said && isFinite(at)) ahead = said - at;
  }

  begin();
  setInterval(look, 1000);
})(window.CareCircle = window.CareCircle || {});
