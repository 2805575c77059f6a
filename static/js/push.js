/* push.js owns push subscriptions: they reach this browser while the page is closed, if supported. */
(function (care) {
  'use strict';
  var place = document.querySelector('[data-push-key]');
  if (!place || !navigator.serviceWorker || !window.PushManager) return;
  var family = document.body.getAttribute('data-family');
  place.hidden = false;

  function bytes(text) {
    var raw = atob(text.replace(/-/g, '+').replace(/_/g, '/')), found = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i += 1) found[i] = raw.charCodeAt(i);
    return found;
  }

  function say(name) { place.querySelector('[data-push-said]').textContent = care.words(name); }

  function tell(subscription) {
    var keys = subscription.toJSON().keys;
    var fields = {endpoint: subscription.endpoint, p256dh: keys.p256dh, auth: keys.auth};
    care.write('/families/' + family + '/push-subscriptions', fields, {
      unsure: function () { say('unsure'); },
      unsaved: function () { say('unsaved'); },
      done: function (status) { say(status === 201 || status === 200 ? 'push-on' : 'push-off'); }
    });
  }

  place.addEventListener('click', function (event) {
    if (!event.target.hasAttribute('data-push-on')) return;
    navigator.serviceWorker.register('/push-worker.js').then(function () {
      return navigator.serviceWorker.ready;
    }).then(function (worker) {
      var key = bytes(place.getAttribute('data-push-key'));
      return worker.pushManager.subscribe({userVisibleOnly: true, applicationServerKey: key});
    }).then(tell, function () { say('push-off'); });
  });
})(window.CareCircle = window.CareCircle || {});
