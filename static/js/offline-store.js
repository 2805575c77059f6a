/* offline-store.js owns where records made without a network are kept: this browser's IndexedDB. */
(function (care) {
  'use strict';
  /* The original name: with another, records that wait in a browser would be lost. */
  var STORE = 'carecircle-outbox';

  function of(base) {
    function table(mode) { return base.transaction('waiting', mode).objectStore('waiting'); }
    return {
      all: function (then) {
        var request = table('readonly').getAll();
        request.onsuccess = function () { then(request.result); };
      },
      /* failed(): this browser does not keep it, for want of space or by its settings. */
      change: function (how, what, then, failed) {
        var request;
        try {
          request = table('readwrite')[how](what);
          request.onsuccess = then;
          request.onerror = failed;
        } catch (refused) { if (failed) failed(); }
      }
    };
  }

  /* opened(store) is not called where the browser keeps nothing. */
  care.openOffline = function (opened) {
    var place = document.getElementById('offline'), request;
    if (!place || !window.indexedDB || !window.IDBObjectStore || !IDBObjectStore.prototype.getAll) return;
    request = window.indexedDB.open(STORE, 1);
    request.onupgradeneeded = function () {
      request.result.createObjectStore('waiting', {keyPath: 'number', autoIncrement: true});
    };
    request.onsuccess = function () { opened(of(request.result)); };
  };
})(window.CareCircle = window.CareCircle || {});
