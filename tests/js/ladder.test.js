'use strict';
const test = require('node:test');
const assert = require('node:assert');
const {ladder} = require('./played');

const MINUTE = 60000;

test('it opens the websocket and the stream together, and is live when one says hello', () => {
  const world = ladder();
  assert.equal(world.up(), 'socket sse');
  assert.equal(world.state(), 'reconnecting');
  world.open.sse.hello({});
  assert.equal(world.state(), 'live');
});

test('a dead server is no fault of the way: it tries again and never goes down a step', () => {
  const world = ladder({healthy: false});
  for (let tries = 0; tries < 30; tries += 1) world.failAll();
  assert.deepEqual([...new Set(world.opened)].sort(), ['socket', 'sse']);
});

test('a single refusal while the server answers is a restart, not a fault', () => {
  const world = ladder();
  world.open.sse.failed();
  world.open.socket.failed();
  world.clock.pass(1100);
  assert.equal(world.up(), 'socket sse');
});

test('refused twice while the server answers, both ways are left alone for the long poll', () => {
  const world = ladder();
  world.bar('sse');
  assert.equal(world.up(), 'socket');
  world.bar('socket');
  assert.equal(world.up(), 'longPoll');
});

test('one way at fault leaves the other way of its step in use', () => {
  const world = ladder();
  world.open.sse.hello({});
  world.bar('socket');
  assert.equal(world.up(), 'sse');
  assert.equal(world.state(), 'live');
});

test('no hello in ten seconds while the server answers is a fault', () => {
  const world = ladder();
  world.clock.pass(9000);
  assert.equal(world.up(), 'socket sse');
  world.clock.pass(1100);
  assert.equal(world.up(), 'longPoll');
});

test('no hello and no answer either is the network: it stays on its step', () => {
  const world = ladder({healthy: false});
  world.clock.pass(10100);
  world.clock.pass(4600);
  assert.equal(world.up(), 'socket sse');
});

test('it goes all the way down, and the last step is kept even at fault', () => {
  const world = ladder();
  world.bar('sse');
  world.bar('socket');
  world.bar('longPoll');
  world.bar('poll');
  assert.equal(world.up(), 'refresh');
  world.bar('refresh');
  world.clock.pass(5 * MINUTE);
  assert.ok('refresh' in world.open || 'sse' in world.open);
});

test('after five minutes it tries up again and keeps the lower way until then', () => {
  const world = ladder();
  world.bar('sse');
  world.bar('socket');
  world.open.longPoll.hello({});
  for (let i = 0; i < 20; i += 1) { world.clock.pass(14500); world.open.longPoll.heard(); }
  assert.equal(world.up(), 'longPoll');
  world.clock.pass(13000);
  assert.equal(world.up(), 'longPoll socket sse');
  assert.equal(world.state(), 'live');
  world.open.sse.hello({});
  assert.equal(world.up(), 'socket sse');
});

test('bye ends everything', () => {
  const world = ladder();
  world.open.socket.hello({});
  world.open.sse.bye({reason: 'removed'});
  world.clock.pass(10 * MINUTE);
  assert.equal(world.up(), '');
  assert.deepEqual(world.byes, ['removed']);
});

test('where both ways throw at once it asks by long poll', () => {
  const world = ladder({throwing: ['socket', 'sse']});
  assert.equal(world.up(), 'longPoll');
  world.open.longPoll.hello({});
  assert.equal(world.state(), 'live');
});

test('where one way throws the other is used, and where all throw it refreshes', () => {
  assert.equal(ladder({throwing: ['sse']}).up(), 'socket');
  assert.equal(ladder({throwing: ['socket']}).up(), 'sse');
  assert.equal(ladder({throwing: ['socket', 'sse', 'longPoll', 'poll']}).up(), 'refresh');
  assert.equal(ladder({throwing: ['socket', 'sse', 'longPoll']}).up(), 'poll');
  assert.equal(ladder({throwing: ['longPoll']}).up(), 'socket sse');
});
