/* chat.js owns an open channel: typing indicators, messages shown while sending, read positions. */
(function (care) {
  'use strict';
  var TYPING_LASTS = 6000;
  var TELL_EVERY = 3000;
  var ANSWER_WITHIN = 5000;

  var talk = document.querySelector('.talk[data-channel]');
  var form = document.getElementById('say-form');
  if (!talk || !form || !care.onEvent) return;
  var channel = talk.getAttribute('data-channel');
  var me = document.body.getAttribute('data-member');
  var line = document.getElementById('typing');
  var field = form.elements.text;
  var writing = {}, sent = [], told = -TELL_EVERY;

  function showWriting() {
    var names = [], now = care.elapsed();
    for (var member in writing) {
      if (writing[member].until > now) names.push(writing[member].name);
      else delete writing[member];
    }
    line.textContent = words(names);
  }

  function words(names) {
    var last = names.pop();
    if (!names.length) return last ? line.getAttribute('data-words').replace('{name}', last) : '';
    var several = line.getAttribute('data-several').replace('{names}', names.join(', '));
    return several.replace('{name}', last);
  }

  function heardTyping(event) {
    var data = event.data;
    if (data.channel !== channel || data.member === me) return;
    if (event.type === 'typing:stop') delete writing[data.member];
    else writing[data.member] = {name: data.name || '?', until: care.elapsed() + TYPING_LASTS};
    showWriting();
  }
  setInterval(showWriting, 1000);

  function read() {
    if (!document.hidden && talk.id.indexOf('talk-') === 0) {
      care.post(talk.getAttribute('data-read'), {}, {Accept: 'application/json'}, function () {});
    }
  }

  care.onEvent(function (event) {
    if (event.type.indexOf('typing:') === 0) heardTyping(event);
    if (event.type === 'message') { writing = {}; showWriting(); replace(); read(); }
  });

  field.addEventListener('input', function () {
    if (!care.send || care.elapsed() - told < TELL_EVERY) return;
    told = care.elapsed();
    care.send({type: 'typing:start', channel: channel});
  });

  function row(text) {
    var item = care.row('sending-row');
    item.querySelector('.quote').textContent = text;
    item.state = item.querySelector('.state');
    item.setAttribute('data-own', '');
    [].forEach.call(talk.querySelectorAll('[data-empty]'), function (one) { talk.removeChild(one); });
    return care.keepingPlace(function () { return talk.appendChild(item); });
  }

  /* Sends over the socket, or by POST if there is none or no reply comes. A repeat after a lost
     connection has the same ref and key, so the message is stored once. */
  function send(said, item) {
    var done = false, waiting;
    function once(code, made) {
      if (done) return;
      done = true;
      answered(said, item, code, made);
    }
    function state(name) {
      return function () { if (!done) item.state.textContent = form.getAttribute(name); };
    }
    function post() {
      care.write(form.getAttribute('action'), copy(said), {
        command: 'family:send-message', unsure: state('data-unsure'), unsaved: state('data-again'),
        done: function (code, body) { once(code, care.json(body)); }
      });
    }
    function replied(code, made) {
      clearTimeout(waiting);
      if (code < 500) once(code, made);
      else post();
    }
    waiting = setTimeout(post, overSocket(said, replied) ? ANSWER_WITHIN : 0);
  }

  function copy(said) {
    var fields = {};
    for (var name in said) fields[name] = said[name];
    return fields;
  }

  function overSocket(said, done) {
    var message = copy(said);
    message.type = 'family:send-message';
    message.channel = channel;
    message.ref = said.idempotency_key;
    return care.say && care.say(message, function (reply) {
      done(reply.status, reply.ok ? reply.data : reply);
    });
  }

  function answered(said, item, code, made) {
    if (code === 200 || code === 201) return settled(item, made);
    item.state.className = 'error';
    item.state.textContent = made && made.error ? made.error.message :
      form.getAttribute('data-unsent');
  }

  /* It was stored: its final row comes with the event, under the right day. */
  function settled(item, made) {
    item.state.textContent = '';
    sent.push({item: item, id: 'message-' + made.id});
    replace();
  }

  function replace() {
    sent = sent.filter(function (one) {
      if (!document.getElementById(one.id)) return true;
      talk.removeChild(one.item);
      return false;
    });
  }

  /* Returns what to send, and clears the form and its subject. */
  function taken(text) {
    var said = {text: text, idempotency_key: care.keys.fresh()}, about = form.elements.about;
    if (about) {
      said.about = about.value;
      said.about_id = form.elements.about_id.value;
      about.parentNode.parentNode.removeChild(about.parentNode);
    }
    field.value = '';
    return said;
  }

  form.addEventListener('submit', function (event) {
    var text = field.value.replace(/^\s+|\s+$/g, '');
    if (!care.post || !text) return;
    event.preventDefault();
    send(taken(text), row(text));
    if (care.send) care.send({type: 'typing:stop', channel: channel});
    told = -TELL_EVERY;
  });
})(window.CareCircle = window.CareCircle || {});
