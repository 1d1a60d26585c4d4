// Purpose: the gaps that `graphcdc gaps --save` wrote into the graph, in its order
// Purpose in Russian: разрывы, записанные в граф командой `graphcdc gaps --save`, в её порядке
// Parameter: limit (number, 50) at most so many rows
// Column: id (text) id of the gap
// Column: kind (text) its kind
// Column: claim (text) structural, statistical or predictive
// Column: groups (list) the two groups that it lies between
// Column: members (number) nodes that it is about
// Column: text (text) the finding
// Column: action (text) what to do
// Column: run (text) id of the run that found it
// Column: as_of (text) date that the network showed
MATCH (g:Gap)
OPTIONAL MATCH (g)-[:CONCERNS]->(n)
WITH g, count(n) AS members
RETURN g.id AS id, g.kind AS kind, g.claim AS claim, coalesce(g.groups, []) AS groups, members, g.text AS text,
       g.action AS action, g.run AS run, g.as_of AS as_of
ORDER BY g.rank, id
LIMIT $limit
