// The same as tables: organizations and ties of the map, and which clusters work together.
const tableBox = document.getElementById("table"), matrixBox = document.getElementById("matrix");
const STEP = 200;
const LISTS = { organizations: "column_organizations", projects: "projects", ties: "column_ties" };
let sorting = { column: 3, down: true }, most = STEP, listed = "organizations";

const gapsOf = new Map();
for (const gap of D.gaps) for (const member of gap.members) gapsOf.set(member, (gapsOf.get(member) || 0) + 1);

const organizationColumns = () => {
  const columns = [
    ["column_name", (at) => rowName(at), (at) => link(at)],
    ["column_kind", (at) => kindName(rowKind(at))],
    ["column_clusters", (at) => D.rows[at][ROW.clusters].slice(0, 3).map(clusterName).join(", ")],
    ["partners", (at) => D.rows[at][ROW.partners]],
    ["gaps", (at) => gapsOf.get(at) || 0],
  ];
  // Where all are in one place nobody needs to read it in every row.
  const places = new Set(D.rows.filter((row) => D.kinds[row[ROW.kind]] !== "project").map((row) => row[ROW.place]));
  if (places.size > 1) columns.push(["column_place", (at) => nameOf(D.rows[at][ROW.place])]);
  const measured = D.rows.some((row) => row[ROW.measures]);
  for (const key of measured ? ["constraint", "betweenness_rank"] : []) {
    const place = D.measures.indexOf(key);
    columns.splice(4, 0, ["measure_" + key, (at) => (D.rows[at][ROW.measures] || [])[place] ?? ""]);
  }
  return columns;
};
const tieColumns = () => [
  ["column_from", (line) => rowName(S.rows[line.a]), (line) => link(S.rows[line.a])],
  ["column_to", (line) => rowName(S.rows[line.b]), (line) => link(S.rows[line.b])],
  ["column_kind", (line) => (line.m || []).filter((_, i) => i % 2 === 0).map(tieName).join(", ")],
  ["column_since", (line) => newest(line), null, showYear],
];
// The newest year in which a tie behind a line began.
function newest(line) {
  const bits = (line.m || []).filter((_, i) => i % 2).reduce((all, one) => all | one, 0);
  return bits > 1 ? firstYear + 30 - Math.clz32(bits & ~1) : "";
}
// The first year of the filter stands for those before it too.
function showYear(year) {
  return year === firstYear && D.years[2] < firstYear ? `≤ ${year}` : String(year);
}

function tableRows() {
  if (listed === "ties") return S.byClusters ? [] : S.lines.filter((line) => !line.s && lineShown(S, line));
  return D.rows.map((_, at) => at).filter((at) => isProject(at) === (listed === "projects") && rowShown(at) && (!state.filters.only || state.filters.only.has(at)) && (S === whole || S.dotOf.has(at)));
}

function showTable() {
  const columns = listed === "ties" ? tieColumns() : organizationColumns(), rows = tableRows();
  const by = columns[Math.min(sorting.column, columns.length - 1)][1], turn = sorting.down ? -1 : 1;
  // What is not known stands last in either order.
  const blank = (a, b) => (a === "") - (b === "");
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), D.languages[L], { numeric: true }));
  const sorted = rows.map((row) => [by(row), row]).sort((p, q) => blank(p[0], q[0]) || turn * compare(p[0], q[0]));
  const head = make("tr", null, ...columns.map(([key], at) => {
    const cell = make("th", null, button(text(key), () => { sorting = { column: at, down: sorting.column === at ? !sorting.down : at > 2 }; showTable(); tableBox.querySelectorAll("th button")[at].focus(); }));
    cell.scope = "col";
    cell.setAttribute("aria-sort", at === sorting.column ? (sorting.down ? "descending" : "ascending") : "none");
    return cell;
  }));
  const body = sorted.slice(0, most).map(([, row]) => make("tr", null, ...columns.map(([, value, cell, show]) => {
    const said = show ? show(value(row)) : value(row);
    return make(typeof said === "number" ? "td.number" : "td", cell || typeof said !== "number" ? (cell ? null : said) : writeNumber(said), ...(cell ? [cell(row)] : []));
  })));
  const choices = Object.entries(LISTS).filter(([name]) => name !== "ties" || !S.byClusters).map(([name, key]) => {
    const one = button(text(key), () => { listed = name; sorting = { column: name === "ties" ? 0 : 3, down: name !== "ties" }; most = STEP; showTable(); });
    one.setAttribute("aria-pressed", String(listed === name));
    return one;
  });
  const caption = make("caption", text(LISTS[listed]) + ": " + tell("rows_shown", { n: Math.min(most, rows.length), all: rows.length }));
  tableBox.replaceChildren(make("p.acts", null, ...choices), make("table", null, caption, make("thead", null, head), make("tbody", null, ...body)));
  if (rows.length > most) tableBox.append(make("p.acts", null, button(text("more_rows"), () => { most += 5 * STEP; showTable(); })));
}

// Clusters against clusters: observed, and the more colour the further from what was expected.
const SHADES = ["#F6C9A8", "#FBE6D6", "#FFFFFF", "#DCEBF7", "#B5D3EC"];
function shade(observed, expected) {
  if (expected < 5) return null;
  const ratio = observed / expected;
  return SHADES[ratio < 0.5 ? 0 : ratio < 0.8 ? 1 : ratio <= 1.25 ? 2 : ratio <= 2 ? 3 : 4];
}

function showMatrix() {
  const known = new Map(D.matrix.flatMap(([a, b, o, e]) => [[a + "," + b, [o, e]], [b + "," + a, [o, e]]]));
  const shown = [...new Set(D.matrix.flatMap(([a, b]) => [a, b]))].sort((a, b) => clusterName(a).localeCompare(clusterName(b), D.languages[L]));
  const corner = make("td");
  const head = make("tr", null, corner, ...shown.map((at) => {
    const cell = make("th", null, make("span", clusterName(at)));
    cell.scope = "col";
    return cell;
  }));
  const body = shown.map((row) => {
    const title = make("th", null, clusterLink(row));
    title.scope = "row";
    return make("tr", null, title, ...shown.map((column) => matrixCell(row, column, known.get(row + "," + column))));
  });
  const key = make("p.key", null, ...[[SHADES[0], "matrix_less"], [SHADES[2], "matrix_as"], [SHADES[4], "matrix_more"]].map(([colour, words]) => {
    const tint = make("span.tint");
    tint.style.backgroundColor = colour;
    return make("span", null, tint, document.createTextNode(" " + text(words)));
  }), make("span", null, make("span.outlined", "\u00a0\u00a0\u00a0"), document.createTextNode(" " + text("matrix_gap"))), make("span.quiet", text("matrix_few")));
  matrixBox.replaceChildren(make("h2", text("matrix_title")), key, make("div.scroll", null, make("table", null, make("thead", null, head), make("tbody", null, ...body))));
}
function matrixCell(row, column, pair) {
  if (!pair) return make("td.same");
  const [observed, expected] = pair, colour = shade(observed, expected), gap = gapOfPair(row, column);
  const words = `${clusterName(row)} – ${clusterName(column)}: ${tell("observed_expected", { observed, expected })}`;
  const act = button(writeNumber(Math.round(observed)), () => {
    open(gap >= 0 ? { gap } : { pair: [row, column] });
  });
  act.title = words;
  act.setAttribute("aria-label", words);
  const cell = make(gap >= 0 ? "td.gap" : colour ? "td" : "td.few", null, act);
  if (colour) cell.style.backgroundColor = colour;
  return cell;
}
