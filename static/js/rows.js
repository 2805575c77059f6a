/* rows.js owns the rows that a script adds to a page: copies of <template> elements, which the
   server rendered from the partials of its own rows. Scripts insert text only, never HTML. */
(function (care) {
  'use strict';

  /* In an old browser a template's children are ordinary child elements. */
  function parts(template) { return (template.content || template).children; }

  care.row = function (id) {
    return document.importNode(parts(document.getElementById(id))[0], true);
  };
})(window.CareCircle = window.CareCircle || {});
