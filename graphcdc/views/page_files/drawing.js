// What is on the canvas beside the nodes and lines of vis-network: hulls, gap rings, arrows, the lit part.
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
  const dot = S.dots[at], look = D.looks[dot.group];
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
  const dot = S.dots[at], second = S.second[at];
  if (second < 0 || dot.size * scale < 5) return;
  const reach = dot.size * 0.8, long = 6 / Math.max(scale, 0.8);
  ctx.lineCap = "round";
  for (const [colour, width] of [["#616E7C", 4.4], [S.hulls[second][HULL.tint], 2.8]]) {
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
  ctx.arc(S.dots[at].x, S.dots[at].y, S.dots[at].size + 4 * S.shrink, 0, 2 * Math.PI);
  ctx.lineWidth = Math.max(1.6 * S.shrink, 1);
  ctx.strokeStyle = C.gap;
  ctx.stroke();
}

function drawHull(ctx, at, scale) {
  const hull = S.hulls[at], edge = hull[HULL.outline];
  if (!edge.length || (state.filters.only && !S.byClusters && !S.dots.some((_, i) => S.main[i] === at && visible(i)))) return;
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

function head(ctx, [x, y], [u, v], size) {
  const way = Math.atan2(v - y, u - x);
  ctx.beginPath();
  ctx.moveTo(u, v);
  ctx.lineTo(u - size * Math.cos(way - 0.42), v - size * Math.sin(way - 0.42));
  ctx.lineTo(u - size * Math.cos(way + 0.42), v - size * Math.sin(way + 0.42));
  ctx.closePath();
  ctx.fill();
}

// The dotted red line of gaps and weak links.
function drawDotted(ctx, from, to, scale) {
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
}

function drawArrow(ctx, at, scale) {
  const [from, to] = S.arrowEnds[at];
  drawDotted(ctx, from, to, scale);
  head(ctx, from, to, 10 / scale);
  head(ctx, to, from, 10 / scale);
}

function drawSuggested(ctx, a, b, scale, at) {
  const p = S.dots[a], q = S.dots[b];
  ctx.strokeStyle = C.suggested;
  ctx.lineWidth = 2.2 / Math.max(scale, 0.7);
  ctx.setLineDash([7 / scale, 4 / scale]);
  ctx.beginPath();
  ctx.moveTo(p.x, p.y);
  // Curves between the same two clusters would lie on each other.
  const bend = 0.18 - 0.1 * (at % 4);
  ctx.quadraticCurveTo((p.x + q.x) / 2 + (q.y - p.y) * bend, (p.y + q.y) / 2 - (q.x - p.x) * bend, q.x, q.y);
  ctx.stroke();
  ctx.setLineDash([]);
}

// The weakest link of an introduction is dotted and red.
function drawWeak(ctx, scale, lineList) {
  for (const line of lineList) {
    if (!line.w) continue;
    const p = S.dots[line.a], q = S.dots[line.b], long = Math.hypot(q.x - p.x, q.y - p.y) || 1;
    const point = (from, to, dot) => [from.x + ((to.x - from.x) * dot.size) / long, from.y + ((to.y - from.y) * dot.size) / long];
    drawDotted(ctx, point(p, q, p), point(q, p, q), scale);
  }
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
  S.hulls.forEach((_, at) => { if (!lit.hulls.has(at)) drawHull(ctx, at, scale); });
  ctx.globalAlpha = 1;
  for (const at of lit.hulls) drawHull(ctx, at, scale);
  if (S.byClusters) {
    for (const line of S.lines) {
      if (!isLit(line)) continue;
      ctx.strokeStyle = C.known;
      ctx.lineWidth = line.width;
      ctx.beginPath();
      ctx.moveTo(S.hulls[line.a][HULL.x], S.hulls[line.a][HULL.y]);
      ctx.lineTo(S.hulls[line.b][HULL.x], S.hulls[line.b][HULL.y]);
      ctx.stroke();
    }
    for (const at of lit.hulls) drawHull(ctx, at, scale);
  }
  ctx.strokeStyle = ctx.fillStyle = "#374151";
  for (const line of lit.lines) {
    const p = S.dots[line.a], q = S.dots[line.b];
    // The steps of an introduction are no lines of the map, and stay whatever is filtered.
    if (!visible(line.a) || !visible(line.b) || line.w || (line.id !== undefined && !lineShown(S, line))) continue;
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
  drawWeak(ctx, scale, lit.lines);
  if (state.suggested) lit.suggested.forEach(([a, b], at) => { if (visible(a) && visible(b)) drawSuggested(ctx, a, b, scale, lit.apart ? at : 0); });
  for (const at of lit.dots) {
    if (!visible(at)) continue;
    drawDot(ctx, at, scale);
    if (state.gaps && S.ringed.has(at)) drawRing(ctx, at);
  }
  if (lit.centre !== null && visible(lit.centre)) {
    ctx.beginPath();
    ctx.arc(S.dots[lit.centre].x, S.dots[lit.centre].y, S.dots[lit.centre].size + 5 / scale, 0, 2 * Math.PI);
    ctx.lineWidth = 3 / scale;
    ctx.strokeStyle = "#111827";
    ctx.stroke();
  }
  if (state.gaps) for (const at of lit.arrows) drawArrow(ctx, at, scale);
}
