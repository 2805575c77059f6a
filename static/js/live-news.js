/* live-news.js owns what is said about news: a polite "2 new updates", an emergency at once, and a
   mark on each row that came in. */
(function (care) {
  'use strict';
  var GATHER = 1000;
  var MARKED_FOR = 30000;
  var ROWS = {LI: true, TR: true};
  var count = 0, timer;

  function region(id, role) {
    var element = document.getElementById(id);
    if (element) return element;
    element = document.createElement('p');
    element.id = id;
    element.className = 'hide';
    element.setAttribute('role', role);
    return document.body.appendChild(element);
  }

  function say() {
    region('news', 'status').textContent = care.words(
      count === 1 ? 'one-update' : 'updates', {count: count});
    count = 0;
  }

  function mark(part) {
    if (!ROWS[part.nodeName]) return;
    part.classList.add('new');
    setTimeout(function () { part.classList.remove('new'); }, MARKED_FOR);
  }

  care.news = function (changed) {
    changed.forEach(mark);
    if (!changed.length) return;
    count += 1;
    clearTimeout(timer);
    timer = setTimeout(say, GATHER);
  };

  care.urgentNews = function (text) { region('news-urgent', 'alert').textContent = text; };

  /* A region must be there before its words, or they are not read out. */
  care.startNews = function () {
    region('news', 'status');
    region('news-urgent', 'alert');
  };
})(window.CareCircle = window.CareCircle || {});
