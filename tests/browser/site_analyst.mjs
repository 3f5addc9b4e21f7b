// site_analyst.mjs: a partner's file comes in at the browser. It is looked through, what is wrong with it is
// mended, it is imported, counted and taken back; and what else may happen on the way is said in plain words.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, open, soundPage, tab } from "./site_page.mjs";
import { choose, follow, press, reach, tick } from "./site_hands.mjs";

const PLACE = "/northmere";
const PARTNER = { code: "northmere-police", name: "Northmere Police (invented)" };
const AREA = "NMA026"; // where the postcode lies
const POSTCODE = "NM4 0CM";
const MONTH = "2025-06";
const GOOD = 5;

const words = async (t) => (await t.page.locator("main").textContent()).replace(/\s+/g, " ");
const button = (t, name) => t.page.getByRole("button", { name });

// A picture of each state is kept beside the log, to be looked at.
async function keep(site, t, name) {
    const folder = join(site.folder, "analyst");
    mkdirSync(folder, { recursive: true });
    await t.page.screenshot({ path: join(folder, `${name.replace(/[^a-z0-9]+/gi, "-")}-${t.width}.png`), fullPage: true });
}

async function state(site, t, at, name, options) {
    await soundPage(t, `${at}, ${name}`, { invented: true, ...options });
    await keep(site, t, `${at} ${name}`);
}

function made(site, name, content) {
    const path = join(site.folder, name);
    writeFileSync(path, content);
    return path;
}

// Five good rows, one with a date that is none, and a column nobody has said anything of.
function faulty(who) {
    const rows = Array.from({ length: GOOD }, (_, i) => `${who}-${i},${MONTH}-0${i + 1},Burglary,${POSTCODE},x`);
    return [`ref,date,category,postcode,Remark ${who}`, ...rows, `${who}-9,2025-06-31,Burglary,${POSTCODE},x`, ""].join("\r\n");
}

// What is under way is asked for again until it has ended: by the page's script, or by its button.
async function settled(t, how) {
    for (let i = 0; i < 200; i++) {
        const h1 = await t.page.locator("h1").textContent().catch(() => "");
        if (!/under way|Looking through/.test(h1))
            return;
        if (t.script)
            await t.page.waitForTimeout(300);
        else
            await press(t, how, button(t, "Look again"));
    }
    check("what is under way ends", false);
}

async function put(t, how, file) {
    const field = t.page.getByLabel("The file");
    if (how.keyboard)
        await reach(t, field); // the system's own window for files is not the page's
    await field.setInputFiles(file);
}

async function upload(t, how, file, kind = "incidents") {
    await choose(t, how, t.page.getByLabel("Whose file is it?"), { label: PARTNER.name });
    await tick(t, how, t.page.getByLabel(kind, { exact: true }));
    await put(t, how, file);
    await press(t, how, button(t, "Look through it"));
    await settled(t, how);
}

const toUpload = (t, at) => open(t, `${PLACE}/data/upload`, at);

async function feedRows(t) {
    const feeds = await (await t.context.request.get(`/api/v1${PLACE}/feeds`)).json();
    return feeds.files.filter((f) => f.partner === PARTNER.name).reduce((n, f) => n + f.rows_counting, 0);
}

async function figure(t) {
    const csv = await (await t.context.request.get(`${PLACE}/area/${AREA}/trend.csv?category=burglary`)).text();
    return Number(csv.split(/\r?\n/).find((line) => line.startsWith(MONTH)).split(",")[1]);
}

// ---- the journey ----

export async function analyst(site, how) {
    const t = await tab(site.browser, site.base, how);
    const at = `the analyst, ${how.name}`;
    const who = how.name.replace(/[^a-z]/g, "");

    await open(t, `${PLACE}`, at);
    await follow(t, how, t.page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Data" }));
    const before = { rows: await feedRows(t), figure: await figure(t) };
    await press(t, how, button(t, "Bring in a file"));
    await state(site, t, at, "choosing");
    await wrongForms(site, t, how, at);
    const file = made(site, `${who}.csv`, faulty(who));
    await upload(t, how, file);
    await mend(site, t, how, at, who);
    const mended = made(site, `${who}-mended.csv`, readFileSync(join(site.folder, `${who}-refused.csv`), "utf8")
        .replace("2025-06-31", "2025-06-30"));
    await toUpload(t, at);
    await upload(t, how, mended);
    check(`${at}: what was said of a column is remembered`, /1\s*of 1 rows/.test(await words(t)) &&
        !(await words(t)).includes("Not known"), await words(t));
    await press(t, how, button(t, /^Import/));
    await settled(t, how);
    check(`${at}: the mended row comes in`, /\/data\/file\/\d+$/.test(t.page.url()), t.page.url());
    await counted(site, t, how, at, who, before);
    await sameAgain(site, t, how, at, file);
    for (const name of [`${who}-mended.csv`, `${who}.csv`])
        await takeBack(site, t, how, at, name);
    check(`${at}: what was taken back counts no more`, await figure(t) === before.figure, await figure(t));
    check(`${at}: in no feed`, await feedRows(t) === before.rows);
    await t.context.close();
}

async function wrongForms(site, t, how, at) {
    await press(t, how, button(t, "Look through it"));
    const said = await t.page.locator(".govuk-error-summary a").evaluateAll((all) => all.map((a) => a.textContent));
    check(`${at}: all that is missing is said at once`, said.length === 3, said.join("; "));
    for (const link of await t.page.locator(".govuk-error-summary a").all())
        check(`${at}: each leads to its field`,
            await t.page.locator(await link.getAttribute("href")).count() === 1, await link.getAttribute("href"));
    await state(site, t, at, "nothing chosen", { expected: 400 });
    await choose(t, how, t.page.getByLabel("Whose file is it?"), { label: PARTNER.name });
    await tick(t, how, t.page.getByLabel("incidents", { exact: true }));
    await put(t, how, made(site, "empty.csv", ""));
    await press(t, how, button(t, "Look through it"));
    check(`${at}: an empty file is said`, (await words(t)).includes("Choose a file that is not empty"));
    check(`${at}: what was chosen stays chosen`, await t.page.getByLabel("incidents", { exact: true }).isChecked() &&
        await t.page.getByLabel("Whose file is it?").inputValue() === PARTNER.code);
    await state(site, t, at, "an empty file", { expected: 400 });
    await cannot(site, t, how, at, "rubbish", made(site, "rubbish.csv", Buffer.from(Array.from({ length: 4000 },
        (_, i) => (i * 7919 + (i >> 3)) % 256))), "incidents");
    await cannot(site, t, how, at, "a wrong kind", made(site, "kind.csv", faulty("kind")), "facts of areas");
}

// A file that is none of ours, or not what it was said to be: why, and the way back.
async function cannot(site, t, how, at, name, file, kind) {
    await upload(t, how, file, kind);
    check(`${at}: ${name} cannot be brought in`, /cannot be brought in yet/.test(await words(t)), await words(t));
    check(`${at}: nor is it offered`, await button(t, /^Import/).count() === 0);
    check(`${at}: the title says so`, (await t.page.title()).startsWith("Error: "));
    await state(site, t, at, name);
    await press(t, how, button(t, "Do not import"));
    check(`${at}: another may be chosen`, new URL(t.page.url()).pathname === `${PLACE}/data/upload`, t.page.url());
}

async function mend(site, t, how, at, who) {
    check(`${at}: a column that is not known holds the file up`, (await words(t)).includes("Not known") &&
        await button(t, /^Import/).count() === 0);
    await state(site, t, at, "a column not known");
    await choose(t, how, t.page.getByLabel(/What is column 5/), { label: "Leave it out" });
    await press(t, how, button(t, "Look again with these columns"));
    await settled(t, how);
    const main = await words(t);
    check(`${at}: the good rows are told`, main.includes(`${GOOD}of ${GOOD + 1} rows would be kept`), main);
    check(`${at}: and the fault, by row and column`, /row 7, column 2, B "date"/.test(main), main);
    check(`${at}: without what stands there`, !main.includes("2025-06-31"));
    await state(site, t, at, "the preview");
    const link = t.page.getByRole("link", { name: /refused rows/ });
    const waits = t.page.waitForEvent("download");
    if (how.keyboard) {
        await reach(t, link);
        await t.page.keyboard.press("Enter");
    } else {
        await link.click();
    }
    const refused = join(site.folder, `${who}-refused.csv`);
    await (await waits).saveAs(refused);
    check(`${at}: the refused row can be taken away as it came`, readFileSync(refused, "utf8").trim().split(/\r?\n/)[1] ===
        `${who}-9,2025-06-31,Burglary,${POSTCODE},x`, readFileSync(refused, "utf8"));
    await press(t, how, button(t, /^Import/));
    await settled(t, how);
    check(`${at}: the import leads to the file`, /\/data\/file\/\d+$/.test(t.page.url()), t.page.url());
    await state(site, t, at, "the file that came in");
}

async function counted(site, t, how, at, who, before) {
    await follow(t, how, t.page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Data" }));
    const row = t.page.locator("main tr", { hasText: `${who}.csv` }).first();
    check(`${at}: the file stands on the page of data`, (await row.textContent()).includes(String(GOOD)));
    check(`${at}: its rows count in the feed`, await feedRows(t) === before.rows + GOOD + 1, await feedRows(t));
    check(`${at}: and in the area's figures`, await figure(t) === before.figure + GOOD + 1, await figure(t));
    await state(site, t, at, "the page of data");
}

async function sameAgain(site, t, how, at, file) {
    await toUpload(t, at);
    await upload(t, how, file);
    check(`${at}: the same file twice is known`, (await words(t)).includes("Exactly this file came in before"));
    check(`${at}: and brings nothing`, await button(t, /^Import/).count() === 0);
    await state(site, t, at, "the same file twice");
    await press(t, how, button(t, "Do not import"));
}

async function takeBack(site, t, how, at, name) {
    await follow(t, how, t.page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Data" }));
    const row = t.page.locator("main tr", { hasText: name }).filter({ hasText: "Withdraw" }).first();
    await follow(t, how, row.getByRole("link", { name: /Withdraw/ }));
    await press(t, how, button(t, "Withdraw this file"));
    check(`${at}: a file is taken back only for a reason`, (await words(t)).includes("Say why this file is taken back"));
    await state(site, t, at, "withdrawing without a reason", { expected: 400 });
    await tick(t, how, t.page.getByLabel("The partner asked for it back"));
    await press(t, how, button(t, "Withdraw this file"));
    check(`${at}: then it is withdrawn`, (await words(t)).includes("It was withdrawn and counts no more"));
    await state(site, t, at, "a file withdrawn");
}

// ---- what takes long, and what else happens ----

// A file whose look and import take seconds.
function long(who, rows) {
    const lines = ["ref,date,category,postcode"];
    for (let i = 0; i < rows; i++)
        lines.push(`${who}${i},${MONTH}-${String(1 + i % 28).padStart(2, "0")},Other,${POSTCODE}`);
    return `${lines.join("\n")}\n`;
}

// Holds what the page's script asks for, so that the page stands still and can be looked at.
async function held(t, whileHeld) {
    const kept = [];
    let holding = true;
    await t.page.route("**/state.json", (route) => holding ? kept.push(route) : route.continue());
    return async () => {
        await whileHeld();
        holding = false;
        for (const route of kept)
            await route.continue().catch(() => {});
    };
}

async function underWay(site, t, at, name, h1) {
    await t.page.waitForFunction((want) => document.querySelector("h1")?.textContent.includes(want), h1);
    check(`${at}: ${name} says how far it is`, /Rows read so far/.test(await words(t)) &&
        await t.page.locator("progress").count() === 1);
    for (const width of [t.width, 320]) {
        await t.page.setViewportSize({ width, height: 900 });
        await state(site, { ...t, width }, at, name);
    }
    await t.page.setViewportSize({ width: t.width, height: 900 });
}

export async function slowly(site, how, rows) {
    const t = await tab(site.browser, site.base, how);
    const other = await tab(site.browser, site.base, {});
    const at = `a long import, ${how.name}`;
    const who = `long${how.name.replace(/[^a-z]/g, "")}`;
    const file = made(site, `${who}.csv`, long(who, rows));
    const alert = await aReview(site, at);
    const fill = async (to, path) => {
        await to.page.getByLabel("Whose file is it?").selectOption({ label: PARTNER.name });
        await to.page.getByLabel("incidents", { exact: true }).check();
        await to.page.getByLabel("The file").setInputFiles(path);
    };

    await toUpload(other, at); // a second file, ready to be imported
    await upload(other, {}, made(site, `${who}-second.csv`, `ref,date,category,postcode\n${who}s,${MONTH}-01,Other,${POSTCODE}\n`));
    await toUpload(t, at);
    await fill(t, file);
    const look = await held(t, () => underWay(site, t, at, "looking", "Looking through"));
    await button(t, "Look through it").click();
    await look();
    await settled(t, how);
    check(`${at}: the preview comes by itself`, (await words(t)).includes(`of ${rows.toLocaleString("en-GB")} rows would be kept`));
    const go = await held(t, async () => {
        await underWay(site, t, at, "importing", "Import under way");
        await reviewWaits(site, alert, at);
        await busy(site, other, at, who);
    });
    await button(t, /^Import/).click();
    await go();
    await settled(t, how);
    check(`${at}: it ends at the file`, /\/data\/file\/\d+$/.test(t.page.url()), t.page.url());
    await takeBack(site, t, how, at, `${who}.csv`);
    await t.context.close();
    await other.context.close();
    await alert.context.close();
}

// A review of an alert, ready to be sent.
async function aReview(site, at) {
    const t = await tab(site.browser, site.base, {});

    await open(t, `${PLACE}/alerts`, at);
    await follow(t, {}, t.page.locator("main tbody th a").first());
    await t.page.getByLabel("Watch", { exact: true }).check();
    await t.page.getByLabel("Who looked into it").selectOption("Sam Carter");
    return t;
}

async function reviewWaits(site, t, at) {
    const before = t.page.url();

    await button(t, "Keep the review").click();
    check(`${at}: a review is told to wait`, (await words(t)).includes("An import is under way"), await words(t));
    t.said.length = 0;
    await follow(t, {}, t.page.getByRole("link", { name: /go back/ }));
    check(`${at}: and has the way back`, t.page.url() === before, t.page.url());
    check(`${at}: nothing was said of the alert`, await t.page.locator(".moj-timeline__item").count() === 0);
}

async function busy(site, other, at, who) {
    await button(other, /^Import/).click();
    check(`${at}: a second file is told to wait`, (await words(other)).includes("An import is under way"),
        await words(other));
    check(`${at}: for which`, (await words(other)).includes(`${who}.csv`));
    await state(site, other, at, "another import under way", { expected: 409 });
    await toUpload(other, at);
    check(`${at}: who chooses a file is told of it`, (await words(other)).includes("is being imported just now"));
    await state(site, other, at, "choosing meanwhile");
    await follow(other, {}, other.page.getByRole("link", { name: "see how far it is" }));
    check(`${at}: and led to it`, /\/data\/(import|file)\/\d+$/.test(other.page.url()), other.page.url());
}

export async function interrupted(site, how) {
    const t = await tab(site.browser, site.base, how);
    const at = `interrupted, ${how.name}`;
    const store = join(site.folder, "northmere.safekeep");

    await open(t, `${PLACE}/data/upload/${"0".repeat(32)}`, at);
    check(`${at}: a file whose time is over is said to wait no more`, (await words(t)).includes("This file waits no more"));
    await state(site, t, at, "a file that waits no more", { expected: 404 });
    await open(t, `${PLACE}/data/import/1`, at);
    check(`${at}: an import nobody knows of did not happen`, (await words(t)).includes("This import did not happen"));
    await state(site, t, at, "an import that did not happen", { expected: 404 });
    await open(t, `${PLACE}/nothing/of/this`, at);
    check(`${at}: who is lost may search`, await t.page.locator("main form[role=search] input[name=q]").count() === 1);
    await state(site, t, at, "a page that is not there", { expected: 404 });

    const command = spawn(site.program, ["import", "--store", store, "--agency", "northmere-police", "--kind", "incidents", "-"],
        { stdio: ["pipe", "ignore", "ignore"] });
    const over = new Promise((done) => command.on("exit", done));
    command.stdin.on("error", () => {});
    command.stdin.write("ref,date,category,postcode\n");
    for (let i = 0; i < 100 && readFileSync(`${store}.lock`, "utf8").trim() !== String(command.pid); i++)
        await t.page.waitForTimeout(100);
    await toUpload(t, at);
    await upload(t, how, made(site, "meanwhile.csv", `ref,date,category,postcode\nm1,${MONTH}-01,Burglary,${POSTCODE}\n`));
    check(`${at}: while a command writes, a file has to wait`, (await words(t)).includes("A command is writing to this store"),
        await words(t));
    await state(site, t, at, "a command writes meanwhile", { expected: 409 });
    command.kill("SIGTERM");
    await over;
    for (let i = 0; i < 50 && !(await words(t)).includes("rows would be kept"); i++) {
        await t.page.waitForTimeout(200);
        await t.page.reload();
        t.said.length = 0;
    }
    check(`${at}: afterwards the same address shows it`, (await words(t)).includes("of 1 rows would be kept"), await words(t));
    await press(t, how, button(t, "Do not import"));
    await t.context.close();
}
