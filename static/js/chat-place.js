/* chat-place.js owns where an open channel stands: at what is new, the form under the finger. */
(function () {
  'use strict';
  var talk = document.querySelector('.talk[data-channel]');
  var form = document.getElementById('say-form');
  if (!talk || !form || talk.id.indexOf('talk-') !== 0) return;

  var begin = talk.querySelector('.cut.busy');
  if (!location.hash) (begin || form).scrollIntoView(!!begin);

  /* What is said above the form must not push it away from whoever types or is about to send. */
  if (!window.ResizeObserver) return;
  var height = talk.offsetHeight;
  new ResizeObserver(function () {
    var grown = talk.offsetHeight - height, top = form.getBoundingClientRect().top - grown;
    height += grown;
    if (grown && top > 0 && top < window.innerHeight) window.scrollBy(0, grown);
  }).observe(talk);
})();
