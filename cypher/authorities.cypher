// Purpose: public authorities by the cluster that they support, fund or regulate
// Purpose in Russian: органы власти и кластеры, которые они поддерживают, финансируют или регулируют
// Parameter: cluster (cluster, ) the cluster; empty means all
// Column: cluster (text) id of the cluster
// Column: cluster_name (text) its name
// Column: id (text) id of the authority
// Column: name (text) its name
// Column: authority_level (text) federal, regional or local
// Column: ties (list) kinds of its ties with the cluster
// Column: since (text) start of the first of them
MATCH (a:Organization {kind: 'public_authority'})-[r:SUPPORTS|FUNDS|REGULATES]->(c:Cluster)
WHERE $cluster = '' OR c.id = $cluster
WITH a, c, type(r) AS kind, min(r.since) AS since ORDER BY kind
WITH a, c, collect(DISTINCT kind) AS ties, min(since) AS since
RETURN c.id AS cluster, c.name AS cluster_name, a.id AS id, a.name AS name, a.authority_level AS authority_level,
       ties, since
ORDER BY cluster, id
