/* live-leader.js owns which tab of this browser holds the streams, and the messages between tabs.
   A browser opens six connections to a host: sharing one stream leaves room for a POST. */
(function (care) {
  'use strict';
  var FROZEN_AFTER = 14000;
  var TELL_EVERY = 5000;

  /* on.lead(), on.follow(), on.said(message); on.alive(): the leader tells that it is there */
  care.Leader = function (name, on) {
    this.name = name;
    this.on = on;
    this.leading = false;
    this.channel = channelOf(name);
    this.shared = Boolean(this.channel && navigator.locks);
    if (this.shared) this.join();
    else this.alone();
  };

  /* Returns nothing where the browser has none, or refuses it. */
  function channelOf(name) {
    try { return window.BroadcastChannel ? new BroadcastChannel(name) : null; } catch (isRefused) { return null; }
  }

  var leader = care.Leader.prototype;

  leader.join = function () {
    var self = this;
    this.channel.onmessage = function (message) {
      self.heardAt = care.elapsed();
      self.on.said(message.data);
    };
    this.queue(false);
    window.addEventListener('pageshow', function (event) {
      if (event.persisted) self.queue(false);
    });
    setInterval(function () { self.watch(); }, TELL_EVERY);
  };

  leader.queue = function (steal) {
    var self = this;
    function lead() {
      self.leading = true;
      self.on.lead();
      return new Promise(function (release) { self.release = release; });
    }
    function isRefused(error) {
      if (error && error.name === 'AbortError') self.robbed();
      else if (self.shared) self.alone();
    }
    try {
      navigator.locks.request(this.name, steal ? {steal: true} : {}, lead).then(null, isRefused);
    } catch (error) {
      isRefused(error);
    }
  };

  /* A visible tab took over because this one was frozen. */
  leader.robbed = function () {
    this.leading = false;
    this.on.follow();
    this.queue(false);
  };

  /* The browser may freeze a hidden leader without releasing its lock. */
  leader.watch = function () {
    if (!this.shared) return undefined;
    if (this.leading) return this.on.alive();
    this.heardAt = this.heardAt || care.elapsed();
    var silent = care.elapsed() - this.heardAt > FROZEN_AFTER;
    if (document.hidden || !silent) return undefined;
    this.heardAt = care.elapsed();
    return this.queue(true);
  };

  leader.alone = function () {
    var self = this;
    this.shared = false;
    this.channel = null;
    function choose() {
      if (self.leading === !document.hidden) return;
      self.leading = !document.hidden;
      if (self.leading) self.on.lead();
      else self.on.follow();
    }
    document.addEventListener('visibilitychange', choose);
    setTimeout(choose);
  };

  /* The page is unloaded, perhaps only into the back-forward cache. */
  leader.leave = function () {
    this.leading = false;
    if (this.release) this.release();
    this.release = null;
  };

  leader.tell = function (message) { if (this.channel) this.channel.postMessage(message); };
})(window.CareCircle = window.CareCircle || {});
