/* live-painted.js owns what can wait until the screen shows what came in: the alert first, and what
   is said, sounded and fetched because of it a moment later. */
(function (care) {
  'use strict';
  var NO_FRAME_WITHIN = 300;
  var waiting = [];

  function run() {
    var act = waiting.shift();
    if (!act) return;
    try { act(); } finally { run(); }
  }

  /* Each once and in order. A page that nobody sees is not painted: there it is done at once, and
     soon where frames fail to come. */
  care.afterPaint = function (act) {
    if (waiting.indexOf(act) < 0) waiting.push(act);
    if (document.hidden || !window.requestAnimationFrame) return run();
    if (waiting.length > 1) return;
    window.requestAnimationFrame(function () { setTimeout(run); });
    setTimeout(run, NO_FRAME_WITHIN);
  };
})(window.CareCircle = window.CareCircle || {});
