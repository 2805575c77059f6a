/* live-news.js owns the announcement of news: a polite "2 new updates", an emergency at once, and a
   mark on each row that arrived. */
(function (care) {
  'use strict';
  var GATHER = 1000;
  var MARKED_FOR = 30000;
  var ROWS = {LI: true, TR: true};
  var count = 0, timer, above = [];

  function region(id, role) {
    var element = document.getElementById(id);
    if (element) return element;
    element = document.createElement('p');
    element.id = id;
    element.className = 'visually-hidden';
    element.setAttribute('role', role);
    return document.body.appendChild(element);
  }

  function isAbove(part) {
    return document.documentElement.contains(part) && part.getBoundingClientRect().bottom < 0;
  }

  /* A visible link for somebody who has scrolled past the news; else for screen readers only. */
  function say() {
    var line = region('news', 'status'), last = above[above.length - 1];
    var said = document.createElement(last ? 'a' : 'span');
    said.textContent = care.words(count === 1 ? 'one-update' : 'updates', {count: count});
    if (last) { said.className = 'btn'; said.href = '#' + last.id; }
    line.className = last ? 'news' : 'visually-hidden';
    line.textContent = '';
    line.appendChild(said);
    if (!last) count = 0;
  }

  function seen() {
    var was = above.length;
    above = above.filter(isAbove);
    if (!was || above.length) return;
    region('news', 'status').className = 'visually-hidden';
    count = 0;
  }
  window.addEventListener('scroll', seen);

  function mark(part) {
    if (!ROWS[part.nodeName]) return;
    part.classList.add('new');
    setTimeout(function () { part.classList.remove('new'); }, MARKED_FOR);
  }

  care.news = function (changed) {
    changed.forEach(mark);
    if (!changed.length) return;
    above = above.filter(isAbove).concat(changed.filter(isAbove));
    count += 1;
    clearTimeout(timer);
    timer = setTimeout(say, GATHER);
  };

  care.urgentNews = function (text) { region('news-urgent', 'alert').textContent = text; };

  /* A live region must exist before its text, or screen readers do not announce it. */
  care.startNews = function () {
    region('news', 'status');
    region('news-urgent', 'alert');
  };
})(window.CareCircle = window.CareCircle || {});
