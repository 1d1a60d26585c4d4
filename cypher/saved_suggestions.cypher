// Purpose: the suggestions for a project that `graphcdc partners --save` wrote into the graph, by list and rank
// Purpose in Russian: советы для проекта, записанные командой `graphcdc partners --save`, по спискам и местам
// Parameter: project (project) the project; for example P200853
// Column: id (text) id of the candidate
// Column: name (text) its name
// Column: kind (text) its kind
// Column: list (text) main or new_blood
// Column: rank (number) place in the list
// Column: score (number) what the ranking goes by
// Column: probability (number) chance that it comes true within twelve months; nothing where history is too short
// Column: reasons (list) why
// Column: counter_reasons (list) what speaks against it
// Column: next_step (text) what to do next
// Column: run (text) id of the run that found it
// Column: as_of (text) date that the network showed
MATCH (o:Organization)-[s:SUGGESTED]->(p:Project {id: $project})
RETURN o.id AS id, o.name AS name, o.kind AS kind, s.list AS list, s.rank AS rank, s.score AS score,
       s.probability AS probability, s.reasons AS reasons, s.counter_reasons AS counter_reasons,
       s.next_step AS next_step, s.run AS run, s.as_of AS as_of
ORDER BY list, rank, id
