/* preparing.js owns "Ana is preparing this" in a row of the day: it comes and goes by itself. */
(function (care) {
  'use strict';
  function drop(line) { if (line.parentNode) line.parentNode.removeChild(line); }

  care.onEvent(function (event) {
    var data = event.data, row, place, line;
    if (event.type !== 'medication:preparing' || !data) return;
    row = document.getElementById('dose-' + data.dose);
    place = row && row.querySelector('.dose-body');
    if (!place || row.getAttribute('data-state') === 'recorded') return;
    [].forEach.call(place.querySelectorAll('[data-preparing]'), drop);
    line = care.row('preparing-line');
    line.querySelector('span').textContent = care.words('preparing', {name: data.name});
    place.appendChild(line);
    setTimeout(function () { drop(line); }, Math.max(0, Date.parse(data.until) - care.now()));
  });
})(window.CareCircle = window.CareCircle || {});
