// Purpose: organizations that take part in no project, by name
// Purpose in Russian: организации без единого проекта, по названию
// Parameter: limit (number, 50) at most so many rows
// Column: id (text) id of the organization
// Column: name (text) its name
// Column: kind (text) its kind
// Column: region (text) its region, or else its country
// Column: clusters (list) ids of its clusters
MATCH (o:Organization)
WHERE NOT EXISTS { (o)-[:PARTICIPATES_IN]->(:Project) }
WITH o ORDER BY o.name, o.id LIMIT $limit
OPTIONAL MATCH (o)-[:MEMBER_OF]->(c:Cluster)
WITH o, c.id AS cluster ORDER BY cluster
RETURN o.id AS id, o.name AS name, o.kind AS kind, coalesce(o.region, o.country) AS region,
       collect(DISTINCT cluster) AS clusters
ORDER BY name, id
