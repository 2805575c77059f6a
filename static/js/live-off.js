/* live-off.js owns a page that was shown out: a removed member is sent to the page that says so; any
   other page is fetched again each 30 s while it is visible, and is live again once it may be seen. */
(function (care) {
  'use strict';
  var AGAIN = 30000;

  /* world: {isOff(), show(), resume()} */
  care.Off = function (world) {
    this.world = world;
    this.timer = null;
  };

  var off = care.Off.prototype;

  off.gone = function (reason) {
    this.world.show();
    if (reason === 'removed') care.leaveFor('/families?removed=yes');
    else this.ask();
  };

  off.ask = function () {
    var self = this, world = this.world;
    clearTimeout(this.timer);
    if (!world.isOff()) return;
    this.timer = setTimeout(function () { self.ask(); }, AGAIN);
    if (document.hidden) return;
    care.freshen(function (ok) {
      if (!ok || !world.isOff()) return;
      clearTimeout(self.timer);
      world.resume();
    });
  };
})(window.CareCircle = window.CareCircle || {});
