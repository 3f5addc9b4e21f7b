// card-worker.js: answers for the page of a safety card when there is no internet, from the copy that somebody
// asked to keep (card.js). What the internet says comes first, because numbers change; it is waited for three
// seconds. A card that was taken back is erased here too. It keeps nothing by itself.
"use strict";
const COPY = `card ${self.registration.scope}`;
const PATIENCE_MS = 3000;

async function kept(url) {
    const how = { cacheName: COPY, ignoreVary: true }; // match() makes no cache where there is none
    return await caches.match(url, how) ?? (url.endsWith("/") ? caches.match(`${url}index.html`, how) : undefined);
}
const late = () => new Promise((_, no) => { setTimeout(no, PATIENCE_MS); });

async function answer(request) {
    const copy = await kept(request.url.split("#")[0]);
    if (!copy)
        return fetch(request);
    const named = new URL(request.url).pathname.startsWith("/assets/"); // by its content: it cannot have changed
    if (named)
        return copy;
    let heard;
    try {
        heard = await Promise.race([fetch(request), late()]);
    } catch {
        return copy;
    }
    if (request.mode === "navigate" && (heard.status === 404 || heard.status === 410)) {
        await caches.delete(COPY);
        await self.registration.unregister();
        return heard;
    }
    return heard.status >= 500 ? copy : heard;
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (e) => {
    if (e.request.method === "GET" && new URL(e.request.url).origin === self.location.origin)
        e.respondWith(answer(e.request));
});
