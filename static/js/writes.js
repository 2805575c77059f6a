/* writes.js owns writes whose answer may be lost: "not saved" is said only when it is known. Without
   an answer it asks by the key whether the write was committed, and sends it again if it was not. */
(function (care) {
  'use strict';
  var FIRST = 500, MOST = 10000;

  function copy(fields) {
    var same = {};
    for (var name in fields) same[name] = fields[name];
    return same;
  }

  /* Not a refusal: after these the write may have been committed, or may be sent again. */
  care.isUnsure = function (status, text) {
    var answer = care.json(text), error = answer && answer.error;
    return status === 0 || status >= 500 && !(error && error.code === 'storage-full');
  };

  /* done(found): the stored answer {status, resource}; false if it was not committed; null if there
     was no answer. command: the websocket command by which it was sent too, if it was. */
  care.committed = function (path, key, command, done) {
    var url = '/families/' + document.body.getAttribute('data-family') + '/writes?key=' +
      encodeURIComponent(key) + '&path=' + encodeURIComponent(path) +
      (command ? '&command=' + encodeURIComponent(command) : '');
    care.get(url, {Accept: 'application/json'}, 10, function (status, text) {
      var found = status === 200 ? care.json(text) : null;
      if (!found || typeof found.committed !== 'boolean') return done(null, status);
      return done(found.committed && found, status);
    });
  };

  /* on.unsure(): nobody knows whether it was saved; true takes the write over. on.unsaved(): it was
     not saved, and is sent again. on.done(status, text): the answer. */
  care.write = function (url, fields, on) {
    var turns = 0, broken = 0;
    fields.idempotency_key = fields.idempotency_key || care.keys.of(url);

    function later(act) {
      setTimeout(act, Math.min(MOST, FIRST * Math.pow(2, turns)));
      turns += 1;
    }

    function send() {
      care.post(url, copy(fields), {Accept: 'application/json'}, function (status, text) {
        if (!care.isUnsure(status, text)) return on.done(status, text);
        broken += status === 500 ? 1 : 0;
        if (on.unsure && on.unsure()) return undefined;
        return later(function () { ask(status, text); });
      });
    }

    function ask(status, text) {
      care.committed(url, fields.idempotency_key, on.command, function (found, asked) {
        if (found) return kept(found);
        if (asked === 401) return on.done(401, '');
        if (found === null) return later(function () { ask(status, text); });
        if (broken > 1) return on.done(status, text);
        if (on.unsaved) on.unsaved();
        return later(send);
      });
    }

    function kept(found) {
      care.keys.used(url);
      on.done(found.status, JSON.stringify(found.resource));
    }

    send();
  };
})(window.CareCircle = window.CareCircle || {});
