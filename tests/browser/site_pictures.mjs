// site_pictures.mjs BASE FOLDER: the first screen of a few pages, as the README shows them.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { fewColours } from "./png.mjs";

const [base, folder] = process.argv.slice(2);
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const take = async (path, name, width, height) => {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(base + path, { waitUntil: "networkidle" });
    await page.evaluate(() => document.fonts.ready);
    if (name)
        writeFileSync(join(folder, `site-${name}.png`), await fewColours(browser, await page.screenshot()));
    const link = await page.locator("main tbody th a").first().getAttribute("href").catch(() => null);
    await page.close();
    return link;
};
try {
    await take("/medway/map?level=small&show=usual", "map", 1280, 900);
    const area = await take("/medway/areas", "", 1280, 900);
    if (area)
        await take(area, "area", 1280, 900);
    const alert = await take("/northmere/alerts", "", 1280, 900);
    if (alert) {
        await take(alert, "alert", 1280, 900);
        await take(alert, "phone", 390, 844);
    }
} finally {
    await browser.close();
}
