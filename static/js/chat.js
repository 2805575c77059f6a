/* chat.js owns an open channel: who is writing, a message that shows at once, what has been read. */
(function (care) {
  'use strict';
  var TYPING_LASTS = 6000;
  var TELL_EVERY = 3000;

  var talk = document.querySelector('.talk[data-channel]');
  var form = document.getElementById('say-form');
  if (!talk || !form || !care.onEvent) return;
  var channel = talk.getAttribute('data-channel');
  var me = document.body.getAttribute('data-member');
  var line = document.getElementById('typing');
  var field = form.elements.text;
  var writing = {}, sent = [], told = 0;

  function showWriting() {
    var names = [], now = Date.now();
    for (var member in writing) {
      if (writing[member].until > now) names.push(writing[member].name);
      else delete writing[member];
    }
    var words = line.getAttribute('data-words').replace('{name}', names.join(', '));
    line.textContent = names.length ? words : '';
  }

  function heardTyping(event) {
    var data = event.data;
    if (data.channel !== channel || data.member === me) return;
    if (event.type === 'typing:stop') delete writing[data.member];
    else writing[data.member] = {name: data.name || '?', until: Date.now() + TYPING_LASTS};
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
    if (!care.send || Date.now() - told < TELL_EVERY) return;
    told = Date.now();
    care.send({type: 'typing:start', channel: channel});
  });

  function row(text) {
    var item = document.createElement('li'), box = document.createElement('div');
    var said = document.createElement('p'), state = document.createElement('p');
    said.className = 'said kept';
    said.textContent = text;
    state.className = 'st busy';
    state.textContent = form.getAttribute('data-sending');
    box.appendChild(said);
    box.appendChild(state);
    item.appendChild(box);
    item.state = state;
    return talk.appendChild(item);
  }

  /* The same key again after a broken connection: it is said once. */
  function send(text, key, item) {
    care.post(form.action, {text: text, idempotency_key: key}, {Accept: 'application/json'},
      function (code, body) {
        var made = care.json(body);
        if (code === 200 || code === 201) return settled(item, made);
        item.state.className = 'err';
        item.state.textContent = made && made.error ? made.error.message :
          form.getAttribute('data-unsent');
        if (code === 0) setTimeout(function () { send(text, key, item); }, 3000);
      });
  }

  /* It is there: its own row comes with the event, under the day to which it belongs. */
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

  form.addEventListener('submit', function (event) {
    var text = field.value.replace(/^\s+|\s+$/g, '');
    if (!care.post || !text) return;
    event.preventDefault();
    field.value = '';
    send(text, care.keys.fresh(), row(text));
    if (care.send) care.send({type: 'typing:stop', channel: channel});
    told = 0;
  });
})(window.CareCircle = window.CareCircle || {});
