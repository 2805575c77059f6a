/* raise.js owns the red button: the press is sent over the open socket and by POST at the same time,
   with one key, and the first response opens the page of the emergency. If there is none, it says so
   at once and retries until there is one. */
(function (care) {
  'use strict';
  var AGAIN = 3000;
  var form = document.querySelector('.dock form');
  if (!form) return;
  var pressed = null;

  function there(emergency) {
    if (!pressed || !emergency || !emergency.id) return;
    pressed = null;
    location.href = form.action.replace(/\/$/, '') + '/' + emergency.id;
  }

  function say(words) {
    var line = document.getElementById('not-raised') || care.row('not-raised-line');
    line.textContent = words;
    var main = document.getElementById('main');
    main.insertBefore(line, main.firstChild);
    window.scrollTo(0, 0);
  }

  function overSocket(key) {
    var message = {type: 'emergency:raise', ref: key, idempotency_key: key};
    if (care.say) care.say(message, function (reply) { if (reply.ok) there(reply.data); });
  }

  function byPost(key) {
    care.post(form.action, {idempotency_key: key}, {Accept: 'application/json'},
      function (status, text) {
        if (!pressed) return;
        if (status >= 200 && status < 300) return there(care.json(text));
        if (status >= 400 && status < 500) return form.submit();
        say(care.words('not-raised'));
        setTimeout(function () { if (pressed) both(key); }, AGAIN);
      });
  }

  function both(key) {
    overSocket(key);
    byPost(key);
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    if (pressed) return;
    pressed = form.elements.idempotency_key.value || care.keys.fresh();
    form.querySelector('button').setAttribute('aria-busy', 'true');
    both(pressed);
  });

  /* Back from the page of the emergency: the next press is a new one. */
  window.addEventListener('pageshow', function () {
    pressed = null;
    form.querySelector('button').removeAttribute('aria-busy');
  });
})(window.CareCircle = window.CareCircle || {});
