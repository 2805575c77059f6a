/* live-ladder.js owns the choice of transports: websocket and stream together, else long poll, else
   poll, else a page that fetches itself again; and their combined state. */
(function (care) {
  'use strict';
  var RUNGS = [['socket', 'sse'], ['longPoll'], ['poll'], ['refresh']];
  var LOST_AFTER = 10;

  /* world: as for a connection, and state(name, way) in place of changed() */
  care.Ladder = function (world) {
    var self = this;
    this.world = world;
    this.running = false;
    this.rungs = RUNGS.map(function (names) {
      return names.map(function (name) { return new care.Connection(name, self.view()); });
    });
    this.probe = new care.Probe(
      function () { return self.missing().length > 0; },
      function () { self.missing().forEach(function (connection) { connection.now(); }); }
    );
  };

  var ladder = care.Ladder.prototype;

  ladder.view = function () {
    var self = this, world = this.world;
    return {
      base: world.base, after: world.after, event: world.event, reset: world.reset,
      hello: world.hello, heard: world.heard, reply: world.reply,
      bye: function (reason) { self.stop(); world.bye(reason); },
      changed: function () { self.changed(); }
    };
  };

  ladder.start = function () { this.running = true; this.changed(); };

  ladder.stop = function () {
    this.running = false;
    this.each(0, function (connection) { connection.stop(); });
  };

  ladder.each = function (from, act) {
    this.rungs.slice(from).forEach(function (rung) { rung.forEach(act); });
  };

  /* Returns the transports that wait for a server that does not respond. */
  ladder.missing = function () {
    var found = [];
    this.each(0, function (connection) { if (connection.missesServer()) found.push(connection); });
    return found;
  };

  ladder.wake = function () { this.each(0, function (connection) { connection.wake(); }); };

  ladder.send = function (body) {
    var socket = this.rungs[0][0];
    if (socket.state === 'live') socket.pipe.send(body);
    return socket.state === 'live';
  };

  function is(state) { return function (connection) { return connection.state === state; }; }

  function first(rungs, test) {
    for (var i = 0; i < rungs.length; i += 1) if (test(rungs[i])) return i;
    return rungs.length;
  }

  /* A transport that fails while it is started changes what is wanted: choose until it holds. */
  ladder.changed = function () {
    if (!this.running) return;
    this.again = true;
    if (this.moving) return;
    this.moving = true;
    while (this.again) this.choose();
    this.moving = false;
    this.tell();
    this.probe.look();
  };

  /* The last transport has no fallback: it is used even while it is at fault. */
  ladder.choose = function () {
    this.again = false;
    var holding = first(this.rungs, function (rung) { return rung.some(is('live')); });
    var wanted = first(this.rungs, function (rung) { return !rung.every(is('barred')); });
    for (var i = 0; i <= Math.min(wanted, this.rungs.length - 1); i += 1) {
      this.rungs[i].forEach(function (connection) { connection.start(); });
    }
    this.each(holding + 1, function (connection) { connection.stop(); });
  };

  /* Returns the name of the first live transport, which the page shows. */
  ladder.way = function () {
    var found = '';
    this.each(0, function (connection) {
      if (!found && connection.state === 'live') found = connection.name;
    });
    return found;
  };

  ladder.tell = function () {
    var live = this.rungs.some(function (rung) { return rung.some(is('live')); });
    var tries = 0;
    this.each(0, function (connection) { tries = Math.max(tries, connection.backoff.tries); });
    this.world.state(live ? 'live' : tries >= LOST_AFTER ? 'lost' : 'reconnecting', this.way());
  };
})(window.CareCircle = window.CareCircle || {});
