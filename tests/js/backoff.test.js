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

test('cut without notice it waits a random part of the window, and then keeps its place', () => {
  assert.deepEqual(waiting(0).wait(3), [0, 4500, 4500]);
  assert.deepEqual(waiting(0.5).wait(3), [2250, 4500, 4500]);
});

test('refused by a server that answers it tries again soon, as it is alone', () => {
  assert.equal(waiting(0).backoff.soon(), 200);
  assert.equal(waiting(1).backoff.soon(), 600);
});

test('a delay that the server gave is a place in the window, which it keeps', () => {
  const {backoff, wait} = waiting(0.1);
  backoff.placed();
  assert.deepEqual(wait(2), [4500, 4500]);
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

test('after a while of hearing something it is a new outage', () => {
  const {backoff, clock, wait} = waiting(1);
  wait(1);
  clock.pass(60000);
  wait(5);
  backoff.reset();
  clock.pass(15001);
  assert.deepEqual(wait(3), [4500, 4500, 4500]);
});

test('a server that greets and goes again and again is not asked ever more often', () => {
  const {backoff, clock, wait} = waiting(1);
  wait(1);
  clock.pass(15000);
  for (let turn = 0; turn < 5; turn += 1) {
    backoff.reset();
    clock.pass(100);
    assert.deepEqual(wait(1), [4500]);
  }
});

/* Even parts of the window in a mixed order: what Math.random gives in the long run. */
const parts = (count) => Array.from({length: count}, (_, at) => ((at * 197) % count + 0.5) / count);

function fullestShare(times) {
  const fullest = times.map((first) => times.filter((at) => at >= first && at < first + 1000).length);
  return Math.max(...fullest) / times.length;
}

/* When each of 500 clients, cut at 0, is back at a server that answers from `away` on. */
function returns(away) {
  return parts(499).map((part) => {
    const {backoff, clock, wait} = waiting(part);
    const began = clock.now;
    backoff.reset();
    do clock.pass(wait(1)[0]); while (clock.now - began < away);
    return clock.now - began;
  });
}

for (const away of [0, 700, 2000, 4500, 6100, 9000, 14000]) {
  test(`no second sees more than 35 % of the clients of a server away for ${away} ms`, () => {
    const times = returns(away);
    assert.ok(fullestShare(times) <= 0.35, String(fullestShare(times)));
    assert.ok(Math.max(...times) - away <= 5000, String(Math.max(...times)));
  });
}
