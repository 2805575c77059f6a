/* live-inbox.js owns the page's cursor: each event is applied once and in order, whichever
   transport delivered it, and the cursor never moves past a gap. */
(function (care) {
  'use strict';

  function parsed(cursor) {
    var at = String(cursor).lastIndexOf('-');
    return {epoch: String(cursor).slice(0, at), seq: Number(String(cursor).slice(at + 1))};
  }

  /* on.apply(event); on.hole(): an earlier event is missing; on.broken(): another epoch. */
  care.Inbox = function (cursor, on) {
    this.on = on;
    this.held = 0;
    this.waiting = {};
    this.jump(cursor);
  };

  var inbox = care.Inbox.prototype;

  inbox.cursor = function () { return this.epoch + '-' + this.seq; };

  /* The page was fetched again: events that it already shows are not applied. */
  inbox.jump = function (cursor) {
    var at = parsed(cursor);
    if (at.epoch !== this.epoch) this.waiting = {};
    this.epoch = at.epoch;
    this.seq = at.seq;
    for (var seq in this.waiting) if (Number(seq) <= at.seq) delete this.waiting[seq];
    this.settle();
  };

  inbox.take = function (event) {
    var at = parsed(event.id);
    if (at.epoch !== this.epoch) return this.on.broken();
    if (at.seq <= this.seq || this.waiting[at.seq]) return;
    this.waiting[at.seq] = event;
    this.settle();
  };

  /* Another tab or a heartbeat reported the family's newest event. */
  inbox.behind = function (cursor) {
    var at = parsed(cursor);
    return at.epoch !== this.epoch || at.seq > this.seq;
  };

  inbox.settle = function () {
    var event;
    while (!this.held && (event = this.waiting[this.seq + 1])) {
      delete this.waiting[event.seq];
      this.seq += 1;
      this.on.apply(event);
    }
    for (var later in this.waiting) if (!this.held) return this.on.hole(later);
  };

  inbox.hold = function () { this.held += 1; };
  inbox.release = function () {
    this.held -= 1;
    this.settle();
  };
})(window.CareCircle = window.CareCircle || {});
