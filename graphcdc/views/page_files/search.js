// Search: any part of a name in either language, of the INN, or of the id; a list of what fits while one types.
const search = document.getElementById("search"), found = document.getElementById("found");
const searched = D.rows.map((row) => [...formsOf(row[ROW.name]), row[ROW.id], row[ROW.inn]].join("\n").toLocaleLowerCase());
const searchedClusters = whole.cluster.map((at) => (D.clusters[at][0] ? formsOf(D.clusters[at][1]) : []).join("\n").toLocaleLowerCase());
let chosen = -1, options = [];

function find(words, most) {
  const wanted = words.trim().toLocaleLowerCase(), fitting = [];
  if (!wanted) return fitting;
  const add = (texts, what, partners, at) => {
    const where = texts.indexOf(wanted);
    if (where < 0) return;
    const lines = texts.split("\n");
    const rank = lines.includes(wanted) ? 0 : lines.some((line) => line.startsWith(wanted)) ? 1 : 2;
    fitting.push([rank, -partners, at, what]);
  };
  searched.forEach((texts, at) => add(texts, { row: at }, D.rows[at][ROW.partners], at));
  searchedClusters.forEach((texts, at) => { if (whole.hulls[at][HULL.id]) add(texts, { hull: at }, whole.hulls[at][HULL.members], -1 - at); });
  return fitting.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, most).map((one) => one[3]);
}
const nameOfFound = (what) => (what.hull !== undefined ? clusterName(whole.cluster[what.hull]) : rowName(what.row));
function factsOfFound(what) {
  if (what.hull !== undefined) return kindName("cluster");
  const row = D.rows[what.row];
  return [kindName(rowKind(what.row)), row[ROW.clusters].length ? clusterName(row[ROW.clusters][0]) : "", row[ROW.id]].filter(Boolean).join(" · ");
}

function showFound() {
  options = find(search.value, 10);
  chosen = -1;
  found.replaceChildren(...options.map((what, i) => {
    const one = make("li", null, make("strong", nameOfFound(what)), make("span", factsOfFound(what)));
    one.id = "found-" + i;
    one.setAttribute("role", "option");
    one.setAttribute("aria-selected", "false");
    // Before the field loses the focus.
    one.addEventListener("mousedown", (event) => { event.preventDefault(); pick(what); });
    return one;
  }));
  if (search.value.trim() && !options.length) found.append(make("li", text("nothing_found")));
  unfold(search.value.trim() !== "");
}
function unfold(on) {
  found.hidden = !on;
  search.setAttribute("aria-expanded", String(on));
  if (!on) search.removeAttribute("aria-activedescendant");
}
function choose(step) {
  if (!options.length) return;
  chosen = (chosen + step + options.length) % options.length;
  [...found.children].forEach((one, i) => one.setAttribute("aria-selected", String(i === chosen)));
  found.children[chosen].scrollIntoView({ block: "nearest" });
  search.setAttribute("aria-activedescendant", "found-" + chosen);
}
function pick(what) {
  search.value = nameOfFound(what);
  unfold(false);
  open(what, true);
}
search.addEventListener("input", showFound);
search.addEventListener("blur", () => unfold(false));
search.addEventListener("focus", () => { if (search.value.trim() && !state.open) showFound(); });
search.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (found.hidden) showFound();
    choose(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    const what = chosen >= 0 && !found.hidden ? options[chosen] : find(search.value, 1)[0];
    if (what) pick(what);
    else if (search.value.trim()) { open(null); panel.prepend(make("p", text("nothing_found"))); }
  }
});
