/* offline.js owns records made without a network: stored in this browser (IndexedDB), shown, and
   sent in order with their key and time once there is a network. A record that was sent without an
   answer is asked for by its key first. What the server refuses waits for a person's decision;
   nothing is dropped or applied silently. */
(function (care) {
  'use strict';
  var AGAIN = 10000, SOON = 500;
  var body = document.body, entries = [], sending = false, store = null;

  function mine(entry) {
    return entry.family === body.getAttribute('data-family') &&
      entry.member === body.getAttribute('data-member');
  }

  function refresh(then) {
    store.all(function (found) {
      entries = found.filter(mine);
      care.drawOffline(entries, drop);
      if (then) then();
    });
  }

  function drop(entry) { store.change('delete', entry.number, function () { refresh(); }); }

  function keep(entry, then) { store.change('put', entry, function () { refresh(then); }); }

  function next() {
    return entries.filter(function (entry) { return entry.state === 'waiting'; })[0];
  }

  function iso(milliseconds) { return new Date(milliseconds).toISOString(); }

  /* Records of older versions have no stamp: their given_at is what the device's clock said. */
  function stampOf(entry) { return entry.stamp || {wall: Date.parse(entry.fields.given_at)}; }

  /* given_at stays what it was, so that a repeat is the same record; sent_at says how long ago. */
  function fieldsOf(entry) {
    var fields = {}, stamp = stampOf(entry);
    for (var name in entry.fields) fields[name] = entry.fields[name];
    fields.sent_at = iso(stamp.wall + care.since(stamp));
    return fields;
  }

  /* Only the same key is the same record: an earlier attempt arrived and its response was lost. A
     record with another key, even by the same person, may be a second dose. */
  function isKept(status, error) {
    return status >= 200 && status < 300 || error && error.code === 'idempotency-key-reused';
  }

  function kept(entry, resource) {
    sending = false;
    if (resource && resource.clock_corrected_s) care.sayClock(entry, resource);
    store.change('delete', entry.number, function () {
      refresh(function () {
        if (next()) send();
        else care.freshen(redraw);
      });
    });
  }

  function redraw() { care.drawOffline(entries, drop); }

  function settle(entry, status, text) {
    var answer = care.json(text), error = answer && answer.error;
    if (isKept(status, error)) return kept(entry, answer);
    if (care.isUnsure(status, text)) return unsure(entry);
    sending = false;
    if (status === 401 || status === 429 || status >= 500) return again();
    entry.state = 'decide';
    entry.why = error && error.message || care.words('refused');
    entry.when = iso(care.now() - care.since(stampOf(entry)));
    return keep(entry, function () { care.freshen(redraw); send(); });
  }

  /* It may have been saved: ask by its key before it is sent again. */
  function unsure(entry) {
    sending = false;
    entry.isUnsure = true;
    keep(entry, again);
  }

  function again() { setTimeout(send, AGAIN); }

  function ask(entry) {
    care.committed(entry.url, entry.fields.idempotency_key, '', function (found) {
      if (found) return kept(entry, found.resource);
      sending = false;
      if (found === null) return again();
      entry.isUnsure = false;
      return keep(entry, send);
    });
  }

  function send() {
    var entry = next();
    if (sending || !entry || navigator.onLine === false) return;
    sending = true;
    care.askTime(function () {
      if (entry.isUnsure) return ask(entry);
      return care.post(entry.url, fieldsOf(entry), {Accept: 'application/json'},
        function (status, text) { settle(entry, status, text); });
    });
  }

  care.offline = {
    /* Returns whether a record for this URL can be stored here rather than lost. */
    keeps: function (url) { return !!store && /\/administration(\?.*)?$/.test(url); },
    /* fields: with the key of the attempt that got no response, if any, and its stamp. */
    add: function (row, url, fields, tried) {
      var stamp = tried || care.stamp(), at = care.now() - care.since(stamp);
      fields.given_at = iso(stamp.wall);
      fields.reason = document.getElementById('offline').getAttribute('data-why');
      fields.idempotency_key = fields.idempotency_key || care.keys.fresh();
      care.keys.used(url);
      keep({
        family: body.getAttribute('data-family'), member: body.getAttribute('data-member'),
        row: row.id, url: url, fields: fields, stamp: stamp, at: care.clock(new Date(at)),
        state: 'waiting', isUnsure: Boolean(tried),
        label: row.querySelector('h4') ? row.querySelector('h4').textContent.trim() : url
      }, function () { setTimeout(send, SOON); });
    }
  };

  care.openOffline(function (opened) {
    store = opened;
    refresh(send);
    if (care.onParts) care.onParts(function () { care.markOffline(entries); });
    window.addEventListener('online', send);
    setInterval(send, AGAIN);
  });
})(window.CareCircle = window.CareCircle || {});
