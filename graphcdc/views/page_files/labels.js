// Names on the canvas, in px of the screen: never over another name, a node, or the edge of the picture.
const FONT = '"Noto Sans", system-ui, sans-serif';
const LABEL = "12px " + FONT, NUMBER = "bold 12px " + FONT;
// Many clusters on a small page have names in smaller type.
const CROWDED = { font: "bold 11px " + FONT, line: 13, most: 130, characters: 36 };
const ROOMY = { font: "bold 13px " + FONT, line: 16, most: 190, characters: 44 };
const titleType = () => (S.hulls.length > 15 && frame.wide < 1000 ? CROWDED : ROOMY);
const widths = new Map();
const short = (name) => (name.length > 30 ? name.slice(0, 29).trimEnd() + "…" : name);

function widthOf(ctx, font, text) {
  const key = font + text;
  if (!widths.has(key)) {
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

class Crowd {
  // Rectangles and discs that are taken, in cells of 40 px.
  constructor() { this.cells = new Map(); }
  cover(x0, y0, x1, y1, each) {
    for (let i = Math.floor(x0 / 40); i <= Math.floor(x1 / 40); i++)
      for (let j = Math.floor(y0 / 40); j <= Math.floor(y1 / 40); j++) if (each(i * 4096 + j)) return true;
    return false;
  }
  add(x0, y0, x1, y1, owner, round) {
    const one = [x0, y0, x1, y1, owner, round];
    this.cover(x0, y0, x1, y1, (key) => {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(one);
    });
  }
  taken(x0, y0, x1, y1, owner, overDots) {
    return this.cover(x0, y0, x1, y1, (key) => (this.cells.get(key) || []).some((other) => {
      if ((other[4] === owner && owner >= 0) || (overDots && other[5])) return false;
      if (other[0] >= x1 || other[2] <= x0 || other[1] >= y1 || other[3] <= y0) return false;
      if (!other[5]) return true;
      const cx = (other[0] + other[2]) / 2, cy = (other[1] + other[3]) / 2, r = other[5];
      const dx = cx - Math.max(x0, Math.min(cx, x1)), dy = cy - Math.max(y0, Math.min(cy, y1));
      return dx * dx + dy * dy < r * r;
    }));
  }
}

// The size of the picture is asked for once per drawing: asking makes the browser lay out the page.
const frame = { wide: 0, high: 0 };
const outsideOf = (x0, y0, x1, y1) => x0 < 3 || y0 < 2 || x1 > frame.wide - 3 || y1 > frame.high - 2;

function write(ctx, text, x, y, font, colour) {
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = "#FFFFFF";
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

function wrap(ctx, name, most, type) {
  // One line, or two of about the same length.
  const text = name.length > type.characters ? name.slice(0, type.characters - 1).trimEnd() + "…" : name;
  if (widthOf(ctx, type.font, text) <= most) return [text];
  const words = text.split(" ");
  let best = [text], least = Infinity;
  for (let i = 1; i < words.length; i++) {
    const pair = [words.slice(0, i).join(" "), words.slice(i).join(" ")];
    const wide = Math.max(...pair.map((line) => widthOf(ctx, type.font, line)));
    if (wide < least) { least = wide; best = pair; }
  }
  return best;
}

function onAnotherHull(own, [x0, y0, x1, y1], scale, at) {
  return !S.byClusters && S.hulls.some((hull, i) => {
    if (i === own || !hull[HULL.outline].length) return false;
    const [x, y] = at(hull[HULL.x], hull[HULL.y]);
    return Math.hypot(Math.max(x0 - x, 0, x - x1), Math.max(y0 - y, 0, y - y1)) < 0.92 * hull[HULL.r] * scale;
  });
}
function placeClusterNames(ctx, scale, at, crowd) {
  const type = titleType();
  for (const i of S.hulls.map((_, number) => number).sort((a, b) => S.hulls[b][HULL.r] - S.hulls[a][HULL.r])) {
    const hull = S.hulls[i];
    if (state.lit && !state.lit.hulls.has(i) && !state.lit.allNames) continue;
    if (!S.byClusters && state.filters.only && !S.dots.some((_, at) => S.main[at] === i && visible(at))) continue;
    if (!hull[HULL.id] && S.hulls.length === 1) continue;
    const [x, y] = at(hull[HULL.x], hull[HULL.y]), r = hull[HULL.r] * scale;
    const parts = wrap(ctx, clusterName(S.cluster[i]), Math.max(110, Math.min(1.7 * r, type.most)), type);
    const wide = Math.max(...parts.map((line) => widthOf(ctx, type.font, line))), high = type.line * parts.length;
    // A disc of the view of clusters carries its name inside, when there is room.
    const inside = S.byClusters && wide < 1.75 * r && high + 8 < 1.2 * r;
    const tries = inside ? [[0, 0]] : [[0, -r - high / 2 - 2], [0, r + high / 2 + 2]];
    if (!inside) for (const shift of [0.25, 0.45, 0.65, 0.9]) for (const side of [-1, 1]) {
      // Along the outline to the left and right, as far as the name still touches its hull.
      const lift = Math.sqrt(Math.max(r * r - Math.max(0, shift * wide - wide * 0.35) ** 2, 0)) || r * 0.3;
      tries.push([side * shift * wide, -lift - high / 2 - 3], [side * shift * wide, lift + high / 2 + 3]);
    }
    if (!inside) tries.push([r + wide / 2 + 4, 0], [-r - wide / 2 - 4, 0]);
    // Clear of nodes if that can be, else over some of them: a hull without its name says nothing.
    let chosen = null;
    // Clear of other hulls before that, for a name over one is read as its own.
    for (const [over, apart] of hull[HULL.id] ? [[false, true], [false, false], [true, false]] : [[false, true]]) {
      chosen = chosen || tries.find(([dx, dy]) => {
        const b = [x + dx - wide / 2 - 2, y + dy - high / 2, x + dx + wide / 2 + 2, y + dy + high / 2];
        return !outsideOf(...b) && (inside || (!crowd.taken(...b, -1, over) && !(apart && onAnotherHull(i, b, scale, at))));
      });
    }
    if (!chosen) continue;
    const [dx, dy] = chosen;
    crowd.add(x + dx - wide / 2 - 2, y + dy - high / 2, x + dx + wide / 2 + 2, y + dy + high / 2, -1, 0);
    parts.forEach((line, row) =>
      write(ctx, line, x + dx, y + dy - high / 2 + type.line * (row + 0.5), type.font, hull[HULL.id] ? "#323F4B" : "#616E7C"));
  }
}

// The numbers of the arrows, which are the message of the map, and the weakest links.
function arrowNumbers() {
  const wanted = [];
  S.arrows.forEach(([, , gap], i) => {
    if (state.gaps && (!state.lit || state.lit.arrows.has(i))) wanted.push([tell("observed_expected", D.gaps[gap]), ...S.arrowEnds[i], C.gap, NUMBER]);
  });
  for (const line of state.lit ? state.lit.lines : S.lines) {
    if (!line.w) continue;
    const [p, q] = [S.dots[line.a], S.dots[line.b]];
    wanted.push([text("weakest"), [p.x, p.y], [q.x, q.y], C.gap, NUMBER]);
  }
  return wanted;
}
// In the view of clusters the numbers of the strongest lines.
function lineNumbers() {
  const wanted = [];
  if (S.byClusters && state.known) {
    const chosen = S.lines.filter((line) => line.o !== undefined && (!state.lit || isLit(line)));
    chosen.sort((p, q) => q.width - p.width || p.a - q.a || p.b - q.b);
    for (const line of chosen.slice(0, state.lit ? 20 : 10)) {
      const [p, q] = [S.hulls[line.a], S.hulls[line.b]];
      wanted.push([`${writeNumber(Math.round(line.o))} / ${writeNumber(Math.round(line.e))}`, leaves(S, line.a, q[HULL.x], q[HULL.y]), leaves(S, line.b, p[HULL.x], p[HULL.y]), "#3E4C59", LABEL]);
    }
  }
  return wanted;
}
function placeNumbers(ctx, at, crowd, wanted) {
  for (const [words, from, to, colour, font] of wanted) {
    const [a, b] = [at(...from), at(...to)], wide = widthOf(ctx, font, words) / 2 + 2;
    const places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75].flatMap((t) => [0, -14, 14].map((d) =>
      [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t + d]));
    const free = ([x, y], over) => !outsideOf(x - wide, y - 8, x + wide, y + 8) && !crowd.taken(x - wide, y - 8, x + wide, y + 8, -1, over);
    // The number of a gap is said in any case, over nodes if need be, never over a name.
    const place = places.find((one) => free(one, false)) || (font === NUMBER && places.find((one) => free(one, true)));
    if (!place) continue;
    crowd.add(place[0] - wide, place[1] - 8, place[0] + wide, place[1] + 8, -1, 0);
    write(ctx, words, ...place, font, colour);
  }
}

function placeLabels(ctx, scale, at, crowd) {
  const lit = state.lit;
  if (lit && lit.names === false) return;
  const named = (i) => lit.dots.has(i) && (!lit.names || lit.names.has(i));
  // On a large map seen whole, those without partners are told by the panel; their names would hide the others.
  const few = !lit && S.dots.length > 300 && scale < fitted * 1.4;
  let budget = lit || scale > fitted * 1.4 ? 140 : titleType() === CROWDED ? 12 : S.dots.length > 800 ? 45 : 60;
  const order = lit ? S.order.filter(named).sort((a, b) => (b === lit.centre) - (a === lit.centre)) : S.order;
  for (const i of order) {
    if (!budget) break;
    if (!visible(i) || (few && !D.rows[S.rows[i]][ROW.partners] && !S.ends.has(i))) continue;
    const [x, y] = at(S.dots[i].x, S.dots[i].y), r = S.dots[i].size * scale + 2 + (S.ringed.has(i) && state.gaps ? 4 * S.shrink * scale + 1 : 0);
    if (outsideOf(x, y, x, y)) continue;
    const words = short(rowName(S.rows[i])), wide = widthOf(ctx, LABEL, words) + 4, high = 14, d = r * 0.7;
    const places = [
      [r, -high / 2], [-r - wide, -high / 2], [-wide / 2, -r - high], [-wide / 2, r],
      [d, -d - high], [d, d], [-d - wide, -d - high], [-d - wide, d],
    ];
    for (const [dx, dy] of places) {
      const b = [x + dx, y + dy, x + dx + wide, y + dy + high];
      // The two ends of a tie that would be a start are named in any case.
      if (outsideOf(...b) || crowd.taken(...b, i, Boolean(lit && lit.names))) continue;
      crowd.add(...b, -1, 0);
      write(ctx, words, x + dx + wide / 2, y + dy + high / 2, LABEL, "#1F2933");
      budget--;
      break;
    }
  }
}

function drawTexts(ctx, scale) {
  frame.wide = box.clientWidth;
  frame.high = box.clientHeight;
  const p = network.getViewPosition(), w = frame.wide / 2, h = frame.high / 2;
  const at = (x, y) => [(x - p.x) * scale + w, (y - p.y) * scale + h];
  const crowd = new Crowd(), lit = state.lit;
  for (let i = 0; i < S.dots.length; i++) {
    if (!visible(i) || (lit && !lit.dots.has(i))) continue;
    const [x, y] = at(S.dots[i].x, S.dots[i].y), ring = state.gaps && S.ringed.has(i) ? 4 * S.shrink * scale + 1 : 0;
    const r = S.dots[i].size * scale + ring + 1;
    if (!outsideOf(x + r, y + r, x - r, y - r) || (x > -r && y > -r)) crowd.add(x - r, y - r, x + r, y + r, i, r);
  }
  if (S.byClusters) for (const hull of S.hulls) {
    const [x, y] = at(hull[HULL.x], hull[HULL.y]), r = hull[HULL.r] * scale;
    crowd.add(x - r, y - r, x + r, y + r, -1, r);
  }
  placeNumbers(ctx, at, crowd, arrowNumbers());
  // What is selected is named first.
  if (lit) placeLabels(ctx, scale, at, crowd);
  placeClusterNames(ctx, scale, at, crowd);
  placeNumbers(ctx, at, crowd, lineNumbers());
  if (!lit) placeLabels(ctx, scale, at, crowd);
}

network.on("beforeDrawing", (ctx) => {
  const scale = network.getScale();
  if (!S.byClusters) S.hulls.forEach((_, at) => drawHull(ctx, at, scale));
});
network.on("afterDrawing", (ctx) => {
  const scale = network.getScale();
  for (let at = 0; at < S.dots.length; at++) {
    if (!visible(at)) continue;
    drawMark(ctx, at, scale);
    if (state.gaps && S.ringed.has(at)) drawRing(ctx, at);
  }
  if (S.byClusters) S.hulls.forEach((_, at) => drawHull(ctx, at, scale));
  if (state.lit) drawLit(ctx, scale);
  else drawWeak(ctx, scale, S.lines);
  if (!state.lit && state.gaps) S.arrows.forEach((_, at) => drawArrow(ctx, at, scale));
  screen(ctx, () => drawTexts(ctx, scale));
});
