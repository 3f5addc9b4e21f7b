// site_crawl.mjs: every page that can be reached by links, at a desk's width and at 320 px.
// Of addresses that differ only by an id or a query a few stand for all: the first of each kind.
import { check, open, soundPage, tab } from "./site_page.mjs";

const EACH = 1;       // pages of one kind that are looked at whole
const KINDS_MIN = 4;  // fewer would mean that links are broken

// "/medway/area/E05013962?date=2025-09-30" -> "/{place}/area/{id}?date"
function kindOf(url) {
    const parts = url.pathname.split("/");
    const tail = parts.slice(2).map((p, i) => (i >= 1 && parts[2] !== "data" ? "{id}" : /^[0-9]+$/.test(p) ? "{id}" : p));
    const keys = [...url.searchParams.keys()].sort().join("&");
    return `/{place}/${tail.join("/")}${keys ? `?${keys}` : ""}`;
}

async function linksOf(page) {
    return page.evaluate(() => [...document.querySelectorAll("a[href]")].map((a) => a.href));
}

// The layout at both widths; axe at the one or the other, by turns.
async function sound(t, path, name, options) {
    for (const width of [1280, 320]) {
        await t.page.setViewportSize({ width, height: 900 });
        t.width = width;
        await open(t, path, name, width === 1280 ? options.pages : null);
        await soundPage(t, name, { ...options, full: width === options.axe });
    }
}

// A file to take away: answered, of its type, and with something in it.
async function checkFile(request, url, type) {
    const reply = await request.get(url);
    const body = await reply.body();
    check(`${url} is answered`, reply.status() === 200, reply.status());
    check(`${url} is ${type}`, (reply.headers()["content-type"] ?? "").startsWith(type), reply.headers()["content-type"]);
    check(`${url} holds something`, body.length > 10);
    if (type === "application/json")
        check(`${url} is JSON`, (() => { try { JSON.parse(body); return true; } catch { return false; } })());
}

export async function crawl(browser, base, start, pages, log) {
    const place = start.split("/")[1];
    const seen = new Set();
    const kinds = new Map();
    const queue = [start];
    const t = await tab(browser, base);
    const looked = await tab(browser, base);

    while (queue.length > 0) {
        const path = queue.shift();
        const url = new URL(path, base);
        const kind = kindOf(url);
        if (seen.has(path) || (kinds.get(kind) ?? 0) >= EACH)
            continue;
        seen.add(path);
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        if (/\.(csv|json|html|geojson)$/.test(url.pathname) || url.pathname.startsWith("/api/")) {
            const type = url.pathname.endsWith(".csv") ? "text/csv" : url.pathname.endsWith(".html") ? "text/html" :
                "application/";
            await checkFile(t.context.request, path, type);
            continue;
        }
        const reply = await t.page.goto(path, { waitUntil: "domcontentloaded" });
        const type = reply.headers()["content-type"] ?? "";
        if (!check(`${path} is answered`, reply.status() === 200, reply.status()) || !type.startsWith("text/html"))
            continue;
        const found = await linksOf(t.page);
        for (const href of found) {
            const to = new URL(href);
            if (to.origin !== new URL(base).origin || to.pathname.startsWith("/assets/"))
                continue;
            if (to.pathname.split("/")[1] !== place && to.pathname.split("/")[1] !== "api")
                continue;
            queue.push(to.pathname + to.search);
        }
        await sound(looked, path, path, { pages, invented: place === "northmere", axe: kinds.size % 2 ? 1280 : 320 });
    }
    await t.context.close();
    await looked.context.close();
    log(`${place}: ${seen.size} pages of ${kinds.size} kinds`);
    check(`${place}: links lead to pages of many kinds`, kinds.size >= KINDS_MIN, [...kinds.keys()].join(" "));
}
