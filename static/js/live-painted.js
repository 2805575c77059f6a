/* live-painted.js owns work that waits until the screen has painted an event: the alert is shown
   first; announcements, sounds and requests follow a moment later. */
(function (care) {
  'use strict';
  var NO_FRAME_WITHIN = 300;
  var waiting = [];

  function run() {
    var act = waiting.shift();
    if (!act) return;
    try { act(); } finally { run(); }
  }

  /* Runs each once and in order. A hidden page is not painted: there it runs at once, and soon if
     no frame comes. */
  care.afterPaint = function (act) {
    if (waiting.indexOf(act) < 0) waiting.push(act);
    if (document.hidden || !window.requestAnimationFrame) return run();
    if (waiting.length > 1) return;
    window.requestAnimationFrame(function () { setTimeout(run); });
    setTimeout(run, NO_FRAME_WITHIN);
  };
})(window.CareCircle = window.CareCircle || {});
