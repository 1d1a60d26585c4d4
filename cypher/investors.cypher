// Purpose: investors by field of work, stage and size of the investment
// Purpose in Russian: инвесторы по области, стадии и размеру вложения
// Parameter: domain (text, ) field of work: a capability id or a word; empty means any
// Parameter: stage (text, ) stage of the firm, such as seed; empty means any
// Parameter: ticket (number, 0) the money that is looked for, in the investor's currency; 0 means any
// Parameter: limit (number, 50) at most so many rows
// Column: id (text) id of the investor
// Column: name (text) its name
// Column: domains (list) its fields of work
// Column: stage (list) its stages
// Column: ticket_min (number) its smallest investment
// Column: ticket_max (number) its largest investment
// Column: currency (text) currency of both
// Column: investments (number) its ties of investment and funding
MATCH (o:Organization {kind: 'investor'})
WHERE ($domain = '' OR any(word IN coalesce(o.domains, []) WHERE toLower(word) = toLower($domain)))
  AND ($stage = '' OR any(word IN coalesce(o.stage, []) WHERE toLower(word) = toLower($stage)))
  AND ($ticket = 0 OR (coalesce(o.ticket_min, 0) <= $ticket AND coalesce(o.ticket_max, $ticket) >= $ticket))
OPTIONAL MATCH (o)-[r:INVESTS_IN|FUNDS]->()
RETURN o.id AS id, o.name AS name, coalesce(o.domains, []) AS domains, coalesce(o.stage, []) AS stage,
       o.ticket_min AS ticket_min, o.ticket_max AS ticket_max, o.currency AS currency, count(r) AS investments
ORDER BY investments DESC, id
LIMIT $limit
