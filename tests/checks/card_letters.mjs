// card_letters.mjs TEXT WORDS.txt: does what was taken out of a PDF have every letter of a language's steps and title?
// By letter and not by word: shaped scripts are laid out in the order of the eye, which not every reader turns back.
import { readFileSync } from "node:fs";

const [text, words] = process.argv.slice(2).map((f) => readFileSync(f, "utf8"));
const count = (s) => {
    const letters = new Map();
    for (const c of s.normalize("NFKC").replace(/[\s\p{Cf}]/gu, ""))
        letters.set(c, (letters.get(c) ?? 0) + 1);
    return letters;
};
const said = words.split("\n").filter((l) => /^(title|emergency|step|more):/.test(l)).map((l) => l.replace(/^\w+: */, ""));
const have = count(text), want = count(said.join(""));
const less = [...want].filter(([c, n]) => (have.get(c) ?? 0) < n).map(([c]) => `U+${c.codePointAt(0).toString(16)}`);
if (less.length || want.size < 10) {
    console.log(`missing or too few: ${less.join(" ")}`);
    process.exit(1);
}
