/* live-connection.js owns keeping one transport open: when to retry, and when the transport itself
   is at fault and is not used for five minutes. */
(function (care) {
  'use strict';
  var HELLO_WITHIN = 10000;
  var BARRED_FOR = 5 * 60000;
  /* During a restart one attempt may fail while /healthz works: the transport is not at fault. */
  var FAULTS = 2;
  var HEARD = 'hello heard event reply reset drain busy bye failed'.split(' ');

  /* world: {base, after(), hello(body), heard(), event(body, connection), reset(body), bye(reason),
     changed()} */
  care.Connection = function (name, world) {
    this.name = name;
    this.world = world;
    this.state = 'off';
    this.backoff = new care.Backoff();
    this.refused = this.silent = 0;
  };

  var connection = care.Connection.prototype;

  connection.start = function () { if (this.state === 'off') this.open(); };

  connection.stop = function () {
    if (this.state === 'off') return;
    this.refused = this.silent = 0;
    this.backoff.reset();
    this.shut('off');
  };

  connection.now = function () { if (this.state === 'waiting') this.open(); };

  /* Not at the start of an outage: the backoff retries just as often then. */
  connection.missesServer = function () {
    return this.state === 'waiting' && this.unanswered && this.backoff.tries > 0;
  };

  connection.open = function () {
    this.shut('opening');
    this.patience(HELLO_WITHIN, this.noHello);
    try {
      this.pipe = care.ways[this.name](this.world.base, this.world.after(), this.ears());
    } catch (unknownHere) {
      this.bar();
    }
  };

  connection.shut = function (state) {
    clearTimeout(this.timer);
    if (this.pipe) this.pipe.close();
    this.pipe = null;
    this.turn = (this.turn || 0) + 1;
    this.state = state;
    this.world.changed();
  };

  /* Ignore messages from any pipe but the current one. */
  connection.ears = function () {
    var self = this, turn = this.turn, ears = {};
    HEARD.forEach(function (what) {
      ears[what] = function (body) { if (self.turn === turn) self[what](body || {}); };
    });
    return ears;
  };

  connection.patience = function (milliseconds, then) {
    var self = this;
    clearTimeout(this.timer);
    this.timer = setTimeout(function () { then.call(self); }, milliseconds);
  };

  connection.hello = function (body) {
    this.state = 'live';
    this.refused = 0;
    this.backoff.reset();
    this.listen();
    this.world.hello(body);
    this.world.changed();
  };

  connection.heard = function () {
    if (this.state !== 'live') return;
    this.silent = 0;
    this.listen();
    this.world.heard();
  };

  connection.event = function (body) { this.world.event(body, this); };
  connection.reset = function (body) { this.world.reset(body); };
  connection.reply = function (body) { if (this.world.reply) this.world.reply(body); };

  connection.bye = function (body) {
    this.shut('off');
    this.world.bye(body.reason);
  };

  /* Only a live connection reconnects at the time it was given; the others back off as usual. */
  connection.drain = function (body) {
    var told = this.state === 'live' && body.after_ms !== undefined;
    if (told) this.backoff.placed();
    this.later(told ? body.after_ms : Math.max(body.after_ms || 0, this.backoff.next()));
  };

  connection.busy = function (body) {
    this.refused += 1;
    if (this.refused >= FAULTS) return this.bar();
    this.later(Math.max(body.after_ms || 0, this.backoff.next()));
  };

  connection.failed = function () {
    if (this.state === 'live') this.later(this.backoff.next());
    else this.suspect('refused', 1);
  };

  connection.noHello = function () { this.suspect('refused', FAULTS); };
  connection.silence = function () { this.suspect('silent', 1); };

  /* The transport is at fault only if the server itself responds meanwhile. */
  connection.suspect = function (count, weight) {
    var self = this;
    this.shut('waiting');
    var turn = this.turn;
    care.get('/healthz', {}, 5, function (status) {
      if (self.turn !== turn) return;
      self[count] = status === 200 ? self[count] + weight : 0;
      if (self[count] >= FAULTS) self.bar();
      else if (status === 200) self.later(self.backoff.soon());
      else self.later(self.backoff.next(), true);
    });
  };

  connection.later = function (milliseconds, unanswered) {
    this.unanswered = Boolean(unanswered);
    this.shut('waiting');
    this.patience(milliseconds, this.open);
  };

  connection.bar = function () {
    this.refused = this.silent = 0;
    this.shut('barred');
    this.patience(BARRED_FOR, this.open);
  };
})(window.CareCircle = window.CareCircle || {});
