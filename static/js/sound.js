/* sound.js owns the alarm's tone: generated here, not fetched, so that it works without a network.
   Browsers allow sound only after a touch: any touch unlocks it, and a button offers one. */
(function (care) {
  'use strict';
  var Context = window.AudioContext || window.webkitAudioContext;
  var context = null, playing = 0;

  function open() {
    if (!context && Context) context = new Context();
    if (context && context.state === 'suspended') context.resume();
    return context;
  }

  function tone(at, pitch, loud) {
    var source = context.createOscillator(), gain = context.createGain();
    source.type = 'square';
    source.frequency.value = pitch;
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.linearRampToValueAtTime(loud, at + 0.02);
    gain.gain.setValueAtTime(loud, at + 0.22);
    gain.gain.linearRampToValueAtTime(0.0001, at + 0.27);
    source.connect(gain);
    gain.connect(context.destination);
    source.start(at);
    source.stop(at + 0.3);
    playing += 1;
  }

  care.sound = {
    ready: open,
    isOn: function () { return Boolean(context && context.state === 'running'); },
    play: function (louder) {
      if (!open() || context.state !== 'running') return;
      var now = context.currentTime, loud = louder ? 0.5 : 0.2;
      tone(now, 880, loud);
      tone(now + 0.3, 660, loud);
      if (louder) tone(now + 0.6, 880, loud);
    },
    count: function () { return playing; }
  };

  function tried(element) {
    while (element && element.nodeType === 1) {
      if (element.hasAttribute('data-sound-on')) return true;
      element = element.parentNode;
    }
    return false;
  }

  document.addEventListener('click', function (event) {
    open();
    if (tried(event.target)) setTimeout(function () { care.sound.play(false); }, 50);
  });
  document.addEventListener('keydown', open);
})(window.CareCircle = window.CareCircle || {});
