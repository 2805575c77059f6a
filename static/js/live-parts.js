/* live-parts.js owns the parts that a page fetches again: the viewer's badges, presence, read
   positions, the statistics of the day. htmx says when (each minute, or `news`); this script triggers
   `news`, fetches the part, and swaps it in as live-apply.js does an event's fragments.
   `data-on` names the event types that are news for the part, a whole kind as "emergency:". */
(function (care) {
  'use strict';
  var SOON = 400;
  var HEADERS = {Accept: 'text/html', 'HX-Request': 'true'};
  var asking = {}, fetching = {};
  var listeners = [];

  function parts(url) {
    var found = [].slice.call(document.querySelectorAll('[hx-get][data-on]'));
    return url ? found.filter(function (part) { return part.getAttribute('hx-get') === url; }) : found;
  }

  function fetchAgain(url) {
    var news = document.createEvent('Event'), part = parts(url)[0];
    news.initEvent('news', false, false);
    if (part) part.dispatchEvent(news);
  }

  /* Several events in quick succession cause one request. */
  function ask(part) {
    var url = part.getAttribute('hx-get');
    asking[url] = asking[url] || setTimeout(function () {
      asking[url] = null;
      fetchAgain(url);
    }, SOON);
  }

  function concerns(part, type) {
    return part.getAttribute('data-on').split(/\s+/).some(function (one) {
      return one === type || (/:$/.test(one) && type.indexOf(one) === 0);
    });
  }

  /* After a lost connection: ephemeral events are not in the log. */
  care.askAgain = function () { parts().forEach(ask); };

  care.onEvent = function (listen) { listeners.push(listen); };

  /* Each event once, in each tab: stored ones after they were applied, ephemeral ones at once. */
  care.heard = function (event) {
    parts().forEach(function (part) { if (concerns(part, event.type)) ask(part); });
    listeners.forEach(function (listen) { listen(event); });
  };

  /* htmx only knows when: answers.js asks, since it believes no box in between. Nothing may jump, and
     the focus stays. Without an answer the old part stays. */
  document.addEventListener('htmx:before:request', function (event) {
    var part = event.detail.ctx.sourceElement, url = part.getAttribute('hx-get');
    event.preventDefault();
    if (!url || fetching[url]) return;
    fetching[url] = true;
    care.get(url + typed(part), HEADERS, 20, function (status, text) {
      fetching[url] = false;
      if (status !== 200) return;
      if (part.getAttribute('hx-swap') === 'innerHTML') part.innerHTML = text;
      else care.apply(text);
    });
  });

  /* The fields that the part is about, as a query. */
  function typed(part) {
    var fields = part.getAttribute('hx-include');
    return fields ? '?' + [].map.call(document.querySelectorAll(fields), function (field) {
      return encodeURIComponent(field.name) + '=' + encodeURIComponent(field.value);
    }).join('&') : '';
  }
})(window.CareCircle = window.CareCircle || {});
