/* live-line.js owns the connection line: the state of the connection in words, always visible. */
(function (care) {
  'use strict';

  var clocks = {};

  /* zone undefined: the viewer's own. Formatters are slow to create, and every event needs one. */
  care.clockIn = function (zone, date) {
    if (!window.Intl) return date.toLocaleTimeString();
    var options = {hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone};
    var language = document.documentElement.lang || undefined;
    clocks[zone] = clocks[zone] || new Intl.DateTimeFormat(language, options);
    return clocks[zone].format(date);
  };

  care.clock = function (date) {
    return care.clockIn(document.body.getAttribute('data-zone') || undefined, date);
  };

  var SLOWER = {longPoll: 'live-asking', poll: 'live-poll', refresh: 'live-refresh'};

  care.Line = function (element) {
    this.element = element;
    this.place = element && (element.querySelector('.words b') || element);
    this.heardAt = new Date(care.now());
    window.addEventListener('beforeprint', this.print.bind(this));
  };

  function moment(date) {
    var zone = document.body.getAttribute('data-zone') || undefined;
    function part(options) {
      options.timeZone = zone;
      return date.toLocaleDateString(document.documentElement.lang || undefined, options);
    }
    return part({day: 'numeric'}) + ' ' + part({month: 'short'}) + ' ' + care.clock(date);
  }

  var line = care.Line.prototype;

  line.heard = function () {
    this.heardAt = new Date(care.now());
    if (this.state === 'live') this.write();
  };

  /* Screen readers announce a change of state only, not every minute of a quiet night. */
  line.show = function (state) {
    if (!this.element || state === this.state) return;
    this.state = state;
    this.element.setAttribute('data-state', state);
    this.element.setAttribute('aria-live', 'polite');
    this.write();
  };

  /* The delay of news depends on the transport: the slower ones are named. */
  line.on = function (way) {
    if (!this.element || way === this.way) return;
    this.way = way;
    this.element.setAttribute('data-way', way);
    if (this.state) this.write();
  };

  /* On paper: when it was printed, and the time of its data. */
  line.print = function () {
    var paper = document.getElementById('printed');
    if (!paper) return;
    paper.textContent = paper.getAttribute('data-words')
      .replace('{at}', moment(new Date(care.now()))).replace('{as_of}', moment(this.heardAt));
  };

  line.write = function () {
    var name = this.state === 'live' && SLOWER[this.way] || this.state;
    var words = care.words(name, {time: care.clock(this.heardAt)});
    if (this.place.textContent === words) return;
    if (this.written === this.state) this.element.setAttribute('aria-live', 'off');
    this.written = this.state;
    this.place.textContent = words;
  };
})(window.CareCircle = window.CareCircle || {});
