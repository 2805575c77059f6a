'use strict';
const test = require('node:test');
const assert = require('node:assert');
const {load} = require('./sandbox');

function inbox(cursor) {
  const {care} = load('live-inbox');
  const seen = {applied: [], holes: [], broken: 0};
  seen.inbox = new care.Inbox(cursor, {
    apply: (event) => seen.applied.push(event.seq),
    hole: (seq) => seen.holes.push(Number(seq)),
    broken: () => { seen.broken += 1; },
  });
  seen.take = (...seqs) => seqs.forEach((seq) => seen.inbox.take({id: `e1-${seq}`, seq}));
  return seen;
}

test('each event is applied once, whichever way it came', () => {
  const seen = inbox('e1-40');
  seen.take(41, 41, 42, 41, 42, 43);
  assert.deepEqual(seen.applied, [41, 42, 43]);
});

test('what the page already shows is not applied again', () => {
  const seen = inbox('e1-40');
  seen.take(38, 39, 40);
  assert.deepEqual(seen.applied, []);
});

test('the cursor never moves past a hole', () => {
  const seen = inbox('e1-40');
  seen.take(41, 43, 44);
  assert.deepEqual(seen.applied, [41]);
  assert.equal(seen.inbox.cursor(), 'e1-41');
  assert.deepEqual([...new Set(seen.holes)], [43]);
});

test('what waited behind a hole follows in order once it is filled', () => {
  const seen = inbox('e1-40');
  seen.take(44, 43, 42, 41);
  assert.deepEqual(seen.applied, [41, 42, 43, 44]);
});

test('any order of arrival over two ways ends in the same list', () => {
  for (let round = 0; round < 50; round += 1) {
    const seen = inbox('e1-0');
    const all = Array.from({length: 40}, (_, i) => (i % 20) + 1);
    for (let i = all.length - 1; i > 0; i -= 1) {
      const j = (i * 7919 + round * 104729) % (i + 1);
      [all[i], all[j]] = [all[j], all[i]];
    }
    seen.take(...all);
    assert.deepEqual(seen.applied, Array.from({length: 20}, (_, i) => i + 1));
  }
});

test('while the page is fetched afresh events wait, and only the newer ones follow', () => {
  const seen = inbox('e1-40');
  seen.inbox.hold();
  seen.take(41, 42, 43);
  seen.inbox.jump('e1-42');
  assert.deepEqual(seen.applied, []);
  seen.inbox.release();
  assert.deepEqual(seen.applied, [43]);
});

test('an event of another epoch is never applied', () => {
  const seen = inbox('e1-40');
  seen.inbox.take({id: 'e2-41', seq: 41});
  assert.equal(seen.broken, 1);
  assert.deepEqual(seen.applied, []);
});

test('a new epoch forgets what waited in the old one', () => {
  const seen = inbox('e1-40');
  seen.take(43);
  seen.inbox.jump('e2-42');
  assert.deepEqual(seen.applied, []);
  assert.equal(seen.inbox.cursor(), 'e2-42');
});

const NOT_CURSORS = [
  null, undefined, '', 'null', 'nul-NaN', 'e1', 'e1-', '-7', 'e1-7-8', 'e1-x', 'e1--7', 'e1-7.5',
  'e1-1e3', 'e1- 7', 7, NaN, {}, ['e1-7'], 'e1-99999999999999999999', '<html>',
];

test('what is no cursor moves nothing', () => {
  for (const not of NOT_CURSORS) {
    const seen = inbox('e1-40');
    seen.inbox.jump(not);
    seen.inbox.take({id: not, seq: 41});
    assert.equal(seen.inbox.behind(not), false, String(not));
    assert.equal(seen.inbox.cursor(), 'e1-40', String(not));
    assert.deepEqual([seen.applied, seen.broken], [[], 0], String(not));
  }
});
