// Pieces of the panel: links to what is on the page, gaps, suggestions, ways.
const link = (at) => button(rowName(at), () => open({ row: at }, true));
// The other end of a tie: a row, or below zero the number of the name of what is not on the page.
const endName = (end) => (end >= 0 ? rowName(end) : nameOf(-1 - end));
const nameOrLink = (end) => (end >= 0 ? link(end) : make("span", endName(end)));

function list(title, items) {
  if (items.length) panel.append(make("h2", title), make("ul", null, ...items.map((item) => make("li", null, ...[item].flat()))));
}
const table = (rows) => make("table", null, ...rows.map(([first, words, low]) => make("tr", null, make("td", null, first), make(low ? "td.low" : "td", words))));

function gapCard(at, brief) {
  const gap = D.gaps[at];
  return make("div.gap", null, button(say(gap.said), () => open({ gap: at }, true)), ...(brief ? [] : [make("p", say(gap.advice))]));
}

// A suggestion: [row, or name and kind], new blood, reasons, counter-reasons, probability, id of the gap it closes, next step.
const SUGGESTION = { who: 0, fresh: 1, reasons: 2, counter: 3, chance: 4, closes: 5, step: 6 };
const suggestionsFor = (at) => (D.askers.some(([row]) => row === at) ? D.suggestions : D.partners[at] || []);

function suggestionCard(one, asker) {
  const who = one[SUGGESTION.who], here = typeof who === "number";
  const card = make("div.card", null, here ? link(who) : make("strong", nameOf(who[0])));
  const facts = [kindName(here ? rowKind(who) : D.kinds[who[1]])];
  if (here && D.rows[who][ROW.clusters].length) facts.push(clusterName(D.rows[who][ROW.clusters][0]));
  if (one[SUGGESTION.fresh]) facts.push(text("list_new_blood"));
  if (one[SUGGESTION.chance] !== null) facts.push(tell("chance", { n: 100 * one[SUGGESTION.chance] }));
  card.append(make("p", facts.join(" · ")));
  for (const reason of one[SUGGESTION.reasons]) card.append(make("p.reason", say(reason)));
  for (const counter of one[SUGGESTION.counter]) card.append(make("p.counter", say(counter)));
  if (one[SUGGESTION.step] !== null) card.append(make("p.step", say(one[SUGGESTION.step])));
  const closes = D.gaps.findIndex((gap) => gap.id === one[SUGGESTION.closes]);
  if (closes >= 0) card.append(make("p.reason", text("closes") + " ", button(kindName(D.gaps[closes].kind), () => open({ gap: closes }, true))));
  if (!here) card.append(make("p", text("not_drawn")));
  else if (asker !== null && neighbours.has(asker) && neighbours.has(who)) {
    const act = button(text("introduce"), () => open({ way: [asker, who] }, true));
    act.className = "act";
    card.append(act);
  }
  return card;
}

function showSuggestions(suggestions, asker) {
  const main = suggestions.filter((one) => !one[SUGGESTION.fresh]), fresh = suggestions.filter((one) => one[SUGGESTION.fresh]);
  panel.append(...main.map((one) => suggestionCard(one, asker)));
  if (!fresh.length) return;
  const cards = () => fresh.map((one) => suggestionCard(one, asker));
  if (!main.length) { panel.append(...cards()); return; }
  panel.append(fold(`${text("new_blood")} (${writeNumber(fresh.length)})`, cards));
}

// A part that is made when it is opened.
function fold(title, makeParts) {
  const one = make("details", null, make("summary", title));
  one.addEventListener("toggle", () => { if (one.open && one.children.length === 1) one.append(...makeParts()); });
  return one;
}

function wayCard(way, number) {
  const weak = weakestOf(way), steps = make("ol.way");
  way.rows.forEach((row, i) => {
    steps.append(make("li", null, link(row)));
    if (i === way.links.length) return;
    const mark = i === weak && way.links.length > 1;
    steps.append(make(mark ? "li.weak" : "li.tie", linkWords(way.links[i]) + (mark ? ` · ${text("weakest")}` : "")));
  });
  return make("div.card", null, make("strong", tell("way_number", { n: number + 1, steps: way.links.length })), steps);
}
