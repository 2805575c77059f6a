/* live-backoff.js owns the delay before the next attempt: a random part of a window when a
   connection is cut without notice, the whole window while the outage is young, then 1, 2, 4 ...
   30 s. Clients that lost the server at the same moment stay spread over the window. */
(function (care) {
  'use strict';
  var YOUNG = 15000;
  var MOST = 30000;

  /* As carecircle/delivery/spread.py: at most a third of the clients return in any second. */
  care.RETURN_WITHIN = 4500;

  /* tries: counts the slow attempts only. */
  care.Backoff = function (random) {
    this.random = random || Math.random;
    this.tries = 0;
  };

  var backoff = care.Backoff.prototype;

  /* Returns milliseconds. A constant delay keeps the random place in the window, so that the
     attempts of all clients stay spread, whenever the server answers again. */
  backoff.next = function () {
    if (this.isCut()) return this.between(0, care.RETURN_WITHIN);
    if (care.elapsed() - this.since < YOUNG) return care.RETURN_WITHIN;
    var step = Math.min(MOST, 1000 * Math.pow(2, this.tries));
    this.tries += 1;
    return this.between(step / 2, step);
  };

  /* The server itself answers, so only this connection was refused: nobody else returns now. */
  backoff.soon = function () {
    this.isCut();
    return this.between(200, 600);
  };

  /* The server gave a delay, which is a place in the window: later attempts keep it. */
  backoff.placed = function () { this.isCut(); };

  /* Returns whether it was connected, or never tried: this is no attempt that failed. */
  backoff.isCut = function () {
    var now = care.elapsed(), wellAt = this.wellAt, wasCut = !this.since || wellAt > 0;
    if (!this.since || (wellAt && now - wellAt > YOUNG)) this.since = now;
    this.wellAt = 0;
    return wasCut;
  };

  backoff.between = function (least, most) {
    return Math.round(least + (most - least) * this.random());
  };

  /* Connected, perhaps only for a moment: the next failure still belongs to the same outage. */
  backoff.reset = function () {
    this.tries = 0;
    this.wellAt = care.elapsed();
  };
})(window.CareCircle = window.CareCircle || {});
