// site_map.mjs ADDRESS PLACE: the map of a site that is being served, in Chromium: what it weighs on the wire,
// whether the policy on content refuses anything, whether figures, address and picture follow a filter, and
// what is there without script and on paper. Ends with `N passed, N failed`.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [base, place] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const MAX_BYTES = 300 * 1024;
let passed = 0;
let failed = 0;

function check(what, holds, more) {
    if (holds) {
        passed++;
        return;
    }
    failed++;
    console.log(`  not so: ${what}${more ? `: ${more}` : ""}`);
}

async function open(browser, path, how) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...how });
    const page = await context.newPage();
    const said = [];
    const asked = [];
    page.on("console", (m) => ["error", "warning"].includes(m.type()) && said.push(m.text()));
    page.on("pageerror", (e) => said.push(e.message));
    page.on("request", (r) => r.url().startsWith(`${base}/`) || asked.push(r.url()));
    if (how?.javaScriptEnabled !== false) {
        await page.addInitScript(() => {
            window.refused = [];
            document.addEventListener("securitypolicyviolation", (e) =>
                window.refused.push(`${e.violatedDirective} ${e.blockedURI}`));
        });
    }
    await page.goto(`${base}/${place}${path}`, { waitUntil: "networkidle" });
    return { context, page, said, asked };
}

const look = (page) => page.evaluate(() => ({
    title: document.getElementById("map-title").textContent,
    rows: [...document.querySelectorAll("#map-figures tr[data-code]")]
        .map((r) => `${r.dataset.code} ${r.dataset.look} ${r.children[1].textContent}`),
    address: window.location.pathname + window.location.search,
    self: document.getElementById("map-self").getAttribute("href"),
    drawn: [...document.querySelectorAll("#map-live canvas")].length,
    picture: getComputedStyle(document.getElementById("map-picture")).display,
    wide: document.documentElement.scrollWidth - window.innerWidth,
    refused: window.refused,
}));

// What the canvas of areas shows: how many points of it are not empty.
const painted = (page) => page.evaluate(() => {
    const canvas = document.querySelector(".leaflet-fill-pane canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let some = 0;
    for (let i = 3; i < data.length; i += 4 * 97) some += data[i] > 0;
    return some;
});

const settled = (page) => page.waitForFunction(() => !document.querySelector("[aria-busy]"));

async function weigh(browser) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    let bytes = 0;
    const parts = [];
    const names = new Map();
    await wire.send("Network.enable");
    wire.on("Network.responseReceived", (e) => names.set(e.requestId, new URL(e.response.url).pathname));
    wire.on("Network.loadingFinished", (e) => {
        bytes += e.encodedDataLength;
        parts.push(`${names.get(e.requestId)} ${Math.round(e.encodedDataLength / 1024)}`);
    });
    await page.goto(`${base}/${place}/map`, { waitUntil: "networkidle" });
    console.log(`the map's first view: ${Math.round(bytes / 1024)} KB (${parts.join(", ")})`);
    check("the map's first view is at most 300 KB", bytes > 0 && bytes <= MAX_BYTES, `${bytes} bytes`);
    await context.close();
}

async function axeFinds(page) {
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run());
    return found.violations.map((v) => `${v.id} (${v.nodes.length}: ${v.nodes[0].html.slice(0, 90)})`);
}

async function withScript(browser, width) {
    const { context, page, said, asked } = await open(browser, "/map", { viewport: { width, height: 900 } });
    const first = await look(page);
    const at = `at ${width} px`;
    check(`Leaflet stands in the picture's place ${at}`, first.drawn >= 2 && first.picture === "none");
    check(`areas are painted ${at}`, await painted(page) > 100);
    check(`nothing is wider than the page ${at}`, first.wide <= 0, `${first.wide} px`);
    await page.selectOption("#map-show", "usual");
    await page.waitForFunction(() => window.location.search.includes("show=usual"));
    await settled(page);
    const usual = await look(page);
    check(`a filter changes table and address without a reload ${at}`, usual.address === usual.self &&
        usual.rows.length === first.rows.length && usual.rows.every((r) => /above|below|usual|unknown/.test(r)));
    await page.locator("#map-range").focus();
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction((old) => document.getElementById("map-title").textContent !== old, usual.title);
    await settled(page);
    const before = await look(page);
    check(`the slider's arrow shows the month before ${at}`, before.title !== usual.title &&
        before.address !== usual.address);
    check(`the slider says its month in words ${at}`,
        /20\d\d/.test(await page.locator("#map-range").getAttribute("aria-valuetext")));
    check(`axe finds nothing ${at}`, (await axeFinds(page)).length === 0, (await axeFinds(page)).join("; "));
    await page.goto(base + before.address, { waitUntil: "networkidle" });
    const shared = await look(page);
    check(`a shared address shows the same ${at}`, shared.title === before.title &&
        shared.rows.join() === before.rows.join());
    await page.emulateMedia({ media: "print" });
    const paper = await page.evaluate(() => [getComputedStyle(document.getElementById("map-picture")).display,
        getComputedStyle(document.getElementById("map-live")).display]);
    check(`paper shows the picture and not the canvas ${at}`, paper[0] !== "none" && paper[1] === "none");
    check(`the policy on content refuses nothing ${at}`, shared.refused.length === 0, shared.refused.join("; "));
    check(`nothing is complained about ${at}`, said.length === 0, said.join("; "));
    check(`nothing is asked of anyone else ${at}`, asked.length === 0, asked.join("; "));
    await context.close();
}

async function byKeyboard(browser) {
    const { context, page } = await open(browser, "/map");
    await page.locator("#map-live").focus();
    const name = await page.locator("#map-live").getAttribute("aria-label");
    check("the map is named", name?.startsWith("Map: "));
    const link = page.locator("#map-figures tr[data-code] a").first();
    await link.focus();
    const href = await link.getAttribute("href");
    await page.keyboard.press("Enter");
    await page.waitForURL((u) => u.pathname === href);
    check("an area is reached by the keyboard through the table", true);
    await context.close();
}

async function byPointer(browser) {
    const { context, page } = await open(browser, "/map");
    const box = await page.locator("#map-live").boundingBox();
    let tip = "";
    for (let i = 1; i < 12 && !tip; i++) {
        await page.mouse.move(box.x + box.width * i / 12, box.y + box.height * (.3 + .04 * i), { steps: 3 });
        tip = await page.locator(".map-tip").textContent({ timeout: 300 }).catch(() => "");
    }
    check("an area that is pointed at says its name and figures", /\d/.test(tip), tip);
    await context.close();
}

async function withoutScript(browser, width) {
    const { context, page, said } = await open(browser, "/map?show=usual",
        { javaScriptEnabled: false, viewport: { width, height: 900 } });
    const at = `without script at ${width} px`;
    const svg = page.locator("#map-picture svg");
    check(`the picture is there ${at}`, await svg.isVisible());
    check(`an area for each row ${at}`,
        await svg.locator("path.area").count() === await page.locator("#map-figures tr[data-code]").count());
    check(`there is a button ${at}`, await page.locator("#map-form button").isVisible());
    check(`no slider that does nothing ${at}`, !await page.locator("#map-range").isVisible());
    await page.locator("#map-months a").last().click();
    check(`a month is a link ${at}`, page.url().includes("month="));
    check(`nothing is complained about ${at}`, said.length === 0, said.join("; "));
    await context.close();
}

async function search(browser) {
    const { context, page, said } = await open(browser, "/search?q=zzzzz");
    check("what is not found is said, and what can be searched", (await page.locator("main").textContent())
        .includes("Nothing held here answers to “zzzzz”"));
    check("axe finds nothing on a search", (await axeFinds(page)).length === 0, (await axeFinds(page)).join("; "));
    const ward = (await page.locator("main li").first().textContent()).split("for instance ")[1].trim();
    await page.fill("#q", ward);
    await page.keyboard.press("Enter");
    await page.waitForURL((u) => u.searchParams.get("q") === ward);
    check("a ward is found by its name", await page.locator("tbody th").first().textContent() === ward);
    await page.locator("tbody a", { hasText: "Show on the map" }).first().click();
    await page.waitForSelector("tr.map-row--out");
    check("and is pointed out on the map", await page.locator("tr.map-row--out").count() === 1);
    check("nothing is complained about on a search", said.length === 0, said.join("; "));
    await context.close();
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"],
});
await weigh(browser);
for (const width of [1280, 360, 320]) await withScript(browser, width);
await byKeyboard(browser);
await byPointer(browser);
for (const width of [1280, 320]) await withoutScript(browser, width);
await search(browser);
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
