/* offline-forms.js owns forms for giving while there may be no network. A form is sent by script
   first; any answer of ours lets the browser send it as ever, with the same key, and show the page.
   Without an answer the record is kept in this browser. What cannot wait says so. */
(function (care) {
  'use strict';
  var STOPPED = 10000; /* somebody may stop the page that follows */
  var clicked = null, busy = null;
  /* A correction strikes a record that others see and may be correcting; it is made only against
     the record as it is now. "I am preparing this" is of the moment. */
  var AT_ONCE = /\/(correction|preparation)$/;

  /* row: the id of a template. Without words, nothing is said any more. */
  function say(form, words, row) {
    var old = form.querySelector('[data-said]'), line = words && care.row(row);
    if (old) old.parentNode.removeChild(old);
    if (!words) return;
    line.setAttribute('data-said', '');
    line.removeAttribute('data-waits');
    line.textContent = words;
    form.appendChild(line);
  }

  function complain(form, name, values) {
    busy = null;
    say(form, care.words(name, values), 'error-line');
  }

  function letGo(form) {
    busy = null;
    say(form, '');
  }

  function pressedField(form) {
    var field = form.querySelector('[data-pressed]');
    if (field) return field;
    field = document.createElement('input');
    field.type = 'hidden';
    field.setAttribute('data-pressed', '');
    return form.appendChild(field);
  }

  /* As if the button had been pressed without scripts. */
  function submit(form, url, pressed) {
    var field = pressedField(form), action = form.getAttribute('action');
    field.name = pressed ? pressed.name : '';
    field.value = pressed ? pressed.value : '';
    form.setAttribute('action', url);
    form.submit();
    form.setAttribute('action', action);
    form.removeChild(field);
    setTimeout(function () { if (busy === form) letGo(form); }, STOPPED);
  }

  function onlyConnected(form, url, pressed, words) {
    care.get('/healthz', {}, 10, function (status, text) {
      if (care.isUnsure(status, text)) return complain(form, words);
      return submit(form, url, pressed);
    });
  }

  function isSigned(form, fields) {
    var pin = form.elements.witness_pin, outcomes = form.getAttribute('data-witnessed') || '';
    var isNeeded = outcomes.split(' ').indexOf(fields.outcome || 'given') >= 0;
    return pin && (pin.value || isNeeded && !(fields.no_witness_why || '').trim());
  }

  function keep(form, url, fields, tried) {
    var typed = care.typedTime(form, fields.given_at), missing = care.missingIn(form, fields);
    var dose = /\/doses\/([^/]+)\//.exec(url), at = typed && new Date(typed.at).toISOString(), clock;
    if (missing) return complain(form, 'fill-in', {what: missing});
    if (typed && typed.isToCome) return complain(form, 'to-come');
    clock = typed ? fields.given_at : '';
    /* The server reads a dose's time near the dose, but a PRN's near the moment in which it arrives. */
    if (typed && !dose) fields.given_at = at;
    return care.offline.add({
      url: url, row: dose ? 'dose-' + dose[1] : '', label: form.getAttribute('data-kept'),
      said: care.saidIn(form), typed: at || fields.given_at || '', clock: clock
    }, fields, tried, function () { letGo(form); }, function () { complain(form, 'needs-connection'); });
  }

  function send(form, url, fields, pressed) {
    var stamp = care.stamp(), same = {};
    if (navigator.onLine === false) return keep(form, url, fields);
    for (var name in fields) same[name] = fields[name];
    return care.post(url, same, {Accept: 'application/json'}, function (status, text) {
      if (care.isUnsure(status, text)) return keep(form, url, fields, stamp);
      return submit(form, url, pressed);
    });
  }

  function pressedIn(form, event) {
    var pressed = event.submitter || (clicked && clicked.form === form ? clicked : null);
    clicked = null;
    return pressed;
  }

  function take(event, form, pressed) {
    var url = pressed && pressed.getAttribute('formaction') || form.getAttribute('action') || '';
    var isGiving = form.hasAttribute('data-kept') && care.offline && care.offline.keeps(url), fields;
    if (!isGiving && !AT_ONCE.test(url)) return undefined;
    event.preventDefault();
    if (busy) return undefined;
    busy = form;
    say(form, document.getElementById('offline').getAttribute('data-saving'), 'offline-line');
    if (!isGiving) return onlyConnected(form, url, pressed, 'needs-connection');
    fields = care.formFields(form, pressed);
    if (isSigned(form, fields)) return onlyConnected(form, url, pressed, 'witness-signs');
    return send(form, url, fields, pressed);
  }

  document.addEventListener('click', function (event) {
    var button = event.target;
    while (button && button.nodeName !== 'BUTTON') button = button.parentNode;
    clicked = button || clicked;
  }, true);
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (!care.inbox || event.defaultPrevented || form.id === 'act') return;
    take(event, form, pressedIn(form, event));
  });
  window.addEventListener('pageshow', function () { if (busy) letGo(busy); });
})(window.CareCircle = window.CareCircle || {});
