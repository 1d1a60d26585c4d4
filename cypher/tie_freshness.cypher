// Purpose: how fresh the ties are, by data source and kind
// Purpose in Russian: насколько свежи связи, по источникам и видам
// Column: data_source (text) where the ties come from
// Column: kind (text) kind of tie
// Column: ties (number) ties of that kind from that source
// Column: undated (number) those without a start, of their own or of their project
// Column: newest (text) newest start
// Column: verified (number) those that somebody has made sure of
// Column: last_verified (text) when that was done last
MATCH (a)-[r:PARTICIPATES_IN|COOPERATES_WITH|SUPPLIES|CONTRACTS_WITH|INVESTS_IN|FUNDS|SUPPORTS|COORDINATES|MEMBER_OF|PART_OF|REGULATES|OFFERS|NEEDS|COMPETES_WITH]->(b)
WITH coalesce(r.data_source, '') AS data_source, type(r) AS kind, coalesce(r.since, b.start, a.start) AS start,
     r.verified_on AS verified_on
RETURN data_source, kind, count(*) AS ties, count(*) - count(start) AS undated, max(start) AS newest,
       count(verified_on) AS verified, max(verified_on) AS last_verified
ORDER BY data_source, kind
