"""Sentences of comparisons: what would change (what-if), and what has changed between two dates or files.

Each entry holds the English and the Russian sentence; values are named in braces (`words.say`).
"""

from __future__ import annotations

COMPARISONS = {
    # Columns and headings.
    "column_before": ("before", "до"),
    "column_after": ("after", "после"),
    "column_delta": ("change", "изменение"),
    "column_random": ("random", "случайная"),
    "column_best": ("best", "лучшая"),
    "column_expected": ("expected", "ожидается"),
    # Measures of a what-if.
    "difference_reachable_pairs": ("pairs that a path joins", "пары, соединённые путём"),
    "difference_components": ("components", "компоненты"),
    "difference_isolated_organizations": ("organizations without a partner", "организации без партнёров"),
    "difference_bridges": ("bridges", "мосты"),
    "difference_large_bridges": ("bridges that cut off 3 or more", "мосты, отрезающие трёх и больше"),
    "difference_cut_vertices": ("cut vertices", "точки сочленения"),
    "difference_large_cut_vertices": (
        "cut vertices that cut off 3 or more",
        "точки сочленения, отрезающие трёх и больше",
    ),
    "difference_mean_distance": ("mean distance", "среднее расстояние"),
    "difference_global_efficiency": ("global efficiency", "глобальная эффективность"),
    "difference_kind_pair_ratio": (
        "{first:plural} – {second:plural}: share of expected",
        "{first:plural} – {second:plural}: доля от ожидаемого",
    ),
    "difference_cluster_pair_ratio": (
        "{first} – {second}: share of expected",
        "{first} – {second}: доля от ожидаемого",
    ),
    "difference_constraint": ("constraint of {name}", "{name}: ограниченность (Бёрт)"),
    "difference_effective_size": ("effective size of {name}", "{name}: эффективный размер (Бёрт)"),
    "difference_coordinator": (
        "{name} as coordinator: pairs of partners, all of one cluster",
        "{name} – координатор: пары партнёров, все из одного кластера",
    ),
    "difference_consultant": (
        "{name} as consultant: pairs of partners of another cluster",
        "{name} – консультант: пары партнёров из чужого кластера",
    ),
    "difference_gatekeeper": (
        "{name} as gatekeeper: pairs of partners, one of its own cluster and one of another",
        "{name} – привратник: пары партнёров, один из своего кластера, другой из чужого",
    ),
    "difference_liaison": (
        "{name} as liaison: pairs of partners of two other clusters",
        "{name} – связной: пары партнёров из двух чужих кластеров",
    ),
    "difference_helix_synergy": (
        "T of the three spheres in joint projects, mbit (lower: more synergy)",
        "T трёх сфер в совместных проектах, мбит (ниже – больше синергии)",
    ),
    "difference_gap": ("{kind:kind} {id}: still there (1) or closed (0)", "{kind:kind} {id}: есть (1) или закрыт (0)"),
    "difference_tie": ("{a} – {b}", "{a} – {b}"),
    "difference_reach": ("organizations within two steps", "организации в двух шагах"),
    "difference_needs_met": (
        "needs that a partner has an offer for",
        "потребности, для которых есть предложение партнёра",
    ),
    # Measures of a comparison of two dates or files.
    "heading_frame": ("The same organizations, before and after", "Одни и те же организации, до и после"),
    "heading_tie_kinds": ("Pairs that each kind of tie joins", "Пары, которые соединяет каждый вид связи"),
    "heading_turnover": ("Who entered and left", "Кто пришёл и кто ушёл"),
    "heading_tie_changes": ("Ties", "Связи"),
    "heading_gaps": ("Gaps", "Разрывы"),
    "heading_gaps_closed": ("Gaps that have closed", "Закрывшиеся разрывы"),
    "heading_gaps_opened": ("Gaps that have opened", "Открывшиеся разрывы"),
    "difference_roster": ("organizations in both", "организации, которые есть и там и там"),
    "difference_cooperating_pairs": ("pairs that cooperate", "сотрудничающие пары"),
    "difference_density": ("density", "плотность"),
    "difference_fragmentation": ("fragmentation: share of pairs without a path", "раздробленность: доля пар без пути"),
    "difference_centralization": ("centralization (Freeman)", "централизация (Фримен)"),
    "difference_brokerage": (
        "brokerage: share of two-step ways with open ends",
        "посредничество: доля двухшаговых путей, концы которых не сотрудничают",
    ),
    "difference_between_clusters": ("share of ties between clusters", "доля связей между кластерами"),
    "difference_between_kinds": (
        "share of ties between kinds of organization",
        "доля связей между организациями разного вида",
    ),
    "difference_outside_share": ("share of ties out of the home region", "доля связей за пределы домашнего региона"),
    "difference_tied_pairs": ("{kind:kind}", "{kind:kind}"),
    "difference_joint_projects": ("joint projects", "совместные проекты"),
    "difference_organizations": ("organizations", "организации"),
    "difference_entered": ("entered", "пришли"),
    "difference_left": ("left", "ушли"),
    "difference_members": ("members of {cluster}", "участники: {cluster}"),
    "difference_organization_entered": ("entered: {name}", "пришла: {name}"),
    "difference_organization_left": ("left: {name}", "ушла: {name}"),
    "difference_member_joined": ("{name} joined {cluster}", "{cluster}: новый участник – {name}"),
    "difference_member_left": ("{name} left {cluster}", "{cluster}: больше не участник – {name}"),
    "difference_ties_running": ("pairs that cooperate", "сотрудничающие пары"),
    "difference_ties_new": ("new", "новые"),
    "difference_ties_lost": ("lost", "утраченные"),
    "difference_ties_stronger": ("stronger", "усилившиеся"),
    "difference_ties_weaker": ("weaker", "ослабевшие"),
    "difference_tie_new": ("new: {names}", "новая: {names}"),
    "difference_tie_lost": ("lost: {names}", "утрачена: {names}"),
    "difference_tie_stronger": ("stronger: {names}", "сильнее: {names}"),
    "difference_tie_weaker": ("weaker: {names}", "слабее: {names}"),
    "difference_gaps": ("{kind:kind}", "{kind:kind}"),
    "note_compared": (
        "before: {before}; after: {after}; ties are those that run at each date",
        "до: {before}; после: {after}; связи – те, что действуют на каждую дату",
    ),
    "note_roster": (
        "the first two tables are about the {count:n} {count:organization|organizations} in both",
        "первые две таблицы – об организациях, которые есть и там и там: {count:n}",
    ),
    "note_no_effect": (
        "a difference between two dates is no effect of a programme: that takes organizations to compare with",
        "разница между двумя датами – ещё не результат программы: для этого нужны организации для сравнения",
    ),
    "note_ties_listed": (
        "of each sort of tie the {most:n} that changed most are listed; all are counted",
        "связи каждого рода: названы {most:n} изменившихся сильнее всего, посчитаны все",
    ),
    "note_shortened": (
        "at most {most:n} of each sort are shown: --limit N for more, -f json for all",
        "показано не больше {most:n} каждого рода: больше – с --limit N, все – с -f json",
    ),
    # Notes of a what-if.
    "note_no_cause": (
        "figures describe the recorded network as it would be with the change; they are no promise of what it causes",
        "цифры описывают сеть по записям, какой она была бы с этим изменением; что оно вызовет на деле, они не обещают",
    ),
    "note_yardstick": (
        "random: the mean change made by {count:n} random feasible {count:change|changes} of the same size; "
        "best: the best of them, measure by measure",
        "случайная: среднее по {count:n} случайным допустимым {count:изменению|изменениям|изменениям} того же размера; "
        "лучшая: лучшее из них, для каждого показателя своё",
    ),
    "note_no_yardstick": (
        "there is hardly any feasible change of this size to compare with",
        "сравнить не с чем: допустимых изменений такого размера почти нет",
    ),
    "note_sampled": (
        "more than {most:n} organizations: distances are estimated from {sources:n} of them and from the ends of the "
        "change",
        "организаций больше {most:n}: расстояния оценены по {sources:n} из них и по участникам изменения",
    ),
    "note_errors": (
        "95 % interval of the change: mean distance ± {distance:n}, global efficiency ± {efficiency:n}",
        "95 % интервал изменения: среднее расстояние ± {distance:n}, глобальная эффективность ± {efficiency:n}",
    ),
    "note_partners_already": (
        "{a} and {b} cooperate already: the tie makes that stronger",
        "{a} и {b} уже сотрудничают: связь станет сильнее",
    ),
    "note_competitors": ("{a} and {b} are competitors", "{a} и {b} – конкуренты"),
    "note_part_of": ("{a} is a part of {b}", "{a} входит в состав {b}"),
    "note_probability": (
        "probability of a first joint project within 12 months: {percent:n} % (the mean of what either side would be "
        "told); expected: the change times that",
        "вероятность первого совместного проекта за 12 месяцев: {percent:n} % (среднее для двух сторон); "
        "ожидается: изменение, умноженное на неё",
    ),
    "note_probabilities": (
        "expected: the change times the probability of a first joint project within 12 months (the mean of what either "
        "side would be told)",
        "ожидается: изменение, умноженное на вероятность первого совместного проекта за 12 месяцев (среднее для двух "
        "сторон)",
    ),
    "note_no_probability": (
        "how likely it is that such a tie forms cannot be told from these data",
        "насколько вероятно появление такой связи, по этим данным сказать нельзя",
    ),
    "note_closing": ("what closes {id}: {text}", "чем закрыть {id}: {text}"),
    "note_aim_efficiency": (
        "chosen one after the other for global efficiency, among {tried:n} feasible {tried:pair|pairs} of the best "
        "connected organizations; no rule guarantees how near to the best set that is",
        "выбраны одна за другой ради глобальной эффективности, из {tried:n} допустимых {tried:пары|пар|пар} самых "
        "связанных организаций; насколько это близко к лучшему набору, никакое правило не гарантирует",
    ),
    "note_aim_pairs": (
        "chosen for pairs that a path joins: the largest component with the next largest; no other set of as many "
        "feasible ties does better",
        "выбраны ради пар, соединённых путём: крупнейшая компонента со следующими по размеру; лучше ни один набор из "
        "стольких же допустимых связей не сделает",
    ),
    "note_aim_reach": (
        "chosen one after the other for organizations within two steps, among {tried:n} feasible {tried:tie|ties}; "
        "the set reaches at least 63 % (1 - 1/e) of the best possible gain",
        "выбраны одна за другой ради организаций в двух шагах, из {tried:n} допустимых {tried:связи|связей|связей}; "
        "набор даёт не меньше 63 % (1 - 1/e) наибольшего возможного прироста",
    ),
    "note_aim_needs": (
        "chosen one after the other for needs that a partner has an offer for, among {tried:n} feasible "
        "{tried:tie|ties}; the set reaches at least 63 % (1 - 1/e) of the best possible gain",
        "выбраны одна за другой ради потребностей, для которых есть предложение партнёра, из {tried:n} допустимых "
        "{tried:связи|связей|связей}; набор даёт не меньше 63 % (1 - 1/e) наибольшего возможного прироста",
    ),
    "note_no_more_ties": (
        "{count:n} of the {asked:n} ties asked for: no other feasible tie that was tried adds anything",
        "связей {count:n} из {asked:n}: ни одна другая из допустимых и проверенных ничего не добавляет",
    ),
    "aim_center": (
        "the aim reach needs an organization (--for NAME), and the other aims have no use for one",
        "цели reach нужна организация (--for ИМЯ), а остальным целям она не нужна",
    ),
    # What a what-if or a comparison cannot be asked.
    "scenario_empty": (
        "say what changes: --tie A B, --project, --remove, --remove-tie A B, --close GAP_ID or --best N",
        "укажите, что меняется: --tie A B, --project, --remove, --remove-tie A B, --close КОД или --best N",
    ),
    "best_alone": (
        "--best chooses the ties itself: leave out --tie, --project, --remove, --remove-tie and --close",
        "--best сам выбирает связи: уберите --tie, --project, --remove, --remove-tie и --close",
    ),
    "aim_alone": ("--aim and --for go with --best N", "--aim и --for нужны только вместе с --best N"),
    "gap_without_ties": (
        "the gap {id} names no tie to try. Find one: graphcdc partners --gap {id}",
        "разрыв {id} не называет связи для пробы. Найдите её: graphcdc partners --gap {id}",
    ),
    "compare_two": (
        "give two sets of tables or stores, or one (--from, --store) with the date before: --date",
        "укажите два набора таблиц или хранилища либо один (--from, --store) и первую дату: --date",
    ),
    "compare_order": (
        "the first date ({before}) must be earlier than the second ({after})",
        "первая дата ({before}) должна быть раньше второй ({after})",
    ),
    "scenario_alone": (
        "it takes two different organizations to cooperate, not {name} alone",
        "для сотрудничества нужны две разные организации, а не одна: {name}",
    ),
    "scenario_gone": (
        "{name} cannot both leave and begin to cooperate. Leave out one of the two",
        "{name}: нельзя и уйти, и начать сотрудничать. Уберите одно из двух",
    ),
    "scenario_no_tie": (
        "there is no tie between {a} and {b} that could be taken out",
        "между {a} и {b} нет связи, которую можно убрать",
    ),
    "scenario_only_projects": (
        "{a} and {b} have no direct tie, only joint projects: {projects}. Take out the project with --remove",
        "между {a} и {b} нет прямой связи, только совместные проекты: {projects}. Уберите проект: --remove",
    ),
    "unknown_difference": (
        "nothing was measured under the name {text}",
        "показателя {text} здесь нет",
    ),
}
