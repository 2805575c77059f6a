/* live-probe.js owns probing a server that has not responded for a while: one small request, with
   jitter, only while the page is visible, and sooner while an emergency is open. */
(function (care) {
  'use strict';
  var EMERGENCY = '#alerts [data-emergency]';
  var MOST = 2400, MOST_URGENT = 1000;

  /* waits(): whether a transport still waits for the server. answered(): it is back. */
  care.Probe = function (waits, answered) {
    this.waits = waits;
    this.answered = answered;
    this.busy = false;
  };

  var probe = care.Probe.prototype;

  probe.look = function () {
    var self = this;
    if (this.busy || !this.waits()) return;
    this.busy = true;
    setTimeout(function () { self.knock(); }, wait());
  };

  /* Clients that lost the server together must not return at the same moment. */
  function wait() {
    var most = document.querySelector(EMERGENCY) ? MOST_URGENT : MOST;
    return Math.round(most * (0.5 + Math.random() / 2));
  }

  probe.knock = function () {
    var self = this;
    if (document.hidden || !this.waits()) return this.done();
    return care.get('/healthz', {}, 2, function (status) {
      if (status === 200) self.answered();
      self.done();
    });
  };

  probe.done = function () {
    this.busy = false;
    this.look();
  };
})(window.CareCircle = window.CareCircle || {});
