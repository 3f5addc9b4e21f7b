// hold - clients that hold the line, and what became of them and of those who only wanted a page.
//
//     node hold.mjs PORT drip N SECONDS    N sockets send a byte of a head every 100 ms; a page is asked for meanwhile
//     node hold.mjs PORT idle N SECONDS    N sockets say nothing
//     node hold.mjs PORT unread N SECONDS  N sockets ask for a file again and again and read nothing
//     node hold.mjs PORT slow N SECONDS    N sockets send a byte of a form every 100 ms
//     node hold.mjs PORT load N SECONDS    N sockets ask again and again until the line ends
//
// Prints "going" when all are held, or 50 pages were answered; at the end one JSON object: held, cut (by the server within the seconds), asked, answered, refused (503), broken
// (half a reply, or none).
import net from 'node:net';

const [port, how, n, seconds] = process.argv.slice(2);
const sum = { held: 0, cut: 0, asked: 0, answered: 0, refused: 0, broken: 0 };
const PAGE = 'GET / HTTP/1.1\r\nHost: localhost\r\n';
const FIRST = {
    drip: PAGE, idle: '', unread: (PAGE + '\r\n').repeat(20000),
    slow: 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n',
};
const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

function connect() {
    return new Promise(resolve => {
        const s = net.connect({ port: Number(port), host: '127.0.0.1' }, () => resolve(s));
        s.on('error', () => resolve(null));
    });
}

async function hold(held) {
    const s = await connect();
    if (!s)
        return;
    sum.held++;
    held.push(s);
    s.on('error', () => {});
    s.on('close', () => { sum.cut += !s.gone; });
    if (how === 'unread')
        s.pause();
    else
        s.resume();
    s.write(FIRST[how]);
    if (how === 'drip' || how === 'slow')
        s.drip = setInterval(() => s.write(how === 'drip' ? 'X' : 'a'), 100);
    if (how === 'unread')
        s.drip = setInterval(() => s.write('GET'), 100); // a socket that was shut says so to who writes
}

// One page, on a line of its own or one that goes on. Resolves with the reply's status, 0 when there was none.
function ask(s, last) {
    return new Promise(resolve => {
        let got = '';
        const done = status => { s.removeAllListeners('data'); s.removeAllListeners('close'); resolve(status); };
        s.on('data', d => {
            got += d.toString('latin1');
            const head = got.slice(0, got.indexOf('\r\n\r\n') + 2);
            const length = /\r\nContent-Length: (\d+)\r\n/i.exec(head);
            if (length && got.length >= head.length + 2 + Number(length[1])) {
                s.ends = /\r\nConnection: close\r\n/i.test(head);
                done(Number(got.slice(9, 12)));
            }
        });
        s.on('close', () => done(got.length ? -1 : 0));
        s.write(PAGE + (last ? 'Connection: close\r\n\r\n' : '\r\n'));
    });
}

function count(status) {
    sum.asked++;
    sum.answered += status === 303;
    if (how === 'load' && sum.answered === 50)
        console.log('going');
    sum.refused += status === 503;
    sum.broken += status <= 0;
}

async function want_page() {
    const s = await connect();
    if (s)
        s.on('error', () => {});
    count(s ? await Promise.race([ask(s, true), wait(15000).then(() => 0)]) : 0);
    s?.destroy();
}

// Asks until a reply says that it was the last, or nobody takes another call.
async function ask_on(until) {
    for (;;) {
        const s = await connect();
        if (!s)
            return;
        s.on('error', () => {});
        let first = true;
        do {
            const status = await ask(s, false);
            if (status === 0 && first)
                return; // a call that was never taken
            count(status === 0 ? -1 : status);
            first = false;
            if (status <= 0)
                return;
        } while (!s.ends && Date.now() < until);
        s.destroy();
        if (Date.now() >= until)
            return;
    }
}

const until = Date.now() + Number(seconds) * 1000;
if (how === 'load') {
    await Promise.all(Array.from({ length: Number(n) }, () => ask_on(until)));
} else {
    const held = [];
    await Promise.all(Array.from({ length: Number(n) }, () => hold(held)));
    console.log('going');
    for (let i = 0; i < 5; i++)
        await want_page();
    while (Date.now() < until && sum.cut < sum.held)
        await wait(50);
    for (const s of held) {
        s.gone = true;
        clearInterval(s.drip);
        s.destroy();
    }
    await want_page();
}
console.log(JSON.stringify(sum));
process.exit(0);
