// Purpose: all clusters, the largest first, with their members and projects
// Purpose in Russian: все кластеры с числом участников и проектов, крупные первыми
// Column: id (text) id of the cluster
// Column: name (text) its name
// Column: status (text) pilot, coordinated or initiative
// Column: members (number) organizations in the cluster
// Column: kinds (number) different kinds among them
// Column: in_projects (number) members that take part in any project
// Column: projects (number) projects that name the cluster
MATCH (p:Project)
UNWIND p.clusters AS named
WITH named, count(*) AS projects
WITH collect([named, projects]) AS known
MATCH (c:Cluster)
OPTIONAL MATCH (c)<-[:MEMBER_OF]-(o:Organization)
WITH DISTINCT known, c, o
WITH known, c, count(o) AS members, count(DISTINCT o.kind) AS kinds,
     sum(CASE WHEN COUNT { (o)-[:PARTICIPATES_IN]->() } > 0 THEN 1 ELSE 0 END) AS in_projects
RETURN c.id AS id, c.name AS name, c.status AS status, members, kinds, in_projects,
       coalesce(head([pair IN known WHERE pair[0] = c.id | pair[1]]), 0) AS projects
ORDER BY members DESC, id
