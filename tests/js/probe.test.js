'use strict';
const test = require('node:test');
const assert = require('node:assert');
const {ladder} = require('./played');

/* A server that has been away for some minutes, and both ways wait for their next try. */
function longAway() {
  const world = ladder({healthy: false});
  for (let tries = 0; tries < 40; tries += 1) world.failAll();
  ['sse', 'socket'].forEach((name) => world.open[name].failed());
  world.clock.pass(100);
  assert.equal(world.up(), '');
  return world;
}

test('a server that answers again is found within 2.4 seconds, however long it was away', () => {
  const world = longAway();
  world.clock.pass(6000);
  assert.equal(world.up(), '');
  world.healthy = true;
  world.clock.pass(2420);
  assert.equal(world.up(), 'socket sse');
});

test('with an emergency on the screen it is found within a second', () => {
  const world = longAway();
  world.emergency = {};
  world.clock.pass(2500);
  world.healthy = true;
  world.clock.pass(1020);
  assert.equal(world.up(), 'socket sse');
});

test('nobody who does not look knocks', () => {
  const world = longAway();
  world.window.document.hidden = true;
  world.clock.pass(100);
  const before = world.asked;
  world.clock.pass(12000);
  assert.equal(world.asked, before);
});

test('a server that answers and says that it is full is not knocked at', () => {
  const world = longAway();
  world.healthy = true;
  world.clock.pass(2420);
  world.open.sse.busy({after_ms: 9000});
  world.open.socket.hello({});
  const before = world.asked;
  world.clock.pass(8900);
  assert.equal(world.asked, before);
  assert.equal(world.up(), 'socket');
});

test('once it is live nobody knocks any more', () => {
  const world = longAway();
  world.healthy = true;
  world.clock.pass(2420);
  ['sse', 'socket'].forEach((name) => world.open[name].hello({}));
  const before = world.asked;
  world.clock.pass(14900);
  assert.equal(world.asked, before);
});
