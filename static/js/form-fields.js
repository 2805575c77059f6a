/* form-fields.js owns reading a form for giving: its fields as a browser would send them, which of
   them are missing, what they say in words, and the instant that a typed time of day means. */
(function (care) {
  'use strict';
  var DAY = 1440, MINUTE = 60000, SLACK = 2, ALWAYS_GIVEN = 'given';
  /* A PIN is for the moment in which it is typed: it is read nowhere. */
  var NEVER = ['csrf_token', 'witness_pin'];

  function isSent(field) {
    var isButton = /^(submit|button|reset|image)$/.test(field.type);
    var isOff = /^(radio|checkbox)$/.test(field.type) && !field.checked;
    return field.name && !field.disabled && !isButton && !isOff &&
      NEVER.indexOf(field.name) < 0 && !field.hasAttribute('data-pressed');
  }

  function sent(form) { return [].filter.call(form.elements, isSent); }

  /* pressed: the button, or null. Lines end as in a form that the browser sends. */
  care.formFields = function (form, pressed) {
    var fields = {};
    sent(form).forEach(function (field) { fields[field.name] = field.value.replace(/\r?\n/g, '\r\n'); });
    if (pressed && pressed.name) fields[pressed.name] = pressed.value;
    return fields;
  };

  function question(form, name) {
    var field = [].filter.call(form.elements, function (one) { return one.name === name; })[0];
    var set = field && field.type === 'radio' && field;
    while (set && set.nodeName !== 'FIELDSET') set = set.parentNode;
    var words = set ? set.querySelector('legend') : field && field.id &&
      form.querySelector('label[for="' + field.id + '"]');
    return words ? words.textContent.trim() : '';
  }

  /* data-needs lists names, and names after an outcome: "outcome refused:reason". */
  care.missingIn = function (form, fields) {
    var outcome = fields.outcome || ALWAYS_GIVEN;
    var names = (form.getAttribute('data-needs') || '').split(/\s+/).map(function (need) {
      var parts = need.split(':');
      return parts.length < 2 ? need : parts[0] === outcome ? parts[1] : '';
    });
    return names.filter(function (name) { return name && !(fields[name] || '').trim(); })
      .map(function (name) { return question(form, name); })[0] || '';
  };

  function answer(field) {
    if (field.nodeName === 'SELECT') return field.options[field.selectedIndex].text;
    if (field.type === 'radio') return field.parentNode.textContent;
    return field.value;
  }

  /* Returns for example "What happened? Partly taken · How much? 0.5". */
  care.saidIn = function (form) {
    return sent(form).filter(function (field) { return field.type !== 'hidden' && field.value.trim(); })
      .map(function (field) {
        return [question(form, field.name), answer(field).trim().replace(/\s+/g, ' ')].join(' ').trim();
      }).join(' \u00b7 ');
  };

  function minutesOf(text) {
    var found = /^\s*([01]?\d|2[0-3])[:.]([0-5]\d)\s*$/.exec(text || '');
    return found ? Number(found[1]) * 60 + Number(found[2]) : null;
  }

  function ofDay(minutes) { return (minutes % DAY + DAY) % DAY; }

  /* From a due time to the nearest such time; from now to today's, or yesterday's if today's is more
     than half a day to come. */
  function away(typed, from, isDue) {
    if (isDue) return ofDay(typed - from + DAY / 2) - DAY / 2;
    return typed - from > DAY / 2 ? typed - from - DAY : typed - from;
  }

  /* Returns {at, isToCome}: milliseconds, as the server would read the time near the dose's own, or
     near now. The page says what time it was where the care recipient lives: this device's time
     zone may be another. Null if no time of day was typed. */
  care.typedTime = function (form, text) {
    var minutes = minutesOf(text), shown = minutesOf(form.getAttribute('data-clock'));
    if (minutes === null || shown === null) return null;
    var ahead = shown - Math.floor(Number(form.getAttribute('data-clock-at')) / MINUTE) % DAY;
    var now = care.now(), due = Date.parse(form.getAttribute('data-due'));
    var minute = Math.floor((due || now) / MINUTE);
    var at = (minute + away(minutes, ofDay(minute + ahead), Boolean(due))) * MINUTE;
    return {at: Math.min(at, now), isToCome: at > now + SLACK * MINUTE};
  };
})(window.CareCircle = window.CareCircle || {});
