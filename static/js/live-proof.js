/* live-proof.js owns the proof that a live connection is live: it asks one that is silent, and opens
   a new one if there is no answer. */
(function (care) {
  'use strict';
  /* "Live" stands for 20 s at most without a byte. An open stream or socket has a heartbeat each
     7.5 s; the slower transports ask in turn, and have an answer by then. */
  var ASK_AFTER = {socket: 15000, sse: 15000};
  var SILENCE = {longPoll: 19000, poll: 19000, refresh: 45000};
  var ANSWER_WITHIN = 3000;
  /* Heard so lately, it is not opened again when the network or the device comes back. */
  var FRESH = {sse: 9000, longPoll: 3000, poll: 3000, refresh: 10000};
  var connection = care.Connection.prototype;

  /* The network or the device came back: an open connection may be dead without knowing it. */
  connection.wake = function () {
    if (this.state !== 'live') return this.now();
    if (this.name === 'socket') return this.ask(this.open);
    if (care.elapsed() - this.heardAt > FRESH[this.name]) return this.open();
    return this.name === 'sse' && this.askServer();
  };

  /* A socket answers a question; a stream shows a heartbeat, or nothing. */
  connection.ask = function (otherwise) {
    if (this.pipe.ask) this.pipe.ask();
    this.patience(ANSWER_WITHIN, otherwise || this.silence);
  };

  connection.askServer = function () {
    var self = this, turn = this.turn;
    care.get('/healthz', {}, ANSWER_WITHIN / 1000, function (status) {
      if (self.turn === turn && status !== 200) self.open();
    });
  };

  connection.listen = function () {
    this.heardAt = care.elapsed();
    if (ASK_AFTER[this.name]) this.patience(ASK_AFTER[this.name], this.ask);
    else this.patience(SILENCE[this.name], this.silence);
  };
})(window.CareCircle = window.CareCircle || {});
