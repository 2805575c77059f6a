/* alarm-over.js owns the overlay of an open emergency: it covers the page of the people concerned
   until they answer, however it reached the page, and once for each escalation step. */
(function (care) {
  'use strict';
  var me = document.body.getAttribute('data-member');
  var aside = {}, shown = null, calling = null;

  function words(section, name) {
    return (section.getAttribute(name) || '').split(' ');
  }

  function key(section) {
    return 'aside-' + section.getAttribute('data-emergency') + '-' +
      section.getAttribute('data-level');
  }

  function isAside(section) {
    try {
      return aside[key(section)] || sessionStorage.getItem(key(section));
    } catch (storageIsOff) {
      return aside[key(section)];
    }
  }

  function putAside(section) {
    aside[key(section)] = true;
    try { sessionStorage.setItem(key(section), '1'); } catch (storageIsOff) { /* known here */ }
  }

  /* People who saw it elsewhere are not alerted again at the first step; a louder step alerts
     everybody who has not answered. */
  function concerns(section) {
    var first = section.getAttribute('data-level') === '1.0';
    if (section.getAttribute('data-by') === me) return false;
    if (words(section, 'data-answered').indexOf(me) >= 0 || isAside(section)) return false;
    return key(section) === shown || !first || words(section, 'data-seen').indexOf(me) < 0;
  }

  function alarms() {
    return [].slice.call(document.querySelectorAll('#alerts .alarm')).filter(concerns);
  }

  function place() {
    var alerts = document.getElementById('alerts');
    return alerts && alerts.parentNode.hidden ? null : alerts;
  }

  /* Everything beside the alert, at every level, is inert while it covers the page. */
  function others(act) {
    for (var at = place(); at && at !== document.body; at = at.parentNode) {
      [].forEach.call(at.parentNode.children, function (beside) {
        if (beside !== at && beside.nodeName !== 'SCRIPT') act(beside);
      });
    }
  }

  function mark(alerts, section) {
    [].forEach.call(alerts.children, function (one) { one.classList.toggle('on-top', one === section); });
    alerts.classList.add('laid-over');
    alerts.setAttribute('role', 'alertdialog');
    alerts.setAttribute('aria-modal', 'true');
    alerts.setAttribute('aria-labelledby', section.querySelector('h2').id);
    others(function (beside) { beside.setAttribute('inert', ''); });
  }

  function unmark(alerts) {
    alerts.classList.remove('laid-over');
    ['role', 'aria-modal', 'aria-labelledby'].forEach(function (name) {
      alerts.removeAttribute(name);
    });
    others(function (beside) { beside.removeAttribute('inert'); });
  }

  /* The picture first, then the sound. */
  function look() {
    var alerts = place(), section = alarms()[0] || null;
    if (alerts && section) lay(alerts, section);
    else if (alerts && shown) unmark(alerts);
    if (alerts && !section) shown = null;
    if (section || calling) care.afterPaint(call);
    calling = section;
  }

  function call() { care.alarmSignals(calling); }

  function lay(alerts, section) {
    var isNew = shown !== key(section);
    mark(alerts, section);
    shown = key(section);
    if (isNew) care.afterPaint(focus);
  }

  function focus() {
    var heading = shown && place().querySelector('.on-top h2');
    if (heading) heading.focus();
  }

  function above(element, test) {
    while (element && element !== document.body && !test(element)) element = element.parentNode;
    return element && element !== document.body ? element : null;
  }

  document.addEventListener('click', function (event) {
    var section = shown && above(event.target, function (one) {
      return one.hasAttribute('data-emergency');
    });
    var decides = section && above(event.target, function (one) {
      return one.hasAttribute('formaction') || (one.nodeName === 'A' && !one.classList.contains('call'));
    });
    if (decides) putAside(section);
  });

  /* For browsers without inert: move the focus back. */
  document.addEventListener('focusin', function (event) {
    var alerts = shown && place();
    if (alerts && !alerts.contains(event.target)) alerts.querySelector('.on-top h2').focus();
  });

  care.onParts(look);
})(window.CareCircle = window.CareCircle || {});
