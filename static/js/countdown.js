/* countdown.js owns <p data-until>: the remaining time, updated every second. Without the script
   the page shows the time of day, which stays true. */
(function (care) {
  'use strict';

  function left(until) {
    var seconds = Math.max(0, Math.round((new Date(until) - care.now()) / 1000));
    var rest = seconds % 60;
    return Math.floor(seconds / 60) + ':' + (rest < 10 ? '0' : '') + rest;
  }

  function write(part) {
    [].forEach.call(part.querySelectorAll('[data-until]'), function (place) {
      place.textContent = left(place.getAttribute('data-until'));
    });
  }

  care.onParts(write);
  setInterval(function () { write(document.body); }, 1000);
})(window.CareCircle = window.CareCircle || {});
