/* offline.js owns records made without a network: stored in this browser (IndexedDB), shown, and
   sent in order with their key and time once there is a network. A record that was sent without an
   answer is asked for by its key first. What the server refuses waits for a person's decision;
   nothing is dropped or applied silently. */
(function (care) {
  'use strict';
  var AGAIN = 10000, SOON = 500, GIVING = /\/(administration|medications\/[^/]+\/administrations)(\?.*)?$/;
  var body = document.body, entries = [], others = [], sending = false, store = null;

  function mine(entry) {
    return entry.family === body.getAttribute('data-family') &&
      entry.member === body.getAttribute('data-member');
  }

  /* A tablet of the home shows what other members gave on it: sent only in their name, and never to
     be given twice. Other browsers show it to nobody else. */
  function isOfOthers(entry) {
    return body.hasAttribute('data-tablet') && !mine(entry) && entry.by &&
      entry.family === body.getAttribute('data-family');
  }

  function refresh(then) {
    store.all(function (found) {
      entries = found.filter(mine);
      others = found.filter(isOfOthers);
      redraw();
      if (then) then();
    });
  }

  function drop(entry) { store.change('delete', entry.number, function () { refresh(); }); }

  function keep(entry, then, failed) {
    store.change('put', entry, function () { refresh(then); }, failed);
  }

  function next() {
    return entries.filter(function (entry) { return entry.state === 'waiting'; })[0];
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
      var leads = care.sentFrom(entry, resource);
      refresh(function () {
        if (leads) return undefined;
        if (next()) send();
        else care.freshen(redraw);
        return undefined;
      });
    });
  }

  function redraw() { care.drawOffline(entries, others, drop); }

  function settle(entry, status, text) {
    var answer = care.json(text), error = answer && answer.error;
    if (isKept(status, error)) return kept(entry, answer);
    if (care.isUnsure(status, text)) return unsure(entry);
    sending = false;
    if (status === 401 || status === 429 || status >= 500) return again();
    entry.state = 'decide';
    entry.why = error && error.message || care.words('refused');
    entry.when = care.givenAt(entry);
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
      return care.post(entry.url, care.fieldsToSend(entry), {Accept: 'application/json'},
        function (status, text) { settle(entry, status, text); });
    });
  }

  care.offline = {
    /* Returns whether a record for this URL can be stored here rather than lost. */
    keeps: function (url) { return !!store && GIVING.test(url); },
    /* See offlineEntry. fields: with the key of the attempt that got no response, if any, and its
       stamp. then(): it is kept; failed(): it is not. */
    add: function (what, fields, tried, then, failed) {
      care.keys.used(what.url);
      keep(care.offlineEntry(what, fields, tried), function () {
        if (then) then();
        setTimeout(send, SOON);
      }, failed);
    }
  };

  care.openOffline(function (opened) {
    store = opened;
    refresh(send);
    if (care.onParts) care.onParts(function () { care.markOffline(entries.concat(others)); });
    window.addEventListener('online', send);
    setInterval(send, AGAIN);
  });
})(window.CareCircle = window.CareCircle || {});
