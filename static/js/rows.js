/* rows.js owns the rows that a script adds to a page: copies of its <template> elements, which the
   server rendered from the partials of its own rows. A script fills them with text, never with HTML. */
(function (care) {
  'use strict';

  /* An old browser shows a template's children to scripts as it does those of any element. */
  function parts(template) { return (template.content || template).children; }

  care.row = function (id) {
    return document.importNode(parts(document.getElementById(id))[0], true);
  };
})(window.CareCircle = window.CareCircle || {});
