/* live-inbox.js owns the page's cursor: each event is applied once and in order, whichever
   transport delivered it, and the cursor never moves past a gap. */
(function (care) {
  'use strict';

  /* Returns null for what is no cursor of ours. */
  function parsed(cursor) {
    var found = /^([^-]+)-(\d{1,15})$/.exec(typeof cursor === 'string' ? cursor : '');
    return found && {epoch: found[1], seq: Number(found[2])};
  }

  care.isCursor = function (cursor) { return parsed(cursor) !== null; };

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
    if (!at) return;
    if (at.epoch !== this.epoch) this.waiting = {};
    this.epoch = at.epoch;
    this.seq = at.seq;
    for (var seq in this.waiting) if (Number(seq) <= at.seq) delete this.waiting[seq];
    this.settle();
  };

  inbox.take = function (event) {
    var at = parsed(event.id);
    if (!at) return undefined;
    if (at.epoch !== this.epoch) return this.on.broken();
    if (at.seq <= this.seq || this.waiting[at.seq]) return undefined;
    this.waiting[at.seq] = event;
    return this.settle();
  };

  /* Another tab or a heartbeat reported the family's newest event. */
  inbox.behind = function (cursor) {
    var at = parsed(cursor);
    return !!at && (at.epoch !== this.epoch || at.seq > this.seq);
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
