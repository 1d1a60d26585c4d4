// Purpose: candidates for a project who worked with its members before, those who know most of them first
// Purpose in Russian: кандидаты в проект, которые уже работали с его участниками; первыми те, кто знаком с большим их числом
// Parameter: project (project) the project; for example P200853
// Parameter: limit (number, 20) at most so many rows
// Column: id (text) id of the candidate
// Column: name (text) its name
// Column: kind (text) its kind
// Column: members_known (number) members that it worked with
// Column: joint_projects (number) other projects that it shares with members
MATCH (:Project {id: $project})<-[:PARTICIPATES_IN]-(m:Organization)
WITH DISTINCT m
MATCH (m)-[:PARTICIPATES_IN]->(q:Project)
WITH m, q, CASE WHEN q.id = $project THEN 1 ELSE 0 END AS own
MATCH (q)<-[:PARTICIPATES_IN]-(x:Organization)
WITH x, count(DISTINCT m) AS members_known, count(DISTINCT q) AS joint_projects, max(own) AS member
WHERE member = 0
RETURN x.id AS id, x.name AS name, x.kind AS kind, members_known, joint_projects
ORDER BY members_known DESC, joint_projects DESC, id
LIMIT $limit
