/* live-morph.js owns making an element equal to a new one while unchanged nodes stay in place:
   focus, typed text and opened details survive. */
(function (care) {
  'use strict';
  /* Keep what the person changed in the page, and the marks that htmx adds. */
  var THEIRS = {DETAILS: ['open'], INPUT: ['value', 'checked']};

  function alike(old, fresh) {
    return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName &&
      (old.id || '') === (fresh.id || '');
  }

  function theirs(element, name) {
    if (name === 'data-htmx-powered') return true;
    if (element.type === 'hidden') return element.name === 'idempotency_key' && name === 'value';
    return (THEIRS[element.nodeName] || []).indexOf(name) >= 0;
  }

  function attributes(old, fresh) {
    var i, name, names = [].slice.call(old.attributes).map(function (a) { return a.name; });
    for (i = 0; i < names.length; i += 1) {
      name = names[i];
      if (!fresh.hasAttribute(name) && !theirs(old, name)) old.removeAttribute(name);
    }
    for (i = 0; i < fresh.attributes.length; i += 1) {
      name = fresh.attributes[i].name;
      if (old.getAttribute(name) !== fresh.getAttribute(name) && !theirs(old, name)) {
        old.setAttribute(name, fresh.getAttribute(name));
      }
    }
  }

  function ids(element) {
    return [].map.call(element.children, function (child) { return child.id; });
  }

  function withId(node, id) {
    while (node && node.id !== id) node = node.nextSibling;
    return node;
  }

  /* Rows that only this browser has, such as a message that is not sent yet, stay at the end. */
  function owned(element) {
    return [].filter.call(element.children, function (child) { return child.hasAttribute('data-own'); });
  }

  function children(old, fresh) {
    var own = owned(old);
    own.forEach(function (child) { old.removeChild(child); });
    replaceChildren(old, fresh);
    own.forEach(function (child) { old.appendChild(child); });
  }

  function replaceChildren(old, fresh) {
    var staying = ids(fresh), at;
    [].slice.call(old.children).forEach(function (child) {
      if (child.id && staying.indexOf(child.id) < 0) old.removeChild(child);
    });
    at = old.firstChild;
    [].slice.call(fresh.childNodes).forEach(function (node) {
      var match = node.id ? withId(at, node.id) : at && alike(at, node) ? at : null;
      if (!match) return old.insertBefore(document.importNode(node, true), at);
      if (match === at) at = at.nextSibling;
      else old.insertBefore(match, at);
      return care.morph(match, node);
    });
    while (at) at = remove(at);
  }

  function remove(node) {
    var next = node.nextSibling;
    node.parentNode.removeChild(node);
    return next;
  }

  /* Returns the element that is in the page afterwards. */
  care.morph = function (old, fresh) {
    if (old.isEqualNode(fresh)) return old;
    if (!alike(old, fresh)) {
      fresh = document.importNode(fresh, true);
      old.parentNode.replaceChild(fresh, old);
      return fresh;
    }
    if (old.nodeType !== 1) old.nodeValue = fresh.nodeValue;
    else { attributes(old, fresh); children(old, fresh); }
    return old;
  };
})(window.CareCircle = window.CareCircle || {});
