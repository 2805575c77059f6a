/* offline.js owns records made without a network: stored in this browser (IndexedDB), shown, and
   sent in order with their key and time once there is a network. What the server refuses then waits
   for a person's decision; nothing is dropped or applied silently. */
(function (care) {
  'use strict';
  var AGAIN = 10000;
  /* The original name: with another, records that wait in a browser would be lost. */
  var STORE = 'carecircle-outbox';
  var body = document.body, place, base = null, entries = [], sending = false;

  function mine(entry) {
    return entry.family === body.getAttribute('data-family') &&
      entry.member === body.getAttribute('data-member');
  }

  function store(mode) { return base.transaction('waiting', mode).objectStore('waiting'); }

  function refresh(then) {
    var request = store('readonly').getAll();
    request.onsuccess = function () {
      entries = request.result.filter(mine);
      draw();
      if (then) then();
    };
  }

  function change(how, what, then) {
    store('readwrite')[how](what).onsuccess = function () { refresh(then); };
  }

  function of(state) { return entries.filter(function (entry) { return entry.state === state; }); }

  function label(entry) { return entry.label + ', ' + entry.at; }

  function decision(entry) {
    var row = care.row('offline-decision'), record = row.querySelector('a');
    row.querySelector('.what').textContent = label(entry);
    row.querySelector('.error').textContent = entry.why;
    record.href = entry.url.replace(/\/administration$/, '?conflict=') +
      encodeURIComponent(entry.fields.given_at);
    row.querySelector('button').addEventListener('click', function () {
      change('delete', entry.number);
    });
    return row;
  }

  function show(id, isShown) {
    var part = document.getElementById(id);
    part.hidden = !isShown;
    return part;
  }

  function draw() {
    var waiting = of('waiting'), decide = of('decide');
    var count = show('offline-waiting', waiting.length);
    var list = show('offline-decide-list', decide.length);
    show('offline-decide', decide.length);
    count.textContent = count.getAttribute('data-words').replace('{count}', waiting.length);
    show('offline-waiting-list', waiting.length).textContent =
      waiting.map(label).join(' \u00b7 ');
    list.textContent = '';
    decide.forEach(function (entry) { list.appendChild(decision(entry)); });
    place.hidden = !entries.length;
    waiting.forEach(mark);
  }

  /* A row fetched meanwhile does not include the records that wait here. */
  function mark(entry) {
    var row = document.getElementById(entry.row);
    if (row) care.showWaiting(row, place.getAttribute('data-row').replace('{time}', entry.at));
  }

  /* Only the same key is the same record: an earlier attempt arrived and its response was lost. A
     record with another key, even by the same person, may be a second dose. */
  function isKept(status, error) {
    return status >= 200 && status < 300 || error && error.code === 'idempotency-key-reused';
  }

  function settle(entry, status, text) {
    var answer = care.json(text), error = answer && answer.error;
    sending = false;
    if (isKept(status, error)) {
      return change('delete', entry.number, function () { care.freshen(draw); send(); });
    }
    if (status === 0 || status === 401 || status === 429 || status >= 500) return again();
    entry.state = 'decide';
    entry.why = error && error.message || care.words('refused');
    return change('put', entry, function () { care.freshen(draw); send(); });
  }

  function again() { setTimeout(send, AGAIN); }

  function send() {
    var entry = of('waiting')[0], fields = {}, name;
    if (sending || !entry || navigator.onLine === false) return;
    sending = true;
    for (name in entry.fields) fields[name] = entry.fields[name];
    care.post(entry.url, fields, {Accept: 'application/json'}, function (status, text) {
      settle(entry, status, text);
    });
  }

  function clock(now) {
    return ('0' + now.getHours()).slice(-2) + ':' + ('0' + now.getMinutes()).slice(-2);
  }

  care.offline = {
    /* Returns whether a record for this URL should be stored rather than lost. */
    keeps: function (url) {
      var isCut = navigator.onLine === false || care.shown && care.shown() !== 'live';
      return !!base && isCut && /\/administration$/.test(url);
    },
    /* fields: with the key of the attempt that got no response, if any. */
    add: function (row, url, fields) {
      var now = new Date();
      fields.given_at = now.toISOString();
      fields.reason = place.getAttribute('data-why');
      fields.idempotency_key = fields.idempotency_key || care.keys.fresh();
      care.keys.used(url);
      change('put', {
        family: body.getAttribute('data-family'), member: body.getAttribute('data-member'),
        row: row.id, url: url, fields: fields, at: clock(now), state: 'waiting',
        label: row.querySelector('h4') ? row.querySelector('h4').textContent.trim() : url
      }, again);
    }
  };

  function start() {
    var request = window.indexedDB.open(STORE, 1);
    request.onupgradeneeded = function () {
      request.result.createObjectStore('waiting', {keyPath: 'number', autoIncrement: true});
    };
    request.onsuccess = function () {
      base = request.result;
      refresh(send);
    };
    window.addEventListener('online', send);
    setInterval(send, AGAIN);
  }

  place = document.getElementById('offline');
  if (place && window.indexedDB && window.IDBObjectStore && IDBObjectStore.prototype.getAll) start();
})(window.CareCircle = window.CareCircle || {});
