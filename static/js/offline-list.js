/* offline-list.js owns how records that wait in this browser are shown: a count, their rows, and
   what needs a decision. */
(function (care) {
  'use strict';
  var place = document.getElementById('offline'), said = false;

  function label(entry) { return entry.label + ', ' + entry.at; }

  function decision(entry, drop) {
    var row = care.row('offline-decision'), record = row.querySelector('a');
    row.querySelector('.what').textContent = label(entry);
    row.querySelector('.error').textContent = entry.why;
    record.href = entry.url.replace(/\/administration(\?.*)?$/, '?conflict=') +
      encodeURIComponent(entry.when || entry.fields.given_at);
    row.querySelector('button').addEventListener('click', function () { drop(entry); });
    return row;
  }

  function show(id, isShown) {
    var part = document.getElementById(id);
    part.hidden = !isShown;
    return part;
  }

  /* A row fetched meanwhile does not include the records that wait here. */
  function mark(entry) {
    var row = document.getElementById(entry.row);
    var words = place.getAttribute(entry.isUnsure ? 'data-unsure' : 'data-row');
    var isFinal = row && row.getAttribute('data-state') === 'recorded';
    if (row && !isFinal) care.showWaiting(row, words.replace('{time}', entry.at));
  }

  care.drawOffline = function (entries, drop) {
    function of(state) { return entries.filter(function (entry) { return entry.state === state; }); }
    var waiting = of('waiting'), decide = of('decide');
    var count = show('offline-waiting', waiting.length);
    var list = show('offline-decide-list', decide.length);
    show('offline-decide', decide.length);
    count.textContent = count.getAttribute('data-words').replace('{count}', waiting.length);
    show('offline-waiting-list', waiting.length).textContent =
      waiting.map(label).join(' \u00b7 ');
    list.textContent = '';
    decide.forEach(function (entry) { list.appendChild(decision(entry, drop)); });
    place.hidden = !entries.length && !said;
    waiting.forEach(mark);
  };

  care.markOffline = function (entries) {
    entries.forEach(function (entry) { if (entry.state === 'waiting') mark(entry); });
  };

  /* The server counted the time back from its own: this device's clock is wrong. */
  care.sayClock = function (entry, resource) {
    var line = show('offline-clock', true);
    said = true;
    line.textContent = line.getAttribute('data-words').replace('{what}', entry.label)
      .replace('{said}', care.clock(new Date(entry.fields.given_at)))
      .replace('{time}', care.clock(new Date(resource.given_at)));
  };
})(window.CareCircle = window.CareCircle || {});
