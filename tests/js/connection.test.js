'use strict';
const test = require('node:test');
const assert = require('node:assert');
const {ladder} = require('./played');

test('after ten slow tries it says that the connection is lost, and goes on trying', () => {
  const world = ladder({healthy: false});
  const young = world.clock.now + 15000;
  while (world.clock.now < young) world.failAll();
  for (let tries = 0; tries < 9; tries += 1) world.failAll();
  assert.equal(world.state(), 'reconnecting');
  world.failAll();
  assert.equal(world.state(), 'lost');
  for (let tries = 0; tries < 20; tries += 1) world.failAll();
  assert.equal(world.up(), 'socket sse');
  world.open.sse.hello({});
  assert.equal(world.state(), 'live');
});

test('silence for eighteen seconds is a fault the second time running', () => {
  const world = ladder();
  world.bar('socket');
  world.open.sse.hello({});
  world.clock.pass(18100);
  world.clock.pass(1100);
  assert.equal(world.up(), 'sse');
  world.open.sse.hello({});
  world.clock.pass(18100);
  assert.equal(world.up(), 'longPoll');
});

test('a heartbeat between two silences forgives the first', () => {
  const world = ladder();
  world.bar('socket');
  for (let turn = 0; turn < 4; turn += 1) {
    world.open.sse.hello({});
    world.open.sse.heard();
    world.clock.pass(18100);
    world.clock.pass(1100);
  }
  assert.equal(world.up(), 'sse');
});

test('a planned restart says when to come back, and is no try that failed', () => {
  const world = ladder();
  world.bar('socket');
  world.open.sse.hello({});
  world.open.sse.drain({after_ms: 700});
  world.clock.pass(690);
  assert.equal(world.up(), '');
  world.clock.pass(20);
  assert.equal(world.up(), 'sse');
});

test('a full server is left for as long as it says', () => {
  const world = ladder();
  world.bar('socket');
  world.open.sse.busy({after_ms: 5000});
  world.clock.pass(4900);
  assert.equal(world.up(), '');
  world.clock.pass(200);
  assert.equal(world.up(), 'sse');
});

test('waking up tries at once', () => {
  const world = ladder({healthy: false});
  for (let tries = 0; tries < 6; tries += 1) world.failAll();
  world.open.sse.failed();
  world.open.socket.failed();
  world.clock.pass(100);
  assert.equal(world.up(), '');
  world.ladder.wake();
  assert.equal(world.up(), 'socket sse');
});

test('a stream that slept through its heartbeat is opened again on waking', () => {
  const world = ladder();
  world.bar('socket');
  world.open.sse.hello({});
  world.clock.now += 30000;
  const before = world.opened.length;
  world.ladder.wake();
  assert.equal(world.opened.length, before + 1);
});

test('before it is called silent an open socket is asked, and any byte is an answer', () => {
  const world = ladder();
  world.open.socket.hello({});
  world.clock.pass(14900);
  assert.equal(world.questions, 0);
  world.clock.pass(200);
  assert.equal(world.questions, 1);
  world.open.socket.heard();
  world.clock.pass(14000);
  assert.equal(world.state(), 'live');
  world.clock.pass(5000);
  assert.equal(world.state(), 'reconnecting');
});

test('live never stands for more than twenty seconds without a byte, on any way', () => {
  for (const way of ['socket', 'sse', 'longPoll', 'poll']) {
    const world = ladder();
    for (const above of ['sse', 'socket', 'longPoll', 'poll']) {
      if (above === way) break;
      if (way !== 'socket' || above !== 'sse') world.bar(above);
    }
    if (way === 'socket') world.bar('sse');
    world.open[way].hello({});
    assert.equal(world.state(), 'live', way);
    world.clock.pass(19900);
    assert.notEqual(world.state(), 'live', way);
  }
});

test('waking asks an open socket, and opens another after three seconds without an answer', () => {
  const world = ladder();
  world.bar('sse');
  world.open.socket.hello({});
  const before = world.opened.length;
  world.ladder.wake();
  assert.equal(world.questions, 1);
  world.clock.pass(2900);
  assert.equal(world.opened.length, before);
  world.clock.pass(200);
  assert.equal(world.opened.length, before + 1);
});

test('waking asks the server about a stream, and opens another if it does not answer', () => {
  for (const healthy of [true, false]) {
    const world = ladder({healthy});
    world.open.sse.hello({});
    const before = world.opened.length;
    world.ladder.wake();
    world.clock.pass(100);
    assert.equal(world.opened.length, before + (healthy ? 0 : 1));
  }
});
