/* tablet-lock.js owns locking a home's tablet after three minutes without a touch. The server counts
   as well, so this script reports touches that cause no request. */
(function (care) {
  'use strict';
  var home = document.body.getAttribute('data-locks-to');
  if (!home) return;
  var IDLE = 3 * 60000;
  var TELL_EVERY = 30000;
  var touchedAt = care.stamp(), toldAt = touchedAt;

  function touched() {
    touchedAt = care.stamp();
    if (care.since(toldAt) < TELL_EVERY) return;
    toldAt = touchedAt;
    care.get(home + '/use', {}, 10, function (status) { if (status === 409) lock(); });
  }

  function lock() { location.replace(home); }

  ['pointerdown', 'touchstart', 'mousedown', 'keydown'].forEach(function (what) {
    document.addEventListener(what, touched, true);
  });
  setInterval(function () { if (care.since(touchedAt) >= IDLE) lock(); }, 1000);
})(window.CareCircle = window.CareCircle || {});
