/* ask.js owns plain requests: one function for GET, one to POST the page's form fields.
   done(status, text, request): status is 0 if there was no response. */
(function (care) {
  'use strict';

  function send(method, url, body, headers, seconds, done) {
    var request = new XMLHttpRequest();
    request.open(method, url);
    request.timeout = seconds * 1000;
    for (var name in headers) request.setRequestHeader(name, headers[name]);
    request.onloadend = function () { done(request.status, request.responseText, request); };
    request.send(body);
    return request;
  }

  care.get = function (url, headers, seconds, done) {
    return send('GET', url, null, headers || {}, seconds || 20, done);
  };

  function encoded(fields) {
    var pairs = [];
    for (var name in fields) {
      pairs.push(encodeURIComponent(name) + '=' + encodeURIComponent(fields[name]));
    }
    return pairs.join('&');
  }

  /* The CSRF token comes from the page's own form; the key makes a repeat harmless. */
  care.post = function (url, fields, headers, done) {
    var form = document.getElementById('act');
    var token = form && form.elements.csrf_token;
    fields.csrf_token = token ? token.value : '';
    fields.idempotency_key = fields.idempotency_key || care.keys.of(url);
    headers['Content-Type'] = 'application/x-www-form-urlencoded';
    return send('POST', url, encoded(fields), headers, 20, function (status, text, request) {
      if (status >= 200 && status < 300) care.keys.used(url);
      done(status, text, request);
    });
  };

  care.json = function (text) {
    try { return JSON.parse(text); } catch (notJson) { return null; }
  };
})(window.CareCircle = window.CareCircle || {});
