// site_map.mjs: the map and the search in Chromium: what the first view weighs on the wire, whether the policy on
// content refuses anything, whether figures, address and picture follow a filter, and what is there without
// script and on paper.
import { check, soundForAll, tab } from "./site_page.mjs";

const MAX_BYTES = 300 * 1024;

async function open(site, path, how) {
    const t = await tab(site.browser, site.base, how);
    await t.page.goto(path, { waitUntil: "networkidle" });
    return t;
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

async function weigh(site, map) {
    const { context, page } = await tab(site.browser, site.base);
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
    await page.goto(map, { waitUntil: "networkidle" });
    site.log(`the map's first view: ${Math.round(bytes / 1024)} KB (${parts.join(", ")})`);
    check("the map's first view is at most 300 KB", bytes > 0 && bytes <= MAX_BYTES, `${bytes} bytes`);
    await context.close();
}

async function withScript(site, map, width) {
    const t = await open(site, map, { width });
    const { context, page, said } = t;
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
    await soundForAll(t, `a map in use ${at}`);
    await page.goto(before.address, { waitUntil: "networkidle" });
    const shared = await look(page);
    check(`a shared address shows the same ${at}`, shared.title === before.title &&
        shared.rows.join() === before.rows.join());
    await page.emulateMedia({ media: "print" });
    const paper = await page.evaluate(() => [getComputedStyle(document.getElementById("map-picture")).display,
        getComputedStyle(document.getElementById("map-live")).display]);
    check(`paper shows the picture and not the canvas ${at}`, paper[0] !== "none" && paper[1] === "none");
    check(`the policy on content refuses nothing ${at}`, shared.refused.length === 0, shared.refused.join("; "));
    check(`nothing is complained about ${at}`, said.length === 0, said.join("; "));
    await context.close();
}

async function byKeyboard(site, map) {
    const { context, page } = await open(site, map);
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

async function byPointer(site, map) {
    const { context, page } = await open(site, map);
    const box = await page.locator("#map-live").boundingBox();
    let tip = "";
    for (let i = 1; i < 12 && !tip; i++) {
        await page.mouse.move(box.x + box.width * i / 12, box.y + box.height * (.3 + .04 * i), { steps: 3 });
        tip = await page.locator(".map-tip").textContent({ timeout: 300 }).catch(() => "");
    }
    check("an area that is pointed at says its name and figures", /\d/.test(tip), tip);
    await context.close();
}

async function withoutScript(site, map, width) {
    const { context, page, said } = await open(site, `${map}?show=usual`, { script: false, width });
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

async function search(site, place) {
    const t = await open(site, `/${place}/search?q=zzzzz`);
    const { context, page, said } = t;
    check("what is not found is said, and what can be searched", (await page.locator("main").textContent())
        .includes("Nothing held here answers to “zzzzz”"));
    await soundForAll(t, "a search that finds nothing");
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

export async function maps(site, place) {
    const map = `/${place}/map`;
    await weigh(site, map);
    for (const width of [1280, 360, 320])
        await withScript(site, map, width);
    await byKeyboard(site, map);
    await byPointer(site, map);
    for (const width of [1280, 320])
        await withoutScript(site, map, width);
    await search(site, place);
}
