/* live-polls.js owns the slower transports: long poll, poll, and a page that fetches itself again.
   They have the interface of live-streams.js: open(base, after, on) -> {close}. */
(function (care) {
  'use strict';
  var POLL_EVERY = 14000; /* ms; within 15 s including the transfer */
  var REFRESH_EVERY = 30000;
  var GONE = {401: 'signed-out', 403: 'removed', 404: 'not-found', 410: 'not-found'};
  var HELD = 15; /* s; an answer within 20 s proves that the page is live */

  care.eventsAddress = function (base, after, wait) {
    return base + '?format=html&limit=200&after=' + encodeURIComponent(after) +
      (wait ? '&wait=' + wait : '');
  };

  /* Handles one page of events with on.page(page), or another response. */
  care.askEvents = function (url, on) {
    return care.get(url, {Accept: 'application/json'}, 38, function (status, text, answer) {
      var page = status === 200 ? care.json(text) : null;
      if (isPage(page)) return on.page(page);
      if (GONE[status]) return on.bye({reason: GONE[status]});
      if (status === 429 || status === 503) return on.busy({after_ms: 1000 * (answer.retryAfter || 5)});
      return on.failed();
    });
  };

  function isPage(page) { return page && care.isCursor(page.cursor) && Array.isArray(page.events); }

  function polling(wait, pause) {
    return function (base, after, on) {
      var closed = false, greeted = false, request, timer;
      function ask() {
        var hold = greeted ? wait : 0;
        request = care.askEvents(care.eventsAddress(base, after, hold), {
          page: take, bye: unlessClosed(on.bye), busy: unlessClosed(on.busy),
          failed: unlessClosed(on.failed)
        });
      }
      function unlessClosed(tell) { return function (body) { if (!closed) tell(body); }; }
      function take(page) {
        if (closed) return;
        on.heard();
        after = page.cursor;
        if (!greeted) on.hello(page);
        if (!page.recovered) on.reset(page);
        page.events.forEach(on.event);
        timer = setTimeout(ask, page.more || !greeted ? 0 : pause);
        greeted = true;
      }
      ask();
      return {close: function () { closed = true; clearTimeout(timer); request.abort(); }};
    };
  }

  care.ways.longPoll = polling(HELD, 0);
  care.ways.poll = polling(0, POLL_EVERY);

  care.ways.refresh = function (base, after, on) {
    var closed = false, greeted = false, timer;
    function again() {
      care.freshen(function (ok, reason) {
        if (closed) return;
        if (reason) return on.bye({reason: reason});
        if (!ok) return on.failed();
        on.heard();
        if (!greeted) on.hello({});
        greeted = true;
        timer = setTimeout(again, REFRESH_EVERY);
      });
    }
    again();
    return {close: function () { closed = true; clearTimeout(timer); }};
  };
})(window.CareCircle = window.CareCircle || {});
