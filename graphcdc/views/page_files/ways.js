// Who can introduce whom, over the organizations of this page: as graphcdc.introductions, fewest steps first, then the
// largest product of the links.
const neighbours = new Map();
for (const [at, [a, b]] of (D.links || []).entries()) {
  for (const [from, to] of [[a, b], [b, a]]) {
    if (!neighbours.has(from)) neighbours.set(from, []);
    neighbours.get(from).push([to, at]);
  }
}
const QUALITY = 5;

// For everybody the largest product that leads to the goal in one step more than in `best`.
function stepBack(best) {
  const next = new Map();
  for (const [row, product] of best) {
    for (const [other, at] of neighbours.get(row) || []) {
      const reached = product * D.links[at][QUALITY];
      if (reached > (next.get(other) || 0)) next.set(other, reached);
    }
  }
  return next;
}

function findWays(start, goal, most, longest) {
  const best = [new Map([[goal, 1]])];
  while (best.length <= longest && !best.at(-1).has(start)) best.push(stepBack(best.at(-1)));
  if (!best.at(-1).has(start)) return [];
  const shortest = best.length - 1, found = [];
  for (let steps = shortest; steps <= Math.min(shortest + 1, longest) && found.length < most; steps++) {
    while (best.length <= steps) best.push(stepBack(best.at(-1)));
    found.push(...walk(start, best.slice(0, steps + 1), most - found.length));
  }
  return found;
}

// Best-first: best[r] says how good the rest of a way of r steps can get, so no way looks better than it can become.
function walk(start, best, most) {
  const key = (row) => D.rows[row][ROW.id];
  const before = (p, q) => {
    if (p.hope !== q.hope) return q.hope - p.hope;
    const [one, other] = [p.rows.map(key), q.rows.map(key)];
    for (let i = 0; i < Math.min(one.length, other.length); i++) if (one[i] !== other[i]) return one[i] < other[i] ? -1 : 1;
    return one.length - other.length;
  };
  const queue = [{ hope: best.at(-1).get(start) || 0, rows: [start], links: [], product: 1 }], found = [];
  while (queue.length && found.length < most) {
    let first = 0;
    for (let i = 1; i < queue.length; i++) if (before(queue[i], queue[first]) < 0) first = i;
    const [way] = queue.splice(first, 1), left = best.length - way.rows.length;
    if (!left) { found.push(way); continue; }
    for (const [other, at] of neighbours.get(way.rows.at(-1)) || []) {
      const rest = best[left - 1].get(other);
      if (!rest || way.rows.includes(other)) continue;
      const product = way.product * D.links[at][QUALITY];
      queue.push({ hope: Number((product * rest).toFixed(12)), rows: [...way.rows, other], links: [...way.links, at], product });
    }
  }
  return found;
}

const weakestOf = (way) => way.links.reduce((weak, at, i) => (D.links[at][QUALITY] < D.links[way.links[weak]][QUALITY] ? i : weak), 0);
// "joint project X, 2019": what joins two who stand next to each other.
function linkWords(at) {
  const [, , kind, project, year] = D.links[at];
  const what = kind === 0 ? text("joint_project") + " " + endName(project) : tieName(kind);
  return year ? `${what}, ${year}` : what;
}
