/* live-catchup.js owns fetching the events between the page's cursor and the family's newest one,
   page by page, when a stream or another tab shows that some are missing. */
(function (care) {
  'use strict';
  var GRACE = 1000;
  var AGAIN = 5000;

  care.CatchUp = function (base, inbox) {
    this.base = base;
    this.inbox = inbox;
    this.timer = null;
  };

  var catchUp = care.CatchUp.prototype;

  /* Another transport may deliver it in a moment: wait a second before fetching. */
  catchUp.soon = function (head) {
    var self = this;
    this.head = head;
    if (!this.timer) this.timer = setTimeout(function () { self.ask(); }, GRACE);
  };

  catchUp.ask = function () {
    var self = this;
    if (!this.inbox.behind(this.head)) return this.rest();
    care.askEvents(care.eventsAddress(this.base, this.inbox.cursor(), 0), {
      page: function (page) { self.take(page); },
      bye: function () { self.rest(); care.freshen(); },
      busy: function () { self.again(); },
      failed: function () { self.again(); }
    });
  };

  catchUp.take = function (page) {
    if (!page.recovered) {
      this.rest();
      return care.freshen();
    }
    for (var i = 0; i < page.events.length; i += 1) this.inbox.take(page.events[i]);
    if (page.more) return this.ask();
    return this.rest();
  };

  catchUp.again = function () {
    var self = this;
    this.timer = setTimeout(function () { self.ask(); }, AGAIN);
  };

  catchUp.rest = function () { this.timer = null; };
})(window.CareCircle = window.CareCircle || {});
