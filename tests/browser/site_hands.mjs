// site_hands.mjs: a page used with a mouse or finger, or with nothing but the keyboard.
import { check } from "./site_page.mjs";

const TABS_MAX = 400;

// Tabs to it as a person would; it must be reached, and be seen to have the focus.
export async function reach(t, target) {
    await target.waitFor({ state: "attached" });
    for (let i = 0; i < TABS_MAX; i++) {
        if (await target.evaluate((e) => document.activeElement === e ||
            (e.type === "radio" && document.activeElement.type === "radio" && document.activeElement.name === e.name)))
            return true;
        await t.page.keyboard.press("Tab");
    }
    return check(`${await target.evaluate((e) => e.textContent || e.name)} is reached by the keyboard`, false);
}

async function settled(t, act) {
    await Promise.all([t.page.waitForLoadState("load"), act()]);
    await t.page.waitForLoadState("load");
}

export async function follow(t, how, link) {
    const before = t.page.url();
    if (!how.keyboard) {
        await link.click();
    } else {
        await reach(t, link);
        await t.page.keyboard.press("Enter");
    }
    await t.page.waitForURL((u) => u.href !== before);
    await t.page.waitForLoadState("load");
}

export async function press(t, how, button) {
    if (!how.keyboard)
        return settled(t, () => button.click());
    await reach(t, button);
    return Promise.all([t.page.waitForNavigation(), t.page.keyboard.press("Enter")]);
}

export async function tick(t, how, radio) {
    if (!how.keyboard)
        return radio.check();
    await reach(t, radio);
    for (let i = 0; i < 10 && !await radio.isChecked(); i++)
        await t.page.keyboard.press(i === 0 ? "Space" : "ArrowDown");
    return check("a choice is made by the keyboard", await radio.isChecked());
}

export async function choose(t, how, select, words) {
    if (!how.keyboard)
        return select.selectOption(words);
    const label = words.label ?? words;
    await reach(t, select);
    await t.page.keyboard.type(label);
    const chosen = await select.evaluate((e) => e.selectedOptions[0].textContent.trim());
    return check("a list is chosen from by the keyboard", chosen === label, chosen);
}

export async function write(t, how, input, words) {
    if (!how.keyboard)
        return input.fill(words);
    await reach(t, input);
    return t.page.keyboard.type(words);
}
