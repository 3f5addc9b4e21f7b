// check.mjs FILE.html...: opens each brief or report in Chromium at three widths, asks axe, prints it to PDF
// and reads the pages back. Ends with `N passed, N failed`. Nothing is waived.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [1280, 375, 320];
const MAX_BYTES = 1 << 20;
const work = mkdtempSync(join(tmpdir(), "brief-"));
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

// Everything the page asked for or complained about while it was open.
async function open(browser, url, width) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const asked = [];
    const said = [];
    page.on("request", (r) => r.url() === url || r.url().startsWith("data:") || asked.push(r.url()));
    page.on("console", (m) => ["error", "warning"].includes(m.type()) && said.push(m.text()));
    page.on("pageerror", (e) => said.push(e.message));
    await page.addInitScript(() => {
        window.refused = [];
        document.addEventListener("securitypolicyviolation", (e) =>
            window.refused.push(`${e.violatedDirective} ${e.blockedURI}`));
    });
    await page.goto(url, { waitUntil: "load" });
    return { page, asked, said };
}

async function checkWidth(browser, name, url, width) {
    const { page, asked, said } = await open(browser, url, width);
    const at = `${name} at ${width} px`;
    const seen = await page.evaluate(async () => {
        await document.fonts.ready;
        for (const d of document.querySelectorAll("details")) d.open = true;
        const wide = document.documentElement.scrollWidth - window.innerWidth;
        const clipped = [...document.querySelectorAll("main *")].filter((e) => {
            const box = e.getBoundingClientRect();
            return box.width > 1 && box.right > window.innerWidth + 1 && !e.closest(".scroll") &&
                !e.closest("svg") && getComputedStyle(e.closest("thead") ?? e).position !== "absolute";
        }).map((e) => `${e.tagName}.${e.className}`);
        return {
            wide, clipped,
            refused: window.refused,
            font: [...document.fonts].some((f) => f.family === "Inter" && f.status === "loaded"),
            scripts: document.scripts.length,
            handlers: [...document.querySelectorAll("*")].filter((e) =>
                [...e.attributes].some((a) => a.name.startsWith("on") || a.name === "style")).length,
            lang: document.documentElement.lang,
            policy: document.querySelector("meta[http-equiv]")?.content ?? "",
        };
    });
    check(`${at}: no sideways scrolling`, seen.wide <= 0, `${seen.wide} px too wide`);
    check(`${at}: nothing stands beyond the edge`, seen.clipped.length === 0, seen.clipped[0]);
    check(`${at}: its own typeface is used`, seen.font);
    check(`${at}: no request leaves the page`, asked.length === 0, asked[0]);
    check(`${at}: no complaint of the browser`, said.length === 0, said[0]);
    check(`${at}: nothing refused by its policy`, seen.refused.length === 0, seen.refused[0]);
    check(`${at}: no script, handler or style attribute`, seen.scripts + seen.handlers === 0);
    check(`${at}: British English`, seen.lang === "en-GB");
    check(`${at}: a policy that allows nothing else`, seen.policy.startsWith("default-src 'none';") &&
        !seen.policy.includes("unsafe"));
    await page.evaluate(axe);
    const result = await page.evaluate(() => window.axe.run(document, {
        rules: { "target-size": { enabled: true } },
    }));
    check(`${at}: axe ran`, result.passes.length > 15, `${result.passes.length} rules applied`);
    check(`${at}: axe finds nothing`, result.violations.length === 0,
        result.violations.map((v) => `${v.id} (${v.nodes.length}) ${v.nodes[0].html.slice(0, 120)} ` +
            `${v.nodes[0].failureSummary.replace(/\s+/g, " ")}`).join("; "));
    await page.close();
}

// Kerning and line ends make and lose spaces in a PDF: words are compared without.
const squash = (text) => text.replace(/\s+/g, "");
// A page's words without its foot, and the foot apart; 72 dots an inch, A4 is 842 high.
const words = (pdf, n, top, high) =>
    squash(execFileSync("pdftotext", ["-f", `${n}`, "-l", `${n}`, "-raw", "-x", "0", "-y", `${top}`,
        "-W", "600", "-H", `${high}`, pdf, "-"], { encoding: "utf8" }));
const pdfPage = (pdf, n) => words(pdf, n, 0, 811);
const pdfFoot = (pdf, n) => words(pdf, n, 811, 40);

async function checkPrint(browser, name, url, fits) {
    const { page } = await open(browser, url, 1280);
    const pdf = join(work, `${name}.pdf`);
    await page.evaluate(() => document.fonts.ready);
    const paper = { path: pdf, preferCSSPageSize: true, printBackground: true };
    // on a machine short of breath the first print may be refused; what is printed is checked all the same
    await page.pdf(paper).catch(() => page.pdf(paper));
    const want = await page.evaluate(() => ({
        things: [...document.querySelectorAll(".thing h3 .what")].map((e) => e.textContent),
        rows: [...document.querySelectorAll(".main tbody th")].map((e) => e.textContent),
        detail: document.querySelector(".detail h2").textContent,
        headings: [...document.querySelectorAll(".detail h2")].map((e) => e.textContent),
        areas: [...document.querySelectorAll(".areas tbody th")].map((e) => e.textContent),
        marking: document.querySelector(".marking").textContent,
    }));
    const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }))[1]);
    const size = execFileSync("pdfinfo", [pdf], { encoding: "utf8" });
    const text = Array.from({ length: pages }, (_, i) => pdfPage(pdf, i + 1));
    const first = text.findIndex((t) => t.startsWith(squash(want.detail)));
    check(`${name} printed: A4`, /\(A4\)/.test(size));
    check(`${name} printed: the detail begins a page`, first > 0, `first words ${text[1]?.slice(0, 60)}`);
    if (fits) {
        check(`${name} printed: the first screen and the table are one page`, first === 1,
            `detail begins on page ${first + 1}`);
        for (const words of [...want.things, ...want.rows])
            check(`${name} printed: page 1 has "${words}"`, text[0].includes(squash(words)));
        check(`${name} printed: page 1 ends with the last row`,
            text[0].lastIndexOf(squash(want.rows.at(-1) ?? "")) > text[0].indexOf("Priorities,whole"));
    }
    const whole = text.join("");
    const missing = want.areas.filter((a) => !whole.includes(squash(a)));
    check(`${name} printed: every folded table is open`, missing.length === 0 || !fits, missing[0]);
    const lost = want.headings.filter((h) => !whole.includes(squash(h)));
    check(`${name} printed: every section is there`, lost.length === 0, lost[0]);
    for (let n = 1; n <= pages; n++) {
        const foot = pdfFoot(pdf, n);
        check(`${name} printed: page ${n} is numbered and marked`,
            foot.includes(`page${n}of${pages}`) && (!fits || foot.includes(squash(want.marking))), foot);
    }
    await page.close();
}

// A report of linkage on paper: every section, every folded table, every page numbered.
async function checkReportPrint(browser, name, url) {
    const { page } = await open(browser, url, 1280);
    const pdf = join(work, `${name}.pdf`);
    await page.evaluate(() => document.fonts.ready);
    const paper = { path: pdf, preferCSSPageSize: true, printBackground: true };
    // on a machine short of breath the first print may be refused; what is printed is checked all the same
    await page.pdf(paper).catch(() => page.pdf(paper));
    const want = await page.evaluate(() => ({
        headings: [...document.querySelectorAll(".report h2, .report caption")].map((e) => e.textContent),
        rows: [...document.querySelectorAll("details tbody th")].map((e) => e.textContent),
    }));
    const size = execFileSync("pdfinfo", [pdf], { encoding: "utf8" });
    const pages = Number(/Pages:\s+(\d+)/.exec(size)[1]);
    const whole = Array.from({ length: pages }, (_, i) => pdfPage(pdf, i + 1)).join("");
    const lost = [...want.headings, ...want.rows].filter((words) => !whole.includes(squash(words)));
    check(`${name} printed: A4`, /\(A4\)/.test(size));
    check(`${name} printed: has tables`, want.rows.length > 10);
    check(`${name} printed: every section and every folded row is there`, lost.length === 0, lost[0]);
    for (let n = 1; n <= pages; n++)
        check(`${name} printed: page ${n} is numbered`, pdfFoot(pdf, n).includes(`page${n}of${pages}`));
    await page.close();
}

const files = process.argv.slice(2);
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
    for (const file of files) {
        const name = basename(file, ".html");
        const url = pathToFileURL(resolve(file)).href;
        const bytes = readFileSync(file).length;
        console.log(`${name}: ${Math.round(bytes / 1024)} KB`);
        check(`${name}: under 1 MiB`, bytes < MAX_BYTES, `${bytes} bytes`);
        for (const width of WIDTHS)
            await checkWidth(browser, name, url, width);
        if (name.startsWith("link-"))
            await checkReportPrint(browser, name, url);
        else
            await checkPrint(browser, name, url, name !== "worst");
    }
} finally {
    await browser.close();
    rmSync(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || passed === 0 ? 1 : 0);
