// Purpose: organizations that are no partners of an organization but work with its partners, with those between
// Purpose in Russian: организации, которые не партнёры, но работают с партнёрами организации, и через кого
// Parameter: organization (organization) the organization; for example "NOKIA OYJ"
// Parameter: limit (number, 20) at most so many rows
// Column: id (text) id of the partner's partner
// Column: name (text) its name
// Column: kind (text) its kind
// Column: links (number) ways to it: a tie or joint project with a partner, and for each the ones of that partner
// Column: through (list) ids of up to five partners that connect the two
CALL {
  MATCH (o:Organization {id: $organization})
  MATCH (o)-[r:PARTICIPATES_IN|COOPERATES_WITH|SUPPLIES|CONTRACTS_WITH|INVESTS_IN|FUNDS]-(y)
  WHERE type(r) = 'PARTICIPATES_IN' OR y:Organization
  WITH DISTINCT o, y
  MATCH (y)<-[:PARTICIPATES_IN*0..1]-(n:Organization)
  WITH o, collect(DISTINCT n) AS near
  UNWIND near + [o] AS n
  WITH DISTINCT n, n.id AS id, CASE WHEN n.id = $organization THEN 1 ELSE 0 END AS own
  MATCH (n)-[:PARTICIPATES_IN]->(p:Project)
  WITH p, collect(id) AS between, max(own) AS known
  MATCH (p)<-[:PARTICIPATES_IN]-(x:Organization)
  RETURN x, sum(size(between)) AS links, max(known) AS known, collect(between) AS groups
  UNION ALL
  MATCH (o:Organization {id: $organization})
  MATCH (o)-[r:PARTICIPATES_IN|COOPERATES_WITH|SUPPLIES|CONTRACTS_WITH|INVESTS_IN|FUNDS]-(y)
  WHERE type(r) = 'PARTICIPATES_IN' OR y:Organization
  WITH DISTINCT o, y
  MATCH (y)<-[:PARTICIPATES_IN*0..1]-(n:Organization)
  WITH o, collect(DISTINCT n) AS near
  UNWIND near + [o] AS n
  WITH DISTINCT n, n.id AS id, CASE WHEN n.id = $organization THEN 1 ELSE 0 END AS own
  MATCH (n)-[:COOPERATES_WITH|SUPPLIES|CONTRACTS_WITH|INVESTS_IN|FUNDS]-(x:Organization)
  RETURN x, count(*) AS links, max(own) AS known, [collect(id)] AS groups
}
WITH x, sum(links) AS links, max(known) AS known, collect(groups) AS parts
WHERE known = 0 AND x.id <> $organization
WITH x, links, parts ORDER BY links DESC, x.id LIMIT $limit
UNWIND parts AS groups
UNWIND groups AS between
UNWIND between AS partner
WITH DISTINCT x, links, partner ORDER BY partner
WITH x, links, collect(partner) AS all
RETURN x.id AS id, x.name AS name, x.kind AS kind, links, all[0..5] AS through
ORDER BY links DESC, id
