/* keys.js owns the idempotency keys: one per URL until it has been used, then a new one. */
(function (care) {
  'use strict';
  var kept = {};

  function fresh() {
    var bytes = [], i, text = '';
    for (i = 0; i < 20; i += 1) bytes.push(Math.floor(Math.random() * 36));
    if (window.crypto) bytes = window.crypto.getRandomValues(new Uint8Array(20));
    for (i = 0; i < 20; i += 1) text += (bytes[i] % 36).toString(36);
    return text;
  }

  function renewForms() {
    var fields = document.querySelectorAll('input[name=idempotency_key]');
    for (var i = 0; i < fields.length; i += 1) fields[i].value = fresh();
  }

  care.keys = {
    fresh: fresh,
    of: function (url) { return kept[url] || (kept[url] = fresh()); },
    used: function (url) { delete kept[url]; }
  };

  /* A form in a live part is the same for everybody: this page adds its own token and key. */
  function fill(part) {
    var own = document.getElementById('act');
    [].forEach.call(part.querySelectorAll('input[name=csrf_token]'), function (field) {
      if (own && !field.value) field.value = own.elements.csrf_token.value;
    });
    [].forEach.call(part.querySelectorAll('input[name=idempotency_key]'), function (field) {
      field.value = field.value || fresh();
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    if (care.onParts) care.onParts(fill);
  });

  /* A page restored by the Back button has already sent its key. */
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) renewForms();
  });
})(window.CareCircle = window.CareCircle || {});
