/* alarm.js owns what a browser does with an open emergency besides showing it: it announces it,
   confirms that it was received (once per browser, by the leading tab) and that it was seen, once a
   person has touched the alert or the page of the emergency. */
(function (care) {
  'use strict';
  var OPEN = '[data-emergency]:not([data-status=resolved])';
  var said = {};

  function open() {
    return [].slice.call(document.querySelectorAll(OPEN));
  }

  function once(key) {
    try {
      if (sessionStorage.getItem(key)) return false;
      sessionStorage.setItem(key, '1');
    } catch (storageIsOff) {
      if (said[key]) return false;
      said[key] = true;
    }
    return true;
  }

  function forget(key) {
    delete said[key];
    try { sessionStorage.removeItem(key); } catch (storageIsOff) { /* announcing it was enough */ }
  }

  function confirm(kind, alert) {
    var id = alert.getAttribute('data-emergency'), key = kind + '-' + id;
    var family = document.body.getAttribute('data-family');
    var url = '/families/' + family + '/emergencies/' + id + '/receipt';
    if (!once(key)) return;
    care.post(url, {kind: kind, idempotency_key: care.keys.fresh()},
      {Accept: 'application/json'}, function (status) {
        if (status === 0 || status >= 500) forget(key);
      });
  }

  function readOut() {
    var first = document.querySelector('#alerts .alarm');
    if (first) care.urgentNews(first.textContent.replace(/\s+/g, ' '));
  }

  function heard(type) { if (type === 'emergency:alert') readOut(); }

  /* An emergency is not announced on its own page; the others are. */
  function hideOwn() {
    var own = document.querySelector('article[data-emergency]');
    [].forEach.call(document.querySelectorAll('#alerts [data-emergency]'), function (alert) {
      var id = own && own.getAttribute('data-emergency');
      if (alert.getAttribute('data-emergency') === id) alert.hidden = true;
    });
  }

  /* Somebody who keeps working in the page around it, or types, has not looked at it. */
  function touched(event) {
    var main = document.getElementById('main'), alerts = document.getElementById('alerts');
    var onPage = main.contains(event.target) && !alerts.contains(event.target);
    open().forEach(function (alert) {
      if ((onPage && alert.nodeName === 'ARTICLE') || alert.contains(event.target)) confirm('seen', alert);
    });
  }

  care.alarm = {
    heard: heard,
    received: function () { open().forEach(function (alert) { confirm('received', alert); }); }
  };

  care.onParts(hideOwn);
  document.addEventListener('click', touched);
})(window.CareCircle = window.CareCircle || {});
