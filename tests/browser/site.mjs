// site.mjs BASE FOLDER PROGRAM: the site as people use it, in Chromium. Ends with `N passed, N failed`.
// BASE is where `safekeep serve` answers, FOLDER where pages are kept for the checker of HTML.
import { join } from "node:path";
import { chromium } from "playwright-core";
import { analyst, interrupted, slowly } from "./site_analyst.mjs";
import { check, counted } from "./site_page.mjs";
import { shared, switched, ward } from "./site_councillor.mjs";
import { crawl } from "./site_crawl.mjs";
import { monday, twice } from "./site_manager.mjs";
import { maps } from "./site_map.mjs";

const [base, folder, program] = process.argv.slice(2);
const only = process.env.SITE_ONLY ?? "";
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const began = Date.now();
const log = (words) => console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s  ${words}`);
const site = { browser, base, folder, program, pages: join(folder, "pages"), log };

const reviewer = "Sam Carter"; // site.sh puts the name on the list
const desk = { name: "at a desk", width: 1280 };
const phone = { name: "on a phone", width: 360, height: 740 };
const plain = { name: "without script", width: 1280, script: false };
const narrow = { name: "at 320 pixels", width: 320, height: 640 };
const keys = { name: "by keyboard alone", width: 1280, keyboard: true };
const parts = [
    ["Monday at a desk", () => monday(site, desk, { reviewer })],
    ["Monday on a phone", () => monday(site, phone, { reviewer })],
    ["Monday without script", () => monday(site, plain, { reviewer })],
    ["Monday by keyboard", () => monday(site, keys, { reviewer })],
    ["a review twice", () => twice(site, reviewer)],
    ["a ward at a desk", () => ward(site, { ...desk, print: true }, { word: "luton", area: "Luton", other: "Rainham North" })],
    ["a ward on a phone", () => ward(site, phone, { word: "gillingham", area: "Gillingham North", other: "Luton" })],
    ["a ward without script", () => ward(site, plain, { word: "luton", area: "Luton", other: "Rainham North" })],
    ["a ward by keyboard", () => ward(site, keys, { word: "luton", area: "Luton", other: "Rainham North" })],
    ["a shared address", () => shared(site, "2025-06-30")],
    ["the switch", () => switched(site, desk)],
    ["the map of Medway", () => maps(site, "medway")],
    ["the map of Northmere", () => maps(site, "northmere")],
    ["every page of Medway", () => crawl(browser, base, "/medway", site.pages, log)],
    ["every page of Northmere", () => crawl(browser, base, "/northmere", site.pages, log)],
    // the last: these write
    ["the analyst at a desk", () => analyst(site, desk)],
    ["the analyst on a phone", () => analyst(site, { ...phone, width: 390 })],
    ["the analyst at 320 pixels", () => analyst(site, narrow)],
    ["the analyst without script", () => analyst(site, plain)],
    ["the analyst by keyboard", () => analyst(site, keys)],
    ["a long import at a desk", () => slowly(site, desk, 200000)],
    ["a long import without script", () => slowly(site, plain, 200000)],
    ["an import interrupted at a desk", () => interrupted(site, desk)],
    ["an import interrupted at 320 pixels", () => interrupted(site, narrow)],
];
try {
    for (const [name, run] of parts) {
        if (!name.includes(only))
            continue;
        log(name);
        try {
            await Promise.race([run(), new Promise((_, no) => setTimeout(() => no(new Error("took too long")), 90000).unref())]);
        } catch (e) {
            check(`${name} came to its end`, false, e.message);
        }
    }
} finally {
    await browser.close();
}
console.log(`${counted.passed} passed, ${counted.failed} failed`);
process.exit(counted.failed || counted.passed === 0 ? 1 : 0);
