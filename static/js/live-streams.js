/* live-streams.js owns how a server-sent stream and a websocket are opened and read.
   A transport is open(base, after, on) -> {close, send?}; it only reports and never retries. */
(function (care) {
  'use strict';

  /* EventSource delivers named events only to listeners for that name. The server puts the names of
     its catalogue in front of this script (web/http/scripts.py). */
  care.EVENT_TYPES = care.EVENT_TYPES || [];
  var PING = 'are-you-there';
  var SIGNS = ['hello', 'hb', 'reset', 'drain', 'busy', 'bye'];
  var CLOSED_FOR = {1012: 'drain', 1013: 'busy', 4401: 'bye', 4403: 'bye', 4429: 'busy'};
  var REASON = {4401: 'signed-out', 4403: 'removed'};

  function isOurs(type, body) {
    if (type === 'hello') return care.isCursor(body.cursor);
    return SIGNS.indexOf(type) >= 0 || care.isCursor(body.id) || care.EVENT_TYPES.indexOf(type) >= 0;
  }

  function hear(type, body, on) {
    if (!isOurs(type, body)) return;
    on.heard();
    if (type === 'hb') return;
    if (SIGNS.indexOf(type) >= 0) on[type](body);
    else on.event(body);
  }

  care.ways = {};

  care.ways.sse = function (base, after, on) {
    var source = new EventSource(base + '/stream?format=html&after=' + encodeURIComponent(after));
    function listen(type) {
      source.addEventListener(type, function (message) {
        hear(type, care.json(message.data) || {}, on);
      });
    }
    care.EVENT_TYPES.concat(SIGNS).forEach(listen);
    /* Its built-in reconnection has no backoff and never gives up, so ours replaces it. */
    source.onerror = function () { on.failed(); };
    return {close: function () { source.onerror = null; source.close(); }};
  };

  function socketAddress(base, after) {
    var scheme = location.protocol === 'https:' ? 'wss://' : 'ws://';
    return scheme + location.host + base + '/socket?format=html&after=' + encodeURIComponent(after);
  }

  function read(socket, message, on) {
    var body = care.json(message.data);
    if (!body) return undefined;
    /* Replying to a heartbeat needs no timer, which a hidden tab would get too late. */
    if (body.type === 'hb') socket.send('{"type":"hb"}');
    if (body.type === 'reply') {
      on.heard();
      if (body.ref === PING) return pong(body);
      return on.reply(body);
    }
    return hear(body.type, body, on);
  }

  function pong(body) { if (body.ok) care.serverSaid(body.data.now); }

  care.ways.socket = function (base, after, on) {
    var socket = new WebSocket(socketAddress(base, after));
    socket.onmessage = function (message) { read(socket, message, on); };
    socket.onclose = function (closing) {
      var sign = CLOSED_FOR[closing.code];
      if (sign) on[sign]({reason: REASON[closing.code] || closing.reason});
      else on.failed();
    };
    return {
      close: function () { socket.onclose = socket.onmessage = null; socket.close(); },
      send: function (body) { socket.send(JSON.stringify(body)); },
      ask: function () { socket.send('{"type":"ping","ref":"' + PING + '"}'); }
    };
  };
})(window.CareCircle = window.CareCircle || {});
