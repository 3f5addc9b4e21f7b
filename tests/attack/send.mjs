// send - sends each vector's bytes over a socket of its own and holds what comes back against what it says.
//
//     node send.mjs PORT vectors/*.txt        ends with "N passed, N failed"
//
// A vector is a text file. Lines that begin with "# " say what it is; one of them is
//     # expect: 400            one reply of ours with that status, after which the connection ends
//     # expect: 200 200        two replies, on a connection that stays open
//     # expect: library 400    the reply is libmicrohttpd's own, which bears none of our headers (and sends its
//                              first lines twice), and nothing of ours comes after it
//     # expect: closed         no reply at all
// and several that are allowed stand with "or" between them. The rest are the bytes: line ends of the file
// do not count, \r \n \t \\ and \xNN do, and {N*text} is text N times.
import fs from 'node:fs';
import net from 'node:net';

const [port, ...files] = process.argv.slice(2);
const STRICT = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cache-control',
    'cross-origin-resource-policy', 'cross-origin-opener-policy'];

function bytes(text) {
    const plain = text.replace(/\{(\d+)\*([^}]*)\}/g, (all, n, what) => what.repeat(Number(n)));
    const out = plain.replace(/\\(r|n|t|\\|x[0-9a-f]{2})/g, (all, c) =>
        ({ r: '\r', n: '\n', t: '\t', '\\': '\\' })[c] ?? String.fromCharCode(parseInt(c.slice(1), 16)));
    return Buffer.from(out, 'latin1');
}

function vector(file) {
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    const said = lines.filter(l => l.startsWith('# ')).map(l => l.slice(2));
    const expect = said.find(l => l.startsWith('expect: '));
    if (!expect)
        throw new Error(`${file} does not say what it expects`);
    return { file, allowed: expect.slice(8).split(' or '), raw: bytes(lines.filter(l => !l.startsWith('# ')).join('')) };
}

// What came back, cut into replies; null when it is not made of whole replies.
function replies(got, head) {
    const out = [];
    for (let rest = got.toString('latin1'); rest.length > 0;) {
        const m = rest.match(/^HTTP\/1\.[01] (\d{3}) [^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n/);
        if (!m)
            return null;
        if (rest.includes('\0'))
            return null;
        const names = m[2].split('\r\n').map(l => l.split(':')[0].toLowerCase());
        const length = head || m[1] === '304' || m[1] === '100' ? 0 : Number(/^content-length: *(\d+)/im.exec(m[2])?.[1]);
        if (!(rest.length >= m[0].length + length))
            return null;
        if (m[1] !== '100')
            out.push({ status: m[1], ours: STRICT.every(n => names.includes(n)) });
        rest = rest.slice(m[0].length + length);
    }
    return out;
}

function told(got, ended, head) {
    const first = got.toString('latin1').split('\r\n\r\n');
    const library = /^HTTP\/1\.1 ([45]\d\d) /.exec(first[0]);
    if (library && !/^Content-Security/m.test(got.toString('latin1')))
        return `library ${library[1]}${ended ? '' : ' and left open'}`;
    const all = replies(got, head);
    if (all === null)
        return 'half a reply';
    if (all.length === 0)
        return ended ? 'closed' : 'silence';
    const words = all.map(r => (r.ours ? '' : 'bare ') + r.status).join(' ');
    return words + (/[45]\d\d$/.test(words) && !ended ? ' and left open' : '');
}

function send(v) {
    return new Promise(resolve => {
        const chunks = [];
        const s = net.connect({ port: Number(port), host: '127.0.0.1' }, () => s.write(v.raw));
        let quiet;
        const end = ended => {
            clearTimeout(quiet);
            s.destroy();
            resolve(told(Buffer.concat(chunks), ended, v.raw.subarray(0, 5).toString() === 'HEAD '));
        };
        const listen = () => {
            clearTimeout(quiet);
            quiet = setTimeout(() => end(false), 4000);
        };
        s.on('data', d => { chunks.push(d); listen(); });
        s.on('end', () => end(true));
        s.on('error', () => end(true));
        listen();
    });
}

let passed = 0, failed = 0;
await Promise.all(files.map(async file => {
    const v = vector(file);
    const is = await send(v);
    if (v.allowed.includes(is))
        passed++;
    else {
        failed++;
        console.log(`not so: ${file.split('/').pop()}: wanted ${v.allowed.join(' or ')}, was ${is}`);
    }
}));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
