// crowd - so many lines are held from one address; what do others read who come then?
//
//     node crowd.mjs PORT FROM N idle|busy HOST...
//
// N lines to FROM say the beginning of a head (idle) or of a form that never ends (busy). Then from each HOST, one after
// the other, a page is asked for; then all lines are let go, and a page is asked for at FROM. A socket to an address
// of this machine comes from that address; one from another loopback address goes to 127.0.0.1. Prints one JSON object: held, asked: [{host, status, words, ended}], after.
import net from 'node:net';

const [port, from, n, how, ...hosts] = process.argv.slice(2);
const FIRST = {
    idle: 'GET / HTTP/1.1\r\nHost: localhost\r\n',
    busy: 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\na=',
};
const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

function connect(host) {
    return new Promise(resolve => {
        const to = host.startsWith('127.') ? { host: '127.0.0.1', localAddress: host } : { host };
        const s = net.connect({ port: Number(port), ...to }, () => resolve(s));
        s.on('error', () => resolve(null));
    });
}

// A line counts as held when nothing came back and it is open a little later.
async function hold() {
    const s = await connect(from);
    if (!s)
        return null;
    s.resume();
    s.on('error', () => {});
    s.on('close', () => { s.over = true; });
    s.write(FIRST[how]);
    return s;
}

async function ask(host) {
    const s = await connect(host);
    if (!s)
        return { host, status: 0, words: '', ended: true };
    let got = '';
    s.on('error', () => {});
    s.on('data', d => { got += d.toString('latin1'); });
    const ended = new Promise(resolve => s.on('close', () => resolve(true)));
    s.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    const over = await Promise.race([ended, wait(15000).then(() => false)]);
    s.destroy();
    const [head, words = ''] = got.split('\r\n\r\n');
    return { host, status: Number(head.slice(9, 12)) || 0, words, head, ended: over };
}

const lines = [];
for (let i = 0; i < Number(n); i++)
    lines.push(await hold());
await wait(300);
const sum = { held: lines.filter(s => s && !s.over).length, asked: [] };
for (const host of hosts)
    sum.asked.push(await ask(host));
for (const s of lines)
    s?.destroy();
await wait(300);
sum.after = await ask(from);
console.log(JSON.stringify(sum));
process.exit(0);
