/* local-time.js owns what it adds to <time data-relative>: how long ago it was, and the viewer's
   local time if it differs from the care recipient's. The time itself stays. */
(function (care) {
  'use strict';
  var STEPS = [[86400, 'day'], [3600, 'hour'], [60, 'minute']];
  var language = document.documentElement.lang || undefined;
  if (!window.Intl || !Intl.RelativeTimeFormat) return;
  var relative = new Intl.RelativeTimeFormat(language, {numeric: 'always', style: 'short'});

  function ago(at) {
    var seconds = Math.min(0, (at - care.now()) / 1000);
    for (var i = 0; i < STEPS.length; i += 1) {
      if (-seconds >= STEPS[i][0]) {
        return relative.format(Math.ceil(seconds / STEPS[i][0]), STEPS[i][1]);
      }
    }
    return relative.format(-0, 'minute');
  }

  function own(at) {
    var theirs = care.clock(at), mine = care.clockIn(undefined, at);
    return mine === theirs ? '' : ' \u00b7 ' + care.words('your-time', {time: mine});
  }

  function write(time) {
    var at = new Date(time.getAttribute('datetime'));
    var words = time.querySelector('.ago') || document.createElement('span');
    if (isNaN(at)) return;
    words.className = 'ago';
    words.textContent = ' \u00b7 ' + ago(at) + own(at);
    time.appendChild(words);
  }

  function writeAll(part) {
    [].forEach.call(part.querySelectorAll('time[data-relative][datetime]'), write);
  }

  care.onParts(writeAll);
  setInterval(function () { writeAll(document.body); }, 30000);
})(window.CareCircle = window.CareCircle || {});
