/* chat-place.js owns the scroll position of a channel: the first new message, else the form. */
(function () {
  'use strict';
  var talk = document.querySelector('.talk[data-channel]');
  var form = document.getElementById('say-form');
  if (!talk || !form || talk.id.indexOf('talk-') !== 0) return;

  var begin = talk.querySelector('.divider.busy');
  if (!location.hash) (begin || form).scrollIntoView(!!begin);
})();
