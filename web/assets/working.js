/*
 * working.js - the page of work under way keeps itself up to date, and goes on to what comes after it.
 *
 * The page is whole without this: its button asks again. Who listens to the page is told when the state
 * changes and at each quarter, not each second.
 */
"use strict";

(() => {
  const part = (name) => document.getElementById(`working${name}`);
  const frame = part("");
  if (!frame) {
    return;
  }
  const EVERY = 1000;
  const grouped = new Intl.NumberFormat("en-GB");
  let told = "";
  let misses = 0;

  function capital(words) {
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  function show(now) {
    part("-bar").value = now.percent;
    part("-state").textContent = capital(now.state);
    part("-rows").textContent = grouped.format(now.rows);
    part("-done").textContent = grouped.format(Math.floor(now.bytes / 1000));
    const tell = `${capital(now.state)}, ${25 * Math.floor(now.percent / 25)} of 100`;
    if (tell !== told) {
      told = tell;
      part("-said").textContent = tell;
    }
  }

  async function ask() {
    let again = true;
    try {
      const reply = await fetch(frame.dataset.json, { cache: "no-store", credentials: "same-origin" });
      const now = reply.ok ? await reply.json() : { ended: true };
      misses = 0;
      again = !now.ended;
      if (again) {
        show(now);
      }
    } catch {
      misses += 1;
      if (misses === 3) {
        part("-said").textContent = "The site does not answer";
        part("-state").textContent = "The site does not answer: is it running?";
      }
    }
    if (again) {
      setTimeout(ask, EVERY);
    } else {
      window.location.replace(window.location.pathname);
    }
  }

  setTimeout(ask, EVERY);
})();
