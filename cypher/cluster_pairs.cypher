// Purpose: every pair of clusters that cooperates: joint projects of their members, and direct ties between them
// Purpose in Russian: пары кластеров, которые сотрудничают: общие проекты участников и прямые связи между ними
// Column: cluster (text) id of one cluster
// Column: other (text) id of the other, the higher one
// Column: joint_projects (number) projects of two or more organizations in which both clusters have a member
// Column: direct_ties (number) direct ties of cooperation between a member of the one and a member of the other
CALL {
  MATCH (k:Cluster)
  WITH k.id AS id ORDER BY id
  WITH collect(id) AS all
  CALL {
    MATCH (o:Organization)-[:MEMBER_OF]->(c:Cluster)
    WITH o, collect(DISTINCT c.id) AS own
    MATCH (o)-[:PARTICIPATES_IN]->(p:Project)
    WITH p, collect(own) AS lists, count(DISTINCT o) AS team
    WHERE team > 1
    UNWIND lists AS own
    UNWIND own AS cluster
    WITH p, collect(DISTINCT cluster) AS clusters
    RETURN clusters, count(*) AS projects
  }
  WITH [id IN all WHERE id IN clusters] AS clusters, sum(projects) AS projects
  UNWIND range(0, size(clusters) - 2) AS i
  UNWIND range(i + 1, size(clusters) - 1) AS j
  RETURN clusters[i] AS a, clusters[j] AS b, sum(projects) AS joint, 0 AS direct
  UNION ALL
  MATCH (x:Organization)-[r:COOPERATES_WITH|SUPPLIES|CONTRACTS_WITH|INVESTS_IN|FUNDS]->(y:Organization)
  MATCH (x)-[:MEMBER_OF]->(c:Cluster)
  WITH r, y, collect(DISTINCT c.id) AS of_x
  MATCH (y)-[:MEMBER_OF]->(d:Cluster)
  WITH r, of_x, collect(DISTINCT d.id) AS of_y
  UNWIND of_x AS c
  UNWIND of_y AS d
  WITH r, CASE WHEN c < d THEN c ELSE d END AS a, CASE WHEN c < d THEN d ELSE c END AS b
  WITH a, b, r WHERE a < b
  RETURN a, b, 0 AS joint, count(DISTINCT r) AS direct
}
WITH a, b, sum(joint) AS joint_projects, sum(direct) AS direct_ties
RETURN a AS cluster, b AS other, joint_projects, direct_ties
ORDER BY joint_projects DESC, direct_ties DESC, cluster, other
