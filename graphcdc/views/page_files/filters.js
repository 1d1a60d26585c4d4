// The legend, which is the filter too: kinds, ties, clusters; and region, kinds of tie, years.
const legend = document.getElementById("legend");

function mark(look) {
  const one = shape("svg", { class: "mark", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" });
  const { shape: form, fill } = D.looks[look];
  const corners = {
    triangle: "8,2 14.2,13 1.8,13",
    diamond: "8,1.2 14.8,8 8,14.8 1.2,8",
    hexagon: "14.2,8 11.1,13.4 4.9,13.4 1.8,8 4.9,2.6 11.1,2.6",
    star: "8,0.9 9.9,5.7 15,6 11,9.2 12.4,14.2 8,11.4 3.6,14.2 5,9.2 1,6 6.1,5.7",
  }[form];
  if (form === "dot") one.append(shape("circle", { cx: 8, cy: 8, r: 5.6, fill }));
  else if (form === "square") one.append(shape("rect", { x: 3, y: 3, width: 10, height: 10, fill }));
  else one.append(shape("polygon", { points: corners, fill }));
  return one;
}
function stroke(colour, dashes, width) {
  const one = shape("svg", { width: 26, height: 10, "aria-hidden": "true" });
  one.append(shape("line", { x1: 1, y1: 5, x2: 25, y2: 5, stroke: colour, "stroke-width": width, ...(dashes ? { "stroke-dasharray": dashes } : {}) }));
  return one;
}
function ringMark() {
  const one = shape("svg", { width: 18, height: 18, "aria-hidden": "true" });
  one.append(shape("circle", { cx: 9, cy: 9, r: 7, fill: "none", stroke: C.gap, "stroke-width": 1.6 }), shape("circle", { cx: 9, cy: 9, r: 3, fill: "#6B7280" }));
  return one;
}

function check(on, act, attributes) {
  const one = make("input");
  one.type = "checkbox";
  one.checked = on;
  for (const [name, value] of Object.entries(attributes || {})) one.setAttribute(name, value);
  one.addEventListener("change", () => act(one.checked));
  return one;
}
const toggle = (set, value) => (on) => { set[on ? "delete" : "add"](value); changeFilters(); };
const section = (title, ...parts) => make("section", null, make("h2", title), ...parts);

function changeFilters() {
  applyFilters();
  showCount();
  if (document.body.dataset.tab === "table") showTable();
  network.redraw();
}

// Inside a cluster its own signs are counted.
function countKinds() {
  if (S === whole) return D.legend;
  const counts = new Map();
  for (const row of S.rows) counts.set(rowKind(row), (counts.get(rowKind(row)) || 0) + 1);
  return D.legend.map(({ look, kinds }) => {
    const here = kinds.map(([kind]) => [kind, counts.get(kind) || 0]).filter(([, n]) => n);
    return { look, kinds: here, count: here.reduce((sum, [, n]) => sum + n, 0) };
  }).filter(({ count }) => count);
}

function kindSection() {
  const rows = countKinds().map(({ look, count, kinds }) => {
    const label = make("label", null, mark(look), make("span.word", text(look)), make("span.count", writeNumber(count)));
    if (!S.byClusters) label.prepend(check(!state.filters.looks.has(look), toggle(state.filters.looks, look), { "data-look": look }));
    // Which kinds these are is told on demand: the list of clusters needs the room.
    label.title = kinds.map(([kind, n]) => `${kindName(kind, true)} ${writeNumber(n)}`).join(", ");
    return label;
  });
  return section(text(S.byClusters ? "kind_counts" : "kind"), ...rows);
}

function tieSection() {
  const show = (name, sign, words) => make("label", null, check(state[name], (on) => { state[name] = on; changeFilters(); }, { "data-show": name }), sign, make("span.word", words));
  const parts = [show("known", stroke(C.known, "", 2), text("known_ties"))];
  if (!S.byClusters && (S.suggested.length || Object.keys(D.partners).length || D.gaps.some((gap) => gap.ties.length))) parts.push(show("suggested", stroke(C.suggested, "7 4", 2.2), text("suggested_ties")));
  if (S.ringed.size) parts.push(show("gaps", ringMark(), text("gap_ring")));
  if (S.arrows.length) {
    const sign = stroke(C.gap, "2 4", 2.2), words = text("gap_pair");
    parts.push(S.ringed.size ? make("div.row", null, sign, make("span.word", words)) : show("gaps", sign, words));
  }
  if (S.lines.some((line) => line.n)) parts.push(make("div.row", null, stroke(C.marked, "", 2), make("span.word", text(D.marks))));
  if (S.lines.some((line) => line.w)) parts.push(make("div.row", null, stroke(C.gap, "2 4", 2.2), make("span.word", text("weakest"))));
  return section(text("show"), ...parts);
}

function select(label, values, chosenValue, act) {
  const one = make("select", null, ...values.map(([value, words]) => {
    const option = make("option", words);
    option.value = value;
    option.selected = value === chosenValue;
    return option;
  }));
  one.addEventListener("change", () => act(Number(one.value)));
  return make("label.field", null, make("span", label), one);
}

const tieKinds = [...new Set(whole.lines.flatMap((line) => (line.m || []).filter((_, i) => i % 2 === 0)))].sort((a, b) => a - b);
const [firstYear, lastYear] = D.years;
let yearsFrom = firstYear, yearsTo = lastYear, filtersOpen = false;
function setYears(from, to) {
  [yearsFrom, yearsTo] = [Math.min(from, to), Math.max(from, to)];
  let mask = 0;
  for (let year = yearsFrom; year <= yearsTo; year++) mask |= 1 << (year - firstYear + 1);
  state.filters.years = yearsFrom === firstYear && yearsTo === lastYear ? ~0 : mask;
  changeFilters();
  const held = [...legend.querySelectorAll("#filters select")].indexOf(document.activeElement);
  showLegend();
  if (held >= 0) legend.querySelectorAll("#filters select")[held].focus();
}

// Region, years and kinds of tie; where there is nothing to choose, nothing is offered.
function filterSection() {
  const parts = [], f = state.filters;
  if (f.years === ~0) [yearsFrom, yearsTo] = [firstYear, lastYear];
  if (D.regions.length > 1) parts.push(select(text("region"), [[-1, text("all")], ...D.regions.map((name, at) => [at, name])], f.region, (at) => { f.region = at; changeFilters(); }));
  if (D.years.length && firstYear !== lastYear) {
    const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => [firstYear + i, String(firstYear + i)]);
    parts.push(make("div.pair", null, select(text("years_from"), years, yearsFrom, (year) => setYears(year, yearsTo)), select(text("years_to"), years, yearsTo, (year) => setYears(yearsFrom, year))));
  }
  if (tieKinds.length > 1) parts.push(make("p.parts", text("tie_kinds")), ...tieKinds.map((kind) => make("label", null, check(!f.ties.has(kind), toggle(f.ties, kind), { "data-tie": kind }), make("span.word", tieName(kind)))));
  if (!parts.length || S.byClusters) return [];
  const details = make("details", null, make("summary", text("filters")), ...parts);
  details.open = filtersOpen;
  details.id = "filters";
  details.addEventListener("toggle", () => { filtersOpen = details.open; });
  return [make("section", null, details)];
}

function sizeSection() {
  if (!D.sizes.length || S !== whole) return [];
  const keys = D.sizes.map(([value, radius, room]) => {
    const svg = shape("svg", { width: room, height: room, "aria-hidden": "true" });
    svg.append(shape("circle", { cx: room / 2, cy: room / 2, r: radius, fill: "#6B7280", "data-radius": radius }));
    return make("span", null, svg, document.createTextNode(writeNumber(value)));
  });
  return [section(text(S.byClusters ? "size_members" : "size_partners"), make("div.sizes", null, ...keys))];
}

function clusterSection() {
  if (!whole.hulls.length || (whole.hulls.length === 1 && !whole.hulls[0][HULL.id])) return [];
  // Those that are nobody's main cluster have no hull, and come after the others.
  const more = D.present.filter((one) => !whole.cluster.includes(one));
  const rows = [...whole.cluster, ...more].map((number, at) => {
    const hull = whole.hulls[at], tint = make("span.tint");
    tint.style.backgroundColor = hull && hull[HULL.id] ? hull[HULL.tint] : "transparent";
    const opener = button(null, () => open(hull ? { hull: at } : { cluster: number }, true));
    const members = hull ? hull[HULL.members] : D.rows.filter((row) => row[ROW.clusters].includes(number) && D.kinds[row[ROW.kind]] !== "project").length;
    opener.append(tint, make("span.word", clusterName(number)), make("span.count", members ? writeNumber(members) : ""));
    opener.title = clusterName(number);
    const item = make("li", null, opener);
    if (!whole.byClusters) item.prepend(check(!state.filters.clusters.has(number), toggle(state.filters.clusters, number), { "aria-label": clusterName(number), "data-cluster": number }));
    return item;
  });
  const all = make("ul", null, ...rows);
  all.id = "cluster-list";
  const one = section(text(rows.length > 11 ? "clusters_many" : "clusters"), all);
  one.id = "clusters";
  if (S.second.some((at) => at >= 0)) one.append(make("p.parts", text("second_cluster")));
  return [one];
}

function showLegend() {
  const scrolled = document.getElementById("cluster-list")?.scrollTop || 0;
  const count = make("p");
  count.id = "count";
  count.setAttribute("role", "status");
  legend.replaceChildren(kindSection(), tieSection(), ...filterSection(), count, ...sizeSection(), ...clusterSection());
  const clusters = document.getElementById("cluster-list");
  if (clusters) clusters.scrollTop = scrolled;
  showCount();
}

// How much of the map is left, and the way back.
function showCount() {
  const count = document.getElementById("count"), shown = S.shown.reduce((sum, one) => sum + one, 0);
  const f = state.filters, on = f.looks.size || f.clusters.size || f.ties.size || f.region >= 0 || f.years !== ~0 || f.only || !state.known || !state.suggested || !state.gaps;
  count.replaceChildren();
  if (!on || S.byClusters) return;
  const ties = S.lines.filter((line) => !line.s);
  const left = { n: shown, all: S.dots.length, ties: ties.filter((line) => lineShown(S, line)).length, most: ties.length };
  count.append(tell("shown", left) + " ", button(text("reset"), () => {
    state.filters = noFilters();
    Object.assign(state, { known: true, suggested: true, gaps: true });
    showLegend();
    changeFilters();
    open(state.open);
  }));
}

network.on("afterDrawing", () => {
  for (const key of legend.querySelectorAll("[data-radius]")) key.setAttribute("r", Math.min(key.dataset.radius * whole.growth * network.getScale(), key.ownerSVGElement.clientWidth / 2));
});
