/* offline-list.js owns how records that wait in this browser are shown: a count, a list, and what
   needs a decision. */
(function (care) {
  'use strict';
  var place = document.getElementById('offline'), said = false;

  function label(entry) { return entry.label + ', ' + entry.at; }

  function decision(entry, drop) {
    var row = care.row('offline-decision'), record = row.querySelector('a');
    var typed = row.querySelector('[data-typed]');
    row.querySelector('.what').textContent = label(entry);
    row.querySelector('.error').textContent = entry.why;
    typed.textContent = entry.said || '';
    typed.hidden = !entry.said;
    record.href = care.givingPage(entry.url) + (/\/administration(\?.*)?$/.test(entry.url) ?
      '?conflict=' + encodeURIComponent(entry.when || entry.fields.given_at) : '');
    row.querySelector('button').addEventListener('click', function () { drop(entry); });
    return row;
  }

  function show(id, isShown) {
    var part = document.getElementById(id);
    part.hidden = !isShown;
    return part;
  }

  function ofOther(entry) {
    var row = care.row('offline-other');
    row.textContent = place.getAttribute('data-other').replace('{what}', label(entry))
      .replace('{name}', entry.by);
    return row;
  }

  /* others: of other members, on a tablet of the home. */
  care.drawOffline = function (entries, others, drop) {
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
    list = show('offline-others', others.length);
    list.textContent = '';
    others.forEach(function (entry) { list.appendChild(ofOther(entry)); });
    place.hidden = !entries.length && !others.length && !said;
    care.markOffline(entries.concat(others));
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
