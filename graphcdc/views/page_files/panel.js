// The panel beside the map: what is open, said in words, and lit on the map.
const panel = document.getElementById("panel"), live = document.getElementById("live");
// What was open before, to go back to.
const trail = [];

function closer() {
  const one = button("×", () => open(null));
  one.className = "close";
  one.title = text("close");
  one.setAttribute("aria-label", text("close"));
  panel.append(one);
  if (!trail.length) return;
  const back = button("←", () => { const last = trail.pop(); open(last.what, true, true); panel.scrollTop = last.scroll; });
  back.className = "close";
  back.title = text("back");
  back.setAttribute("aria-label", text("back"));
  panel.append(back);
}

// What is open: null, { row }, { hull } or { cluster }, { gap }, { pair: [a, b] }, { way: [a, b] } or { from: a }, which waits for the other end of a way.
function open(what, move, back) {
  if (what && what.row !== undefined && state.open && state.open.from !== undefined && what.row !== state.open.from && !isProject(what.row)) {
    what = { way: [state.open.from, what.row] };
  }
  const same = JSON.stringify(what) === JSON.stringify(state.open), held = panel.contains(document.activeElement);
  if (!what) trail.length = 0;
  else if (!back && !same && state.open) trail.push({ what: state.open, scroll: panel.scrollTop });
  state.open = what;
  panel.replaceChildren();
  panel.scrollTop = 0;
  state.lit = null;
  tooltip.hidden = true;
  keepSurroundings(what);
  if (what && state.inner !== null && !fitsInside(what)) setStage(null);
  if (!what) showAll();
  else if (what.row !== undefined) showProfile(what.row);
  else if (what.hull !== undefined) showCluster(whole.cluster[what.hull]);
  else if (what.cluster !== undefined) showCluster(what.cluster);
  else if (what.gap !== undefined) showGap(what.gap);
  else if (what.pair) showPair(...what.pair);
  else if (what.way) showWays(...what.way);
  else showPicking(what.from);
  if (move && state.lit && document.body.dataset.tab === "map") {
    // A picture that is about something is seen whole when it is opened.
    if (isAbout(what)) fitAll();
    else fitTo(litPoints());
  }
  network.redraw();
  const title = panel.querySelector("h3");
  live.textContent = title ? title.textContent : "";
  // What was pressed is gone: the next key goes on from the title of what it opened.
  if (held) {
    const first = title || panel;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }
}
// The surroundings of one are left when another is opened.
function keepSurroundings(what) {
  const f = state.filters;
  if (!f.only || (what && what.row === f.only.centre) || (what && (what.gap !== undefined || what.way))) return;
  f.only = null;
  changeFilters();
}
const isAbout = (what) => what.row !== undefined && what.row === D.about[0] && S === whole;
// What is opened while a cluster is shown from inside may lie outside it.
const fitsInside = (what) => what.row !== undefined && S.dotOf.has(what.row);

function litPoints() {
  const lit = state.lit, points = [...lit.dots].map((at) => [S.dots[at].x, S.dots[at].y]);
  if (!points.length || S.byClusters) for (const at of lit.hulls) {
    const edge = S.hulls[at][HULL.outline];
    for (let i = 0; i < edge.length; i += 2) points.push([edge[i], edge[i + 1]]);
  }
  return points;
}
const lightUp = (part) => {
  state.lit = { centre: null, dots: new Set(), hulls: new Set(), lines: [], suggested: [], arrows: new Set(), allNames: false, apart: false, ...part };
};
const dotsOf = (rows) => rows.map((row) => S.dotOf.get(row)).filter((at) => at !== undefined);
const pairsOf = (pairs) => pairs.map(dotsOf).filter((pair) => pair.length === 2);
// Hulls of a row in this stage.
const hullsOf = (row) => D.rows[row][ROW.clusters].map((one) => S.cluster.indexOf(one)).filter((at) => at >= 0);

function showAll() {
  if (state.inner !== null) panel.append(make("h2", clusterName(clusterAt.get(S.hulls[0][HULL.id]))), make("p.quiet", tell("best_inside", { n: S.dots.length, all: whole.hulls[state.inner][HULL.members] })));
  panel.append(make("p.quiet", text(S.byClusters && Object.keys(D.inner).length ? "hint_clusters" : "hint")));
  if (D.suggestions.length) {
    const [first, ...rest] = D.askers.map(([, name]) => nameOf(name));
    panel.append(make("h2", first ? tell("suggestions_for", { name: first + (rest.length ? " " + tell("more", { n: rest.length }) : "") }) : text("suggestions")));
    showSuggestions(D.suggestions, D.askers.length === 1 && D.askers[0][0] >= 0 ? D.askers[0][0] : null);
  }
  for (const claim of ["statistical", "structural", "predictive"]) {
    const gaps = D.gaps.map((_, at) => at).filter((at) => D.gaps[at].claim === claim && D.gaps[at].here);
    if (!gaps.length) continue;
    panel.append(make("h2", text("claim_" + claim)));
    for (const kind of new Set(gaps.map((at) => D.gaps[at].kind))) {
      const same = gaps.filter((at) => D.gaps[at].kind === kind);
      if (same.length <= 6) panel.append(...same.map((at) => gapCard(at, true)));
      else panel.append(fold(`${capital(kindName(kind))} (${writeNumber(same.length)})`, () => same.map((at) => gapCard(at, true))));
    }
  }
}

function showProfile(at) {
  const row = D.rows[at], dot = S.dotOf.get(at), project = isProject(at);
  closer();
  panel.append(make("h3", rowName(at)));
  panel.append(make("p", [kindName(rowKind(at)), nameOf(row[ROW.place])].filter(Boolean).join(" · ")));
  panel.append(make("p.quiet", "ID " + row[ROW.id]));
  if (dot === undefined && !S.byClusters) panel.append(make("p.quiet", text(project ? "project_not_drawn" : "not_drawn")));
  if (dot !== undefined && !visible(dot)) panel.append(make("p.quiet", text("filtered_out")));
  showActs(at);
  const twins = D.rows.map((_, i) => i).filter((i) => i !== at && D.rows[i][ROW.name] === row[ROW.name]);
  list(text("same_name"), twins.slice(0, 5).map((i) => [link(i), make("p", "ID " + D.rows[i][ROW.id])]));
  const gaps = D.gaps.map((_, i) => i).filter((i) => D.gaps[i].members.includes(at));
  if (gaps.length) panel.append(make("h2", text("gaps")), ...gaps.slice(0, 8).map((i) => gapCard(i)));
  const suggestions = suggestionsFor(at);
  if (suggestions.length) {
    panel.append(make("h2", text("suggestions")));
    showSuggestions(suggestions, at);
  }
  showStanding(at);
  list(project ? `${text("participants")}: ${writeNumber(row[ROW.count])}` : text("best_partners"), row[ROW.best].map(link));
  const projects = row[ROW.projects].map(nameOrLink);
  if (row[ROW.count] > projects.length && !project) projects.push(make("span", projects.length ? tell("more", { n: writeNumber(row[ROW.count] - projects.length) }) : writeNumber(row[ROW.count])));
  list(text("projects"), projects);
  showOtherTies(row[ROW.ties] || []);
  const others = Object.entries(D.partners).filter(([, own]) => own.slice(0, 3).some((one) => one[SUGGESTION.who] === at)).map(([one]) => Number(one));
  list(text("suggested_to"), others.slice(0, 8).map(link));
  lightRow(at, dot, suggestions, row);
}

// What can be done with an organization: see only those around it, find a way to somebody.
function showActs(at) {
  const acts = [];
  if (S.dotOf.has(at)) {
    const on = state.filters.only !== null;
    acts.push(button(text(on ? "ego_off" : "ego_on"), () => {
      state.filters.only = on ? null : surroundingsOf(at);
      changeFilters();
      open({ row: at }, true);
    }));
  }
  if (!isProject(at) && neighbours.has(at)) acts.push(button(text("introduce_to"), () => open({ from: at })));
  const hull = S.byClusters ? D.rows[at][ROW.clusters].find((one) => D.inner[one]) : undefined;
  if (hull !== undefined) acts.push(button(text("open_inside"), () => { setStage(hull); open({ row: at }, true); }));
  if (acts.length) panel.append(make("p.acts", null, ...acts));
}
// An organization, those it works with, its projects with their participants, and those suggested to it.
function surroundingsOf(at) {
  const near = neighboursOf(S.dotOf.get(at));
  const beyond = near.filter(isProject).flatMap((project) => neighboursOf(S.dotOf.get(project)));
  const suggested = suggestionsFor(at).map((one) => one[SUGGESTION.who]).filter((who) => typeof who === "number");
  return Object.assign(new Set([at, ...near, ...beyond, ...suggested]), { centre: at });
}
const neighboursOf = (dot) => S.tiesOf[dot].filter((line) => lineShown(S, line)).map((line) => S.rows[line.a === dot ? line.b : line.a]);

function showStanding(at) {
  const row = D.rows[at];
  if (isProject(at)) return;
  const same = row[ROW.all] === row[ROW.partners];
  const facts = [[text("partners"), same ? writeNumber(row[ROW.all]) : tell("partners_all", { n: row[ROW.partners], all: row[ROW.all] })]];
  (row[ROW.measures] || []).forEach((value, i) => {
    if (value !== null) facts.push([text("measure_" + D.measures[i]), typeof value === "string" ? text("sphere_" + value) : writeNumber(value)]);
  });
  panel.append(make("h2", text("standing")), table(facts.map(([name, value]) => [make("span", name), value])));
  list(text("cluster"), row[ROW.clusters].map(clusterLink));
}

function showOtherTies(ties) {
  const kinds = new Set(ties.map(([kind, inward]) => 2 * kind + inward));
  for (const one of kinds) {
    const same = ties.filter(([kind, inward]) => 2 * kind + inward === one);
    list(tieName(one >> 1) + (one % 2 ? " ←" : ""), same.map(([, , end, year]) => [nameOrLink(end), ...(year ? [make("span.quiet", " " + year)] : [])]));
  }
}

function lightRow(at, dot, suggestions, row) {
  const suggested = pairsOf(suggestions.slice(0, 12).map((one) => [at, one[SUGGESTION.who]]));
  if (dot === undefined) {
    // A project that is not drawn shows its participants.
    if (isProject(at)) return lightUp({ dots: new Set(dotsOf(row[ROW.best])), hulls: new Set(row[ROW.best].flatMap(hullsOf)), allNames: true });
    return lightUp({ hulls: new Set(hullsOf(at)), allNames: true });
  }
  const own = S.tiesOf[dot].filter((line) => lineShown(S, line));
  const lit = new Set([dot, ...own.flatMap((line) => [line.a, line.b]), ...suggested.flat()]);
  if (isAbout({ row: at })) return lightUp({ centre: dot, dots: new Set(S.dots.keys()), hulls: new Set(S.hulls.keys()), lines: S.lines.filter((line) => !line.s), suggested: S.suggested, allNames: true });
  lightUp({ centre: dot, dots: lit, hulls: new Set([S.main[dot]].filter((i) => i >= 0)), lines: own, suggested });
}

// A cluster that is nobody's main one has no hull, and is told all the same.
function showCluster(number) {
  const at = whole.cluster.indexOf(number), hull = whole.hulls[at] || [D.clusters[number][0], "", 0, 0, 0, [], 0];
  closer();
  panel.append(make("h3", clusterName(number)));
  const rows = D.rows.map((_, i) => i).filter((i) => !isProject(i) && (hull[HULL.id] ? D.rows[i][ROW.clusters].includes(number) : !D.rows[i][ROW.clusters].length));
  if (at < 0) hull[HULL.members] = rows.length;
  const elsewhere = whole.placed[at] < hull[HULL.members];
  panel.append(make("p", whole.byClusters || at < 0 || !elsewhere ? tell("n_organizations", { n: hull[HULL.members] }) : tell("members_main", { n: hull[HULL.members], m: whole.placed[at] })));
  if (D.inner[at]) {
    const act = button(text("open_inside"), () => { setStage(at); open(null); });
    panel.append(make("p.acts", null, act));
  }
  const gaps = D.gaps.map((_, i) => i).filter((i) => (D.gaps[i].clusters || []).includes(number));
  if (gaps.length) panel.append(make("h2", text("gaps")), ...gaps.map((i) => gapCard(i)));
  const counts = new Map();
  for (const i of rows) counts.set(rowKind(i), (counts.get(rowKind(i)) || 0) + 1);
  panel.append(make("h2", text("kinds")), table([...counts].sort((a, b) => b[1] - a[1]).map(([kind, n]) => [make("span", kindName(kind, n !== 1)), writeNumber(n)])));
  const best = rows.filter((i) => D.rows[i][ROW.partners] > 0).sort((a, b) => D.rows[b][ROW.partners] - D.rows[a][ROW.partners] || a - b);
  list(text("best_members"), best.slice(0, 10).map((i) => [link(i), make("span.quiet", ` ${writeNumber(D.rows[i][ROW.partners])}`)]));
  showPairs(number);
  const inside = new Set(S.dots.map((_, i) => i).filter((i) => S.main[i] === at));
  lightUp({ hulls: new Set(S.byClusters ? S.hulls.map((_, i) => i) : [at]), dots: inside, only: at, lines: S.lines.filter((line) => !line.s && inside.has(line.a) && inside.has(line.b)) });
  if (S.byClusters) state.lit.hulls = new Set([at, ...S.lines.filter((line) => line.a === at || line.b === at).flatMap((line) => [line.a, line.b])]);
}

// Joint participations of a cluster with the others, where there is least compared with what was expected first.
function showPairs(number) {
  const pairs = D.matrix.filter(([a, b]) => a === number || b === number).map(([a, b, o, e]) => [a === number ? b : a, o, e]);
  if (!pairs.length) return;
  pairs.sort((p, q) => (p[2] < 5) - (q[2] < 5) || p[1] / p[2] - q[1] / q[2] || p[0] - q[0]);
  panel.append(make("h2", text("pairs")), table(pairs.map(([other, o, e]) => {
    return [clusterLink(other), `${writeNumber(o)} / ${writeAbout(e)}`, gapOfPair(number, other) >= 0];
  })));
}
const gapOfPair = (a, b) => D.gaps.findIndex((gap) => gap.kind === "cluster_to_cluster_gap" && gap.clusters.length === 2 && gap.clusters.every((one) => one === a || one === b));
const clusterLink = (number) => button(clusterName(number), () => open({ cluster: number }, true));

function showGap(at) {
  const gap = D.gaps[at];
  closer();
  panel.append(make("h2", text("claim_" + gap.claim)), make("h3", capital(kindName(gap.kind))), make("p", say(gap.said)));
  if (gap.priority) {
    const [rank, real, impact, chance] = gap.priority.map((one) => (one === null ? null : writeNumber(one)));
    panel.append(make("p.quiet", tell(chance === null ? "gap_place" : "gap_place_chance", { rank, real, impact, chance })));
  }
  // Pairs to start with stand in the advice and, so that one can go to them, in the list.
  if (gap.ties.length < 2) panel.append(make("h2", text("what_to_do")), make("p", say(gap.advice)));
  list(text(gap.ties.length < 2 ? "start_with" : "start_with_pairs"), gap.ties.map(([a, b]) => [link(a), make("span", " – "), link(b)]));
  const shown = gap.members.slice(0, 40).map(link);
  if (gap.members.length > 40) shown.push(make("span", tell("more", { n: writeNumber(gap.members.length - 40) })));
  list(text("members"), shown);
  const suggested = pairsOf(gap.ties), lit = new Set([...dotsOf(gap.members), ...suggested.flat()]);
  const arrows = new Set(S.arrows.map((arrow, i) => (arrow[2] === at ? i : -1)).filter((i) => i >= 0));
  if (gap.hulls) {
    const hulls = new Set(gap.hulls);
    const dots = new Set(S.dots.map((_, i) => i).filter((i) => hulls.has(S.main[i]) || lit.has(i)));
    return lightUp({ hulls, arrows, dots, suggested, apart: true, names: suggested.length ? new Set(suggested.flat()) : false });
  }
  const hulls = new Set(S.byClusters ? gap.members.flatMap(hullsOf) : []);
  lightUp({ dots: lit, hulls, arrows, suggested, allNames: true, lines: S.lines.filter((line) => !line.s && lit.has(line.a) && lit.has(line.b)) });
}

// Two clusters of the matrix that no gap is about.
function showPair(a, b) {
  closer();
  const [, , observed, expected] = D.matrix.find(([one, other]) => (one === a && other === b) || (one === b && other === a));
  panel.append(make("h3", `${clusterName(a)} – ${clusterName(b)}`), make("p", tell("pair_said", { observed, expected })));
  if (expected < 5) panel.append(make("p.quiet", text("matrix_few")));
  const hulls = [a, b].map((one) => whole.cluster.indexOf(one)).filter((at) => at >= 0);
  list(text("clusters_both"), [a, b].map(clusterLink));
  lightUp({ hulls: new Set(hulls), dots: new Set(S.dots.map((_, i) => i).filter((i) => hulls.includes(S.main[i]))), names: false });
}

function showWays(a, b) {
  closer();
  panel.append(make("h3", tell("way_title", { a: rowName(a), b: rowName(b) })));
  const ways = findWays(a, b, 3, 6);
  panel.append(make("p.quiet", text("way_note")));
  if (!ways.length) panel.append(make("p", text("no_way")));
  panel.append(...ways.map(wayCard));
  const steps = new Set(ways.flatMap((way) => way.rows));
  const weak = new Set(ways.filter((way) => way.links.length > 1).map((way) => way.links[weakestOf(way)]));
  // Drawn from the ways themselves: the map may leave out weaker ties.
  const lines = [...new Set(ways.flatMap((way) => way.links))].map((at) => [dotsOf(D.links[at].slice(0, 2)), at]).filter(([pair]) => pair.length === 2)
    .map(([pair, at]) => ({ a: pair[0], b: pair[1], width: 2, w: weak.has(at) }));
  lightUp({ dots: new Set(dotsOf([...steps, a, b])), hulls: new Set([...steps].flatMap(hullsOf).slice(0, S.byClusters ? 99 : 0)), lines, allNames: true });
}

function showPicking(at) {
  closer();
  panel.append(make("h3", tell("way_from", { name: rowName(at) })), make("p", text("way_pick")));
  lightUp({ centre: S.dotOf.get(at) ?? null, dots: new Set(dotsOf([at])), allNames: true });
}
