/* live-probe.js owns probing a server that has not responded for a while: one small request, at a
   random place of a window, only while the page is visible, and sooner while an emergency is open. */
(function (care) {
  'use strict';
  var EMERGENCY = '#alerts [data-emergency]';
  var EVERY_URGENT = 1000;

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
    setTimeout(function () { self.knock(); }, this.wait());
  };

  /* Clients that lost the server together must not return at the same moment: the first wait is
     random, and the same interval afterwards keeps them apart. */
  probe.wait = function () {
    var every = document.querySelector(EMERGENCY) ? EVERY_URGENT : care.RETURN_WITHIN;
    var part = this.again ? 1 : Math.random();
    this.again = true;
    return Math.round(every * part);
  };

  probe.knock = function () {
    var self = this;
    if (document.hidden || !this.waits()) return this.done();
    return care.get('/healthz', {}, 2, function (status) {
      if (status === 200) { self.again = false; self.answered(); }
      self.done();
    });
  };

  probe.done = function () {
    this.busy = false;
    this.look();
  };
})(window.CareCircle = window.CareCircle || {});
