// Purpose: the network around an organization: its partners (depth 1) and their partners (depth 2)
// Purpose in Russian: окружение организации: её партнёры (шаг 1) и их партнёры (шаг 2)
// Parameter: organization (organization) the organization; for example "NOKIA OYJ"
// Parameter: limit (number, 200) at most so many rows
// Column: id (text) id of the organization
// Column: name (text) its name
// Column: kind (text) its kind
// Column: depth (number) 1 for a partner, 2 for a partner's partner
// Column: links (number) joint projects and direct ties: with the organization at depth 1, with its partners at depth 2
CALL {
  MATCH (o:Organization {id: $organization})
  MATCH (o)-[r:PARTICIPATES_IN|COOPERATES_WITH|SUPPLIES|CONTRACTS_WITH|INVESTS_IN|FUNDS]-(y)
  WHERE type(r) = 'PARTICIPATES_IN' OR y:Organization
  WITH DISTINCT o, y
  MATCH (y)<-[:PARTICIPATES_IN*0..1]-(n:Organization)
  WITH o, collect(DISTINCT n) AS near
  UNWIND near + [o] AS n
  WITH DISTINCT n, CASE WHEN n.id = $organization THEN 1 ELSE 0 END AS own
  MATCH (n)-[:PARTICIPATES_IN]->(p:Project)
  WITH p, count(*) AS weight, max(own) AS near
  MATCH (p)<-[:PARTICIPATES_IN]-(x:Organization)
  RETURN x, sum(near) AS near, sum(weight) AS weight
  UNION ALL
  MATCH (o:Organization {id: $organization})
  MATCH (o)-[r:PARTICIPATES_IN|COOPERATES_WITH|SUPPLIES|CONTRACTS_WITH|INVESTS_IN|FUNDS]-(y)
  WHERE type(r) = 'PARTICIPATES_IN' OR y:Organization
  WITH DISTINCT o, y
  MATCH (y)<-[:PARTICIPATES_IN*0..1]-(n:Organization)
  WITH o, collect(DISTINCT n) AS near
  UNWIND near + [o] AS n
  WITH DISTINCT n, CASE WHEN n.id = $organization THEN 1 ELSE 0 END AS own
  MATCH (n)-[:COOPERATES_WITH|SUPPLIES|CONTRACTS_WITH|INVESTS_IN|FUNDS]-(x:Organization)
  RETURN x, sum(own) AS near, count(*) AS weight
}
WITH x, sum(near) AS near, sum(weight) AS weight
WHERE x.id <> $organization
WITH x, CASE WHEN near > 0 THEN 1 ELSE 2 END AS depth, CASE WHEN near > 0 THEN near ELSE weight END AS links
ORDER BY depth, links DESC, x.id LIMIT $limit
RETURN x.id AS id, x.name AS name, x.kind AS kind, depth, links
ORDER BY depth, links DESC, id
