// Search: any part of a name in either language, of the INN, or of the id; a list of what fits while one types.
const search = document.getElementById("search"), found = document.getElementById("found");
// As people type: without case, quotes and dots, е for ё, and Latin letters of an id on a Russian keyboard.
const folded = (words) => words.toLocaleLowerCase().replaceAll("ё", "е").replace(/[«»"“”„'.,]/g, "").replaceAll("-", " ").replace(/[^\S\n]+/g, " ").trim();
const ALIKE = { а: "a", в: "b", с: "c", е: "e", к: "k", м: "m", н: "h", о: "o", р: "p", т: "t", у: "y", х: "x" };
const inLatin = (words) => words.replace(/[а-я]/g, (letter) => ALIKE[letter] || letter);
const searched = D.rows.map((row) => folded([...formsOf(row[ROW.name]), row[ROW.id], row[ROW.inn]].join("\n")));
const searchedClusters = D.present.map((at) => [at, folded([D.clusters[at][0], ...formsOf(D.clusters[at][1])].join("\n"))]);
const MOST_FOUND = 10;
let chosen = -1, options = [];

function find(words) {
  let wanted = folded(words);
  const fitting = [], latin = inLatin(wanted);
  // Digits may stand in groups, as in an INN.
  if (/^[\d ]+$/.test(wanted)) wanted = wanted.replaceAll(" ", "");
  if (!wanted) return fitting;
  const parts = wanted.split(" ");
  const add = (texts, what, partners, at) => {
    const lines = texts.split("\n"), id = latin !== wanted && lines.includes(latin);
    if (!id && !parts.every((part) => texts.includes(part))) return;
    const rank = id || lines.includes(wanted) ? 0 : lines.some((line) => line.startsWith(wanted)) ? 1 : texts.includes(wanted) ? 2 : 3;
    fitting.push([rank, -partners, at, what]);
  };
  searched.forEach((texts, at) => add(texts, { row: at }, D.rows[at][ROW.partners], at));
  for (const [at, texts] of searchedClusters) add(texts, { cluster: at }, 0, -1 - at);
  return fitting.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).map((one) => one[3]);
}
const nameOfFound = (what) => (what.cluster !== undefined ? clusterName(what.cluster) : rowName(what.row));
function factsOfFound(what) {
  if (what.cluster !== undefined) return kindName("cluster");
  const row = D.rows[what.row];
  return [kindName(rowKind(what.row)), row[ROW.clusters].length ? clusterName(row[ROW.clusters][0]) : "", row[ROW.id]].filter(Boolean).join(" · ");
}

function showFound() {
  const all = find(search.value);
  options = all.slice(0, MOST_FOUND);
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
  if (all.length > options.length) found.append(make("li.quiet", tell("more", { n: writeNumber(all.length - options.length) })));
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
  [...found.children].slice(0, options.length).forEach((one, i) => one.setAttribute("aria-selected", String(i === chosen)));
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
  if (event.key === "Escape" && !found.hidden) {
    // The list closes first, the selection with the next one.
    event.stopPropagation();
    unfold(false);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (found.hidden) showFound();
    choose(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    const what = chosen >= 0 && !found.hidden ? options[chosen] : find(search.value)[0];
    if (what) pick(what);
    else if (search.value.trim()) { open(null); panel.prepend(make("p", text("nothing_found"))); }
  }
});
