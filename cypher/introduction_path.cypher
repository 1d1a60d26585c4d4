// Purpose: the shortest ways from one organization to another, over joint projects and direct ties
// Purpose in Russian: кратчайшие пути от одной организации к другой через общие проекты и прямые связи
// Parameter: source (organization) who wants to be introduced; for example "NOKIA OYJ"
// Parameter: target (organization) to whom; for example "ELEKTA OY"
// Parameter: limit (number, 3) at most so many ways
// Column: steps (number) ties on the way
// Column: ids (list) ids of the organizations and projects on the way, in order
// Column: names (list) their names
MATCH (a:Organization {id: $source}), (b:Organization {id: $target})
MATCH way = allShortestPaths(
  (a)-[:PARTICIPATES_IN|COOPERATES_WITH|SUPPLIES|CONTRACTS_WITH|INVESTS_IN|FUNDS*..8]-(b))
WITH length(way) AS steps, [n IN nodes(way) | n.id] AS ids, [n IN nodes(way) | n.name] AS names
WITH DISTINCT steps, ids, names, reduce(text = '', id IN ids | text + id + ' ') AS text
RETURN steps, ids, names
ORDER BY steps, text
LIMIT $limit
