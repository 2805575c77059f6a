/* saving.js owns optimistic buttons: the row shows "Given - saving..." at once, becomes final when
   the server confirms it, and is restored with the reason if it refuses. Without an answer the row
   says so until it is known. */
(function (care) {
  'use strict';
  var STREAM_BRINGS_IT = 3000;

  function rowOf(element) {
    while (element && !(element.id && element.parentNode)) element = element.parentNode;
    return element;
  }

  function each(row, selector, act) { [].forEach.call(row.querySelectorAll(selector), act); }

  function isSaving(row) { return row && row.hasAttribute('data-saving-since'); }

  function show(row, words) {
    var states = row.querySelectorAll('p.state'), state = states[states.length - 1];
    row.setAttribute('data-saving-since', String(care.now()));
    if (state) { state.className = 'state busy'; state.textContent = words; }
    each(row, 'svg.mark', function (mark) { mark.setAttribute('class', 'mark busy'); });
    each(row, 'svg.mark use', function (use) { use.setAttribute('href', '#k-save'); });
    each(row, '.dose-actions', function (buttons) { buttons.hidden = true; });
  }

  function explain(row, reason) {
    if (!row) return;
    var line = care.row('error-line');
    line.textContent = reason;
    (row.querySelector('.dose-body') || row).appendChild(line);
  }

  function reasonIn(text) {
    var answer = care.json(text), error = answer && answer.error;
    return error && error.message || care.words('refused');
  }

  function settle(id, before, status, text) {
    var row = document.getElementById(id);
    if (status === 401) return location.reload();
    if (status >= 200 && status < 300) return final(id);
    if (isSaving(row)) care.keepingStill(function () { care.dressed(care.morph(row, before)); });
    if (status === 409) return care.freshen(tell);
    return tell();
    function tell() { explain(document.getElementById(id), reasonIn(text)); }
  }

  /* The event brings the final row. If no stream is up, the page is fetched. */
  function final(id) {
    if (!isSaving(document.getElementById(id))) return;
    setTimeout(function () {
      if (isSaving(document.getElementById(id))) care.freshen();
    }, care.shown && care.shown() === 'live' ? STREAM_BRINGS_IT : 0);
  }

  function send(button) {
    var row = rowOf(button.parentNode), id = row.id, before = row.cloneNode(true), fields = {};
    var url = button.getAttribute('formaction'), stamp = care.stamp();
    if (isSaving(row)) return;
    fields[button.name] = button.value;
    show(row, button.getAttribute('data-saving'));
    if (navigator.onLine === false && care.offline.keeps(url)) {
      return care.offline.add(record(row, url), {outcome: button.value});
    }
    care.write(url, fields, {
      unsure: function () { return unsure(id, url, fields, stamp); },
      unsaved: function () { say(id, 'unsaved'); },
      done: function (status, text) { settle(id, before, status, text); }
    });
  }

  /* What is kept of the row: the medicine, and the care recipient where there are several. */
  function record(row, url) {
    var name = row.querySelector('h4'), place = row, about;
    while (place && place.hasAttribute && !place.hasAttribute('data-about')) place = place.parentNode;
    about = place && place.getAttribute && place.getAttribute('data-about');
    name = name ? name.textContent.trim() : url;
    return {url: url, row: row.id, label: about ? name + ', ' + about : name};
  }

  function say(id, name) {
    var row = document.getElementById(id);
    if (row) show(row, care.words(name));
  }

  /* A dose is kept in this browser until it is known. Returns whether it is. */
  function unsure(id, url, fields, stamp) {
    var row = document.getElementById(id), isKept = row && care.offline.keeps(url);
    var tried = {outcome: fields.outcome, idempotency_key: fields.idempotency_key};
    if (isSaving(row)) say(id, 'unsure');
    if (isKept) care.offline.add(record(row, url), tried, stamp);
    return isKept;
  }

  care.showWaiting = function (row, words) { show(row, words); };

  function buttonAt(element) {
    while (element && element.nodeName !== 'BUTTON') element = element.parentNode;
    return element && element.hasAttribute('data-saving') ? element : null;
  }

  document.addEventListener('click', function (event) {
    var button = care.inbox && buttonAt(event.target);
    if (!button) return;
    event.preventDefault();
    send(button);
  });
})(window.CareCircle = window.CareCircle || {});
