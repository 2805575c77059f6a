/* live-place.js owns a stable page: what a person looks at stays where it is while the page changes
   above it, and while a finger is down nothing changes except for an emergency. */
(function (care) {
  'use strict';
  var AT_MOST = 3000;
  var CLICK_COMES_WITHIN = 300;
  var main = document.getElementById('main');
  var pressed = null, timer, waiting = [], anchor = null, top = 0, looking = false;

  function place(element) { return element.getBoundingClientRect(); }

  function isInView(element) {
    if (!element || !main.contains(element) || !element.offsetParent) return false;
    return place(element).bottom > 0 && place(element).top < window.innerHeight;
  }

  function field() {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.nodeName) ? document.activeElement : null;
  }

  /* At the very top a person watches news arrive; further down they are reading. */
  function firstInView() {
    var all = window.pageYOffset > 0 ? main.querySelectorAll('[id]') : [];
    for (var i = 0; i < all.length; i += 1) {
      if (all[i].offsetParent && all[i].offsetHeight && place(all[i]).top >= 0) return all[i];
    }
    return null;
  }

  /* Less than a pixel is a rounding error; if errors added up, the page would move after all. */
  function look() {
    var was = anchor;
    anchor = [pressed, field(), main.querySelector('[data-stays]'), firstInView()].filter(isInView)[0];
    if (!anchor || anchor !== was || Math.abs(place(anchor).top - top) >= 1) {
      top = anchor && place(anchor).top;
    }
  }

  function keep() {
    var moved = anchor && main.contains(anchor) ? place(anchor).top - top : 0;
    if (moved) window.scrollBy(0, moved);
    look();
  }

  care.keepingPlace = function (change) {
    if (!main) return change();
    look();
    var result = change();
    keep();
    return result;
  };

  /* Scroll events come many times per frame: measure once, before it is painted. */
  function lookSoon() {
    if (looking) return;
    looking = true;
    (window.requestAnimationFrame || setTimeout)(function () {
      looking = false;
      look();
    });
  }

  /* Now, or when the finger is lifted. */
  care.afterFinger = function (act) {
    if (pressed) waiting.push(act);
    else act();
  };

  care.letGo = function () {
    var acts = waiting;
    if (!pressed) return;
    clearTimeout(timer);
    pressed = null;
    waiting = [];
    if (care.inbox) care.inbox.release();
    acts.forEach(function (act) { act(); });
  };

  function press(event) {
    if (!pressed && care.inbox) care.inbox.hold();
    pressed = event.target;
    clearTimeout(timer);
    timer = setTimeout(care.letGo, AT_MOST);
  }

  function lift() {
    clearTimeout(timer);
    timer = setTimeout(care.letGo, CLICK_COMES_WITHIN);
  }

  if (!main) return;
  ['touchstart', 'mousedown'].forEach(function (name) { document.addEventListener(name, press, true); });
  ['touchend', 'touchcancel', 'mouseup'].forEach(function (name) {
    document.addEventListener(name, lift, true);
  });
  window.addEventListener('scroll', lookSoon);
  window.addEventListener('focusin', look);
  document.documentElement.style.overflowAnchor = 'none'; /* done here for all browsers */
  look();
  try { new ResizeObserver(keep).observe(main); } catch (noObserver) { /* kept at the next scroll */ }
})(window.CareCircle = window.CareCircle || {});
