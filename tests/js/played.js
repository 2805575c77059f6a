'use strict';
const {load} = require('./sandbox');

/* A ladder whose ways in are played by the test: open.sse.hello(), open.socket.failed() ... */
function ladder({healthy = true, throwing = []} = {}) {
  const {care, clock, window} = load(
    'live-backoff', 'live-probe', 'live-connection', 'live-proof', 'live-ladder'
  );
  const world = {open: {}, opened: [], states: [], byes: [], healthy, clock, window};
  world.asked = world.questions = 0;
  window.Math.random = () => 1;
  window.document = {hidden: false, querySelector: () => world.emergency || null};
  care.get = (url, headers, seconds, done) => {
    world.asked += 1;
    clock.set(() => done(world.healthy ? 200 : 0), 5);
  };
  care.ways = {};
  for (const name of ['sse', 'socket', 'longPoll', 'poll', 'refresh']) {
    care.ways[name] = (base, after, on) => {
      if (throwing.includes(name)) throw new Error('not allowed here');
      world.opened.push(name);
      world.open[name] = on;
      const pipe = {close: () => { delete world.open[name]; }, send: () => {}};
      if (name === 'socket') pipe.ask = () => { world.questions += 1; };
      return pipe;
    };
  }
  const quiet = () => {};
  world.ladder = new care.Ladder({
    base: '/b', after: () => 'e1-7', event: quiet, reset: quiet, hello: quiet, heard: quiet,
    bye: (reason) => world.byes.push(reason), state: (state) => world.states.push(state),
  });
  world.state = () => world.states[world.states.length - 1];
  world.up = () => Object.keys(world.open).sort().join(' ');
  world.bar = (name) => {
    world.open[name].failed();
    clock.pass(4600);
    world.open[name].failed();
    clock.pass(10);
  };
  /* Both ways fail, and time passes until both have been opened again. */
  world.failAll = () => {
    ['sse', 'socket'].forEach((name) => world.open[name].failed());
    for (let i = 0; i < 310 && world.up() !== 'socket sse'; i += 1) clock.pass(100);
  };
  world.ladder.start();
  return world;
}

module.exports = {ladder};
