'use strict';
const test = require('node:test');
const assert = require('node:assert');
const {openedAt} = require('./wrong_clock');

const HOUR = 3600000, MINUTE = 60000;
const WRONG = {
  'right': 0, 'three hours slow': -3 * HOUR, 'three hours fast': 3 * HOUR, 'a year fast': 365 * 24 * HOUR,
  'in 1970': -20000 * 24 * HOUR, 'a minute slow': -MINUTE,
};

for (const [name, wrong] of Object.entries(WRONG)) {
  test(`a device whose clock is ${name} knows the server's time from the page on`, () => {
    const device = openedAt(wrong);
    assert.equal(device.error(), 0);
    device.pass(5 * MINUTE);
    assert.equal(device.error(), 0);
  });

  test(`a clock that is put ${name} while the page is open moves nothing`, () => {
    const device = openedAt(0);
    const before = device.care.elapsed();
    device.pass(MINUTE);
    device.putForward(wrong);
    device.pass(MINUTE);
    assert.equal(device.care.elapsed() - before, 2 * MINUTE);
    assert.equal(device.error(), 0);
  });

  test(`the distance to a moment is right on a clock that is ${name}`, () => {
    const device = openedAt(wrong);
    const stamp = device.care.stamp();
    device.pass(10 * MINUTE);
    assert.equal(device.care.since(stamp), 10 * MINUTE);
  });

  test(`and if it is put ${name} in between, once the server has answered`, () => {
    const device = openedAt(0);
    const stamp = device.care.stamp();
    device.pass(5 * MINUTE);
    device.putForward(wrong);
    device.pass(5 * MINUTE);
    assert.ok(Math.abs(device.care.since(stamp) - 10 * MINUTE) < 2000);
  });
}

test('a device that slept without a network counts the sleep', () => {
  const device = openedAt(-3 * HOUR, {answers: false});
  const stamp = device.care.stamp();
  device.sleep(2 * HOUR);
  device.pass(2000);
  assert.equal(device.error(), 0);
  assert.equal(device.care.since(stamp), 2 * HOUR + 2000);
});

test('without an answer a clock that is put back changes nothing', () => {
  const device = openedAt(0, {answers: false});
  device.pass(MINUTE);
  device.putForward(-HOUR);
  device.pass(MINUTE);
  assert.equal(device.error(), 0);
});

test('a stamp of an earlier page counts by the server where the clock was put right since', () => {
  const before = openedAt(-3 * HOUR);
  const stamp = JSON.parse(JSON.stringify(before.care.stamp()));
  const after = openedAt(0, {later: 20 * MINUTE});
  assert.ok(Math.abs(after.care.since(stamp) - 20 * MINUTE) < 2000);
});

test('an answer that took long does not put the time back', () => {
  const device = openedAt(0);
  device.care.serverSaid(device.server() - 20000);
  assert.equal(device.error(), 0);
});

test('no distance is negative', () => {
  const device = openedAt(0, {answers: false});
  assert.equal(device.care.since({wall: device.window.Date.now() + HOUR}), 0);
});
