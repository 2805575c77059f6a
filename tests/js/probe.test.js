'use strict';
const test = require('node:test');
const assert = require('node:assert');
const {ladder} = require('./played');

/* A server that has been away for some minutes, and both ways wait for their next try. */
function longAway(part = 1) {
  const world = ladder({healthy: false});
  world.window.Math.random = () => part;
  for (let tries = 0; tries < 40; tries += 1) world.failAll();
  ['sse', 'socket'].forEach((name) => world.open[name].failed());
  world.clock.pass(100);
  assert.equal(world.up(), '');
  return world;
}

test('a server that answers again is found within 5 seconds, however long it was away', () => {
  const world = longAway();
  world.clock.pass(6000);
  assert.equal(world.up(), '');
  world.healthy = true;
  world.clock.pass(4520);
  assert.equal(world.up(), 'socket sse');
});

test('with an emergency on the screen it is found within a second', () => {
  const world = longAway();
  world.emergency = {};
  world.clock.pass(4600);
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
  world.clock.pass(4520);
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
  world.clock.pass(4520);
  ['sse', 'socket'].forEach((name) => world.open[name].hello({}));
  const before = world.asked;
  world.clock.pass(14900);
  assert.equal(world.asked, before);
});

test('clients that lost the server together do not knock together', () => {
  const knocks = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => {
    const world = longAway(part);
    const before = world.asked;
    const began = world.clock.now;
    while (world.asked === before) world.clock.pass(10);
    return world.clock.now - began;
  });
  assert.equal(new Set(knocks).size, 5);
  assert.ok(Math.max(...knocks) - Math.min(...knocks) > 2000, String(knocks));
});
