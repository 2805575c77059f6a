/* offline-marks.js owns what the places of a page say while a record of theirs waits in this
   browser: the row of the dose, and the form in which it was filled in. */
(function (care) {
  'use strict';
  var place = document.getElementById('offline');

  function words(entry) {
    var name = entry.isUnsure ? 'data-unsure' : 'data-row';
    var isGiven = !entry.fields.outcome || entry.fields.outcome === 'given';
    return place.getAttribute(name + (isGiven ? '' : '-other')).replace('{time}', entry.at);
  }

  function each(selector, act) { [].forEach.call(document.querySelectorAll(selector), act); }

  function path(url) { return url.split('?')[0]; }

  function formsOf(entry) {
    return [].filter.call(document.querySelectorAll('form[data-kept]'), function (form) {
      return form.getAttribute('action') === path(entry.url);
    });
  }

  /* A form in <details> is hidden with its summary. */
  function shell(form) {
    return form.parentNode.nodeName === 'DETAILS' ? form.parentNode : form;
  }

  function clear() {
    each('[data-waits]', function (line) { line.parentNode.removeChild(line); });
    each('[data-kept-back]', function (hidden) {
      hidden.removeAttribute('data-kept-back');
      hidden.hidden = false;
    });
  }

  function markForms(entry) {
    var forms = formsOf(entry).map(shell), line;
    if (!forms.length) return;
    line = care.row('offline-line');
    line.textContent = words(entry);
    forms[0].parentNode.insertBefore(line, forms[0]);
    forms.forEach(function (form) {
      form.hidden = true;
      form.setAttribute('data-kept-back', '');
    });
  }

  /* A row fetched meanwhile does not include the records that wait here. */
  function markRow(entry) {
    var row = document.getElementById(entry.row);
    var isFinal = row && row.getAttribute('data-state') === 'recorded';
    if (row && !isFinal) care.showWaiting(row, words(entry));
  }

  care.markOffline = function (entries) {
    clear();
    entries.forEach(function (entry) {
      if (entry.state !== 'waiting') return;
      markRow(entry);
      markForms(entry);
    });
  };

  /* Returns the page on which such a record is made. */
  care.givingPage = function (url) {
    return path(url).replace(/\/administration$/, '').replace(/\/administrations$/, '/give');
  };

  function leadsTo(entry, resource) {
    var dose = /^(.*\/)doses\/([^/]+)\/administration$/.exec(path(entry.url));
    if (dose) return dose[1] + '#dose-' + dose[2];
    return resource && resource.id ?
      path(entry.url).replace(/medications\/[^/]+\//, '') + '/' + resource.id :
      care.givingPage(entry.url);
  }

  /* A record was sent. Its form would be empty now, or lead on. Returns whether it leads on. */
  care.sentFrom = function (entry, resource) {
    var forms = formsOf(entry), stays = !forms.length || resource && resource.clock_corrected_s;
    if (!stays) location.href = leadsTo(entry, resource);
    forms.forEach(function (form) { form.reset(); });
    return !stays;
  };
})(window.CareCircle = window.CareCircle || {});
