// Purpose: members of a cluster, those with most projects first
// Purpose in Russian: участники кластера; первыми те, у кого больше проектов
// Parameter: cluster (cluster) the cluster; for example ENERGY
// Parameter: limit (number, 50) at most so many rows
// Column: id (text) id of the member
// Column: name (text) its name
// Column: kind (text) its kind
// Column: role (text) its role in the cluster
// Column: since (text) start of the membership
// Column: projects (number) projects that it takes part in
MATCH (c:Cluster {id: $cluster})<-[m:MEMBER_OF]-(o:Organization)
WITH o, min(m.role) AS role, min(m.since) AS since
OPTIONAL MATCH (o)-[:PARTICIPATES_IN]->(p:Project)
RETURN o.id AS id, o.name AS name, o.kind AS kind, role, since, count(DISTINCT p) AS projects
ORDER BY projects DESC, id
LIMIT $limit
