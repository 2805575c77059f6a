/* come-back.js owns pages on which somebody was shown out: the sign-in page, an error, "you are no
   longer a member". Each asks for the page that was left, and opens it as soon as it may be seen
   again, so that a tablet on a wall needs no touch. */
(function (care) {
  'use strict';
  var EVERY = 30000, KEY = 'page-left';

  /* Leaves a page of a family, and keeps where it was. */
  care.leaveFor = function (url) {
    try { sessionStorage.setItem(KEY, location.pathname); } catch (storageIsOff) { /* not kept */ }
    location.replace(url);
  };

  function left() {
    try { return sessionStorage.getItem(KEY); } catch (storageIsOff) { return null; }
  }

  function isTyped() {
    return [].some.call(document.querySelectorAll('input:not([type=hidden])'), function (field) {
      return field.type === 'checkbox' ? field.checked : field.value;
    });
  }

  var back = document.body.getAttribute('data-back'), url = back === 'left' ? left() : back;
  var asking = false;

  function ask() {
    if (document.hidden || asking || isTyped()) return;
    asking = true;
    care.get(url, {Accept: 'text/html', 'X-Unattended': 'yes'}, 20, function (status) {
      asking = false;
      if (status === 200 && !isTyped()) location.replace(url);
    });
  }

  if (!url || url.charAt(0) !== '/' || url.charAt(1) === '/') return;
  setInterval(ask, EVERY);
  window.addEventListener('online', ask);
  document.addEventListener('visibilitychange', ask);
})(window.CareCircle = window.CareCircle || {});
