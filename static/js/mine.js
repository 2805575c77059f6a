/* mine.js owns marking what is the viewer's own: a live part is the same for everybody in it. */
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

  if (me) care.onParts(mark);
})(window.CareCircle = window.CareCircle || {});
