/* offline-entry.js owns what is stored of a record made without a network, and what of it is sent. */
(function (care) {
  'use strict';
  var LONGEST_REASON = 500;

  function iso(milliseconds) { return new Date(milliseconds).toISOString(); }

  /* Records of older versions have no stamp: their given_at is what the device's clock said. */
  care.stampOf = function (entry) {
    return entry.stamp || {wall: Date.parse(entry.fields.given_at)};
  };

  /* Returns when it was given, by the server's time, as an instant. */
  care.givenAt = function (entry) {
    return entry.typed || iso(care.now() - care.since(care.stampOf(entry)));
  };

  /* The remark says why it is late. It never stands in for a reason that somebody typed. */
  function reason(typed) {
    var remark = document.getElementById('offline').getAttribute('data-why');
    var both = typed ? typed + ' (' + remark + ')' : remark;
    return both.length > LONGEST_REASON ? typed : both;
  }

  function nameOfMember() {
    var who = document.querySelector('.top-link bdi');
    return who ? who.textContent.trim() : '';
  }

  /* what: url, label (for people), row (an id), said (what was typed, in words), typed (the instant
     that was typed, if one was). tried: the stamp of an attempt that got no answer. */
  care.offlineEntry = function (what, fields, tried) {
    var body = document.body, stamp = tried || care.stamp();
    var at = what.typed ? Date.parse(what.typed) : care.now() - care.since(stamp);
    fields.given_at = fields.given_at || iso(stamp.wall);
    fields.reason = reason(fields.reason);
    fields.idempotency_key = fields.idempotency_key || care.keys.fresh();
    return {
      family: body.getAttribute('data-family'), member: body.getAttribute('data-member'),
      by: nameOfMember(), row: what.row, url: what.url, label: what.label, said: what.said || '',
      fields: fields, stamp: stamp, at: what.clock || care.clock(new Date(at)), typed: what.typed || '',
      state: 'waiting', isUnsure: Boolean(tried)
    };
  };

  /* given_at stays what it was, so that a repeat is the same record; sent_at says how long ago that
     was on the device's clock. A time that was typed is not on that clock. */
  care.fieldsToSend = function (entry) {
    var fields = {}, stamp = care.stampOf(entry);
    for (var name in entry.fields) fields[name] = entry.fields[name];
    if (!entry.typed) fields.sent_at = iso(stamp.wall + care.since(stamp));
    return fields;
  };
})(window.CareCircle = window.CareCircle || {});
