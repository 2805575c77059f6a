/* live-alerts.js owns polling open emergencies while no live connection is up. The promise is 15 s,
   so it polls a little more often. */
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
