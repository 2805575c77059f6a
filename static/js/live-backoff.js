/* live-backoff.js owns the delay before the next attempt: very short at the start of an outage
   (workers that died are back in a second), then 1, 2, 4 ... 30 s; always with jitter. */
(function (care) {
  'use strict';
  var YOUNG = 15000;
  var MOST = 30000;

  /* tries: counts the slow attempts only. */
  care.Backoff = function (random) {
    this.random = random || Math.random;
    this.tries = 0;
  };

  var backoff = care.Backoff.prototype;

  /* Returns milliseconds. The jitter spreads out clients that lost the server at the same moment. */
  backoff.next = function () {
    var now = care.elapsed();
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

  /* Connected, perhaps only for a moment: the next failure still belongs to the same outage. */
  backoff.reset = function () {
    this.tries = 0;
    this.wellAt = care.elapsed();
  };
})(window.CareCircle = window.CareCircle || {});
