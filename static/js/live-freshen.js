/* live-freshen.js owns fetching this page again and applying what changed, without a reload. */
(function (care) {
  'use strict';
  var asking = null;

  function elsewhere(request) {
    var at = request.responseURL;
    return at && at.split('#')[0] !== location.href.split('#')[0];
  }

  /* Signed out or removed: this person may no longer see what is on the screen. */
  function leave(status, request, tell) {
    var gone = {401: 'signed-out', 403: 'removed', 404: 'not-found'}[status];
    if (!gone && status === 200 && elsewhere(request)) gone = 'signed-out';
    if (gone) {
      tell(false, gone);
      location.reload();
    }
    return gone;
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
    function take(status, text, request) {
      if (!leave(status, request, tell)) {
        var fresh = status === 200 && new DOMParser().parseFromString(text, 'text/html');
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
