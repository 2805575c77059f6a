'use strict';
const test = require('node:test');
const assert = require('node:assert');
const {load} = require('./sandbox');

const MINUTE = 60000, HOUR = 60 * MINUTE;

/* The page was rendered some minutes ago, where the care recipient's clock was `ahead` of UTC by so
   many minutes. It is 08:02 UTC. */
function form(clock, ahead, due) {
  const rendered = clock.now - 25 * MINUTE - 13000;
  const shown = new Date(rendered + ahead * MINUTE).toISOString().slice(11, 16);
  const has = {'data-clock': shown, 'data-clock-at': String(rendered), 'data-due': due || null};
  return {getAttribute: (name) => has[name] === undefined ? null : has[name]};
}

/* typed, ahead, due, the instant in UTC, whether it is still to come. */
const MEANT = {
  'just now': ['08:02', 0, '', '2026-11-23T08:02', false],
  'without its nought': ['7:40', 0, '', '2026-11-23T07:40', false],
  'with a point': ['7.40', 0, '', '2026-11-23T07:40', false],
  'long ago today': ['00:10', 0, '', '2026-11-23T00:10', false],
  'yesterday, late': ['23:50', 0, '', '2026-11-22T23:50', false],
  'in Auckland': ['20:30', 780, '', '2026-11-23T07:30', false],
  'in Auckland, early in its day': ['01:00', 780, '', '2026-11-22T12:00', false],
  'in Bogota': ['02:50', -300, '', '2026-11-23T07:50', false],
  'in Bogota, yesterday': ['22:00', -300, '', '2026-11-23T03:00', false],
  'in Kathmandu': ['13:40', 345, '', '2026-11-23T07:55', false],
  'a minute to come is now': ['08:03', 0, '', '2026-11-23T08:02', false],
  'to come': ['08:40', 0, '', '', true],
  'of a dose due before midnight': ['00:10', 0, '2026-11-22T23:45:00+00:00', '2026-11-23T00:10', false],
  'of a dose of two days ago': ['08:10', 0, '2026-11-21T08:00:00+00:00', '2026-11-21T08:10', false],
  'of a dose of yesterday, later than now': ['16:00', 0, '2026-11-22T14:00:00+00:00', '2026-11-22T16:00', false],
  'of a dose in Auckland': ['20:50', 780, '2026-11-23T21:00:00+13:00', '2026-11-23T07:50', false],
  'of a dose, to come': ['08:30', 0, '2026-11-23T08:15:00+00:00', '', true],
};

for (const [name, [typed, ahead, due, meant, isToCome]] of Object.entries(MEANT)) {
  test(`a typed time ${name}`, () => {
    const {care, clock} = load('form-fields');
    const found = care.typedTime(form(clock, ahead, due), typed);
    assert.equal(found.isToCome, isToCome);
    if (meant) assert.equal(new Date(found.at).toISOString().slice(0, 16), meant);
  });
}

for (const typed of ['', undefined, '24:00', '8', 'noon', '2026-11-23T07:00:00+00:00']) {
  test(`${typed} is no time of day`, () => {
    const {care, clock} = load('form-fields');
    assert.equal(care.typedTime(form(clock, 0), typed), null);
  });
}

test('a page that was open for hours counts them', () => {
  const {care, clock} = load('form-fields');
  const opened = form(clock, 60);
  clock.pass(5 * HOUR);
  assert.equal(new Date(care.typedTime(opened, '13:30').at).toISOString().slice(0, 16), '2026-11-23T12:30');
  assert.equal(care.typedTime(opened, '14:30').isToCome, true);
});
