// site_page.mjs: opening a page of the site and asking everything that holds on every page.
// Nothing is waived.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const counted = { passed: 0, failed: 0 };

export function check(what, holds, more) {
    if (holds) {
        counted.passed++;
        return true;
    }
    counted.failed++;
    console.log(`  not so: ${what}${more ? `: ${String(more).slice(0, 600)}` : ""}`);
    return false;
}

// A tab of its own, in which everything the browser complains of is kept.
export async function tab(browser, base, { width = 1280, height = 900, script = true } = {}) {
    const context = await browser.newContext({
        baseURL: base, viewport: { width, height }, javaScriptEnabled: script, locale: "en-GB",
        acceptDownloads: true, bypassCSP: false,
    });
    context.setDefaultTimeout(20000);
    const page = await context.newPage();
    const said = [];
    page.on("console", (m) => ["error", "warning"].includes(m.type()) && said.push(m.text()));
    page.on("pageerror", (e) => said.push(e.message));
    page.on("request", (r) => r.url().startsWith(base) || said.push(`asked elsewhere: ${r.url()}`));
    page.on("response", (r) => r.status() >= 400 && said.push(`${r.status()} ${r.url()}`));
    await page.addInitScript(() => {
        window.refused = [];
        document.addEventListener("securitypolicyviolation", (e) =>
            window.refused.push(`${e.violatedDirective} ${e.blockedURI}`));
    });
    return { context, page, said, width, script };
}

// What is wrong with a page at this width, told by the page itself.
const look = () => {
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    const beyond = [...document.querySelectorAll("body *")].filter((e) => {
        const box = e.getBoundingClientRect();
        return box.width > 1 && box.right > window.innerWidth + 1 && !e.closest(".site-scroll") &&
            !e.closest("svg") && !e.closest(".leaflet-container") && !e.closest(".govuk-skip-link") &&
            getComputedStyle(e.closest("thead") ?? e).position !== "absolute";
    }).map((e) => `${e.tagName}.${e.className}`);
    const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
    return {
        wide, beyond,
        h1: document.querySelectorAll("h1").length,
        h1Words: document.querySelector("h1")?.textContent.trim() ?? "",
        title: document.title,
        lang: document.documentElement.lang,
        main: document.querySelectorAll("main").length,
        invented: document.body.textContent.includes("invented") || document.body.textContent.includes("Invented"),
        inline: [...document.querySelectorAll("*")].filter((e) => e.closest(".leaflet-container") === null &&
            [...e.attributes].some((a) => a.name.startsWith("on"))).length,
        twice: ids.filter((id, i) => ids.indexOf(id) !== i),
        lost: [...document.querySelectorAll("[aria-labelledby],[aria-describedby],[for]")].flatMap((e) =>
            ["aria-labelledby", "aria-describedby", "for"].flatMap((a) => (e.getAttribute(a) ?? "").split(/\s+/)))
            .filter((id) => id && !ids.includes(id)),
        skip: document.querySelector("a[href='#main']") !== null,
        refused: window.refused ?? [],
    };
};

// Opens an address; the HTML as it was sent is kept in `folder` for the checker of HTML.
export async function open(t, path, name, folder) {
    const reply = await t.page.goto(path, { waitUntil: "load" });
    if (folder)
        writeFileSync(join(folder, `${name.replace(/[^a-z0-9]+/gi, "_").slice(0, 100)}.html`), await reply.text());
    return reply;
}

// `full` asks axe too; `expected` is a status that is meant to be a refusal.
export async function soundPage(t, name, { full = true, invented, expected = 0 } = {}) {
    const at = `${name} at ${t.width} px`;
    const seen = await t.page.evaluate(look);
    check(`${at}: no sideways scrolling`, seen.wide <= 0, `${seen.wide} px too wide, ${seen.beyond[0]}`);
    check(`${at}: nothing stands beyond the edge`, seen.beyond.length === 0, seen.beyond[0]);
    check(`${at}: one h1 with words`, seen.h1 === 1 && seen.h1Words.length > 2, `${seen.h1}`);
    check(`${at}: one main part, and a way past what comes before it`, seen.main === 1 && seen.skip);
    check(`${at}: its title begins with its own words`, seen.title.length > 10 && !/^safekeep/.test(seen.title),
        seen.title);
    check(`${at}: British English`, seen.lang === "en-GB");
    check(`${at}: no handler stands in an attribute`, seen.inline === 0);
    check(`${at}: each id stands once`, seen.twice.length === 0, seen.twice[0]);
    check(`${at}: every label and description is there`, seen.lost.length === 0, seen.lost[0]);
    check(`${at}: nothing refused by the policy`, seen.refused.length === 0, seen.refused[0]);
    if (invented)
        check(`${at}: says that it is invented`, seen.invented);
    const said = t.said.filter((s) => !(expected && (s.includes(`${expected} `) || s.includes(`status of ${expected}`))));
    check(`${at}: no complaint of the browser`, said.length === 0, said.join(" | "));
    t.said.length = 0;
    if (full && t.script) // axe is a script: the same HTML is asked where there is script
        await soundForAll(t, at);
    return seen;
}

export async function soundForAll(t, at) {
    await t.page.evaluate(axe);
    const r = await t.page.evaluate(() => window.axe.run(document, {
        rules: { "target-size": { enabled: true } },
    }));
    check(`${at}: axe ran`, r.passes.length > 12, `${r.passes.length} rules applied`);
    check(`${at}: axe finds nothing`, r.violations.length === 0,
        r.violations.map((v) => `${v.id} (${v.nodes.length}) ${v.nodes[0].html.slice(0, 160)} ` +
            `${v.nodes[0].failureSummary.replace(/\s+/g, " ")}`).join("; "));
}
