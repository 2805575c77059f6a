/* answers.js owns requests: no other script sends any. An answer counts only if it is CareCircle's
   own and whole. A login page, a filter, a cache or a cut connection is no answer: status 0. */
(function (care) {
  'use strict';
  var TIME = 'CareCircle-Time', ASK = 'CareCircle-Ask';
  var END_OF_PAGE = /<\/html>\s*$/, END_OF_PART = /<!--end-->\s*$/;

  function address(url) {
    var link = document.createElement('a');
    link.href = url;
    return link.href.split('#')[0];
  }

  function header(request, name) { return request.getResponseHeader(name) || ''; }

  /* A cache repeats an old mark, but cannot know this request's word. */
  function isOurs(request, word) {
    return request.status > 0 && Number(header(request, TIME)) > 0 && header(request, ASK) === word;
  }

  function isWhole(request, headers) {
    var type = header(request, 'Content-Type').split(';')[0], text = request.responseText;
    var isPart = headers['HX-Request'] && request.status === 200;
    if (request.status === 204) return true;
    if (headers.Accept && type !== headers.Accept) return false;
    if (type === 'application/json') return care.json(text) !== null;
    return type === 'text/html' && (isPart ? END_OF_PART : END_OF_PAGE).test(text);
  }

  /* elsewhere: the address to which it was redirected; what was asked for has no answer then. */
  function read(request, word, url, headers) {
    var isBelieved = isOurs(request, word) && isWhole(request, headers);
    var at = isBelieved && request.responseURL ? request.responseURL.split('#')[0] : '';
    var elsewhere = at && at !== address(url) ? at : '';
    var isAnswer = isBelieved && !elsewhere;
    if (isBelieved) care.serverSaid(Number(header(request, TIME)));
    return {
      status: isAnswer ? request.status : 0, text: isAnswer ? request.responseText : '',
      elsewhere: elsewhere, retryAfter: isAnswer ? Number(header(request, 'Retry-After')) : 0
    };
  }

  /* done(status, text, answer): status 0 and no text if there was no answer of ours. */
  function send(method, url, body, headers, seconds, done) {
    var request = new XMLHttpRequest(), word = care.keys.fresh();
    request.open(method, url);
    request.timeout = seconds * 1000;
    request.setRequestHeader(ASK, word);
    for (var name in headers) request.setRequestHeader(name, headers[name]);
    request.onloadend = function () {
      var answer = read(request, word, url, headers);
      done(answer.status, answer.text, answer);
    };
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
  care.post = function (url, fields, headers, done, seconds) {
    var form = document.getElementById('act');
    var token = form && form.elements.csrf_token;
    fields.csrf_token = token ? token.value : '';
    fields.idempotency_key = fields.idempotency_key || care.keys.of(url);
    headers['Content-Type'] = 'application/x-www-form-urlencoded';
    return send('POST', url, encoded(fields), headers, seconds || 20, function (status, text, answer) {
      if (status >= 200 && status < 300) care.keys.used(url);
      done(status, text, answer);
    });
  };

  care.json = function (text) {
    try { return JSON.parse(text); } catch (notJson) { return null; }
  };
})(window.CareCircle = window.CareCircle || {});
