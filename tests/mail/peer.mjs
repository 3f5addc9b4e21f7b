// peer.mjs [REFUSE] - a mail server of a few lines on the loopback: it says its port, takes mails, and appends
// each to the file "mail". With REFUSE it takes none.
import { appendFileSync } from "node:fs";
import { createServer } from "node:net";

const refuses = process.argv[2] === "refuse";

createServer((socket) => {
    let rest = "", body = null;
    const say = (line) => socket.write(line + "\r\n");

    const hear = (line) => {
        if (body !== null) {
            if (line !== ".") { body.push(line.replace(/^\.\./, ".")); return; }
            appendFileSync("mail", body.join("\n") + "\n");
            body = null;
            say("250 taken");
        } else if (/^EHLO/i.test(line)) say("250 peer");
        else if (/^MAIL FROM/i.test(line)) { appendFileSync("mail", line + "\n"); say("250 fine"); }
        else if (/^RCPT TO/i.test(line)) { appendFileSync("mail", line + "\n"); say(refuses ? "550 no" : "250 fine"); }
        else if (/^DATA/i.test(line)) { body = []; say("354 go on"); }
        else if (/^QUIT/i.test(line)) { say("221 bye"); socket.end(); }
        else say("500 what");
    };
    socket.on("data", (piece) => {
        rest += piece.toString("latin1");
        for (let end; (end = rest.indexOf("\r\n")) >= 0;) {
            const line = rest.slice(0, end);
            rest = rest.slice(end + 2);
            hear(line);
        }
    });
    socket.on("error", () => {});
    say("220 peer");
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
