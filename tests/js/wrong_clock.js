/* A device whose clock differs from the server's, for clock.js: both are moved by the test. */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const {FOLDER} = require('./sandbox');

const BEGIN = Date.UTC(2026, 10, 23, 8, 2);
const LOOKS_EVERY = 1000;

/* wrong: ms by which the device's clock is ahead. later: ms since BEGIN at which it is opened. */
function openedAt(wrong, {answers = true, later = 0} = {}) {
  const at = {server: BEGIN + later, wall: BEGIN + later + wrong, steady: 1000};
  let look = () => {};
  const window = {
    Date: class extends Date { static now() { return at.wall; } },
    performance: {
      now: () => at.steady,
      timing: {navigationStart: at.wall - 1000, responseStart: at.wall},
    },
    document: {body: {getAttribute: () => String(at.server)}},
    setInterval: (act) => { look = act; },
  };
  window.window = window;
  vm.runInContext(
    fs.readFileSync(path.join(FOLDER, 'clock.js'), 'utf8'), vm.createContext(window)
  );
  const care = window.CareCircle;
  care.get = (url, headers, seconds, done) => {
    if (answers) care.serverSaid(at.server);
    done(answers ? 200 : 0);
  };
  const step = (milliseconds, steady) => {
    at.server += milliseconds;
    at.wall += milliseconds;
    at.steady += steady;
  };
  return {
    care, window,
    server: () => at.server,
    error: () => Math.round(care.now() - at.server),
    putForward: (milliseconds) => { at.wall += milliseconds; },
    sleep: (milliseconds) => step(milliseconds, 0),
    pass: (milliseconds) => {
      for (let left = milliseconds; left > 0; left -= LOOKS_EVERY) {
        step(Math.min(left, LOOKS_EVERY), Math.min(left, LOOKS_EVERY));
        look();
      }
    },
  };
}

module.exports = {openedAt};
