// card.js: what the page of a safety card (web/pages/card.html) does beyond being read.
//
// Leaving puts another page into this one's place: nothing of it is seen while that loads, and Back does not lead
// here. The languages take each other's place too, so there is one place to leave. A copy for when there is
// no internet is kept only when somebody asks for it, and is gone when they leave or ask for that.
// Nothing else is kept: no cookie, no storage.
"use strict";
(() => {
    const leave = document.getElementById("leave");
    const tools = document.getElementById("tools");
    const root = document.documentElement.dataset;
    const scope = root.scope ? new URL(root.scope, location.href).href : "";
    const copy = `card ${scope}`;
    const can = Boolean(scope) && location.protocol.startsWith("http") && window.isSecureContext &&
        "serviceWorker" in navigator && "caches" in window;
    const at = (id) => document.getElementById(id);

    // ---- leaving ----

    const wait = (ms) => new Promise((yes) => { setTimeout(yes, ms); });
    let leaving = false;

    async function go() {
        if (leaving)
            return;
        leaving = true;
        const to = leave.href;
        document.title = "Weather";
        document.body.replaceChildren(); // nothing is seen while the other page loads
        document.documentElement.style.background = "#fff";
        if (can)
            await Promise.race([erase().catch(() => {}), wait(400)]);
        location.replace(to);
    }
    const plain = (e) => e.button === 0 && !e.metaKey && !e.ctrlKey && !e.shiftKey && !e.altKey;
    document.addEventListener("click", (e) => {
        const link = e.target instanceof Element ? e.target.closest("a") : null;
        if (!link || !plain(e))
            return;
        if (link === leave) {
            e.preventDefault();
            go();
        } else if (link.hreflang || "same" in link.dataset) {
            e.preventDefault();
            location.replace(link.href);
        }
    });
    // Escape, three times with nothing else between, within five seconds.
    let pressed = [];
    document.addEventListener("keydown", (e) => {
        if (e.repeat)
            return;
        pressed = e.key === "Escape" ? [...pressed.filter((t) => e.timeStamp - t < 5000), e.timeStamp] : [];
        if (pressed.length >= 3)
            go();
    });
    at("keys").hidden = false;

    // ---- the copy on this phone ----

    // This page, its languages, and what they are shown with.
    function parts() {
        const found = new Set([location.href.split("#")[0]]);
        for (const e of document.querySelectorAll("a[hreflang], link[href]"))
            found.add(e.href);
        for (const e of document.querySelectorAll("script[src], img[src]"))
            found.add(e.src);
        return [...found];
    }
    async function store() {
        const into = await caches.open(copy);
        const wanted = parts();
        await into.addAll(wanted);
        for (const old of await into.keys())
            if (!wanted.includes(old.url))
                await into.delete(old);
    }
    async function erase() {
        const worker = await navigator.serviceWorker.getRegistration(scope);
        await Promise.all([caches.delete(copy), worker && worker.scope === scope ? worker.unregister() : null]);
    }
    async function show(kept, words) {
        at("keep").hidden = kept;
        at("erase").hidden = !kept;
        at("said").textContent = words;
    }
    async function keep() {
        at("keep").disabled = true;
        try {
            await store();
            await navigator.serviceWorker.register(root.worker, { scope });
            await show(true, at("said").dataset.kept);
            at("erase").focus();
        } catch {
            await erase().catch(() => {});
            await show(false, "This did not work. Try again with a better connection.");
        }
        at("keep").disabled = false;
    }
    async function forget() {
        await erase();
        await show(false, "");
        at("keep").focus();
    }

    if (!tools)
        return;
    tools.hidden = false;
    at("print").addEventListener("click", () => window.print());
    at("keep").addEventListener("click", keep);
    at("erase").addEventListener("click", forget);
    if (can)
        caches.has(copy).then((kept) => {
            if (kept && navigator.onLine)
                store().catch(() => {}); // the copy is as new as what is looked at
            return show(kept, kept ? at("said").dataset.kept : "");
        });
})();
