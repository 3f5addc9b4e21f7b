// png: a screenshot as a PNG of at most 256 colours, a third of the size: pages are flat, and nobody sees the
// few shades of a letter's edge that fall together.
import { deflateSync } from "node:zlib";

// In the browser, which can read a PNG: the colours, the most frequent first, and each pixel's place among them.
const count = async (from) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${from}`)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const seen = new Map();
    for (let i = 0; i < data.length; i += 4) {
        const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
        seen.set(colour, (seen.get(colour) ?? 0) + 1);
    }
    const palette = [...seen].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 256).map(([colour]) => colour);
    const place = new Map(palette.map((colour, i) => [colour, i]));
    const apart = (a, b) => Math.abs((a >> 16) - (b >> 16)) + Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)) +
        Math.abs((a & 255) - (b & 255));
    let pixels = "";
    for (let i = 0; i < data.length; i += 4) {
        const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
        if (!place.has(colour))
            place.set(colour, palette.reduce((best, c, k) => apart(c, colour) < apart(palette[best], colour) ? k : best, 0));
        pixels += String.fromCharCode(place.get(colour));
    }
    return { palette, wide: bitmap.width, pixels: btoa(pixels) };
};

const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(checksum(body), body.length + 4);
    return out;
};
const TABLE = Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++)
        n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
});
const checksum = (bytes) => (bytes.reduce((c, b) => TABLE[(c ^ b) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

export async function fewColours(browser, png) {
    const page = await browser.newPage();
    const { palette, wide, pixels } = await page.evaluate(count, png.toString("base64"));
    await page.close();
    const flat = Buffer.from(pixels, "base64"), high = flat.length / wide;
    const lines = Buffer.alloc(flat.length + high);
    for (let y = 0; y < high; y++)
        flat.copy(lines, y * (wide + 1) + 1, y * wide, (y + 1) * wide);
    const head = Buffer.alloc(13);
    head.writeUInt32BE(wide, 0);
    head.writeUInt32BE(high, 4);
    head.set([8, 3, 0, 0, 0], 8);
    return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head),
        chunk("PLTE", Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]))),
        chunk("IDAT", deflateSync(lines, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
