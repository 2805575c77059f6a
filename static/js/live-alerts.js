/* live-alerts.js owns the open emergencies where nothing live is up: asked for every 15 s. */
(function (care) {
  'use strict';
  var EVERY = 15000;
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
