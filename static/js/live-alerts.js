/* live-alerts.js owns the open emergencies where nothing live is up: on the screen within the 15 s
   that are promised, so asked for a little more often. */
(function (care) {
  'use strict';
  var EVERY = 14000;
  var timer = null;

  function ask() {
    var url = document.body.getAttribute('data-events').replace(/events$/, 'alerts');
    care.get(url, {'HX-Request': 'true', Accept: 'text/html'}, 10, function (status, text) {
      if (!timer || status !== 200) return;
      care.apply(text);
      care.alarm.received();
    });
  }

  function stop() {
    clearInterval(timer);
    timer = null;
  }

  care.alerts = {
    pollWhile: function (needed) {
      if (!needed) stop();
      else if (!timer) timer = setInterval(ask, EVERY);
    }
  };
})(window.CareCircle = window.CareCircle || {});
