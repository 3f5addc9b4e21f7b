// gallery.mjs FILE.html...: every part of a page in every state, in Chromium at three widths: axe finds nothing,
// nothing is wider than the window, what is pressed is large enough, and what is focused is seen to be.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
let passed = 0, failed = 0;
const check = (what, good, why = "") => {
    if (good) passed++;
    else failed++;
    if (!good) console.log(`not ok ${what}: ${why}`);
};

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--allow-file-access-from-files"],
});
for (const file of process.argv.slice(2))
    for (const width of [1280, 375, 320]) {
        const page = await browser.newPage({ viewport: { width, height: 900 } });
        const name = `${basename(file)} at ${width}`;
        await page.goto(pathToFileURL(resolve(file)).href);
        await page.evaluate(() => document.fonts.ready);
        const face = await page.evaluate(() => [...document.fonts].some((f) => f.family === "Inter" && f.status === "loaded"));
        check(`${name}: our typeface is loaded`, face);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        check(`${name}: nothing is wider than the window`, over <= 0, `${over} px`);
        const unseen = await page.evaluate(() => {
            const plain = (e) => JSON.stringify(["outline", "boxShadow", "backgroundColor", "borderColor"]
                .map((k) => getComputedStyle(e)[k]));
            const lost = [];
            for (const e of document.querySelectorAll("a, button:not([disabled]), input:not([disabled]), select, textarea, summary")) {
                const before = plain(e), label = e.nextElementSibling && getComputedStyle(e.nextElementSibling, "::before").boxShadow;
                e.focus({ focusVisible: true });
                const after = plain(e), labelled = e.nextElementSibling && getComputedStyle(e.nextElementSibling, "::before").boxShadow;
                if (before === after && label === labelled) lost.push(e.outerHTML.slice(0, 80));
                e.blur();
            }
            return lost;
        });
        check(`${name}: whatever has the focus is seen to have it`, unseen.length === 0, unseen.join("; "));
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => axe.run());
        check(`${name}: axe finds nothing`, violations.length === 0,
            violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`).join("; "));
        await page.close();
    }
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
