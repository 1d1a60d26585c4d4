"""Sentences of answers: notes, headings, gaps.

key: (English, Russian). `say` of the package explains the forms in braces.
"""

from __future__ import annotations

ANSWERS = {
    # What an answer should say beside its items.
    "note_blank_rows": (
        "{file}: {count:n} blank {count:row|rows} skipped",
        "{file}: пропущено пустых строк: {count:n}",
    ),
    "marked_sheet": ("Problems", "Проблемы"),
    "marked_headings": (
        "severity|sheet|cell|column|value|problem|what to do",
        "важность|лист|ячейка|столбец|значение|проблема|что делать",
    ),
    "heading_sheet": (
        "{place}: {error:n} {error:error|errors}, {warning:n} {warning:warning|warnings}",
        "{place}: ошибок {error:n}, предупреждений {warning:n}",
    ),
    "rows_counted": (
        "{table:table}: {read:n} {read:row|rows} read = {accepted:n} accepted + {reported:n} with errors",
        "{table:table}: прочитано строк {read:n} = принято {accepted:n} + с ошибками {reported:n}",
    ),
    "note_synthetic": (
        "the data are synthetic: invented organizations, nothing can be concluded from them",
        "данные синтетические: организации вымышлены, делать по ним выводы нельзя",
    ),
    "note_title_rows": (
        "{place}: the header is row {row}, {count:n} {count:row|rows} above it skipped",
        "{place}: заголовки в строке {row}, строк над ними пропущено: {count:n}",
    ),
    "note_guessed_table": (
        "{place}: taken for the table {table:table} by its headers",
        "{place}: по заголовкам принято за таблицу «{table:table}»",
    ),
    "note_numbered_columns": (
        "{place}: row {row} only numbers the columns and was skipped",
        "{place}: строка {row} лишь нумерует столбцы и пропущена",
    ),
    "note_encoding": ("{file}: read as {encoding}", "{file}: прочитан в кодировке {encoding}"),
    "note_empty_sheet": ("{file}, {sheet}: the sheet is empty", "{file}, {sheet}: лист пуст"),
    "note_hidden_sheet": (
        "{file}, {sheet}: the sheet is hidden and was read",
        "{file}, {sheet}: лист скрыт и прочитан",
    ),
    "note_named_references": (
        "{file}: {count:n} {count:reference|references} by name or INN instead of id",
        "{file}: ссылок по названию или ИНН вместо кода: {count:n}",
    ),
    "note_examples": (
        "{file}: {count:n} example {count:row|rows} skipped",
        "{file}: строк с примером пропущено: {count:n}",
    ),
    "note_skipped_file": ("{file} was skipped", "файл {file} пропущен"),
    "note_home_guess": (
        "home region: {region}, the most frequent one; say --home REGION to set it",
        "домашний регион: {region}, самый частый; задать другой: --home РЕГИОН",
    ),
    "note_home": ("home region: {region}", "домашний регион: {region}"),
    "note_quota": (
        "{sphere:sphere}: {found:n} of the {asked:n} places asked for; there are no more such candidates",
        "{sphere:sphere}: мест {found:n} из {asked:n}, о которых просили; больше таких кандидатов нет",
    ),
    "note_newcomers": (
        "new blood: {count:n} of {shown:n} suggestions",
        "новые лица: {count:n} из {shown:n} предложенных",
    ),
    "note_cost": (
        "this order gives up {lost:n} of {best:n} expected right suggestions",
        "такой порядок отнимает {lost:n} из {best:n} ожидаемых верных советов",
    ),
    "note_no_cost": (
        "this order gives up none of the {best:n} expected right suggestions",
        "такой порядок не отнимает ничего из {best:n} ожидаемых верных советов",
    ),
    "note_cost_unknown": (
        "what accuracy this order gives up cannot be told: there is too little dated history",
        "сколько точности отнимает такой порядок, сказать нельзя: слишком мало датированной истории",
    ),
    "note_askers": (
        "asked for {count:n} of the {total:n} organizations of one side, the most active: {names}",
        "кандидаты подобраны для {count:n} из {total:n} организаций одной стороны, самых активных: {names}",
    ),
    "progress_draws": ("drawing from the null model", "сравнение со случайной сетью"),
    "progress_partners": ("looking for partners", "поиск партнёров"),
    # Tables on a terminal.
    "no_problems": ("no problems found", "замечаний нет"),
    "nothing_found": ("none found", "не найдено"),
    "heading_statistical": (
        "Less cooperation than expected (tested)",
        "Сотрудничества меньше ожидаемого (проверено)",
    ),
    "heading_structural": ("Weak points of the structure (facts)", "Слабые места структуры (факты)"),
    "heading_main": ("Suggested partners", "Предлагаемые партнёры"),
    "heading_new_blood": ("New blood: no tie to any member yet", "Новые лица: связей с участниками ещё нет"),
    "column_measure": ("measure", "показатель"),
    "column_kind": ("kind", "вид"),
    "column_value": ("value", "значение"),
    "column_id": ("id", "код"),
    "column_name": ("name", "название"),
    "column_severity": ("severity", "важность"),
    "column_row": ("row", "строка"),
    "column_column": ("column", "столбец"),
    "column_cell": ("value", "значение"),
    "column_message": ("problem", "проблема"),
    "column_finding": ("finding", "что найдено"),
    "column_action": ("action", "что делать"),
    "column_with": ("with", "с кем"),
    "column_since": ("since", "с"),
    "column_until": ("until", "по"),
    "heading_measures": ("How it stands in the network", "Положение в сети"),
    "heading_ties": ("Ties", "Связи"),
    "measure_events": ("joint projects and direct ties", "совместные проекты и прямые связи"),
    "measure_partners": ("partners", "партнёры"),
    "measure_strength": ("strength of cooperation", "сила сотрудничества"),
    "measure_betweenness": ("betweenness", "посредничество"),
    "measure_betweenness_rank": ("place among go-betweens", "место среди посредников"),
    "measure_community_size": ("organizations in its community", "организаций в её сообществе"),
    "measure_community_cluster_mates": (
        "of them in a cluster with it",
        "из них соседей по кластеру",
    ),
    "measure_constraint": ("constraint (Burt)", "зависимость от немногих (ограниченность Бёрта)"),
    "measure_effective_size": ("effective size (Burt)", "независимых партнёров (эффективный размер Бёрта)"),
    "measure_outside_share": ("share of partners outside the home region", "доля партнёров вне домашнего региона"),
    "measure_reachable": ("organizations within reach", "организаций в пределах досягаемости"),
    "measure_sphere": ("helix sphere", "роль в тройной спирали"),
    "sphere_industry": ("industry", "промышленность"),
    "sphere_academia": ("academia", "наука и образование"),
    "sphere_government": ("government", "власть"),
    "sphere_civil_society": ("civil society", "общество"),
    "column_way": ("way", "путь"),
    "column_weakest": ("weakest link", "слабое звено"),
    "joint_project": ("joint project {name}", "совместный проект {name}"),
    "column_rank": ("rank", "место"),
    "column_score": ("score", "балл"),
    "column_probability": ("probability", "вероятность"),
    "column_missing": ("not known", "что неизвестно"),
    "on_average": ("avg {share}", "сред. {share}"),
    "column_purpose": ("purpose", "что показывает"),
    "column_parameters": ("parameters", "параметры"),
    "column_check": ("what", "что"),
    "column_state": ("state", "состояние"),
    "column_advice": ("what to do", "что делать"),
    "state_ok": ("ok", "в порядке"),
    "state_wrong": ("wrong", "не в порядке"),
    "check_version": ("version", "версия"),
    "check_SUGGESTED": ("saved suggestions", "записанных советов"),
    "check_address": ("store", "хранилище"),
    "check_engine": ("engine", "движок"),
    "check_constraints": ("constraints", "ограничения"),
    "check_format": ("format", "формат"),
    "check_loads": ("loads", "загрузок"),
    "check_last_load": ("batches of the last load", "части последней загрузки"),
    "check_home_region": ("home region", "домашний регион"),
    "check_Organization": ("organizations", "организаций"),
    "check_Cluster": ("clusters", "кластеров"),
    "check_Project": ("projects", "проектов"),
    "check_Capability": ("capabilities", "компетенций"),
    "check_Gap": ("saved gaps", "записанных разрывов"),
    "check_ties": ("ties", "связей"),
    "check_made_by_hand": ("made by hand", "создано вручную"),
    "check_snapshot": ("snapshot", "снимок"),
    "column_table": ("table", "таблица"),
    "column_added": ("added", "добавлено"),
    "column_changed": ("changed", "изменено"),
    "column_removed": ("removed", "удалено"),
    "column_unchanged": ("unchanged", "без изменений"),
    "column_reasons": ("reasons", "почему"),
    "severity_error": ("error", "ошибка"),
    "severity_warning": ("warning", "внимание"),
    "measure_organizations": ("organizations", "организации"),
    "measure_projects": ("projects", "проекты"),
    "measure_clusters": ("clusters", "кластеры"),
    "measure_capabilities": ("capabilities", "компетенции"),
    "measure_ties": ("ties", "связи"),
    "measure_memberships": ("memberships", "участие в кластерах"),
    "measure_participations": ("participations", "участие в проектах"),
    "measure_joint_projects": ("projects with two or more members", "проекты с двумя и более участниками"),
    "measure_cooperating_pairs": ("pairs that cooperate", "сотрудничающие пары"),
    "measure_density": ("density of the cooperation", "плотность сотрудничества"),
    "measure_components": ("components", "компоненты"),
    "measure_largest_component": ("largest component", "крупнейшая компонента"),
    "measure_isolated_organizations": ("organizations without a partner", "организации без партнёров"),
    "measure_organizations_without_cluster": ("organizations without a cluster", "организации без кластера"),
    "measure_communities": ("communities found", "найденные сообщества"),
    "measure_modularity_communities": ("modularity of the communities", "модулярность сообществ"),
    "measure_modularity_clusters": ("modularity of the clusters", "модулярность кластеров"),
    "measure_agreement_clusters_communities": (
        "clusters agree with communities",
        "согласие кластеров с сообществами",
    ),
    "measure_mixing": ("joint participations", "совместные участия"),
    "not_told": ("not known", "неизвестно"),
    "heading_mixing": ("Which kinds work together", "Кто с кем работает"),
    "mixing_explained": (
        "joint participations; in brackets, how many are expected if kinds did not matter",
        "совместные участия; в скобках – сколько их ожидалось бы, если бы вид ничего не значил",
    ),
    "mixing_cell": ("{observed:n}\n({expected:about})", "{observed:n}\n({expected:about})"),
    # The demonstration.
    "demo_reading": ("Reading {path}", "Читаю {path}"),
    "demo_read": (
        "{organizations:n} organizations ({home:n} in {region}), {projects:n} projects, "
        "{participations:n} participations",
        "Организаций: {organizations:n} (из них {region}: {home:n}), проектов: {projects:n}, "
        "участий: {participations:n}",
    ),
    "demo_gaps": (
        "Finding gaps among the organizations of {region}",
        "Ищу разрывы у организаций региона {region}",
    ),
    "demo_worst": ("The worst gaps, by claim", "Худшие разрывы, по виду утверждения"),
    "demo_partners": (
        "Who is missing in {project}? It has {count:n} members from {region}: {names}",
        "Кого не хватает в проекте {project}? Участники из региона {region} ({count:n}): {names}",
    ),
    "demo_map": ("Drawing the map", "Рисую карту"),
    "demo_next": ("What to try next", "Что попробовать дальше"),
    # What gaps cannot be told.
    "limit_no_cooperation": (
        "no joint project and no cooperation tie is recorded: there are no data to judge by",
        "нет ни одного совместного проекта и ни одной связи: судить не по чему",
    ),
    "limit_no_group": (
        "{kind:kind}: these data have no {group:plural}, so it cannot be shown",
        "{kind:kind}: в данных нет группы «{group:plural}», показать этот разрыв нельзя",
    ),
    "limit_no_group_at_home": (
        "{kind:kind}: nobody in {region} is of the group {group:plural}, so it cannot be shown",
        "{kind:kind}: в регионе {region} нет группы «{group:plural}», показать этот разрыв нельзя",
    ),
    "limit_few_clusters": (
        "{kind:kind}: it takes two clusters with members",
        "{kind:kind}: нужны хотя бы два кластера с участниками",
    ),
    "limit_small": (
        "{kind:kind}: {count:n} {count:pair|pairs} of groups not tested, "
        "fewer than {least:n} joint participations expected",
        "{kind:kind}: не проверено пар групп: {count:n}, ожидается меньше {least:n} совместных участий",
    ),
    "limit_tests": (
        "{tests:n} {tests:pair|pairs} of groups tested as one family, findings at q <= {level}",
        "проверено пар групп: {tests:n}, одной семьёй; находки при q <= {level}",
    ),
    "limit_home": (
        "groups are those of {region}; partners elsewhere count for islands and single points of failure",
        "группы взяты из региона {region}; партнёры извне учтены для островов и единственных звеньев",
    ),
    "limit_communities": (
        "communities are not sought above {most:n} cooperating pairs",
        "сообщества не ищутся, если сотрудничающих пар больше {most:n}",
    ),
    "limit_betweenness": (
        "betweenness is estimated, from the shortest ways of {count:n} {count:organization|organizations}",
        "посредничество оценено по кратчайшим путям {count:n} {count:организации|организаций|организаций}",
    ),
    # Gaps and what to do about them.
    "gap_between_groups": (
        "{first:Plural} and {second:plural} have {observed:n} joint participations where {expected:n} are expected: "
        "{percent} % (95 % interval {low}-{high} %).",
        "«{first:Plural}» и «{second:plural}»: совместных участий {observed:n}, ожидается {expected:n}: "
        "{percent} % (95 % интервал {low}–{high} %).",
    ),
    "gap_within_groups": (
        "{first:Plural} have {observed:n} joint participations with each other where {expected:n} are expected: "
        "{percent} % (95 % interval {low}-{high} %).",
        "«{first:Plural}» между собой: совместных участий {observed:n}, ожидается {expected:n}: "
        "{percent} % (95 % интервал {low}–{high} %).",
    ),
    "advice_groups": (
        "Start with pairs of active organizations that have not worked together: {pairs}.",
        "Начните с активных организаций, которые ещё не работали вместе: {pairs}.",
    ),
    "advice_groups_all_met": (
        "The most active organizations of both sides know each other already: bring in the others.",
        "Самые активные организации обеих сторон уже знакомы: подключайте остальных.",
    ),
    "gap_isolate": (
        "{name} has no partner on record: {projects:n} {projects:project|projects}, all alone.",
        "{name}: нет ни одного партнёра, {projects:n} {projects:проект|проекта|проектов}, и всё в одиночку.",
    ),
    "gap_isolate_no_projects": (
        "{name} has no cooperation with other organizations on record, neither a project nor a direct tie.",
        "{name}: нет ни одной записи о сотрудничестве с другими организациями, ни проектов, ни прямых связей.",
    ),
    "advice_isolate": (
        "Introduce it to {hub}, the best connected organization.",
        "Познакомьте с организацией, у которой больше всего связей: {hub}.",
    ),
    "advice_isolate_cluster": (
        "Introduce it to {hub}, the best connected organization of the cluster {cluster}.",
        "Познакомьте с организацией, у которой больше всего связей в кластере «{cluster}»: {hub}.",
    ),
    "gap_fragmentation": (
        "{size:n} organizations are an island, apart from the main network of {main:n}: {names}.",
        "Остров из {size:n} {size:организации|организаций|организаций} отдельно от основной сети ({main:n}): {names}.",
    ),
    "advice_fragmentation": (
        "Bring {first} and {second} together: one tie joins the island to the main network.",
        "Сведите {first} и {second}: одна связь присоединит остров к основной сети.",
    ),
    "gap_cut_vertex": (
        "Only {name} joins {count:n} organizations ({names}) to the other {rest:n}.",
        "Только {name} соединяет {count:n} {count:организацию|организации|организаций} ({names}) "
        "с остальными ({rest:n}).",
    ),
    "gap_cut_bridge": (
        "Only the tie between {name} and {other} joins {count:n} organizations ({names}) to the other {rest:n}.",
        "Только связь {name} – {other} соединяет {count:n} {count:организацию|организации|организаций} ({names}) "
        "с остальными ({rest:n}).",
    ),
    "advice_cut_vertex": (
        "Bring {first} and {second} together, so that the connection no longer hangs on {name}.",
        "Сведите {first} и {second}, чтобы связь не держалась на одном участнике: {name}.",
    ),
    "advice_cut_bridge": (
        "Bring {first} and {second} together, so that the connection no longer hangs on one tie.",
        "Сведите {first} и {second}, чтобы связь не держалась на одной нити.",
    ),
}
