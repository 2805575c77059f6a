/* new-day.js owns midnight: an open page of today fetches itself again when the care recipient's
   day is over. */
(function (care) {
  'use strict';
  var LOOK_EVERY = 30000;

  function today() {
    var zone = document.body.getAttribute('data-zone');
    return new Date(care.now()).toLocaleDateString('en-GB', zone ? {timeZone: zone} : {});
  }

  var shown = today();

  setInterval(function () {
    var now = today();
    if (now === shown) return;
    care.freshen(function (ok) { if (ok) shown = now; });
  }, LOOK_EVERY);
})(window.CareCircle = window.CareCircle || {});
