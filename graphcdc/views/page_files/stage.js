// What is on the canvas now: the map of the page, or the inside of a cluster that was opened.
const box = document.getElementById("network"), tooltip = document.getElementById("tooltip");
const HULL = { id: 0, tint: 1, x: 2, y: 3, r: 4, outline: 5, members: 6 };
const looks = Object.keys(D.looks);
const state = { known: true, suggested: true, gaps: true, lit: null, open: null, inner: null };

// Numbers of the clusters by their ids: the hulls of the map come first, in their order.
const clusterAt = new Map(D.clusters.map(([id], at) => [id, at]));

function makeStage(data, dotList, lineList) {
  const stage = { ...data, dots: dotList, lines: lineList, ringed: new Set(data.ringed) };
  stage.rows = data.rows || dotList.map((_, at) => at);
  stage.dotOf = new Map(stage.rows.map((row, at) => [row, at]));
  stage.cluster = data.hulls.map((hull) => clusterAt.get(hull[HULL.id]));
  stage.tiesOf = dotList.map(() => []);
  for (const line of lineList) {
    line.a = Number(line.from.slice(1));
    line.b = Number(line.to.slice(1));
    if (data.byClusters || line.s) continue;
    stage.tiesOf[line.a].push(line);
    stage.tiesOf[line.b].push(line);
  }
  stage.extent = extentOf(stage);
  // Sizes are px of the page at 1600x900. On a smaller page the dots keep them, as far as they have room.
  const growth = Math.max(1, Math.min(stage.room, 1 / scaleFor(stage.extent)));
  stage.growth = growth;
  stage.shrink *= growth;
  for (const dot of dotList) dot.size *= growth;
  for (const line of lineList) if (line.s) line.width *= growth;
  stage.nodes = new vis.DataSet(data.byClusters ? nodes.get() : dotList);
  stage.edges = new vis.DataSet(lineList);
  stage.shown = new Uint8Array(dotList.length).fill(1);
  stage.ends = new Set(stage.suggested.flat());
  stage.nodeView = new vis.DataView(stage.nodes, { filter: (node) => stage.byClusters || stage.shown[Number(node.id.slice(1))] === 1 });
  stage.edgeView = new vis.DataView(stage.edges, { filter: (edge) => lineShown(stage, edge) });
  stage.arrowEnds = stage.arrows.map(([a, b]) => [
    leaves(stage, a, stage.hulls[b][HULL.x], stage.hulls[b][HULL.y]), leaves(stage, b, stage.hulls[a][HULL.x], stage.hulls[a][HULL.y]),
  ]);
  return stage;
}

function lineShown(stage, line) {
  if (line.s) return state.suggested && stage.shown[line.a] && stage.shown[line.b];
  if (!state.known) return false;
  return stage.byClusters || (stage.shown[line.a] && stage.shown[line.b] && eventsShown(line)) ? true : false;
}
// A line stays while one of the ties behind it passes the filters of kind and year. An undated tie is of any year.
function eventsShown(line) {
  const mask = line.m, { ties, years } = state.filters;
  if (!mask || (!ties.size && years === ~0)) return true;
  for (let i = 0; i < mask.length; i += 2) if (!ties.has(mask[i]) && mask[i + 1] & (years | 1)) return true;
  return false;
}

function extentOf(stage) {
  const e = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (x, y, r) => {
    e[0] = Math.min(e[0], x - r); e[1] = Math.min(e[1], y - r);
    e[2] = Math.max(e[2], x + r); e[3] = Math.max(e[3], y + r);
  };
  for (const dot of stage.dots) add(dot.x, dot.y, dot.size);
  for (const hull of stage.hulls) for (let i = 0; i < hull[HULL.outline].length; i += 2) add(hull[HULL.outline][i], hull[HULL.outline][i + 1], 0);
  return e[0] === Infinity ? [-1, -1, 1, 1] : e;
}
// Room for the names at the sides and the cluster names above.
const scaleFor = (e) => Math.min((box.clientWidth - Math.min(140, 0.19 * box.clientWidth)) / Math.max(e[2] - e[0], 1), (box.clientHeight - 78) / Math.max(e[3] - e[1], 1));

// Where the line from the middle of a hull to a point leaves it.
function leaves(stage, at, x, y) {
  const hull = stage.hulls[at], edge = hull[HULL.outline], cx = hull[HULL.x], cy = hull[HULL.y];
  const dx = x - cx, dy = y - cy;
  for (let i = 0; i < edge.length; i += 2) {
    const j = (i + 2) % edge.length, ex = edge[j] - edge[i], ey = edge[j + 1] - edge[i + 1];
    const cross = dx * ey - dy * ex;
    if (!cross) continue;
    const t = ((edge[i] - cx) * ey - (edge[i + 1] - cy) * ex) / cross, u = ((edge[i] - cx) * dy - (edge[i + 1] - cy) * dx) / cross;
    if (t > 0 && u >= 0 && u <= 1) return [cx + t * dx, cy + t * dy];
  }
  return [cx, cy];
}

const visible = (at) => S.shown[at] === 1;
const noFilters = () => ({ looks: new Set(), clusters: new Set(), region: -1, ties: new Set(), years: ~0, only: null });
state.filters = noFilters();
let S = makeStage(D.stage, D.stage.byClusters ? [] : nodes.get(), edges.get());
const whole = S;
const network = new vis.Network(box, { nodes: S.nodeView, edges: S.edgeView }, visOptions);

// The inside of a cluster is made when it is opened for the first time.
const inners = new Map();
function innerStage(at) {
  if (inners.has(at)) return inners.get(at);
  const data = D.inner[at];
  const dotList = data.dots.map(([x, y, size, look], i) => ({ id: "n" + i, x, y, size, group: looks[look] }));
  const lineList = data.lines.map(([a, b, width, ...m], i) => ({ id: i, from: "n" + a, to: "n" + b, width, m }));
  const stage = makeStage({ ...data, byClusters: false }, dotList, lineList);
  inners.set(at, stage);
  return stage;
}

function setStage(inner) {
  if (state.inner === inner) return;
  state.inner = inner;
  S = inner === null ? whole : innerStage(inner);
  state.lit = null;
  // A filter of the inside would go on unseen.
  state.filters = noFilters();
  applyFilters();
  showLegend();
  network.setOptions({ edges: { color: { ...visOptions.edges.color, opacity: S.opacity } } });
  network.setData({ nodes: S.nodeView, edges: S.edgeView });
  fitAll();
}

function fit(e, most) {
  const scale = Math.min(scaleFor(e), most);
  network.moveTo({ position: { x: (e[0] + e[2]) / 2, y: (e[1] + e[3]) / 2 - 8 / scale }, scale: Math.max(scale, 0.02), animation: false });
  return scale;
}
// What was fitted last is fitted again when the size of the window changes.
let fitted = 1, refit = fitAll;
function fitAll() {
  refit = fitAll;
  fitted = fit(S.extent, 1.5);
}
function fitTo(points) {
  refit = () => fitTo(points);
  const e = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    e[0] = Math.min(e[0], x); e[1] = Math.min(e[1], y); e[2] = Math.max(e[2], x); e[3] = Math.max(e[3], y);
  }
  if (e[0] < Infinity) fit([e[0] - 30, e[1] - 30, e[2] + 30, e[3] + 30], Math.max(1.6, fitted * 1.6));
}

// Which rows pass the filters; the table of the page goes by it too.
function rowShown(at) {
  const row = D.rows[at], f = state.filters;
  if (f.looks.has(lookOf(row[ROW.kind]))) return false;
  if (f.region >= 0 && row[ROW.region] !== f.region && !isProject(at)) return false;
  if (!f.clusters.size) return true;
  const own = row[ROW.clusters].filter((one) => D.present.includes(one));
  return own.length ? own.some((one) => !f.clusters.has(one)) : !f.clusters.has(clusterAt.get("") ?? -1);
}
const lookOfKind = new Map();
for (const row of D.legend) for (const [kind] of row.kinds) lookOfKind.set(kind, row.look);
const lookOf = (kind) => lookOfKind.get(D.kinds[kind]) || "";

function applyFilters() {
  const only = state.filters.only;
  if (!S.byClusters) S.rows.forEach((row, at) => { S.shown[at] = rowShown(row) && (!only || only.has(row)) ? 1 : 0; });
  S.nodeView.refresh();
  S.edgeView.refresh();
}
