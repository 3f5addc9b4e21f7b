// card.mjs BASE PLACE FOLDER WITHDRAW: the page of a safety card in Chromium. Ends with `N passed, N failed`.
// BASE is where `safekeep serve` answers with Northmere's card approved, PLACE a folder that `safekeep card page`
// wrote, FOLDER where pages and pictures are kept, WITHDRAW a command that takes the card back. Nothing is waived.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { check, counted, soundForAll } from "./site_page.mjs";

const [base, place, folder, withdraw] = process.argv.slice(2);
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const LANGUAGES = [["en", ""], ["pl", "/pl"], ["ro", "/ro"], ["ar", "/ar"], ["pa", "/pa"]];
const ELSEWHERE = "https://www.bbc.co.uk/weather";
const BUDGET = 60 * 1024;
const TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
    ".png": "image/png", ".webmanifest": "application/manifest+json",
};

// The folder on a host that knows nothing but files.
let slow, mood = "well";
const host = createServer((asked, reply) => {
    if (mood === "silent")
        return undefined;
    if (mood === "broken")
        return reply.writeHead(503).end("broken");
    if (asked.url === "/slow") {
        slow = () => reply.writeHead(200, { "content-type": "text/html" }).end("<title>Weather</title>");
        return undefined;
    }
    let path = join(place, decodeURIComponent(new URL(asked.url, "http://x").pathname));
    if (existsSync(path) && statSync(path).isDirectory())
        path = join(path, "index.html");
    if (!existsSync(path))
        return reply.writeHead(404).end();
    reply.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain" }).end(readFileSync(path));
});
await new Promise((yes) => host.listen(0, "127.0.0.1", yes));
const files = `http://127.0.0.1:${host.address().port}`;

const site = { name: "on the site", home: `${base}/cards/emergency`, page: (at) => `${base}/cards/emergency${at}`, from: base };
const plain = { name: "in a folder", home: `${files}/`, page: (at) => `${files}${at}/`, from: files };

// A tab in which everything the browser complains of, and everything it asks for, is kept.
async function tab(from, { width = 1280, height = 800, script = true, mobile = false } = {}) {
    const context = await browser.newContext({
        viewport: { width, height }, javaScriptEnabled: script, isMobile: mobile, hasTouch: mobile, locale: "en-GB",
    });
    context.setDefaultTimeout(15000);
    await context.route(`${ELSEWHERE}**`, (r) => r.fulfill({ contentType: "text/html", body: "<title>Weather</title><h1>Weather</h1>" }));
    const page = await context.newPage();
    const said = [], asked = [];
    page.on("console", (m) => ["error", "warning"].includes(m.type()) && said.push(m.text()));
    page.on("pageerror", (e) => said.push(e.message));
    page.on("request", (r) => {
        asked.push(r.url());
        if (!r.url().startsWith(from) && !r.url().startsWith(ELSEWHERE))
            said.push(`asked elsewhere: ${r.url()}`);
    });
    await page.addInitScript(() => {
        window.refused = [];
        document.addEventListener("securitypolicyviolation", (e) => window.refused.push(`${e.violatedDirective} ${e.blockedURI}`));
    });
    return { context, page, said, asked, width, script };
}

const look = () => {
    const box = (e) => e.getBoundingClientRect();
    const shown = (e) => box(e).width > 0 && box(e).height > 0;
    return {
        wide: document.documentElement.scrollWidth - window.innerWidth,
        beyond: [...document.querySelectorAll("body *")].filter((e) => box(e).width > 1 &&
            (box(e).right > window.innerWidth + 1 || box(e).left < -1)).map((e) => `${e.tagName}.${e.className}`),
        small: [...document.querySelectorAll("a, button")].filter((e) => shown(e) && (box(e).height < 44 || box(e).width < 44))
            .map((e) => `${e.textContent.trim()} ${Math.round(box(e).width)}x${Math.round(box(e).height)}`),
        letters: [...document.querySelectorAll("main p, main li, main a, h1, h2")].map((e) => parseFloat(getComputedStyle(e).fontSize)),
        lang: document.documentElement.lang, dir: document.documentElement.dir, title: document.title,
        h1: [...document.querySelectorAll("h1")].map((e) => e.textContent.trim()),
        viewport: document.querySelector("meta[name=viewport]")?.content ?? "",
        theme: document.querySelector("meta[name=theme-color]")?.content ?? "",
        manifest: document.querySelector("link[rel=manifest]")?.href ?? "",
        tel: [...document.querySelectorAll("main a[href^='tel:'], main a[href^='sms:']")].map((e) => e.getAttribute("href")),
        stores: [document.cookie, localStorage.length, sessionStorage.length],
        refused: window.refused,
        inline: [...document.querySelectorAll("[style]")].filter((e) => e !== document.documentElement).length,
        frame: document.querySelectorAll(".govuk-header, .site-header, .site-nav, iframe").length,
    };
};

async function bare(t, at) {
    const seen = await t.page.evaluate(async () => ({
        databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
        workers: (await navigator.serviceWorker.getRegistrations()).length, local: localStorage.length, session: sessionStorage.length,
    }));
    check(`${at}: nothing is stored and no worker stands`, Object.values(seen).every((n) => n === 0), JSON.stringify(seen));
    check(`${at}: no cookie`, (await t.context.cookies()).length === 0);
}

// ---- every language, at three widths ----

async function everyLanguage(from) {
    for (const [lang, path] of LANGUAGES)
        for (const width of [1280, 390, 320]) {
            const t = await tab(from.from, { width, mobile: width < 500 });
            const reply = await t.page.goto(from.page(path), { waitUntil: "load" });
            const at = `${lang} ${from.name} at ${width} px`;
            const seen = await t.page.evaluate(look);
            if (width === 1280)
                writeFileSync(join(folder, "pages", `${from === site ? "site" : "folder"}_${lang}.html`), await reply.text());
            check(`${at}: in its language and direction`, seen.lang === lang && seen.dir === (lang === "ar" ? "rtl" : "ltr"));
            check(`${at}: one heading, and the title begins with it`, seen.h1.length === 1 && seen.title.startsWith(seen.h1[0]), seen.title);
            check(`${at}: no sideways scrolling`, seen.wide <= 0 && seen.beyond.length === 0, `${seen.wide} ${seen.beyond[0]}`);
            check(`${at}: what is touched is at least 44 px`, seen.small.length === 0, seen.small.join(", "));
            check(`${at}: large type`, Math.min(...seen.letters) >= 16 && seen.letters.length > 8, `${Math.min(...seen.letters)}`);
            check(`${at}: made for phones`, seen.viewport === "width=device-width, initial-scale=1" && /^#[0-9a-f]{6}$/.test(seen.theme));
            check(`${at}: the emergency number first`, seen.tel[0] === "tel:999" && seen.tel.includes("sms:85258"), seen.tel.join(" "));
            check(`${at}: no cookie and no storage`, seen.stores.join() === ",0,0");
            check(`${at}: no frame, nothing inline`, seen.frame === 0 && seen.inline === 0);
            check(`${at}: nothing refused by the policy`, seen.refused.length === 0, seen.refused[0]);
            await soundForAll(t, at);
            await bare(t, at);
            check(`${at}: no complaint of the browser`, t.said.length === 0, t.said.join(" | "));
            await t.page.screenshot({ path: join(folder, `${from === site ? "site" : "folder"}_${lang}_${width}.png`), fullPage: true });
            await t.context.close();
        }
}

async function manifests(from) {
    const t = await tab(from.from);
    for (const [lang, path] of LANGUAGES) {
        await t.page.goto(from.page(path), { waitUntil: "load" });
        const m = await t.page.evaluate(async () => {
            const at = document.querySelector("link[rel=manifest]").href;
            const m = await (await fetch(at)).json();
            const urls = [m.start_url, ...m.icons.map((i) => i.src)].map((u) => new URL(u, at).href);
            const sizes = await Promise.all(m.icons.map(async (i) => {
                const image = await createImageBitmap(await (await fetch(new URL(i.src, at).href)).blob()).catch(() => null);
                return [i.sizes, image ? `${image.width}x${image.height}` : i.type];
            }));
            return { m, scope: new URL(m.scope, at).href, start: urls[0], sizes, good: (await Promise.all(urls.map((u) => fetch(u)))).every((r) => r.ok) };
        });
        const at = `the manifest of ${lang} ${from.name}`;
        check(`${at}: whole`, ["id", "name", "short_name", "start_url", "scope", "display", "theme_color", "background_color", "lang", "dir"]
            .every((k) => typeof m.m[k] === "string" && m.m[k] !== ""), JSON.stringify(m.m));
        check(`${at}: installable, in its language`, m.m.display === "minimal-ui" && m.m.lang === lang && m.start.startsWith(m.scope));
        check(`${at}: all it names is there`, m.good);
        check(`${at}: icons of the sizes they say`, m.sizes.filter(([says, is]) => says === is).length >= 2, JSON.stringify(m.sizes));
    }
    await t.context.close();
}

// ---- what a first view costs ----

async function budget() {
    for (const [lang, path] of LANGUAGES) {
        const t = await tab(base);
        const wire = await t.context.newCDPSession(t.page);
        let bytes = 0, many = 0;
        await wire.send("Network.enable");
        await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
        wire.on("Network.loadingFinished", (e) => { bytes += e.encodedDataLength; many++; });
        await t.page.goto(site.page(path), { waitUntil: "networkidle" });
        check(`a first view of ${lang} is at most 60 KB in all`, bytes > 2000 && bytes <= BUDGET, `${bytes} bytes`);
        check(`a first view of ${lang} is at most eight replies`, many >= 4 && many <= 8, `${many}`);
        console.log(`  ${lang}: ${bytes} bytes in ${many} replies`);
        await t.context.close();
    }
}

// ---- leaving ----

const neutral = (t) => t.page.waitForURL(`${ELSEWHERE}**`);

async function leftBehind(t, at) {
    await neutral(t);
    check(`${at}: no address is told to the other page`, (await t.page.evaluate(() => document.referrer)) === "");
    await t.page.goBack().catch(() => null);
    await t.page.waitForTimeout(300);
    check(`${at}: Back does not lead to the card`, t.page.url() === "about:blank" || t.page.url() === `${base}/robots.txt`, t.page.url());
}

async function leaving(from) {
    for (const how of ["touch", "keyboard", "escape"]) {
        const t = await tab(from.from, { width: how === "touch" ? 390 : 1280, mobile: how === "touch" });
        const at = `leaving by ${how} ${from.name}`;
        await t.page.goto(`${base}/robots.txt`);
        await t.page.goto(from.home, { waitUntil: "load" });
        await t.page.locator("a[hreflang=pl]").click(); // languages take each other's place
        await t.page.waitForFunction(() => document.documentElement.lang === "pl");
        await t.page.locator("a[hreflang=ar]").click();
        await t.page.waitForFunction(() => document.documentElement.lang === "ar");
        const before = await t.page.evaluate(() => history.length);
        check(`${at}: three languages are one place in the history`, before <= 3, `${before}`);
        if (how === "touch")
            await t.page.locator("#leave").tap();
        if (how === "keyboard") {
            await t.page.keyboard.press("Tab");
            check(`${at}: the way out is the first stop`, await t.page.evaluate(() => document.activeElement.id === "leave"));
            await t.page.keyboard.press("Enter");
        }
        if (how === "escape") {
            await t.page.keyboard.press("Escape");
            await t.page.keyboard.press("Escape");
            await t.page.keyboard.press("Tab");
            await t.page.keyboard.press("Escape");
            check(`${at}: twice and another key stays`, t.page.url().startsWith(from.from));
            await t.page.keyboard.press("Escape");
            await t.page.keyboard.press("Escape");
        }
        await leftBehind(t, at);
        await t.context.close();
    }
}

async function nothingWhileItLoads() {
    const t = await tab(base);
    await t.page.goto(site.home, { waitUntil: "load" });
    await t.page.evaluate((to) => { document.getElementById("leave").href = to; }, `${files}/slow`);
    const seen = await t.page.evaluate(() => new Promise((yes) => {
        document.getElementById("leave").click();
        setTimeout(() => yes([location.pathname, document.body.innerText, document.title].join("|")), 100);
    }));
    check("while the other page loads nothing of the card is seen", seen === "/cards/emergency||Weather", seen);
    while (!slow)
        await new Promise((yes) => { setTimeout(yes, 20); });
    slow();
    await t.page.waitForURL(`${files}/slow`);
    await t.context.close();
}

// ---- a copy on this phone ----

async function keep(t) {
    await t.page.locator("#keep").click();
    await t.page.locator("#erase").waitFor();
    await t.page.evaluate(async () => (await navigator.serviceWorker.ready).active.state);
    await t.page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration(location.href))?.active?.state === "activated");
}

async function offline(from) {
    const t = await tab(from.from, { width: 390, mobile: true });
    const at = `the copy ${from.name}`;
    await t.page.goto(from.home, { waitUntil: "load" });
    await t.page.waitForTimeout(300);
    await bare(t, `${at}, before it is asked for`);
    await keep(t);
    check(`${at}: says that it is kept`, (await t.page.locator("#said").textContent()).length > 20);
    check(`${at}: the worker rules the card alone`, await t.page.evaluate(async () =>
        (await navigator.serviceWorker.getRegistrations()).map((r) => r.scope).join()) === from.home);
    await t.context.setOffline(true);
    for (const [lang, path] of LANGUAGES) {
        await t.page.goto(from.page(path), { waitUntil: "load" }).catch((e) => t.said.push(e.message));
        const seen = await t.page.evaluate(() => ({
            lang: document.documentElement.lang, band: getComputedStyle(document.querySelector(".top") ?? document.body).backgroundColor,
            picture: document.querySelector("main img")?.naturalWidth ?? 1, tel: document.querySelectorAll("a[href^='tel:']").length,
        }));
        check(`${at}: ${lang} without the internet`, seen.lang === lang && seen.tel > 2, JSON.stringify(seen));
        check(`${at}: ${lang} in its colours, with its picture`, seen.band === "rgb(16, 69, 122)" && seen.picture > 0, JSON.stringify(seen));
    }
    await t.page.goto(from.home, { waitUntil: "load" });
    check(`${at}: offline it is still said to be kept`, await t.page.locator("#erase").isVisible());
    await t.context.setOffline(false);
    await t.page.goto(from.home, { waitUntil: "load" });
    await t.page.locator("#erase").click();
    await t.page.locator("#keep").waitFor();
    await bare(t, `${at}, erased`);
    await t.context.setOffline(true);
    const gone = await t.page.goto(from.home).then(() => false, () => true);
    check(`${at}: erased, it is not there without the internet`, gone);
    await t.context.setOffline(false);
    await t.page.goto(from.home, { waitUntil: "load" });
    await keep(t);
    await t.page.locator("#leave").tap();
    await neutral(t);
    await t.page.goto(`${from.from}/${from === site ? "robots.txt" : "card-icon.svg"}`);
    const left = await t.page.evaluate(async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length].join());
    check(`${at}: leaving erases it too`, left === "0,0", left);
    await t.context.close();
}

// A host that says nothing, or only that it is broken: the copy is shown.
async function badHost() {
    const t = await tab(files, { width: 390, mobile: true });
    await t.page.goto(plain.home, { waitUntil: "load" });
    await keep(t);
    for (const how of ["silent", "broken"]) {
        mood = how;
        const reply = await t.page.goto(plain.page("/pl"), { waitUntil: "load" }).catch(() => null);
        check(`a host that is ${how}: the copy is shown`, reply?.status() === 200 && await t.page.evaluate(() => document.documentElement.lang) === "pl");
        mood = "well";
    }
    await t.context.close();
}

// ---- without script, from a file, on paper ----

async function withoutScript() {
    const t = await tab(base, { width: 390, script: false });
    await t.page.goto(site.home, { waitUntil: "load" });
    check("without script: no button that does nothing", !(await t.page.locator("#tools").isVisible()) && !(await t.page.locator("#keys").isVisible()));
    check("without script: the way out is a plain link", await t.page.locator("#leave").getAttribute("href") === ELSEWHERE &&
        await t.page.locator("#leave").getAttribute("rel") === "noreferrer nofollow");
    await t.page.locator("a[hreflang=pa]").click();
    check("without script: the languages are links", t.page.url() === site.page("/pa"));
    await t.page.locator("#leave").click();
    await neutral(t);
    check("without script: the page is left", t.page.url().startsWith(ELSEWHERE));
    await t.context.close();
}

async function asFile() {
    const t = await tab("file:");
    await t.page.goto(pathToFileURL(join(place, "index.html")).href, { waitUntil: "load" });
    check("as a file: in its style and colours", await t.page.evaluate(() => getComputedStyle(document.querySelector(".top")).backgroundColor) === "rgb(16, 69, 122)");
    check("as a file: says that it is a draft", (await t.page.locator("main").textContent()).includes("Draft."));
    check("as a file: no button to keep what cannot be kept", !(await t.page.locator("#keep").isVisible()));
    await t.page.locator("a[hreflang=ar]").click();
    await t.page.waitForFunction(() => document.documentElement.lang === "ar");
    await t.page.locator("a[hreflang=en]").click();
    await t.page.waitForFunction(() => document.documentElement.lang === "en");
    check("as a file: nothing refused by the policy", (await t.page.evaluate(() => window.refused)).length === 0, await t.page.evaluate(() => window.refused.join()));
    await t.context.close();
}

async function onPaper() {
    for (const lang of ["en", "ar", "pa"]) {
        const t = await tab(base);
        const pdf = join(folder, `card_${lang}.pdf`);
        await t.page.goto(site.page(lang === "en" ? "" : `/${lang}`), { waitUntil: "load" });
        await t.page.pdf({ path: pdf, preferCSSPageSize: true });
        const say = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
        const pages = /Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }))[1];
        check(`${lang} on paper: every number`, ["999", "101", "0800 1111", "85258"].every((n) => say.includes(n)), say.slice(0, 200));
        check(`${lang} on paper: one page of A4`, pages === "1", pages);
        if (lang === "en")
            check("on paper: no button", !say.includes("Leave this page") && !say.includes("Print this card") && !say.includes("Keep this"));
        await t.context.close();
    }
}

async function printing() {
    const t = await tab(base);
    await t.page.addInitScript(() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; });
    await t.page.goto(site.home, { waitUntil: "load" });
    await t.page.locator("#print").click();
    check("the button prints", await t.page.evaluate(() => window.printed) === 1);
    await t.context.close();
}

// All there is to press, in the order it is read, each with a mark that is seen; then kept and erased by Enter.
async function byKeyboard() {
    const t = await tab(base);
    await t.page.goto(site.page("/ar"), { waitUntil: "load" });
    await t.page.locator("#keep").waitFor();
    const all = await t.page.evaluate(() => [...document.querySelectorAll("a[href], button")].filter((e) => e.offsetParent !== null).length);
    const stops = [];
    for (let i = 0; i < all; i++) {
        await t.page.keyboard.press("Tab");
        stops.push(await t.page.evaluate(() => {
            const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
            const all = [...document.querySelectorAll("a[href], button")].filter((x) => x.offsetParent !== null);
            return { n: all.indexOf(e), marked: style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3,
                seen: box.top >= 0 && box.bottom <= window.innerHeight };
        }));
    }
    check("by keyboard: every link and button is a stop, in order", all > 12 && stops.every((s, i) => s.n === i), JSON.stringify(stops));
    check("by keyboard: every stop is marked and in sight", stops.every((s) => s.marked && s.seen), JSON.stringify(stops));
    await t.page.keyboard.press("Enter"); // the last: keep
    await t.page.locator("#erase").waitFor();
    check("by keyboard: what was pressed leads on to erasing it", await t.page.evaluate(() => document.activeElement.id) === "erase");
    await t.page.keyboard.press("Enter");
    await t.page.locator("#keep").waitFor();
    await bare(t, "by keyboard, erased");
    await t.context.close();
}

// The last: a card is taken back while somebody holds a copy.
async function takenBack() {
    const t = await tab(base, { width: 390, mobile: true });
    await t.page.goto(site.home, { waitUntil: "load" });
    await keep(t);
    execFileSync("sh", ["-c", withdraw]);
    const reply = await t.page.goto(site.home, { waitUntil: "load" });
    check("a card taken back is gone at once, copy or not", reply.status() === 404 && (await t.page.locator("h1").textContent()).includes("not here"));
    await t.page.waitForTimeout(300);
    await bare(t, "a card taken back");
    await t.context.close();
}

// ---- the list, and a card that is not there ----

async function lists() {
    for (const [path, words, status] of [["/cards", "Safety cards", 200], ["/cards/none", "This card is not here any more", 404]])
        for (const width of [1280, 320]) {
            const t = await tab(base, { width, mobile: width < 500 });
            const reply = await t.page.goto(base + path, { waitUntil: "load" });
            const seen = await t.page.evaluate(look);
            const at = `${path} at ${width} px`;
            check(`${at}: answers`, reply.status() === status && seen.h1[0] === words);
            check(`${at}: no sideways scrolling, nothing small`, seen.wide <= 0 && seen.beyond.length === 0 && seen.small.filter((s) => !/not here|that are/.test(s)).length === 0,
                `${seen.beyond[0]} ${seen.small}`);
            check(`${at}: 999 is a link`, seen.tel.includes("tel:999"));
            await soundForAll(t, at);
            if (width === 1280)
                writeFileSync(join(folder, "pages", `${words.replace(/\W+/g, "_")}.html`), await reply.text());
            await t.page.screenshot({ path: join(folder, `list_${status}_${width}.png`), fullPage: true });
            await t.context.close();
        }
    const t = await tab(base);
    await t.page.goto(`${base}/robots.txt`);
    await t.page.goto(`${base}/cards`, { waitUntil: "load" });
    await t.page.getByRole("link", { name: "If you feel unsafe" }).click();
    await t.page.waitForURL(site.home);
    await t.page.locator("#leave").click();
    await leftBehind(t, "from the list to a card and out");
    await t.context.close();
}

// ---- another organisation asks for the card ----

async function send(t) {
    t.said.length = 0;
    await Promise.all([t.page.waitForNavigation({ waitUntil: "load" }), t.page.locator("main form button").click()]);
    t.said.splice(0, t.said.length, ...t.said.filter((s) => !s.includes("status of 400")));
}

async function refusedAs(t, at, words) {
    check(`${at}: refused, and the title says so`, (await t.page.title()).startsWith("Error: "));
    check(`${at}: says ${words}`, (await t.page.locator(".govuk-error-summary").textContent()).includes(words));
    check(`${at}: each fault leads to its field`, await t.page.evaluate(() =>
        [...document.querySelectorAll(".govuk-error-summary a")].every((a) => document.getElementById(a.hash.slice(1)))));
    if (t.script)
        await soundForAll(t, at);
}

async function ask(width, script) {
    const t = await tab(base, { width, script, mobile: width < 500 });
    const at = `asking at ${width} px${script ? "" : ", without script"}`;
    const picture = (name) => t.page.screenshot({ path: join(folder, `ask_${name}_${width}_${script}.png`), fullPage: true });

    await t.page.goto(`${base}/cards/request`, { waitUntil: "load" });
    check(`${at}: the form is there`, await t.page.locator("h1").textContent() === "Ask for a safety card");
    check(`${at}: nobody's name is asked for`, await t.page.locator("main input[type=text], main input[type=email]").count() === 3);
    if (script)
        await soundForAll(t, at);
    await picture("form");
    await send(t);
    await refusedAs(t, `${at}, all empty`, "There is a problem");
    await picture("empty");
    await t.page.getByLabel("Police force").check();
    await t.page.locator("[name=organisation]").fill("Southmere Police (invented)");
    await t.page.locator("[name=mailbox]").fill("ann.quill@southmere.example");
    await t.page.locator("[name=area]").fill("Southmere");
    await send(t);
    await refusedAs(t, `${at}, a person's mailbox`, "This looks like one person’s address");
    check(`${at}: what was written is still there`, await t.page.locator("[name=area]").inputValue() === "Southmere");
    await t.page.locator("[name=mailbox]").fill(`cards${width}${script ? "" : "x"}@southmere.example`);
    await send(t);
    check(`${at}: it is taken, and a page says what comes next`, await t.page.locator("form").count() === 0 &&
        /partnership/.test(await t.page.locator("main").textContent()), t.page.url());
    check(`${at}: no mailbox stands in the address`, !t.page.url().includes("southmere"));
    if (script)
        await soundForAll(t, `${at}, asked`);
    await picture("asked");
    check(`${at}: no cookie is left`, (await t.context.cookies()).length === 0);
    await t.context.close();
}

async function asking() {
    await ask(1280, true);
    await ask(320, true);
    await ask(1280, false);
}

const parts = [
    ["every language on the site", () => everyLanguage(site)], ["every language in a folder", () => everyLanguage(plain)],
    ["the manifests on the site", () => manifests(site)], ["the manifests in a folder", () => manifests(plain)],
    ["the budget", budget], ["leaving the site", () => leaving(site)], ["leaving a folder", () => leaving(plain)],
    ["leaving, while it loads", nothingWhileItLoads], ["offline on the site", () => offline(site)],
    ["offline in a folder", () => offline(plain)], ["a bad host", badHost], ["without script", withoutScript], ["as a file", asFile],
    ["on paper", onPaper], ["the button that prints", printing], ["by keyboard", byKeyboard],
    ["the lists", lists], ["asking", asking], ["taken back", takenBack],
];
try {
    for (const [name, run] of parts) {
        if (!name.includes(process.env.CARD_ONLY ?? ""))
            continue;
        console.log(name);
        try {
            await Promise.race([run(), new Promise((_, no) => { setTimeout(() => no(new Error("took too long")), 120000).unref(); })]);
        } catch (e) {
            check(`${name} came to its end`, false, e.message);
        }
    }
} finally {
    await browser.close();
    host.close();
}
console.log(`${counted.passed} passed, ${counted.failed} failed`);
process.exit(counted.failed || counted.passed === 0 ? 1 : 0);
