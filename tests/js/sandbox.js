/* A window for the scripts under test, with a clock that the test moves. */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const FOLDER = path.join(__dirname, '..', '..', 'static', 'js');

class Clock {
  constructor() { this.now = Date.UTC(2026, 10, 23, 8, 2); this.timers = new Map(); this.next = 1; }

  set(act, wait) {
    this.timers.set(this.next, {at: this.now + (wait || 0), act, id: this.next});
    return this.next++;
  }

  /* Runs what falls due, in the order in which it falls due. */
  pass(milliseconds) {
    const end = this.now + milliseconds;
    for (let due = this.first(end); due; due = this.first(end)) {
      this.timers.delete(due.id);
      this.now = Math.max(this.now, due.at);
      due.act();
    }
    this.now = end;
  }

  first(end) {
    const due = [...this.timers.values()].filter((timer) => timer.at <= end);
    return due.sort((a, b) => a.at - b.at || a.id - b.id)[0];
  }
}

/* care: the loaded scripts; clock; window. */
function load(...names) {
  const clock = new Clock();
  const window = {
    setTimeout: (act, wait) => clock.set(act, wait), clearTimeout: (id) => clock.timers.delete(id),
    Date: class extends Date { static now() { return clock.now; } },
  };
  window.window = window;
  window.CareCircle = {elapsed: () => clock.now, now: () => clock.now};
  const context = vm.createContext(window);
  for (const name of names) {
    const source = fs.readFileSync(path.join(FOLDER, `${name}.js`), 'utf8');
    vm.runInContext(source, context, {filename: name});
  }
  context.Math = vm.runInContext('Math', context);
  return {care: window.CareCircle, clock, window};
}

module.exports = {load, FOLDER};
