/* live.js owns a live page: it connects the inbox, the transports, the tabs and the line. */
(function (care) {
  'use strict';
  var body = document.body;
  if (body.getAttribute('data-live') !== 'yes') return;
  var GRACE = 1000;
  var AGAIN = 5000;
  var base = body.getAttribute('data-events');
  var me = body.getAttribute('data-member');
  var line = new care.Line(document.getElementById('connection'));
  var shown = 'reconnecting', hidden, greeted = false, awaited = {};

  function isAlarm(event) { return event.type.indexOf('emergency:') === 0; }

  function apply(event) {
    var changed = care.apply(event.html || '');
    if (isAlarm(event)) care.afterPaint(function () { follow(event, changed); });
    else follow(event, changed);
  }

  function follow(event, changed) {
    care.news(changed);
    care.heard(event);
    if (isAlarm(event)) care.alarm.heard(event.type);
    if (leader.leading) care.alarm.received();
    if (isWholePage(event)) care.freshen();
  }

  /* A page may name events for which fetching it again is quicker than patching it. With another
     role it has other buttons. */
  function isWholePage(event) {
    var begin = document.getElementById('main').getAttribute('data-fresh-on');
    var isMe = (event.html || '').indexOf('id="member-' + me + '"') >= 0;
    return (isMe && event.type === 'member:changed') || (begin && (begin === '*' || event.type.indexOf(begin) === 0));
  }

  var inbox = care.inbox = new care.Inbox(body.getAttribute('data-cursor'), {
    apply: apply,
    hole: function (seq) { catchUp.soon(inbox.epoch + '-' + seq); },
    broken: function () { care.freshen(); }
  });
  var catchUp = new care.CatchUp(base, inbox);

  function take(event) {
    if (isAlarm(event)) care.letGo();
    if (event.id) inbox.take(event);
    else care.heard(event);
  }

  /* A page load and a planned reconnect take a moment, which is not announced. */
  function show(state) {
    shown = state;
    if (state !== 'reconnecting') {
      clearTimeout(hidden);
      hidden = 0;
      line.show(state);
    } else if (!hidden) {
      hidden = setTimeout(function () { line.show(state); }, GRACE);
    }
    care.alerts.pollWhile(state !== 'live' || line.way === 'refresh');
  }

  function report(isHeard) {
    leader.tell({kind: 'state', shown: shown, way: line.way, cursor: inbox.cursor(), heard: isHeard});
  }

  care.shown = function () { return shown; };

  var off = new care.Off({
    isOff: function () { return shown === 'off'; },
    show: function () { show('off'); },
    resume: function () {
      show('reconnecting');
      if (leader.leading) ladder.start();
      else leader.tell({kind: 'ask'});
    }
  });

  var ladder = new care.Ladder({
    base: base,
    after: function () { return inbox.cursor(); },
    state: function (state, way) { line.on(way); show(state); report(false); },
    hello: function (hello) {
      line.heard();
      care.alarm.received();
      sayHere();
      sayAgain();
      if (greeted) care.askAgain();
      greeted = true;
      leader.tell({kind: 'hello'});
      if (hello.recovered === false) anew();
    },
    heard: function () { line.heard(); report(true); },
    reply: function (reply) {
      var asked = awaited[reply.ref];
      delete awaited[reply.ref];
      if (asked) asked.done(reply);
    },
    event: function (event, connection) {
      var pipe = connection.pipe;
      leader.tell({kind: 'event', event: event});
      take(event);
      if (isAlarm(event) && connection.name === 'socket') pipe.send({type: 'event:ack', seq: event.seq});
    },
    reset: anew,
    bye: function (reason) {
      leader.tell({kind: 'bye', reason: reason});
      off.gone(reason);
    }
  });

  function anew() {
    leader.tell({kind: 'anew'});
    care.freshen(function (ok, reason) { if (!ok && !reason) setTimeout(anew, AGAIN); });
  }

  var said = {
    event: function (message) { take(message.event); },
    state: function (message) {
      line.on(message.way);
      show(message.shown);
      if (message.heard) line.heard();
      if (inbox.behind(message.cursor)) catchUp.soon(message.cursor);
    },
    ask: function () { if (leader.leading) report(false); },
    wake: function () { if (leader.leading) ladder.wake(); },
    hello: function () { if (!document.hidden) sayHere(); care.askAgain(); },
    send: function (message) { if (leader.leading) ladder.send(message.body); },
    anew: function () { care.freshen(); },
    bye: function (message) { off.gone(message.reason); }
  };

  care.startNews();
  var leader = new care.Leader('carecircle-' + body.getAttribute('data-family') + '-' + me, {
    lead: function () { ladder.start(); },
    follow: function () { ladder.stop(); },
    alive: function () { report(false); },
    said: function (message) { said[message.kind](message); }
  });
  care.leads = function () { return leader.leading; };
  /* Sends over the socket if this tab holds one; the reply has the same ref. */
  care.say = function (message, done) {
    var isOnItsWay = ladder.send(message);
    if (isOnItsWay) awaited[message.ref] = {message: message, done: done};
    return isOnItsWay;
  };

  /* Sends again what the last socket left without a reply; with the same ref it happens once. */
  function sayAgain() {
    for (var ref in awaited) ladder.send(awaited[ref].message);
  }
  leader.tell({kind: 'ask'});

  /* One tab holds the socket and sends for all of them. */
  care.send = function (message) {
    if (leader.leading) ladder.send(message);
    else leader.tell({kind: 'send', body: message});
  };

  function sayHere() {
    care.send({type: 'presence:update', status: document.hidden ? 'away' : 'online'});
  }
  document.addEventListener('visibilitychange', sayHere);

  function wake() {
    if (shown === 'off') off.ask();
    else if (leader.leading) ladder.wake();
    leader.tell({kind: 'wake'});
    leader.tell({kind: 'ask'});
  }

  ['online', 'pageshow', 'focus'].forEach(function (name) { window.addEventListener(name, wake); });
  document.addEventListener('visibilitychange', function () { if (!document.hidden) wake(); });
  window.addEventListener('pagehide', function () { leader.leave(); ladder.stop(); });
})(window.CareCircle = window.CareCircle || {});
