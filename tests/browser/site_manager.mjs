// site_manager.mjs: the manager's Monday. The brief, its first thing, the alert behind it, a review, back.
import { check, open, soundPage, tab } from "./site_page.mjs";
import { choose, follow, press, tick } from "./site_hands.mjs";

export async function monday(site, how, { reviewer, number = 0 }) {
    const t = await tab(site.browser, site.base, how);
    const at = `Monday, ${how.name}`;

    await open(t, "/medway", at);
    check(`${at}: the brief opens`, /brief/i.test(await t.page.title()), await t.page.title());
    const thing = t.page.locator("main article h3 a").nth(number);
    const words = (await thing.textContent()).trim();
    await follow(t, how, thing);
    check(`${at}: the first thing leads to its alert`, /\/medway\/alert\/\d+/.test(t.page.url()), t.page.url());
    const h1 = (await t.page.locator("h1").textContent()).trim();
    check(`${at}: it is the same matter`, h1.split(",")[0] === words.split(",")[0], `${words} / ${h1}`);
    await soundPage(t, `${at}, the alert`);
    await readAlert(t, at);
    await review(t, at, how, reviewer);
    await follow(t, how, t.page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Alerts" }));
    const row = t.page.locator("main tr", { hasText: h1 }).first();
    check(`${at}: the list of alerts says what was decided`, (await row.textContent()).includes("Watched"));
    await follow(t, how, t.page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Brief" }));
    check(`${at}: and back on the brief`, new URL(t.page.url()).pathname === "/medway", t.page.url());
    await soundPage(t, `${at}, the brief`);
    await t.context.close();
}

// What is seen, what is usual, why, where, its past, how to repeat it: all there before anybody decides.
async function readAlert(t, at) {
    const main = (await t.page.locator("main").textContent()).replace(/\s+/g, " ");

    for (const words of ["usual", "By chance alone", "Why it stands out", "What other feeds show", "Its past",
        "safekeep repeat", "It speaks of a place, never of people"])
        check(`${at}: the alert says "${words}"`, main.includes(words));
    check(`${at}: the alert has a map`, await t.page.locator("main .site-map svg").count() === 1);
    check(`${at}: the alert has its series drawn`, await t.page.locator("#past ~ * svg, #past ~ svg").count() > 0);
    check(`${at}: and the same as a table`, await t.page.locator("section[aria-labelledby=past] tbody tr").count() > 5);
}

async function review(t, at, how, reviewer) {
    const keep = t.page.getByRole("button", { name: "Keep the review" });

    await press(t, how, keep); // nothing chosen yet
    check(`${at}: an empty review is not kept`, await t.page.locator(".govuk-error-summary").count() === 1);
    check(`${at}: the title says so`, (await t.page.title()).startsWith("Error: "));
    const links = await t.page.locator(".govuk-error-summary a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    check(`${at}: both faults lead to their fields`, links.join(" ") === "#verdict #reviewer", links.join(" "));
    await soundPage(t, `${at}, an empty review`, { expected: 400 });
    await tick(t, how, t.page.getByLabel("Dismiss", { exact: true }));
    await choose(t, how, t.page.getByLabel("Who looked into it"), reviewer);
    await press(t, how, keep);
    const fault = await t.page.locator(".govuk-error-summary li").allTextContents();
    check(`${at}: an alert is dismissed only for a reason`, fault.length === 1 && /why it is dismissed/.test(fault[0]), fault);
    check(`${at}: what was chosen stays chosen`, await t.page.getByLabel("Dismiss", { exact: true }).isChecked() &&
        await t.page.getByLabel("Who looked into it").inputValue() === reviewer);
    await soundPage(t, `${at}, a review without its reason`, { expected: 400 });
    await tick(t, how, t.page.getByLabel("Watch", { exact: true }));
    await press(t, how, keep);
    check(`${at}: the review is kept, and said to be`,
        /kept: Watched/.test(await t.page.locator(".govuk-notification-banner").textContent()));
    check(`${at}: a reload sends nothing again`, new URL(t.page.url()).search === "?done=watch", t.page.url());
    const said = t.page.locator(".moj-timeline__item");
    const before = await said.count();
    check(`${at}: it stands among what people said`, (await said.first().textContent()).includes(reviewer));
    await soundPage(t, `${at}, a review kept`);
    await t.page.reload();
    check(`${at}: and after a reload once`, await said.count() === before);
}

// The button pressed twice, and two people at once.
export async function twice(site, reviewer) {
    const one = await tab(site.browser, site.base, {});
    const other = await tab(site.browser, site.base, {});
    const paths = await alertPaths(one);
    const path = paths[paths.length - 1];
    const fill = async (t, verdict) => {
        await t.page.getByLabel(verdict, { exact: true }).check();
        await t.page.getByLabel("Who looked into it").selectOption(reviewer);
    };

    await open(one, path, "twice");
    await open(other, path, "twice");
    const fields = await one.page.locator("form.alert-form").evaluate((f) => ({
        action: f.getAttribute("action"), token: f.elements.token.value, seen: f.elements.seen.value }));
    const send = () => one.context.request.post(fields.action, {
        form: { token: fields.token, seen: fields.seen, verdict: "act", reviewer, reason: "" },
        headers: { "Sec-Fetch-Site": "same-origin", Origin: site.base }, maxRedirects: 0 });
    const replies = await Promise.all([send(), send()]);
    check("a review sent twice is answered twice as kept", replies.every((r) => r.status() === 303),
        replies.map((r) => r.status()).join(" "));
    await open(one, path, "twice");
    check("and stands there once", await one.page.locator(".moj-timeline__item").count() === 1,
        await one.page.locator(".moj-timeline__item").count());
    await fill(other, "Watch");
    await other.page.getByRole("button", { name: "Keep the review" }).click();
    check("who comes second is told that somebody was first",
        /Somebody reviewed this alert since/.test(await other.page.locator(".govuk-error-summary").textContent()));
    check("and sees what was said", await other.page.locator(".moj-timeline__item").count() === 1);
    await soundPage(other, "a review that came second", { expected: 409 });
    await other.page.getByRole("button", { name: "Keep the review" }).click();
    check("and may say it all the same", await other.page.locator(".moj-timeline__item").count() === 2);
    const forged = await one.context.request.post(fields.action, {
        form: { seen: fields.seen, verdict: "act", reviewer }, maxRedirects: 0 });
    check("a form without our token changes nothing", forged.status() === 403, forged.status());
    await one.context.close();
    await other.context.close();
}

async function alertPaths(t) {
    await open(t, "/medway/alerts", "alerts");
    return t.page.locator("main tbody th a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
}
