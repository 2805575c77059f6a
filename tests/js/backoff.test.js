'use strict';
const test = require('node:test');
const assert = require('node:assert');
const {load} = require('./sandbox');

function steps(random, count) {
  const {care} = load('live-backoff');
  const backoff = new care.Backoff(() => random);
  return Array.from({length: count}, () => backoff.next());
}

test('it waits 1, 2, 4, 8, 16 and then 30 seconds at the most', () => {
  assert.deepEqual(steps(1, 7), [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
});

test('jitter takes away up to half, so that a family does not come back at once', () => {
  assert.deepEqual(steps(0, 3), [500, 1000, 2000]);
});

test('it starts again from one second once something was heard', () => {
  const {care} = load('live-backoff');
  const backoff = new care.Backoff(() => 1);
  backoff.next();
  backoff.next();
  backoff.reset();
  assert.equal(backoff.next(), 1000);
});
