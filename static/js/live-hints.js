/* live-hints.js owns what a page asks for by itself when it hears of something: one's own badges,
   who is here, who has read what. `data-get` is where from, `data-on` names the types. */
(function (care) {
  'use strict';
  var SOON = 400;
  var asking = {};

  function ask(url) {
    if (asking[url]) return;
    asking[url] = setTimeout(function () {
      asking[url] = null;
      care.get(url, {Accept: 'text/html'}, 20, function (status, text) {
        if (status === 200) care.apply(text);
      });
    }, SOON);
  }

  function concerns(part, type) {
    return (' ' + part.getAttribute('data-on') + ' ').indexOf(' ' + type + ' ') >= 0;
  }

  /* After a break: what passed meanwhile left no place in the log. */
  care.askAgain = function () {
    [].forEach.call(document.querySelectorAll('[data-get]'), function (part) {
      ask(part.getAttribute('data-get'));
    });
  };

  var listeners = [];
  care.onEvent = function (listen) { listeners.push(listen); };

  /* Each event once, in each tab: stored ones after they were applied, passing ones as they come. */
  care.heard = function (event) {
    [].forEach.call(document.querySelectorAll('[data-get]'), function (part) {
      if (concerns(part, event.type)) ask(part.getAttribute('data-get'));
    });
    listeners.forEach(function (listen) { listen(event); });
  };
})(window.CareCircle = window.CareCircle || {});
