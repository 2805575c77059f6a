/* words.js owns the few texts of scripts: translated in <div id="words">, else in English. */
(function (care) {
  'use strict';
  var ENGLISH = {
    'live': 'Live \u00b7 updated {time}',
    'live-asking': 'Live, by asking \u00b7 updated {time}',
    'live-poll': 'Slower: asks every 15 s \u00b7 updated {time}',
    'live-refresh': 'Slower: fetches itself every 30 s \u00b7 updated {time}',
    'reconnecting': 'Reconnecting, showing {time}',
    'lost': 'Connection lost, may be out of date since {time}',
    'off': 'Not live. Showing {time}',
    'one-update': '1 new update',
    'updates': '{count} new updates',
    'unsure': 'We don\'t know yet if this was saved. Checking\u2026',
    'unsaved': 'Not saved yet. Sending it again\u2026',
    'refused': 'Not saved. The row is back as it was. Open it to see why.',
    'needs-connection': 'Not sent: this needs a connection, and there is none now. What you typed is still here.',
    'witness-signs': 'Not sent: the witness signs with a PIN, which is never kept on this device, so this ' +
      'needs a connection, and there is none now. What you typed is still here.',
    'fill-in': 'There is no connection. We can keep this until there is, but first fill in: {what}',
    'to-come': 'There is no connection. We can keep this until there is, but not with a time still to come.',
    'not-raised': 'Not sent yet: the connection is broken. Trying again. Call for help yourself.',
    'raise-unsure': 'We don\'t know yet if anybody was alerted. Trying again. Call for help yourself.',
    'push-on': 'This device is told, also while CareCircle is closed.',
    'push-off': 'This browser did not allow it. Look at its settings for this page.',
    'preparing': '{name} is preparing this',
    'your-time': '{time} your time'
  };

  care.words = function (name, values) {
    var page = document.getElementById('words');
    var text = page && page.getAttribute('data-' + name) || ENGLISH[name];
    for (var key in values) text = text.replace('{' + key + '}', values[key]);
    return text;
  };
})(window.CareCircle = window.CareCircle || {});
