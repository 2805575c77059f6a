/* raise.js owns the red button: the press is sent over the open socket and by POST at the same time,
   with one key, and the first response opens the page of the emergency. Until there is one it says
   what is known, shows whom to call, and tries again. */
(function (care) {
  'use strict';
  var AGAIN = 3000, SLOW = 2000, ANSWER_WITHIN = 8;
  var SAYS_ITSELF = [408, 429];
  var form = document.querySelector('.dock form');
  if (!form) return;
  var pressed = null, posting = false;
  var path = form.getAttribute('action');

  function there(emergency) {
    if (!pressed || !emergency || !emergency.id) return;
    pressed = null;
    location.href = path.replace(/\/$/, '') + '/' + emergency.id;
  }

  function say(name) {
    var shown = document.getElementById('not-raised'), line = shown || care.row('not-raised-line');
    line.querySelector('.what').textContent = care.words(name);
    if (shown) return;
    var main = document.getElementById('main');
    main.insertBefore(line, main.firstChild);
    window.scrollTo(0, 0);
  }

  function overSocket(key) {
    var message = {type: 'emergency:raise', ref: key, idempotency_key: key};
    if (care.say) care.say(message, function (reply) { if (reply.ok) there(reply.data); });
  }

  function isRefused(status) {
    return status >= 400 && status < 500 && SAYS_ITSELF.indexOf(status) < 0;
  }

  function byPost(key) {
    if (posting) return;
    posting = true;
    care.post(path, {idempotency_key: key}, {Accept: 'application/json'}, function (status, text) {
      posting = false;
      if (!pressed) return;
      if (status >= 200 && status < 300) return there(care.json(text));
      if (isRefused(status)) return form.submit();
      ask(key);
    }, ANSWER_WITHIN);
  }

  /* A press that got no answer may have been taken. */
  function ask(key) {
    say('raise-unsure');
    care.committed(path, key, 'emergency:raise', function (found) {
      if (!pressed) return;
      if (found) return there(found.resource);
      if (found === false) say('not-raised');
    });
    setTimeout(function () { if (pressed) both(key); }, AGAIN);
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
    setTimeout(function () { if (pressed) say('raise-unsure'); }, SLOW);
    both(pressed);
  });

  /* Back from another page: a press without an answer is still sent; else the next one is new. */
  window.addEventListener('pageshow', function (event) {
    if (!event.persisted) return;
    if (pressed) both(pressed);
    else form.querySelector('button').removeAttribute('aria-busy');
  });
})(window.CareCircle = window.CareCircle || {});
