/* sound-report.js owns reporting whether this browser may play sound: when that changes, and every
   hour, so that a missing report shows that it is gone. One tab of a browser reports for all. */
(function (care) {
  'use strict';
  var AGAIN = 3600000, SOON = 1000, EVERY = 60000;
  var KEY = 'sound-reported';
  var told = null;

  function recall() {
    try { return care.json(sessionStorage.getItem(KEY)); } catch (storageIsOff) { return told; }
  }

  function keep(what) {
    told = what;
    try { sessionStorage.setItem(KEY, JSON.stringify(what)); } catch (storageIsOff) { /* reported */ }
  }

  function report() {
    var family = document.body.getAttribute('data-family');
    var sound = care.sound.isOn() ? 'on' : 'off', last = recall();
    if (care.leads && !care.leads()) return;
    if (last && last.sound === sound && care.since(last.stamp) < AGAIN) return;
    keep({sound: sound, stamp: care.stamp()});
    care.post('/families/' + family + '/screens', {sound: sound, idempotency_key: care.keys.fresh()},
      {Accept: 'application/json'}, function (status) {
        if (status < 200 || status >= 300) keep(null);
      });
  }

  /* Whether it may play sound is known a moment after an attempt. */
  function look() {
    care.sound.ready();
    setTimeout(report, SOON);
  }

  setTimeout(look, SOON);
  setInterval(look, EVERY);
  document.addEventListener('click', look);
})(window.CareCircle = window.CareCircle || {});
