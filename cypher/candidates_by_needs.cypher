// Purpose: candidates for a project who offer what it needs, those who cover most needs first
// Purpose in Russian: кандидаты в проект, которые предлагают то, что ему нужно; первыми те, кто закрывает больше потребностей
// Parameter: project (project) the project; for example P200853
// Parameter: limit (number, 20) at most so many rows
// Column: id (text) id of the candidate
// Column: name (text) its name
// Column: kind (text) its kind
// Column: covers (list) ids of the capabilities that it offers and the project needs
// Column: open (number) needs of the project that it does not cover
MATCH (p:Project {id: $project})-[:NEEDS]->(c:Capability)
WITH p, collect(DISTINCT c) AS needs
UNWIND needs AS c
MATCH (c)<-[:OFFERS]-(x:Organization)
WHERE NOT EXISTS { (x)-[:PARTICIPATES_IN]->(p) }
WITH needs, x, c.id AS capability ORDER BY capability
WITH needs, x, collect(DISTINCT capability) AS covers
RETURN x.id AS id, x.name AS name, x.kind AS kind, covers, size(needs) - size(covers) AS open
ORDER BY open, id
LIMIT $limit
