// Clicks, keys, tabs, the language; and what the page opens with.
function showTab(name) {
  document.body.dataset.tab = name;
  for (const one of document.querySelectorAll("[data-tab-of]")) one.setAttribute("aria-selected", String(one.dataset.tabOf === name));
  if (name === "table") showTable();
  if (name === "matrix") showMatrix();
  if (name === "map") requestAnimationFrame(() => { network.setSize("100%", "100%"); network.redraw(); refit(); });
}
const tabs = [...document.querySelectorAll("[data-tab-of]")];
for (const one of tabs) {
  one.addEventListener("click", () => showTab(one.dataset.tabOf));
  one.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const seen = tabs.filter((tab) => !tab.hidden), next = seen[(seen.indexOf(one) + step + seen.length) % seen.length];
    showTab(next.dataset.tabOf);
    next.focus();
  });
}
if (!D.matrix.length) document.querySelector("[data-tab-of=matrix]").hidden = true;

function setLanguage(at) {
  L = at;
  search.value = "";
  tooltip.hidden = true;
  translate();
  document.getElementById("language").textContent = D.languages[1 - L].toUpperCase();
  showLegend();
  open(state.open);
  if (document.body.dataset.tab !== "map") showTab(document.body.dataset.tab);
}
document.getElementById("language").addEventListener("click", () => setLanguage(1 - L));

// Clicks and the tooltip.
network.on("click", (event) => {
  const [id] = event.nodes;
  if (id !== undefined) return open(S.byClusters ? { hull: Number(id.slice(1)) } : { row: S.rows[Number(id.slice(1))] });
  const { x, y } = event.pointer.canvas, arrow = S.byClusters || state.lit ? -1 : arrowAt(x, y);
  if (arrow >= 0) return open({ gap: S.arrows[arrow][2] }, true);
  const at = S.hulls.findIndex((hull) => hull[HULL.outline].length && Math.hypot(hull[HULL.x] - x, hull[HULL.y] - y) < hull[HULL.r]);
  open(at >= 0 && state.inner === null ? { hull: at } : null);
});
network.on("doubleClick", (event) => {
  const [id] = event.nodes;
  if (id !== undefined && S.byClusters && D.inner[Number(id.slice(1))]) { setStage(Number(id.slice(1))); open(null); }
});
// A dotted arrow within 6 px.
function arrowAt(x, y) {
  return state.gaps ? S.arrowEnds.findIndex(([[a, b], [c, d]]) => {
    const long = (c - a) ** 2 + (d - b) ** 2, t = long ? Math.max(0, Math.min(1, ((x - a) * (c - a) + (y - b) * (d - b)) / long)) : 0;
    return Math.hypot(x - a - t * (c - a), y - b - t * (d - b)) < 6 / network.getScale();
  }) : -1;
}
function dotAt(x, y, reach) {
  let best = -1, least = Infinity;
  S.dots.forEach((dot, at) => {
    const far = Math.hypot(dot.x - x, dot.y - y) - dot.size;
    if (far < reach && far < least && visible(at)) { least = far; best = at; }
  });
  return best;
}
box.addEventListener("mousemove", (event) => {
  const rect = box.getBoundingClientRect(), px = event.clientX - rect.left, py = event.clientY - rect.top;
  const { x, y } = network.DOMtoCanvas({ x: px, y: py });
  const best = dotAt(x, y, 4 / network.getScale());
  const hull = S.byClusters ? S.hulls.findIndex((one) => Math.hypot(one[HULL.x] - x, one[HULL.y] - y) < one[HULL.r]) : -1;
  tooltip.hidden = best < 0 && hull < 0;
  box.style.cursor = tooltip.hidden ? "" : "pointer";
  if (tooltip.hidden) return;
  if (hull >= 0) tooltip.replaceChildren(make("strong", clusterName(S.cluster[hull])), make("span", tell("n_organizations", { n: S.hulls[hull][HULL.members] })));
  else {
    const at = S.rows[best], row = D.rows[at], clusters = row[ROW.clusters].map(clusterName).slice(0, 2).join(", ");
    const word = text(isProject(at) ? "participants" : "partners");
    tooltip.replaceChildren(make("strong", rowName(at)), make("span", [kindName(rowKind(at)), clusters, `${word}: ${writeNumber(row[ROW.partners])}`].filter(Boolean).join(" · ")));
  }
  const side = px > box.clientWidth - 320 ? px - tooltip.offsetWidth - 12 : px + 14;
  tooltip.style.left = Math.max(4, side) + "px";
  tooltip.style.top = Math.max(4, Math.min(py + 14, box.clientHeight - tooltip.offsetHeight - 4)) + "px";
});
box.addEventListener("mouseleave", () => { tooltip.hidden = true; });

function goHome() {
  search.value = "";
  if (state.filters.only) { state.filters.only = null; changeFilters(); }
  setStage(null);
  open(null);
  fitAll();
}
document.getElementById("whole").addEventListener("click", () => { showTab("map"); goHome(); });

// In a frame, as in a notebook, the wheel scrolls what is round the map, and zooms it only with Ctrl.
if (window !== window.top) box.addEventListener("wheel", (event) => network.setOptions({ interaction: { zoomView: event.ctrlKey } }), { capture: true, passive: true });

// Keys: / searches, Esc goes back; on the map the arrows walk to the next sign in their direction, + - 0 zoom.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") goHome();
  else if (event.key === "/" && document.activeElement !== search) { event.preventDefault(); search.focus(); search.select(); }
});
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
box.addEventListener("keydown", (event) => {
  if (event.key in WAYS) { event.preventDefault(); walkTo(...WAYS[event.key]); }
  else if (event.key === "+" || event.key === "=" || event.key === "-") network.moveTo({ scale: network.getScale() * (event.key === "-" ? 0.8 : 1.25), animation: false });
  else if (event.key === "0") fitAll();
  else if (event.key === "Enter" && S.byClusters && state.open?.hull !== undefined && D.inner[state.open.hull]) { setStage(state.open.hull); open(null); }
});
function walkTo(right, down) {
  const signs = S.byClusters ? S.hulls.map((hull) => ({ x: hull[HULL.x], y: hull[HULL.y] })) : S.dots;
  const now = S.byClusters ? state.open?.hull : S.dotOf.get(state.open?.row);
  let best = -1, least = Infinity;
  signs.forEach((sign, at) => {
    if (at === now || (!S.byClusters && !visible(at))) return;
    // From nowhere the walk begins with the best connected one.
    const dx = now === undefined ? 0 : sign.x - signs[now].x, dy = now === undefined ? 0 : sign.y - signs[now].y;
    const along = dx * right + dy * down, aside = Math.abs(dx * down) + Math.abs(dy * right);
    const cost = now === undefined ? (S.byClusters ? at : S.order.indexOf(at)) : along > 0 ? along + 2 * aside : Infinity;
    if (cost < least) { least = cost; best = at; }
  });
  if (best < 0) return;
  open(S.byClusters ? { hull: best } : { row: S.rows[best] });
  const { x, y } = network.canvasToDOM(signs[best]);
  if (x < 20 || y < 20 || x > box.clientWidth - 20 || y > box.clientHeight - 20) network.moveTo({ position: signs[best], animation: false });
}

// Only the box itself is a stop of the Tab key, and it has a name.
for (const one of box.querySelectorAll("[tabindex]")) one.tabIndex = -1;
translate();
document.getElementById("language").textContent = D.languages[1 - L].toUpperCase();
document.body.dataset.tab = "map";
showLegend();
open(null);
fitAll();
let size = "";
new ResizeObserver(() => {
  // vis-network sets its own view when it first measures its box; the whole map between the panels comes after that.
  const now = box.clientWidth + "x" + box.clientHeight;
  if (now !== size && box.clientWidth) { size = now; requestAnimationFrame(() => refit()); }
}).observe(box);
if (D.view === "matrix" && D.matrix.length) showTab("matrix");
if (D.view === "path") open({ way: D.about.slice(0, 2) });
else if (D.about.length) open({ row: D.about[0] });
document.documentElement.dataset.ready = "yes";
