/* alarm-signals.js owns the signals of an alarm: sound, vibration, a screen that stays awake,
   another title and icon. One tab of a browser sounds for all tabs. */
(function (care) {
  'use strict';
  var EVERY = 1500;
  var on = null, timer = null, awake = null, title = document.title;
  var icon = document.querySelector('link[rel=icon]');
  var calm = icon && icon.href;

  function offer(section, silent) {
    [].forEach.call(document.querySelectorAll('[data-sound]'), function (line) {
      line.hidden = !silent || !section;
    });
  }

  function pulse() {
    if (!on) return;
    var louder = on.getAttribute('data-level') !== '1.0';
    if (!care.leads || care.leads()) {
      care.sound.play(louder);
      if (navigator.vibrate) navigator.vibrate(louder ? [600, 150, 600] : [300, 150, 300]);
    }
    offer(on, !care.sound.isOn());
  }

  function stayAwake() {
    if (!on || awake || !navigator.wakeLock || document.hidden) return;
    awake = navigator.wakeLock.request('screen');
    awake.then(function (lock) {
      lock.addEventListener('release', function () { awake = null; });
    }, function () { awake = null; });
  }

  function sleep() {
    if (awake) awake.then(function (lock) { if (lock) lock.release(); }, function () {});
    awake = null;
  }

  function begin() {
    title = document.title;
    document.title = '(!) ' + on.querySelector('h2').textContent;
    if (icon) icon.href = icon.getAttribute('data-alarm');
    timer = setInterval(pulse, EVERY);
    stayAwake();
  }

  function end() {
    clearInterval(timer);
    timer = null;
    document.title = title;
    if (icon) icon.href = calm;
    if (navigator.vibrate) navigator.vibrate(0);
    offer(null, false);
    sleep();
  }

  /* section: the alert that concerns this person; null if there is none. */
  care.alarmSignals = function (section) {
    var was = on;
    on = section;
    if (on && !was) begin();
    if (!on && was) end();
    if (on) pulse();
  };

  document.addEventListener('visibilitychange', stayAwake);
})(window.CareCircle = window.CareCircle || {});
