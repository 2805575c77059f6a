/* worker.js owns what a pushed emergency shows while CareCircle is closed, and where a touch on it
   leads. It keeps nothing: no page, no word about anybody's health is cached here. */
'use strict';

self.addEventListener('install', function () { self.skipWaiting(); });
self.addEventListener('activate', function (event) { event.waitUntil(self.clients.claim()); });

self.addEventListener('push', function (event) {
  var told = {};
  try { told = event.data.json(); } catch (notJson) { /* shown without words of its own */ }
  event.waitUntil(self.registration.showNotification(told.title || 'CareCircle', {
    body: told.body || '',
    tag: told.url || '/',
    renotify: true,
    requireInteraction: true,
    vibrate: [300, 150, 300],
    icon: '/static/icons/mark-180.png',
    data: {url: told.url || '/'}
  }));
});

self.addEventListener('notificationclick', function (event) {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.url));
});
