// card_schema.mjs SCHEMA FILE - does this card fit the schema? By the keywords our schema uses; any other is refused,
// so that nothing in the schema is passed over. Says where it does not fit, and ends with 1.
import { readFileSync } from "node:fs";

const [schema, card] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const told = [];
const isObject = (v) => v !== null && typeof v === "object" && !Array.isArray(v);
const type = (v) => (Array.isArray(v) ? "array" : v === null ? "null" : typeof v);
const isDay = (s) => !Number.isNaN(Date.parse(s)) && new Date(s).toISOString().startsWith(s);

const KEYWORDS = {
    $schema: (s) => s === "https://json-schema.org/draft/2020-12/schema",
    $defs: () => true,
    title: () => true,
    description: () => true,
    $ref: (s, v, at) => fits(s.split("/").slice(1).reduce((of, name) => of[name], schema), v, at),
    type: (s, v) => (s === "integer" ? Number.isInteger(v) : type(v) === s),
    enum: (s, v) => s.includes(v),
    const: (s, v) => s === v,
    pattern: (s, v) => typeof v !== "string" || new RegExp(s, "u").test(v),
    format: (s, v) => s === "date" && (typeof v !== "string" || isDay(v)),
    minLength: (s, v) => typeof v !== "string" || [...v].length >= s,
    maxLength: (s, v) => typeof v !== "string" || [...v].length <= s,
    minimum: (s, v) => typeof v !== "number" || v >= s,
    maximum: (s, v) => typeof v !== "number" || v <= s,
    minItems: (s, v) => !Array.isArray(v) || v.length >= s,
    maxItems: (s, v) => !Array.isArray(v) || v.length <= s,
    uniqueItems: (s, v) => !Array.isArray(v) || new Set(v.map((x) => JSON.stringify(x))).size === v.length,
    items: (s, v, at) => !Array.isArray(v) || v.map((x, i) => fits(s, x, `${at}/${i}`)).every(Boolean),
    contains: (s, v) => !Array.isArray(v) || v.some((x) => quietly(s, x)),
    required: (s, v) => !isObject(v) || s.every((name) => Object.hasOwn(v, name)),
    properties: (s, v, at) =>
        !isObject(v) || Object.keys(s).filter((n) => Object.hasOwn(v, n)).map((n) => fits(s[n], v[n], `${at}/${n}`)).every(Boolean),
    additionalProperties: (s, v, at, of) => s === false && (!isObject(v) || Object.keys(v).every((n) => Object.hasOwn(of.properties, n))),
    if: (s, v, at, of) => fits(quietly(s, v) ? of.then : of.else, v, at),
    then: () => true,
    else: () => true,
};

function fits(s, v, at) {
    if (typeof s === "boolean") return s || !told.push(`${at || "/"} may not be there`);
    let good = true;
    for (const [word, rule] of Object.entries(s)) {
        if (!Object.hasOwn(KEYWORDS, word)) throw new Error(`the schema has a keyword this check does not know: ${word}`);
        if (!KEYWORDS[word](rule, v, at, s)) {
            told.push(`${at || "/"} against "${word}"`);
            good = false;
        }
    }
    return good;
}

function quietly(s, v) {
    const before = told.length;
    const good = fits(s, v, "");
    told.length = before;
    return good;
}

if (!fits(schema, card, "")) {
    console.log(told.join("\n"));
    process.exit(1);
}
