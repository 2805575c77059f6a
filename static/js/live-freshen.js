/* live-freshen.js owns fetching this page again and applying what changed, without a reload. */
(function (care) {
  'use strict';
  var asking = null;

  var GONE = {401: 'signed-out', 403: 'removed', 404: 'not-found', 410: 'not-found'};

  /* Signed out or removed: this person may no longer see what is on the screen. */
  function leave(status, answer, tell) {
    var gone = answer.elsewhere ? 'signed-out' : GONE[status];
    if (gone) {
      tell(false, gone);
      location.reload();
    }
    return gone;
  }

  /* Returns the page if it is this family's, for this person, with a position in the log. */
  function pageIn(text) {
    var page = new DOMParser().parseFromString(text, 'text/html'), body = page.body;
    function isSame(name) { return body.getAttribute(name) === document.body.getAttribute(name); }
    var isOurs = isSame('data-family') && isSame('data-member');
    return isOurs && care.isCursor(body.getAttribute('data-cursor')) ? page : null;
  }

  function takeOver(fresh) {
    care.keepingStill(function () {
      ['main', 'alerts'].forEach(function (id) {
        var old = document.getElementById(id), now = fresh.getElementById(id);
        if (old && now) care.dressed(care.morph(old, now));
      });
    });
    care.inbox.jump(fresh.body.getAttribute('data-cursor'));
  }

  /* done(ok, reason): reason if access was lost. Concurrent calls share one request. */
  care.freshen = function (done) {
    if (asking) return asking.push(done);
    asking = [done];
    function tell(ok, reason) {
      var waiting = asking;
      asking = null;
      waiting.forEach(function (each) { if (each) each(ok, reason); });
    }
    care.inbox.hold();
    function take(status, text, answer) {
      if (!leave(status, answer, tell)) {
        var fresh = status === 200 ? pageIn(text) : null;
        if (fresh) takeOver(fresh);
        tell(Boolean(fresh));
      }
      care.inbox.release();
    }
    return care.get(location.href, {Accept: 'text/html', 'X-Unattended': 'yes'}, 20, function () {
      var answer = arguments;
      care.afterFinger(function () { take.apply(null, answer); });
    });
  };
})(window.CareCircle = window.CareCircle || {});
