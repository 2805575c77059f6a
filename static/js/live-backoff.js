/* live-backoff.js owns how long to wait before the next try: hardly at all while an outage is
   young (workers that died are back in a second), then 1, 2, 4 ... 30 s; always with jitter. */
(function (care) {
  'use strict';
  var YOUNG = 15000;
  var MOST = 30000;

  /* tries: the slow ones only. */
  care.Backoff = function (random) {
    this.random = random || Math.random;
    this.tries = 0;
  };

  var backoff = care.Backoff.prototype;

  /* Milliseconds. The jitter keeps those who lost the server together from coming back together. */
  backoff.next = function () {
    var now = Date.now();
    var isFirst = !this.since || (this.wellAt && now - this.wellAt > YOUNG);
    if (isFirst) this.since = now;
    this.wellAt = 0;
    if (isFirst) return this.between(0, 250);
    if (now - this.since < YOUNG) return this.between(200, 600);
    var step = Math.min(MOST, 1000 * Math.pow(2, this.tries));
    this.tries += 1;
    return this.between(step / 2, step);
  };

  backoff.between = function (least, most) {
    return Math.round(least + (most - least) * this.random());
  };

  /* Heard, but perhaps only for a moment: that makes no new outage of the next failure. */
  backoff.reset = function () {
    this.tries = 0;
    this.wellAt = Date.now();
  };
})(window.CareCircle = window.CareCircle || {});
