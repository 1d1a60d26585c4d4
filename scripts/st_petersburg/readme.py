"""The READMEs of the two data sets."""

README = """# St. Petersburg: the example of a whole centre (synthetic data)

**The organizations, projects and ties here are invented (synthetic): `data_source` of each such row says `synthetic`,
and their names are of things that do not exist.** Real are only the {clusters} clusters, the Cluster Development
Centre, Technopark of St. Petersburg and Ingria Business Incubator, and that the Centre coordinates the first eight
clusters (the first two of them pilot ones) and is, like Ingria, a part of Technopark. The Russian names of the clusters
are our translation, and `data_source` says so. No invented tie touches the three real organizations.

| table | rows |
|---|---|
| `organizations` | {organizations} |
| `clusters` | {clusters} |
| `projects` | {projects} |
| `capabilities` | {capabilities} |
| `memberships` | {memberships} |
| `participations` | {participations} |
| `offers` | {offers} |
| `needs` | {needs} |
| `ties` | {ties} |

The same data four times:

| folder | what |
|---|---|
| `.` | CSV, UTF-8, the words of the contract |
| `csv-ru` | CSV as an older Russian program saves it: Windows-1251, semicolons, Russian headers and words |
| `workbook-ru`, `workbook-en` | an Excel workbook with a sheet for each table, Russian or English words |

`planted_gaps.csv` beside the tables lists the cooperation gaps that the script has put in: `kind`, `members` (ids, or
the words of groups, separated by `;`) and `why`. It is no table and is skipped.

What to know before you use it:

- In this town firms meet hardly anybody but intermediaries: associations, incubators, cluster offices, centres. That is
  planted, and so are the gaps between firms and science, authorities and investors, between the two largest clusters,
  between associations and universities, and between the city and elsewhere. Each expects 80 joint participations or
  more and shows less than a third of them.
- Ties start in 2014 to 2025. Few organizations are hubs, many are newcomers, some have no tie at all.
- Tax numbers (INN) have right check digits and belong to a tax office that does not exist (7899).
- Names, sizes, money and dates mean nothing. Do not conclude anything about St. Petersburg from them.

Made by `scripts/make_st_petersburg.py`; the same bytes every time. The invented rows may be used freely (CC0 1.0).
"""

STARTER = """# St. Petersburg, to begin with

The workbook that a cluster centre would begin with: all sheets of the template, filled with what is public and real.

| sheet | rows |
|---|---|
| organizations | {organizations}: the Centre, Technopark, Ingria, and {institutions} institutions of the city |
| clusters | {clusters} |

There are no ties, memberships or projects in it: `graphcdc gaps` answers that there are no data to judge by. Fill in
the other sheets, check, load.

- Clusters: St. Petersburg Cluster Development Centre. The Russian names are our translation.
- Institutions: Research Organization Registry (ROR), <https://ror.org>, CC0 1.0; those in St. Petersburg that have a
  Russian name and are no companies. Ids are the ROR ids behind `ror-`, names those that ROR shows.
- The kind follows the ROR type: education university, facility research_organization, nonprofit ngo. Healthcare,
  government and archive say nothing about a kind of ours: organization (kind unknown). ROR has no INN.
- Two pairs of clusters have almost the same name. `graphcdc check` says so and leaves them apart.

Made by `scripts/make_starter.py`.
"""
