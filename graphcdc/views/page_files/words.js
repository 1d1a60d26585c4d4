"use strict";
// The data of the page and its words. L is the language: 0 English, 1 Russian, the order of every pair of texts.
const D = JSON.parse(document.getElementById("data").textContent);
let L = D.languages.indexOf(D.lang);
const C = D.colours;
const ROW = {
  id: 0, name: 1, kind: 2, place: 3, clusters: 4, partners: 5, all: 6, best: 7, projects: 8, count: 9, inn: 10,
  region: 11, ties: 12, measures: 13,
};

const text = (key) => D.texts[key][L];
const RUSSIAN = 1, NARROW = "\u00a0";

// With so many decimals, and of two equally near the even one, as Python rounds.
function fixed(value, digits) {
  const scaled = value * 10 ** digits, low = Math.floor(scaled);
  // Only such a number can lie exactly between two: 0.25 does, 0.05 is a little more than it seems.
  const exact = Number.isInteger(value * 2 ** (digits + 1));
  return exact && scaled - low === 0.5 ? ((low + (low % 2)) / 10 ** digits).toFixed(digits) : value.toFixed(digits);
}
// As graphcdc.words.write_number: thousands apart, at most two significant decimals.
function writeNumber(value) {
  let said;
  if (Number.isInteger(value)) said = String(value);
  else if (value >= 10) said = fixed(value, 1);
  else said = value < 1 ? fixed(value, 1 - Math.floor(Math.log10(value))).replace(/0+$/, "") : fixed(value, 2);
  return inLanguage(said);
}
const writeAbout = (value) => inLanguage(value >= 10 ? fixed(value, 0) : fixed(value, 1).replace(/\.0$/, ""));
function inLanguage(said) {
  const [whole, part] = said.split(".");
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, L === RUSSIAN ? NARROW : ",");
  return part === undefined ? apart : apart + (L === RUSSIAN ? "," : ".") + part;
}

function form(n) {
  if (L !== RUSSIAN) return n === 1 ? 0 : 1;
  if (!Number.isInteger(n)) return 1;
  const tens = Math.floor(n / 10) % 10, units = n % 10;
  return tens === 1 || units === 0 || units > 4 ? 2 : units === 1 ? 0 : 1;
}

// Texts of users are kept once: one for both languages, or an English and a Russian one.
const formsOf = (number) => (typeof D.strings[number] === "string" ? [D.strings[number]] : D.strings[number]);
const capital = (words) => words.charAt(0).toLocaleUpperCase() + words.slice(1);
const nameOf = (number) => formsOf(number).at(typeof D.strings[number] === "string" ? 0 : L);
const isKind = (word) => Object.hasOwn(D.words, word);
const kindName = (word, plural) => (isKind(word) ? D.words[word][2 * L + (plural ? 1 : 0)] : word);

// A value of a sentence: a number, a list of texts, such a list with its own separator and end, or a whole sentence.
function listNames(value) {
  if (typeof value === "number") return nameOf(value);
  if (value.s) return say(value.s);
  const { n, b, t } = Array.isArray(value) ? { n: value, b: ", ", t: "" } : value;
  return n.map(listNames).join(b) + t;
}

function put(value, how) {
  if (typeof value === "object") {
    const said = listNames(value);
    if (!how || !isKind(said)) return said;
    const name = kindName(said, how !== "kind");
    return how === "Plural" ? name[0].toLocaleUpperCase() + name.slice(1) : name;
  }
  if (!how) return String(value);
  return how === "n" ? writeNumber(value) : how === "about" ? writeAbout(value) : how.split("|")[form(value)];
}
const fill = (template, values) => template.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, how) => put(values[name], how));
const tell = (key, values) => fill(text(key), values);
// A sentence of an analysis: its number, then its values in the order in which its templates first name them.
function say([number, ...given]) {
  const names = [...new Set([...D.sentences[number].join("").matchAll(/\{(\w+)/g)].map((one) => one[1]))];
  return fill(D.sentences[number][L], Object.fromEntries(names.map((name, at) => [name, given[at]])));
}

const rowName = (at) => nameOf(D.rows[at][ROW.name]);
const clusterName = (at) => (D.clusters[at][0] ? nameOf(D.clusters[at][1]) : text(D.rest));
const rowKind = (at) => D.kinds[D.rows[at][ROW.kind]];
const isProject = (at) => rowKind(at) === "project";
const tieName = (kind) => D.ties[kind][L];

// Elements whose words are the page's own carry the key: data-text, data-label for readers of the screen, data-hint.
function translate() {
  document.documentElement.lang = D.languages[L];
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = text(one.dataset.text);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", text(one.dataset.label));
  for (const one of document.querySelectorAll("[data-hint]")) one.setAttribute("placeholder", text(one.dataset.hint));
  document.title = D.title[L];
  document.getElementById("title").textContent = D.title[L];
  document.getElementById("subtitle").textContent = D.subtitle[L];
  document.getElementById("source").textContent = D.source[L];
}

function make(tag, words, ...children) {
  const [name, style] = tag.split(".");
  const one = document.createElement(name);
  if (style) one.className = style;
  if (words !== null && words !== undefined) one.textContent = words;
  one.append(...children);
  return one;
}
function button(words, act) {
  const one = make("button", words);
  one.type = "button";
  one.addEventListener("click", act);
  return one;
}
const SVG = "http://www.w3.org/2000/svg";
function shape(tag, values) {
  const one = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(values)) one.setAttribute(name, value);
  return one;
}
