'use strict';
const test = require('node:test');
const assert = require('node:assert');
const {load} = require('./sandbox');

function waiting(random) {
  const {care, clock} = load('live-backoff');
  const backoff = new care.Backoff(() => random);
  const wait = (count) => Array.from({length: count}, () => backoff.next());
  return {backoff, clock, wait};
}

test('it tries at once, and then quickly', () => {
  assert.deepEqual(waiting(0).wait(3), [0, 200, 200]);
  assert.deepEqual(waiting(1).wait(3), [250, 600, 600]);
});

test('after 15 seconds it waits 1, 2, 4, 8, 16 and then 30 seconds at the most', () => {
  const {clock, wait} = waiting(1);
  wait(1);
  clock.pass(15000);
  assert.deepEqual(wait(7), [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
});

test('jitter takes away up to half, so that a family does not come back at once', () => {
  const {clock, wait} = waiting(0);
  wait(1);
  clock.pass(15000);
  assert.deepEqual(wait(3), [500, 1000, 2000]);
});

test('after a while of hearing something it tries at once again', () => {
  const {backoff, clock, wait} = waiting(1);
  wait(1);
  clock.pass(60000);
  wait(5);
  backoff.reset();
  clock.pass(15001);
  assert.deepEqual(wait(2), [250, 600]);
});

test('a server that greets and goes again and again is not asked ever more often', () => {
  const {backoff, clock, wait} = waiting(1);
  wait(1);
  clock.pass(15000);
  for (let turn = 0; turn < 5; turn += 1) {
    backoff.reset();
    clock.pass(100);
    assert.deepEqual(wait(1), [1000]);
  }
});
