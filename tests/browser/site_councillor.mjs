// site_councillor.mjs: "is it worse in my ward?", asked by who has no time and no account.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { check, open, soundPage, tab } from "./site_page.mjs";
import { choose, follow, press, write } from "./site_hands.mjs";

const pages = (t) => t.page.getByRole("navigation", { name: "Pages" });

export async function ward(site, how, { word, area, other }) {
    const t = await tab(site.browser, site.base, how);
    const at = `the councillor, ${how.name}`;

    await open(t, "/medway", at);
    await follow(t, how, pages(t).getByRole("link", { name: "Search" }));
    await write(t, how, t.page.locator("main input[name=q]"), word);
    await press(t, how, t.page.locator("main").getByRole("button", { name: "Search" }));
    await soundPage(t, `${at}, the places found`);
    await follow(t, how, t.page.locator("main a", { hasText: area }).first());
    check(`${at}: the search leads to the area`, (await t.page.locator("h1").textContent()).includes(area));
    const main = (await t.page.locator("main").textContent()).replace(/\s+/g, " ");
    check(`${at}: the answer comes with the usual range`, /usual/.test(main));
    check(`${at}: a chart of the months`, await t.page.locator("main figure svg, main svg.site-chart").count() > 0);
    await soundPage(t, `${at}, the area`);
    await choose(t, how, t.page.getByLabel("Compare with another area"), { label: other });
    await press(t, how, t.page.locator("main form.area-ask").getByRole("button"));
    const both = (await t.page.locator("main").textContent()).replace(/\s+/g, " ");
    check(`${at}: both areas stand side by side`, both.includes(area) && both.includes(other));
    check(`${at}: the comparison is an address to share`, new URL(t.page.url()).searchParams.get("with") !== null,
        t.page.url());
    await soundPage(t, `${at}, two areas compared`);
    if (how.print)
        await printed(site, t, at, [area, other]);
    await t.context.close();
}

// On paper: A4, the area's name, no navigation, no form.
async function printed(site, t, at, words) {
    const pdf = join(site.folder, "area.pdf");
    const paper = { path: pdf, preferCSSPageSize: true, printBackground: true };

    // on a machine short of breath the first print may be refused; what is printed is checked all the same
    await t.page.pdf(paper).catch(() => t.page.pdf(paper));
    const text = execFileSync("pdftotext", ["-raw", pdf, "-"], { encoding: "utf8" }).replace(/\s+/g, "");
    check(`${at}, printed: A4`, /\(A4\)/.test(execFileSync("pdfinfo", [pdf], { encoding: "utf8" })));
    for (const word of words)
        check(`${at}, printed: says ${word}`, text.includes(word.replace(/\s+/g, "")));
    check(`${at}, printed: without the form`, !text.includes("Comparewithanotherarea"));
}

// An address that was shared means the same a week later; the newest day has none.
export async function shared(site, date) {
    const t = await tab(site.browser, site.base, {});

    for (const path of ["", "/map", "/areas", "/alerts", "/about", "/search"]) {
        const address = `/medway${path}?date=${date}`;
        const first = await (await open(t, address, "a shared address")).text();
        const main = (s) => s.replace(/<script[\s\S]*?<\/script>/g, "");
        const again = await (await open(t, address, "a shared address")).text();

        check(`${address} gives the same page twice`, main(first) === main(again));
        check(`${address} says which day it stands on`, /As of/.test(first));
        // The list of safety cards has no other day than today: an old card's numbers would mislead.
        const lost = await t.page.evaluate((d) => [...document.querySelectorAll("main a[href], .site-nav a[href]")]
            .map((a) => new URL(a.href)).filter((u) => u.origin === location.origin && !u.searchParams.get("date") &&
                u.pathname !== location.pathname && u.pathname !== "/cards" && !u.hash).map((u) => `${u.pathname}${u.search}`), date);
        check(`${address} keeps its day in every link`, lost.length === 0, lost[0]);
    }
    await soundPage(t, "a day before the newest");
    await t.context.close();
}

// From one partnership to the other, which nobody may take for a real one.
export async function switched(site, how) {
    const t = await tab(site.browser, site.base, how);
    const at = `the switch, ${how.name}`;

    await open(t, "/medway/alerts", at);
    check(`${at}: Medway is not called invented`, await t.page.locator(".site-invented").count() === 0);
    await follow(t, how, t.page.getByRole("navigation", { name: "Partnerships" }).getByRole("link", { name: /Northmere/ }));
    for (const name of ["Brief", "Map", "Areas", "Alerts", "Data", "Search", "About"]) {
        await t.page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true }).click();
        await t.page.waitForLoadState("load");
        check(`${at}: ${name} says that it is invented`, /Invented/.test(await t.page.locator(".site-invented").textContent()));
        check(`${at}: so does ${name}'s title`, /\(invented\)/.test(await t.page.title()), await t.page.title());
        check(`${at}: ${name} is marked in the navigation`,
            await t.page.locator(".site-nav a[aria-current=page]").textContent().then((s) => s.trim() === name, () => false));
    }
    await t.context.close();
}
