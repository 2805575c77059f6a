/* live-backoff.js owns how long to wait before the next try: 1, 2, 4 ... 30 s, with jitter. */
(function (care) {
  'use strict';
  var MOST = 30000;

  care.Backoff = function (random) {
    this.random = random || Math.random;
    this.tries = 0;
  };

  /* Milliseconds: between half and the whole of the step, lest a family come at once. */
  care.Backoff.prototype.next = function () {
    var step = Math.min(MOST, 1000 * Math.pow(2, this.tries));
    this.tries += 1;
    return Math.round(step * (0.5 + 0.5 * this.random()));
  };

  care.Backoff.prototype.reset = function () { this.tries = 0; };
})(window.CareCircle = window.CareCircle || {});
