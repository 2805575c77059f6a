/* alarm.js owns what a browser does about an open emergency beyond showing it: it reads it out,
   confirms that it was received (once a browser, by the tab that leads), and, on a person's touch,
   that it was seen. */
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
    try { sessionStorage.removeItem(key); } catch (storageIsOff) { /* said was enough */ }
  }

  function confirm(kind) {
    open().forEach(function (alert) {
      var id = alert.getAttribute('data-emergency'), key = kind + '-' + id;
      var family = document.body.getAttribute('data-family');
      var url = '/families/' + family + '/emergencies/' + id + '/receipt';
      if (!once(key)) return;
      care.post(url, {kind: kind, idempotency_key: care.keys.fresh()},
        {Accept: 'application/json'}, function (status) {
          if (status === 0 || status >= 500) forget(key);
        });
    });
  }

  function readOut() {
    var first = document.querySelector('.alarm');
    if (first) care.urgentNews(first.textContent.replace(/\s+/g, ' '));
  }

  function touched() {
    if (!document.hidden) confirm('seen');
  }

  care.alarm = {
    heard: readOut,
    received: function () { confirm('received'); }
  };

  document.addEventListener('click', touched);
  document.addEventListener('keydown', touched);
})(window.CareCircle = window.CareCircle || {});
