/* live-apply.js owns swapping an event's fragments into the page: by id, in place, keeping focus. */
(function (care) {
  'use strict';
  var watchers = [];

  /* The browser adds personal marks: watch(part) runs on the page and on each new part. */
  care.onParts = function (watch) {
    watchers.push(watch);
    watch(document.body);
  };

  function dressed(part) {
    watchers.forEach(function (watch) { watch(part); });
    if (window.htmx) window.htmx.process(part);
    return part;
  }

  function parts(html) {
    var holder = document.createElement('template');
    if (!('content' in holder)) holder = document.createElement('div');
    holder.innerHTML = html;
    return [].slice.call((holder.content || holder).children);
  }

  function insert(part) {
    var into = document.getElementById(part.getAttribute('data-into') || '');
    if (!into) return null;
    [].slice.call(into.querySelectorAll('[data-empty]')).forEach(function (gone) {
      gone.parentNode.removeChild(gone);
    });
    part = document.importNode(part, true);
    into.insertBefore(part, part.getAttribute('data-at') === 'end' ? null : into.firstChild);
    trim(into);
    return part;
  }

  /* A page lists a limited number of items; an open page keeps to the same limit. */
  function trim(list) {
    var most = Number(list.getAttribute('data-most')) || Infinity;
    while (list.children.length > most) list.removeChild(list.lastElementChild);
  }

  function place(part) {
    var old = part.id && document.getElementById(part.id);
    if (part.hasAttribute('data-gone')) {
      if (old) old.parentNode.removeChild(old);
      return null;
    }
    var there = old ? care.morph(old, part) : insert(part);
    return there && dressed(there);
  }

  function idsAround(element) {
    var ids = [];
    for (; element && element.nodeType === 1; element = element.parentNode) {
      if (element.id) ids.push(element.id);
    }
    return ids;
  }

  /* Returns the focused element if it is still there, else its nearest ancestor that is. */
  function refocus(had, ids) {
    var next = document.documentElement.contains(had) ? had : null;
    while (!next && ids.length) next = document.getElementById(ids.shift());
    if (!next) return;
    if (next.tabIndex < 0) next.setAttribute('tabindex', '-1');
    next.focus();
  }

  care.keepingFocus = function (change) {
    var had = document.activeElement, ids = idsAround(had);
    var result = change();
    if (had !== document.body && document.activeElement !== had) refocus(had, ids);
    return result;
  };

  care.keepingStill = function (change) {
    return care.keepingPlace(function () { return care.keepingFocus(change); });
  };

  /* Returns the elements that are in the page now. */
  care.apply = function (html) {
    return care.keepingStill(function () { return parts(html).map(place).filter(Boolean); });
  };
  care.dressed = dressed;
})(window.CareCircle = window.CareCircle || {});
