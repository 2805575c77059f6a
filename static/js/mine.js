/* mine.js owns marking the viewer's own entries and hiding what is for others: a live part is the
   same for everybody who receives it. */
(function (care) {
  'use strict';
  var me = document.body.getAttribute('data-member');

  function mark(part) {
    var own = [].slice.call(part.querySelectorAll('[data-member="' + me + '"]'));
    if (part !== document.body && part.getAttribute('data-member') === me) own.push(part);
    own.forEach(function (element) {
      element.classList.add(element.classList.contains('stamp') ? 'me' : 'mine');
    });
  }

  function each(part, name, act) { [].forEach.call(part.querySelectorAll('[' + name + ']'), act); }

  function offer(part) {
    each(part, 'data-of', function (one) { one.hidden = one.getAttribute('data-of') !== me; });
    each(part, 'data-not-of', function (one) { one.hidden = one.getAttribute('data-not-of') === me; });
  }

  if (me) care.onParts(mark);
  if (me) care.onParts(offer);
})(window.CareCircle = window.CareCircle || {});
