/*
 * map.js - Leaflet in the place of the map's picture, and filters that need no reload.
 *
 * The page is whole without this. Figures are never made here: when a filter
 * moves, the same page is asked for again and its parts are put in place, so the
 * map, the table and the legend are always one answer. The table's rows say how
 * each area is painted; the outlines come once and are kept by the browser.
 */
"use strict";

(() => {
  const form = document.getElementById("map-form");
  const frame = document.getElementById("map-frame");
  const live = document.getElementById("map-live");
  if (!form || !frame || !live || typeof L === "undefined") {
    return;
  }

  const PARTS = ["map-title", "map-lead", "map-picture", "map-key", "map-alerts", "map-figures", "map-months"];
  const BADGE = 30;
  const SVG = "http://www.w3.org/2000/svg";
  const part = (id) => document.getElementById(id);
  const noHover = window.matchMedia("(hover: none)").matches;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* ---- paint: the style's own colours, asked for once ---- */

  function colour(classes, property) {
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", classes);
    svg.append(path);
    frame.append(svg);
    const value = window.getComputedStyle(path)[property];
    svg.remove();
    return value;
  }

  function tile(side, draw) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const pen = canvas.getContext("2d");
    draw(pen);
    return pen.createPattern(canvas, "repeat");
  }

  function hatched() {
    return tile(8, (pen) => {
      pen.fillStyle = colour("paper above", "fill");
      pen.fillRect(0, 0, 8, 8);
      pen.strokeStyle = colour("ink above", "stroke");
      pen.lineWidth = 1.4;
      pen.beginPath();
      for (const at of [-8, 0, 8]) {
        pen.moveTo(at, 8);
        pen.lineTo(at + 8, 0);
      }
      pen.stroke();
    });
  }

  function dotted() {
    return tile(8, (pen) => {
      pen.fillStyle = colour("paper below", "fill");
      pen.fillRect(0, 0, 8, 8);
      pen.fillStyle = colour("ink below", "fill");
      pen.beginPath();
      pen.arc(4, 4, 1.3, 0, 2 * Math.PI);
      pen.fill();
    });
  }

  const PAINT = {
    above: hatched(),
    below: dotted(),
    usual: colour("paper usual", "fill"),
    unknown: colour("area step-none", "fill"),
  };
  for (let i = 0; i < 5; i += 1) {
    PAINT[`step-${i}`] = colour(`area step-${i}`, "fill");
  }

  /* ---- the map: fill below edges below points ---- */

  live.hidden = false;
  frame.classList.add("map-is-live");
  const map = L.map(live, {
    attributionControl: false,
    scrollWheelZoom: false,
    dragging: !noHover,
    zoomSnap: 0.1,
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
  });
  ["fill", "edges", "points"].forEach((name, i) => {
    const pane = map.createPane(name);
    pane.style.zIndex = String(400 + 10 * i);
    if (name !== "fill") {
      pane.style.pointerEvents = "none"; /* else the upper canvas would hide the lower from the pointer */
    }
  });
  const canvas = {
    fill: L.canvas({ pane: "fill", padding: 0.5 }),
    edges: L.canvas({ pane: "edges", padding: 0.5 }),
    points: L.canvas({ pane: "points", padding: 0.5 }),
  };

  const outlines = new Map(); /* address -> promise of GeoJSON */
  let areas = null;
  let edges = null;
  let lit = null;
  const points = L.layerGroup().addTo(map);
  const badges = L.layerGroup().addTo(map);
  let shown = "";
  let layerOf = new Map(); /* code -> layer */
  let rows = new Map(); /* code -> the table's row */

  function fetchOutlines(address) {
    if (!outlines.has(address)) {
      outlines.set(address, fetch(address).then((reply) => {
        if (!reply.ok) {
          throw new Error("no outlines");
        }
        return reply.json();
      }));
    }
    return outlines.get(address);
  }

  function words(row) {
    const box = document.createElement("div");
    const name = document.createElement("strong");
    name.textContent = row.querySelector("a").textContent;
    box.append(name, document.createElement("br"), row.dataset.says);
    return box;
  }

  function wordsWithLink(row) {
    const box = words(row);
    const link = row.querySelector("a").cloneNode(true);
    link.textContent = "Open this area";
    box.append(document.createElement("br"), link);
    return box;
  }

  function light(code, strong) {
    if (lit) {
      lit.remove();
      lit = null;
    }
    const layer = layerOf.get(code);
    if (layer) {
      lit = L.geoJSON(layer.feature, {
        pane: "points", renderer: canvas.points, interactive: false,
        style: { color: "#0b0c0c", weight: strong ? 4 : 3, fill: false },
      }).addTo(map);
    }
  }

  function pointedOut() {
    const row = document.querySelector("tr.map-row--out");
    return row ? row.dataset.code : "";
  }

  function eachArea(feature, layer) {
    const code = feature.id;
    layerOf.set(code, layer);
    layer.on("mouseover", () => light(code, false));
    layer.on("mouseout", () => light(pointedOut(), true));
    layer.on("click", () => {
      const row = rows.get(code);
      if (row && !noHover) {
        row.querySelector("a").click();
      }
    });
    if (noHover) {
      layer.bindPopup(() => (rows.has(code) ? wordsWithLink(rows.get(code)) : code));
    } else {
      layer.bindTooltip(() => (rows.has(code) ? words(rows.get(code)) : code), { sticky: true, className: "map-tip" });
    }
  }

  function styleOf(feature) {
    const row = rows.get(feature.id);
    return { stroke: false, fillOpacity: 1, fillColor: PAINT[row ? row.dataset.look : "unknown"] || PAINT.unknown };
  }

  function outline(shapes) {
    [areas, edges].forEach((old) => old && old.remove());
    layerOf = new Map();
    areas = L.geoJSON(shapes, { pane: "fill", renderer: canvas.fill, style: styleOf, onEachFeature: eachArea }).addTo(map);
    edges = L.geoJSON(shapes, {
      pane: "edges", renderer: canvas.edges, interactive: false,
      style: { color: "#51606b", weight: shapes.features.length > 60 ? 0.8 : 1.4, fill: false },
    }).addTo(map);
    const box = areas.getBounds();
    map.fitBounds(box, { padding: [12, 12], animate: false });
    map.setMinZoom(map.getZoom() - 1);
    map.setMaxZoom(map.getZoom() + 5);
    map.setMaxBounds(box.pad(0.4));
  }

  function circle(item) {
    const radius = Number(item.dataset.radius);
    if (radius > 0) {
      L.circle([Number(item.dataset.lat), Number(item.dataset.lon)], {
        radius, pane: "points", renderer: canvas.points, interactive: false,
        color: "#0b0c0c", weight: 2.5, dashArray: "7 5", fill: false,
      }).addTo(points);
    }
  }

  function badge(item, at) {
    const link = item.querySelector("a");
    const number = document.createElement("span");
    number.textContent = item.dataset.number;
    L.marker(at, {
      icon: L.divIcon({ className: "map-mark", html: number, iconSize: [BADGE, BADGE] }),
      title: `Alert ${item.dataset.number}: ${link.textContent}`,
    }).on("click", () => link.click()).addTo(badges);
  }

  /* Numbers that would hide each other stand side by side instead, at each zoom anew. */
  function placeBadges() {
    const taken = [];
    badges.clearLayers();
    document.querySelectorAll("#map-alerts li").forEach((item) => {
      const spot = map.project([Number(item.dataset.lat), Number(item.dataset.lon)]);
      for (const other of taken) {
        if (Math.abs(other.x - spot.x) < BADGE + 2 && Math.abs(other.y - spot.y) < BADGE + 2) {
          spot.x = other.x + BADGE + 4;
          spot.y = other.y;
        }
      }
      taken.push(spot);
      badge(item, map.unproject(spot));
    });
  }

  async function paint() {
    const address = part("map-picture").dataset.outlines;
    rows = new Map();
    document.querySelectorAll("#map-figures tr[data-code]").forEach((row) => rows.set(row.dataset.code, row));
    live.setAttribute("aria-label", `Map: ${part("map-title").textContent}. Arrow keys move it, plus and minus zoom. ` +
      "The table holds the same figures.");
    const shapes = await fetchOutlines(address);
    if (address !== part("map-picture").dataset.outlines) {
      return; /* another answer came meanwhile and paints itself */
    }
    if (shown !== address) {
      outline(shapes);
      shown = address;
      const out = layerOf.get(pointedOut());
      if (out) {
        map.fitBounds(out.getBounds().pad(1.5), { animate: false });
      }
    } else {
      areas.setStyle(styleOf);
    }
    light(pointedOut(), true);
    points.clearLayers();
    document.querySelectorAll("#map-alerts li").forEach(circle);
    placeBadges();
  }

  function giveUp() { /* the picture the server made is as good */
    frame.classList.remove("map-is-live");
    live.hidden = true;
  }

  /* ---- asking again ---- */

  const month = form.elements.namedItem("month");
  const slider = part("map-slider");
  const range = part("map-range");
  const says = part("map-range-says");
  let asking = null;
  let waiting = 0;

  function setRange() {
    range.max = String(month.options.length - 1);
    range.value = String(month.options.length - 1 - month.selectedIndex);
    sayRange();
  }

  function sayRange() {
    const text = month.options[month.options.length - 1 - Number(range.value)].textContent;
    says.textContent = text;
    range.setAttribute("aria-valuetext", text);
  }

  function place(page) {
    for (const id of PARTS) {
      const fresh = page.getElementById(id);
      if (fresh) {
        part(id).replaceWith(document.adoptNode(fresh));
      }
    }
    for (const select of form.querySelectorAll("select")) {
      const fresh = page.getElementById(select.id);
      if (fresh) {
        const chosen = fresh.value; /* options forget that they are chosen when they move */
        select.replaceChildren(...document.adoptNode(fresh).children);
        select.value = chosen;
      }
    }
    document.title = page.title;
  }

  async function ask(address) {
    if (asking) {
      asking.abort();
    }
    const mine = asking = new AbortController();
    frame.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch(address, { signal: mine.signal });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (!reply.ok || !page.getElementById("map-figures")) {
        throw new Error("no map");
      }
      place(page);
      history.replaceState(null, "", part("map-self").getAttribute("href"));
      setRange();
      await paint();
    } catch (problem) {
      if (mine.signal.aborted) {
        return;
      }
      window.location.assign(address); /* what went wrong is said by the page itself */
    }
    if (asking === mine) {
      frame.removeAttribute("aria-busy");
    }
  }

  function addressOfForm() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value !== "") {
        query.append(name, value);
      }
    }
    return `${form.getAttribute("action")}?${query}`;
  }

  function askSoon(wait) {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => ask(addressOfForm()), wait);
  }

  map.on("zoomend", placeBadges);
  slider.hidden = false;
  form.classList.add("map-form--live");
  setRange();
  range.addEventListener("input", () => {
    month.selectedIndex = month.options.length - 1 - Number(range.value);
    sayRange();
    askSoon(120);
  });
  form.addEventListener("change", (event) => {
    if (event.target !== range) {
      askSoon(0);
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    askSoon(0);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest ? event.target.closest("#map-months a") : null;
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      ask(link.getAttribute("href"));
    }
  });
  for (const [what, on] of [["focusin", true], ["mouseover", true], ["focusout", false], ["mouseout", false]]) {
    document.addEventListener(what, (event) => {
      const row = event.target.closest ? event.target.closest("#map-figures tr[data-code]") : null;
      if (row) {
        light(on ? row.dataset.code : pointedOut(), true);
      }
    });
  }
  paint().catch(giveUp);
})();
