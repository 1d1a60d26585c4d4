"use strict";
// The panel, the search and the filters. Text of users reaches the page by textContent only.
const T = D.texts;
const panel = document.getElementById("panel"), search = document.getElementById("search");
const names = document.getElementById("names"), tooltip = document.getElementById("tooltip");
const write_number = (value) => value.toLocaleString(D.lang, { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0, useGrouping: true });

function make(tag, text, ...children) {
  const [name, style] = tag.split(".");
  const one = document.createElement(name);
  if (style) one.className = style;
  if (text !== null && text !== undefined) one.textContent = text;
  one.append(...children);
  return one;
}
function button(text, act) {
  const one = make("button", text);
  one.type = "button";
  one.addEventListener("click", act);
  return one;
}
function form(n) {
  if (D.lang !== "ru") return n === 1 ? 0 : 1;
  if (!Number.isInteger(n)) return 1;
  const tens = Math.floor(n / 10) % 10, units = n % 10;
  return tens === 1 || units === 0 || units > 4 ? 2 : units === 1 ? 0 : 1;
}
function tell(key, values) {
  return T[key].replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, how) => {
    const value = values[name];
    if (!how) return String(value);
    return how === "n" ? write_number(value) : how.split("|")[form(value)];
  });
}
const link = (at) => button(D.rows[at][ROW.name], () => open({ row: at }, true));
function list(title, items) {
  if (!items.length) return;
  panel.append(make("h2", title), make("ul", null, ...items.map((item) => make("li", null, ...[item].flat()))));
}
function closer() {
  const one = button("×", () => open(null));
  one.className = "close";
  one.title = T.close;
  one.setAttribute("aria-label", T.close);
  panel.append(one);
}

// What is open: null, { row }, { hull } or { gap }.
function open(what, move) {
  panel.replaceChildren();
  panel.scrollTop = 0;
  state.lit = null;
  if (!what) showAll();
  else if (what.row !== undefined) showProfile(what.row);
  else if (what.hull !== undefined) showCluster(what.hull);
  else showGap(what.gap);
  if (move && state.lit) fitTo(litPoints());
  network.redraw();
}
function litPoints() {
  const lit = state.lit, points = [...lit.dots].map((at) => [dots[at].x, dots[at].y]);
  if (!points.length || byClusters) for (const at of lit.hulls) {
    const edge = D.hulls[at][HULL.outline];
    for (let i = 0; i < edge.length; i += 2) points.push([edge[i], edge[i + 1]]);
  }
  return points;
}
const lightUp = (part) => {
  state.lit = { centre: null, dots: new Set(), hulls: new Set(), lines: [], suggested: [], arrows: new Set(), allNames: false, ...part };
};

function showAll() {
  panel.append(make("p.quiet", T.hint));
  showSuggestions();
  for (const claim of ["structural", "statistical", "predictive"]) {
    const gaps = D.gaps.map((gap, at) => ({ ...gap, at })).filter((gap) => gap.claim === claim && gap.here);
    if (!gaps.length) continue;
    panel.append(make("h2", T["claim_" + claim]));
    for (const kind of new Set(gaps.map((gap) => gap.kind))) {
      const same = gaps.filter((gap) => gap.kind === kind);
      const cards = () => same.map((gap) => make("div.gap", null, button(gap.text, () => open({ gap: gap.at }, true)), make("p", gap.action)));
      if (same.length <= 6) { panel.append(...cards()); continue; }
      const fold = make("details", null, make("summary", `${same[0].name} (${write_number(same.length)})`));
      fold.addEventListener("toggle", () => { if (fold.open && fold.children.length === 1) fold.append(...cards()); });
      panel.append(fold);
    }
  }
}

function showSuggestions() {
  if (!D.suggestions.length) return;
  panel.append(make("h2", D.askers.length ? tell("suggestions_for", { name: D.askers[0].name + (D.askers.length > 1 ? " " + tell("more", { n: D.askers.length - 1 }) : "") }) : T.suggestions));
  for (const one of D.suggestions) {
    const title = one.row >= 0 ? link(one.row) : make("strong", one.name);
    const card = make("div.card", null, title, make("p", `${one.kind}${T["list_" + one.list] ? " · " + T["list_" + one.list] : ""}`));
    for (const reason of one.reasons) card.append(make("p", reason));
    if (one.row < 0) card.append(make("p", T.not_drawn));
    panel.append(card);
  }
}

function showProfile(at) {
  const row = D.rows[at], drawn = at < dots.length;
  closer();
  panel.append(make("h3", row[ROW.name]));
  panel.append(make("p", [D.kinds[row[ROW.kind]], row[ROW.place]].filter(Boolean).join(" · ")));
  panel.append(make("p.quiet", "ID " + row[ROW.id]));
  if (!drawn && !byClusters) panel.append(make("p.quiet", T.not_drawn));
  const twins = D.rows.map((_, i) => i).filter((i) => i !== at && D.rows[i][ROW.name] === row[ROW.name]);
  list(T.same_name, twins.slice(0, 5).map((i) => [link(i), make("p", "ID " + D.rows[i][ROW.id])]));
  if (D.askers.some((asker) => asker.row === at)) showSuggestions();
  const here = D.suggestions.filter((one) => one.row === at);
  if (here.length) {
    panel.append(make("h2", T.suggested_here));
    for (const one of here) panel.append(make("div.card", null, ...one.reasons.map((reason) => make("p", reason))));
  }
  list(T.gaps, D.gaps.map((gap, i) => [gap, i]).filter(([gap]) => gap.members.includes(at)).slice(0, 8)
    .map(([gap, i]) => [button(gap.text, () => open({ gap: i }, true)), make("p", gap.action)]));
  const isProject = D.kindWords[row[ROW.kind]] === "project";
  if (!isProject) panel.append(make("h2", T.partners), make("p", row[ROW.all] === row[ROW.partners] ? write_number(row[ROW.partners]) : tell("partners_all", { n: row[ROW.partners], all: row[ROW.all] })));
  list(isProject ? T.participants : T.best_partners, row[ROW.best].map(link));
  const projects = row[ROW.projects].map((name) => typeof name === "number" ? link(name) : make("span", name));
  if (row[ROW.count] > projects.length && !isProject) projects.push(make("span", projects.length ? tell("more", { n: write_number(row[ROW.count] - projects.length) }) : write_number(row[ROW.count])));
  list(T.projects, projects);
  const own = drawn ? partnersOf[at] : [];
  list(T.cluster, row[ROW.clusters].map((i) => i < D.hulls.length ? button(D.hulls[i][HULL.name], () => open({ hull: i }, true)) : make("span", D.others[i - D.hulls.length])));
  list(T.ties, own.filter((line) => line.k >= 0).map((line) => [link(line.a === at ? line.b : line.a), make("p", D.ties[line.k])]));
  lightProfile(at, drawn, own);
}
function lightProfile(at, drawn, own) {
  if (!drawn) return lightUp({ hulls: new Set(D.rows[at][ROW.clusters].filter((i) => i < D.hulls.length)), allNames: true, only: -1 });
  const suggested = state.suggested ? D.suggested.filter((pair) => pair.includes(at)) : [];
  const lit = new Set([at, ...suggested.flat()]);
  for (const line of own) lit.add(line.a).add(line.b);
  for (const i of D.rows[at][ROW.best]) if (i < dots.length) lit.add(i);
  lightUp({ centre: at, dots: lit, lines: own, suggested, allNames: true });
}

function showCluster(at) {
  const hull = D.hulls[at], inside = [], placed = D.placed[at];
  D.rows.forEach((row, i) => {
    const own = row[ROW.clusters];
    if (D.kindWords[row[ROW.kind]] !== "project" && (hull[HULL.id] ? own.includes(at) : !own.length)) inside.push(i);
  });
  closer();
  panel.append(make("h3", hull[HULL.name]));
  panel.append(make("p", byClusters ? tell("n_organizations", { n: hull[HULL.members] }) : tell("members_main", { n: hull[HULL.members], m: placed })));
  if (byClusters && hull[HULL.id]) panel.append(make("p.quiet", tell("open_cluster", { command: `graphcdc map --cluster ${/^[\w.-]+$/.test(hull[HULL.id]) ? hull[HULL.id] : JSON.stringify(hull[HULL.id])}` })));
  const counts = new Map();
  for (const i of inside) counts.set(D.rows[i][ROW.kind], (counts.get(D.rows[i][ROW.kind]) || 0) + 1);
  panel.append(make("h2", T.kinds), table([...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([kind, n]) => [make("span", D.kinds[kind]), write_number(n), false])));
  list(T.gaps, D.gaps.map((gap, i) => [gap, i]).filter(([gap]) => gap.hulls && gap.hulls.includes(at))
    .map(([gap, i]) => [button(gap.text, () => open({ gap: i }, true)), make("p", gap.action)]));
  const best = inside.slice().sort((a, b) => D.rows[b][ROW.partners] - D.rows[a][ROW.partners] || a - b).slice(0, 10);
  list(T.best_members, best.map((i) => [link(i), make("p", `${D.kinds[D.rows[i][ROW.kind]]} · ${T.partners}: ${write_number(D.rows[i][ROW.partners])}`)]));
  const own = byClusters ? lines.filter((line) => line.a === at || line.b === at).sort((p, q) => q.o - p.o) : [];
  if (own.length) panel.append(make("h2", own.some((line) => line.e !== undefined) ? T.pairs : T.pairs_counted), table(own.map((line) => {
    const other = line.a === at ? line.b : line.a;
    const text = write_number(line.o) + (line.e === undefined ? "" : " / " + write_number(line.e));
    return [button(D.hulls[other][HULL.name], () => open({ hull: other })), text, line.e !== undefined && line.o < 0.5 * line.e];
  })));
  if (byClusters) return lightUp({ hulls: new Set([at, ...own.map((line) => (line.a === at ? line.b : line.a))]), only: at });
  lightUp({ hulls: new Set([at]), dots: new Set(dots.map((_, i) => i).filter((i) => D.main[i] === at)), lines: lines.filter((line) => !line.s && D.main[line.a] === at && D.main[line.b] === at) });
}
const table = (rows) => make("table", null, ...rows.map(([first, text, low]) => make("tr", null, make("td", null, first), make(low ? "td.low" : "td", text))));

function showGap(at) {
  const gap = D.gaps[at];
  closer();
  panel.append(make("h2", T["claim_" + gap.claim]), make("h3", gap.name), make("p", gap.text));
  if (gap.action) panel.append(make("h2", T.what_to_do), make("p", gap.action));
  const shown = gap.members.slice(0, 40).map(link);
  if (gap.members.length > 40) shown.push(make("span", tell("more", { n: write_number(gap.members.length - 40) })));
  list(T.members, shown);
  const lit = new Set(gap.members.filter((i) => i < dots.length));
  const hulls = new Set([...(gap.hulls || []), ...(byClusters ? gap.members.flatMap((i) => D.rows[i][ROW.clusters]).filter((i) => i < D.hulls.length) : [])]);
  const arrows = new Set(D.arrows.map((arrow, i) => (arrow[3] === at ? i : -1)).filter((i) => i >= 0));
  if (gap.hulls) return lightUp({ hulls, arrows, dots: new Set(dots.map((_, i) => i).filter((i) => hulls.has(D.main[i]))), names: false });
  lightUp({ dots: lit, hulls, arrows, allNames: true, lines: lines.filter((line) => !line.s && lit.has(line.a) && lit.has(line.b)) });
}

// Search: any part of a name, other names, the id.
const texts = D.rows.map((row) => [row[ROW.name], row[ROW.id], row[ROW.other]].join("\n").toLocaleLowerCase());
const hullTexts = D.hulls.map((hull) => hull[HULL.name].toLocaleLowerCase());
function find(text, most) {
  const wanted = text.trim().toLocaleLowerCase(), found = [];
  if (!wanted) return found;
  for (let at = 0; at < texts.length; at++) {
    const where = texts[at].indexOf(wanted);
    if (where < 0) continue;
    const whole = texts[at].split("\n").includes(wanted);
    found.push([whole ? 0 : where === 0 ? 1 : 2, -D.rows[at][ROW.partners], at, { row: at }, D.rows[at][ROW.name]]);
  }
  hullTexts.forEach((name, at) => { if (name.includes(wanted)) found.push([name === wanted ? 0 : 1.5, 0, at, { hull: at }, D.hulls[at][HULL.name]]); });
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, most);
}
search.addEventListener("input", (event) => {
  const found = find(search.value, 12);
  names.replaceChildren(...[...new Set(found.map((one) => one[4]))].map((name) => { const one = make("option"); one.value = name; return one; }));
  // A choice from the list is no typing: it opens at once.
  if (event.inputType === "insertReplacementText" && found.length) open(found[0][3], true);
});
search.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  const [best] = find(search.value, 1);
  if (best) open(best[3], true);
  else if (search.value.trim()) { open(null); panel.prepend(make("p", T.nothing_found)); }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { search.value = ""; open(null); fitAll(); }
  else if (event.key === "/" && document.activeElement !== search) { event.preventDefault(); search.focus(); }
});

// Clicks and the tooltip.
network.on("click", (event) => {
  const [id] = event.nodes;
  if (id !== undefined) return open(byClusters ? { hull: Number(id.slice(1)) } : { row: Number(id.slice(1)) });
  const { x, y } = event.pointer.canvas;
  const at = D.hulls.findIndex((hull) => hull[HULL.outline].length && Math.hypot(hull[HULL.x] - x, hull[HULL.y] - y) < hull[HULL.r]);
  open(at >= 0 && !state.lit ? { hull: at } : null);
});
box.addEventListener("mousemove", (event) => {
  const rect = box.getBoundingClientRect(), px = event.clientX - rect.left, py = event.clientY - rect.top;
  const { x, y } = network.DOMtoCanvas({ x: px, y: py }), scale = network.getScale();
  let best = -1, least = Infinity;
  (byClusters ? [] : dots).forEach((dot, at) => {
    const far = Math.hypot(dot.x - x, dot.y - y) - dot.size;
    if (far < 4 / scale && far < least && visible(at)) { least = far; best = at; }
  });
  const hull = byClusters ? D.hulls.findIndex((one) => Math.hypot(one[HULL.x] - x, one[HULL.y] - y) < one[HULL.r]) : -1;
  tooltip.hidden = best < 0 && hull < 0;
  box.style.cursor = tooltip.hidden ? "" : "pointer";
  if (tooltip.hidden) return;
  if (hull >= 0) tooltip.replaceChildren(make("strong", D.hulls[hull][HULL.name]), make("span", tell("n_organizations", { n: D.hulls[hull][HULL.members] })));
  else {
    const row = D.rows[best], clusters = row[ROW.clusters].map((i) => (i < D.hulls.length ? D.hulls[i][HULL.name] : D.others[i - D.hulls.length]));
    const word = D.kindWords[row[ROW.kind]] === "project" ? T.participants : T.partners;
    tooltip.replaceChildren(make("strong", row[ROW.name]), make("span", [D.kinds[row[ROW.kind]], clusters.slice(0, 2).join(", "), `${word}: ${write_number(row[ROW.partners])}`].filter(Boolean).join(" · ")));
  }
  const side = px > box.clientWidth - 320 ? px - tooltip.offsetWidth - 12 : px + 14;
  tooltip.style.left = Math.max(4, side) + "px";
  tooltip.style.top = Math.max(4, Math.min(py + 14, box.clientHeight - tooltip.offsetHeight - 4)) + "px";
});
box.addEventListener("mouseleave", () => { tooltip.hidden = true; });
document.getElementById("whole").addEventListener("click", () => { open(null); fitAll(); });

// Legend and filters.
for (const one of document.querySelectorAll("[data-look]")) one.addEventListener("change", () => {
  state.hidden[one.checked ? "delete" : "add"](one.dataset.look);
  nodeView.refresh();
  network.redraw();
});
for (const one of document.querySelectorAll("[data-show]")) one.addEventListener("change", () => {
  state[one.dataset.show] = one.checked;
  edgeView.refresh();
  network.redraw();
});
document.getElementById("cluster-list").append(...D.hulls.map((hull, at) => {
  const one = button(null, () => open({ hull: at }, true)), tint = make("span.tint");
  tint.style.backgroundColor = hull[HULL.id] ? hull[HULL.tint] : "transparent";
  one.append(tint, make("span.word", hull[HULL.name]), make("span.count", write_number(hull[HULL.members])));
  one.title = hull[HULL.name];
  return make("li", null, one);
}));
if (!D.hulls.length || (D.hulls.length === 1 && !D.hulls[0][HULL.id])) document.getElementById("clusters").hidden = true;
const keys = document.querySelectorAll("[data-radius]");
network.on("afterDrawing", () => { for (const key of keys) key.setAttribute("r", Math.min(key.dataset.radius * growth * network.getScale(), key.ownerSVGElement.clientWidth / 2)); });

document.title = D.title;
document.getElementById("title").textContent = D.title;
document.getElementById("subtitle").textContent = D.subtitle;
document.getElementById("source").textContent = D.source;
open(null);
fitAll();
let size = "";
new ResizeObserver(() => {
  // vis-network sets its own view when it first measures its box; the whole map between the panels comes after that.
  const now = box.clientWidth + "x" + box.clientHeight;
  if (now !== size) { size = now; requestAnimationFrame(() => { if (!state.lit) fitAll(); }); }
}).observe(box);
document.documentElement.dataset.ready = "yes";
