/* live-line.js owns the connection line: the state of the stream, always, in words. */
(function (care) {
  'use strict';

  care.clock = function (date) {
    var options = {hour: '2-digit', minute: '2-digit', hour12: false};
    var zone = document.body.getAttribute('data-zone');
    if (zone) options.timeZone = zone;
    return date.toLocaleTimeString(document.documentElement.lang || undefined, options);
  };

  care.Line = function (element) {
    this.element = element;
    this.place = element && (element.querySelector('.words b') || element);
    this.heardAt = new Date();
  };

  var line = care.Line.prototype;

  line.heard = function () {
    this.heardAt = new Date();
    if (this.state === 'live') this.write();
  };

  /* Only a change of state is read out, not each minute of a quiet night. */
  line.show = function (state) {
    if (!this.element || state === this.state) return;
    this.state = state;
    this.element.setAttribute('data-state', state);
    this.element.setAttribute('aria-live', 'polite');
    this.write();
  };

  line.write = function () {
    var words = care.words(this.state, {time: care.clock(this.heardAt)});
    if (this.place.textContent === words) return;
    if (this.written === this.state) this.element.setAttribute('aria-live', 'off');
    this.written = this.state;
    this.place.textContent = words;
  };
})(window.CareCircle = window.CareCircle || {});
