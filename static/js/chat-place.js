/* chat-place.js owns where a channel opens: at what is new, else where one writes. */
(function () {
  'use strict';
  var talk = document.querySelector('.talk[data-channel]');
  var form = document.getElementById('say-form');
  if (!talk || !form || talk.id.indexOf('talk-') !== 0) return;

  var begin = talk.querySelector('.divider.busy');
  if (!location.hash) (begin || form).scrollIntoView(!!begin);
})();
