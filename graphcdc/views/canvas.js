"use strict";
// What is on the canvas beside the nodes and lines of vis-network: hulls, gap rings, arrows, the lit part.
const D = JSON.parse(document.getElementById("data").textContent);
const C = D.colours;
const box = document.getElementById("network");
const ROW = { id: 0, name: 1, kind: 2, place: 3, clusters: 4, partners: 5, all: 6, best: 7, projects: 8, count: 9, other: 10 };
const HULL = { id: 0, name: 1, tint: 2, x: 3, y: 4, r: 5, outline: 6, members: 7 };
const state = { known: true, suggested: true, gaps: true, hidden: new Set(), lit: null };

// Dots in the order of the rows; in the view of clusters there are none, and the nodes of vis-network are the discs.
const byClusters = D.view === "clusters";
const dots = byClusters ? [] : nodes.get();
const lines = edges.get();
const partnersOf = dots.map(() => []);
for (const line of lines) {
  line.a = Number(line.from.slice(1));
  line.b = Number(line.to.slice(1));
  if (!byClusters && !line.s) {
    partnersOf[line.a].push(line);
    partnersOf[line.b].push(line);
  }
}
// Sizes are px of the page at 1600x900. On a smaller page the dots keep them, as far as they have room.
const extent = (() => {
  const e = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (x, y, r) => {
    e[0] = Math.min(e[0], x - r); e[1] = Math.min(e[1], y - r);
    e[2] = Math.max(e[2], x + r); e[3] = Math.max(e[3], y + r);
  };
  for (const dot of dots) add(dot.x, dot.y, dot.size);
  for (const hull of D.hulls) for (let i = 0; i < hull[HULL.outline].length; i += 2) add(hull[HULL.outline][i], hull[HULL.outline][i + 1], 0);
  return e[0] === Infinity ? [-1, -1, 1, 1] : e;
})();
// Room for the names at the sides and the cluster names above.
const scaleFor = (e) => Math.min((box.clientWidth - 140) / Math.max(e[2] - e[0], 1), (box.clientHeight - 78) / Math.max(e[3] - e[1], 1));
const growth = Math.max(1, Math.min(D.room, 1 / scaleFor(extent)));
for (const dot of dots) dot.size *= growth;
nodes.update(dots);
edges.update(lines.filter((line) => line.s).map((line) => ({ id: line.id, width: line.width * growth })));
D.shrink *= growth;

const visible = (at) => !state.hidden.has(dots[at].group);
const nodeView = new vis.DataView(nodes, { filter: (node) => !state.hidden.has(node.group) });
const edgeView = new vis.DataView(edges, { filter: (edge) => (edge.s ? state.suggested : state.known) });
const network = new vis.Network(box, { nodes: nodeView, edges: edgeView }, visOptions);

function fit(e, most) {
  const scale = Math.min(scaleFor(e), most);
  network.moveTo({ position: { x: (e[0] + e[2]) / 2, y: (e[1] + e[3]) / 2 - 8 / scale }, scale: Math.max(scale, 0.02), animation: false });
  return scale;
}
let fitted = 1;
function fitAll() { fitted = fit(extent, 1.5); }
function fitTo(points) {
  const e = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    e[0] = Math.min(e[0], x); e[1] = Math.min(e[1], y); e[2] = Math.max(e[2], x); e[3] = Math.max(e[3], y);
  }
  if (e[0] < Infinity) fit([e[0] - 30, e[1] - 30, e[2] + 30, e[3] + 30], Math.max(1.6, fitted * 1.6));
}

function path(ctx, shape, x, y, r) {
  ctx.beginPath();
  const corners = [];
  if (shape === "square") ctx.rect(x - r, y - r, 2 * r, 2 * r);
  else if (shape === "diamond") corners.push([x, y + r], [x + r, y], [x, y - r], [x - r, y]);
  else if (shape === "triangle") {
    const q = r * 1.15, low = y + 0.275 * q + (Math.sqrt(3) / 3) * q;
    corners.push([x, low - Math.sqrt(3) * q], [x + q, low], [x - q, low]);
  } else if (shape === "hexagon") {
    for (let i = 0; i < 6; i++) corners.push([x + r * Math.cos((i * Math.PI) / 3), y + r * Math.sin((i * Math.PI) / 3)]);
  } else if (shape === "star") {
    const q = r * 0.82;
    for (let i = 0; i < 10; i++) {
      const reach = i % 2 ? q * 0.5 : q * 1.3;
      corners.push([x + reach * Math.sin((i * Math.PI) / 5), y + 0.1 * q - reach * Math.cos((i * Math.PI) / 5)]);
    }
  } else ctx.arc(x, y, r, 0, 2 * Math.PI);
  corners.forEach(([u, v], i) => (i ? ctx.lineTo(u, v) : ctx.moveTo(u, v)));
  ctx.closePath();
}

function drawDot(ctx, at, scale) {
  const dot = dots[at], look = D.looks[dot.group];
  path(ctx, look.shape, dot.x, dot.y, dot.size);
  ctx.fillStyle = look.fill;
  ctx.fill();
  ctx.lineWidth = visOptions.nodes.borderWidth;
  ctx.strokeStyle = "#FFFFFF";
  ctx.stroke();
  drawMark(ctx, at, scale);
}

function drawMark(ctx, at, scale) {
  // A short stroke in the tint of the second cluster, where the sign is large enough to carry it.
  const dot = dots[at], second = D.second[at];
  if (second < 0 || dot.size * scale < 5) return;
  const reach = dot.size * 0.8, long = 6 / Math.max(scale, 0.8);
  ctx.lineCap = "round";
  for (const [colour, width] of [["#616E7C", 4.4], [D.hulls[second][HULL.tint], 2.8]]) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width / Math.max(scale, 0.8);
    ctx.beginPath();
    ctx.moveTo(dot.x + reach, dot.y - reach);
    ctx.lineTo(dot.x + reach + long * 0.7, dot.y - reach - long * 0.7);
    ctx.stroke();
  }
  ctx.lineCap = "butt";
}

function drawRing(ctx, at) {
  ctx.beginPath();
  ctx.arc(dots[at].x, dots[at].y, dots[at].size + 4 * D.shrink, 0, 2 * Math.PI);
  ctx.lineWidth = Math.max(1.6 * D.shrink, 1);
  ctx.strokeStyle = C.gap;
  ctx.stroke();
}

function drawHull(ctx, at, scale) {
  const hull = D.hulls[at], edge = hull[HULL.outline];
  if (!edge.length) return;
  ctx.beginPath();
  for (let i = 0; i < edge.length; i += 2) (i ? ctx.lineTo(edge[i], edge[i + 1]) : ctx.moveTo(edge[i], edge[i + 1]));
  ctx.closePath();
  ctx.fillStyle = hull[HULL.tint];
  ctx.fill();
  ctx.lineWidth = 1 / scale;
  ctx.strokeStyle = C.edge;
  if (!hull[HULL.id]) ctx.setLineDash([4 / scale, 3 / scale]);
  ctx.stroke();
  ctx.setLineDash([]);
}

// Where the way from the middle of a hull to a point leaves the hull.
function leaves(at, x, y) {
  const hull = D.hulls[at], edge = hull[HULL.outline], cx = hull[HULL.x], cy = hull[HULL.y];
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
const arrowEnds = D.arrows.map(([a, b]) => [
  leaves(a, D.hulls[b][HULL.x], D.hulls[b][HULL.y]), leaves(b, D.hulls[a][HULL.x], D.hulls[a][HULL.y]),
]);

function head(ctx, [x, y], [u, v], size) {
  const way = Math.atan2(v - y, u - x);
  ctx.beginPath();
  ctx.moveTo(u, v);
  ctx.lineTo(u - size * Math.cos(way - 0.42), v - size * Math.sin(way - 0.42));
  ctx.lineTo(u - size * Math.cos(way + 0.42), v - size * Math.sin(way + 0.42));
  ctx.closePath();
  ctx.fill();
}

function drawArrow(ctx, at, scale) {
  const [from, to] = arrowEnds[at];
  ctx.strokeStyle = ctx.fillStyle = C.gap;
  ctx.lineWidth = 2.4 / scale;
  ctx.lineCap = "round";
  ctx.setLineDash([0.1, 5.5 / scale]);
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
  head(ctx, from, to, 10 / scale);
  head(ctx, to, from, 10 / scale);
}

function drawSuggested(ctx, a, b, scale) {
  const p = dots[a], q = dots[b];
  ctx.strokeStyle = C.suggested;
  ctx.lineWidth = 2.2 / Math.max(scale, 0.7);
  ctx.setLineDash([7 / scale, 4 / scale]);
  ctx.beginPath();
  ctx.moveTo(p.x, p.y);
  ctx.quadraticCurveTo((p.x + q.x) / 2 + (q.y - p.y) * 0.18, (p.y + q.y) / 2 - (q.x - p.x) * 0.18, q.x, q.y);
  ctx.stroke();
  ctx.setLineDash([]);
}

function screen(ctx, draw) {
  ctx.save();
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw();
  ctx.restore();
}

// In the view of clusters: the lines of the open cluster, or between the two of a gap.
const isLit = (line) => state.lit.only === undefined
  ? state.lit.hulls.has(line.a) && state.lit.hulls.has(line.b) : line.a === state.lit.only || line.b === state.lit.only;

// The rest goes pale, then the lit part is drawn once more on top.
function drawLit(ctx, scale) {
  const lit = state.lit;
  screen(ctx, () => {
    ctx.fillStyle = "rgba(255,255,255,0.82)";
    ctx.fillRect(0, 0, box.clientWidth, box.clientHeight);
  });
  ctx.globalAlpha = 0.35;
  D.hulls.forEach((_, at) => { if (!lit.hulls.has(at)) drawHull(ctx, at, scale); });
  ctx.globalAlpha = 1;
  for (const at of lit.hulls) drawHull(ctx, at, scale);
  if (byClusters) {
    for (const line of lines) {
      if (!isLit(line)) continue;
      ctx.strokeStyle = C.known;
      ctx.lineWidth = line.width;
      ctx.beginPath();
      ctx.moveTo(D.hulls[line.a][HULL.x], D.hulls[line.a][HULL.y]);
      ctx.lineTo(D.hulls[line.b][HULL.x], D.hulls[line.b][HULL.y]);
      ctx.stroke();
    }
    for (const at of lit.hulls) drawHull(ctx, at, scale);
  }
  ctx.strokeStyle = ctx.fillStyle = "#374151";
  for (const line of lit.lines) {
    const p = dots[line.a], q = dots[line.b];
    if (!visible(line.a) || !visible(line.b)) continue;
    ctx.lineWidth = Math.max(line.width, 1 / scale);
    ctx.beginPath();
    ctx.moveTo(p.x, p.y);
    ctx.lineTo(q.x, q.y);
    ctx.stroke();
    if (line.d && lit.centre !== null) {
      const long = Math.hypot(q.x - p.x, q.y - p.y) || 1, stop = (long - q.size - 1) / long;
      head(ctx, [p.x, p.y], [p.x + (q.x - p.x) * stop, p.y + (q.y - p.y) * stop], 8 / Math.max(scale, 0.7));
    }
  }
  for (const [a, b] of lit.suggested) if (visible(a) && visible(b)) drawSuggested(ctx, a, b, scale);
  for (const at of lit.dots) {
    if (!visible(at)) continue;
    drawDot(ctx, at, scale);
    if (state.gaps && D.ringed.has(at)) drawRing(ctx, at);
  }
  if (lit.centre !== null && visible(lit.centre)) {
    ctx.beginPath();
    ctx.arc(dots[lit.centre].x, dots[lit.centre].y, dots[lit.centre].size + 5 / scale, 0, 2 * Math.PI);
    ctx.lineWidth = 3 / scale;
    ctx.strokeStyle = "#111827";
    ctx.stroke();
  }
  for (const at of lit.arrows) drawArrow(ctx, at, scale);
}

D.ringed = new Set(D.ringed);
