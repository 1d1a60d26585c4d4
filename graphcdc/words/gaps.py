"""Sentences of gaps: what is missing, what to do about it, and what cannot be told.

Each entry holds the English and the Russian sentence; values are named in braces (`words.say`).
"""

from __future__ import annotations

GAPS = {
    # What ranks of gaps mean.
    "note_ranked": (
        "the order is P(real) x impact x feasibility; impact compares gaps of one kind only, so that the order of "
        "different kinds is a proposal, not a measurement",
        "порядок — произведение «верно» x «эффект» x «шанс»; эффект сравнивает разрывы только одного вида, "
        "порядок разных видов — предложение, а не измерение",
    ),
    "note_no_feasibility": (
        "history is too short to tell how likely any of the ties is: the order goes without it",
        "история коротка, чтобы оценить шансы связей: порядок составлен без них",
    ),
    "note_stability": (
        "intervals of ranks: the gaps found and ranked anew in {count:n} {count:network|networks} that had lost 5 % of "
        "the ties; gaps whose intervals overlap share a place",
        "интервалы мест: разрывы найдены и упорядочены заново в сетях без 5 % связей ({count:n}); разрывы, чьи "
        "интервалы пересекаются, делят место",
    ),
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
    "limit_no_home": (
        "{kind:kind}: say --home REGION to compare those at home with those elsewhere",
        "{kind:kind}: укажите --home РЕГИОН, чтобы сравнить своих с остальными",
    ),
    "limit_small": (
        "{kind:kind}: {count:n} {count:pair|pairs} of groups cannot be told, for fewer than {least:n} joint "
        "participations are expected; to find a deficit by half takes some {needed:n}",
        "{kind:kind}: о парах групп ({count:n}) судить нельзя, ожидается меньше {least:n} совместных участий; "
        "чтобы увидеть недобор вдвое, нужно около {needed:n}",
    ),
    "limit_small_one": (
        "{kind:kind}: cannot be told, for only {expected:about} joint participations are expected; "
        "to find a deficit by half takes some {needed:n}",
        "{kind:kind}: судить нельзя, ожидается всего совместных участий: {expected:about}; "
        "чтобы увидеть недобор вдвое, нужно около {needed:n}",
    ),
    "limit_small_in_clusters": (
        "{kind:kind} inside a cluster: {count:n} {count:cluster|clusters} cannot be told, for fewer than {least:n} "
        "joint participations are expected; to find a deficit by half takes some {needed:n}",
        "{kind:kind} внутри кластера: о кластерах ({count:n}) судить нельзя, ожидается меньше {least:n} совместных "
        "участий; чтобы увидеть недобор вдвое, нужно около {needed:n}",
    ),
    "limit_tests": (
        "{tests:n} {tests:pair|pairs} of groups tested as one family, findings at q <= {level} and an interval below "
        "100 %",
        "проверено пар групп: {tests:n}, одной семьёй; находки при q <= {level} и интервале ниже 100 %",
    ),
    "limit_power": (
        "{tests:n} of them {tests:expects|expect} fewer than {needed:n} joint participations: a deficit by half would "
        "be found less than {power} times in 10",
        "из них ожидается меньше {needed:n} совместных участий: {tests:n}; недобор вдвое там нашёлся бы реже "
        "{power} раз из 10",
    ),
    "limit_home": (
        "groups are those of {region}; partners elsewhere count for islands and single points of failure",
        "группы взяты из региона {region}; партнёры извне учтены для островов и единственных звеньев",
    ),
    # Gaps and what to do about them.
    "gap_between_groups": (
        "{first:Plural} and {second:plural} have {observed:n} joint participations where {expected:n} are expected: "
        "{percent} % (95 % interval {low}-{high} %).",
        "«{first:Plural}» и «{second:plural}»: совместных участий {observed:n}, ожидается {expected:n}: "
        "{percent} % (95 % интервал {low}–{high} %).",
    ),
    "gap_between_groups_apart": (
        "{first:Plural} and {second:plural} have {observed:n} joint participations where {expected:n} are expected: "
        "{percent} % (95 % interval {low}-{high} %). Left out: {left_out:n} {left_out:organization|organizations} that "
        "{left_out:belongs|belong} to both.",
        "«{first:Plural}» и «{second:plural}»: совместных участий {observed:n}, ожидается {expected:n}: "
        "{percent} % (95 % интервал {low}–{high} %). Не учтены те, кто входит в обе группы: {left_out:n}.",
    ),
    "gap_alike_some": (
        "{said} Among projects of the same clusters and size {alike:n} are expected ({percent} %): which projects "
        "there are explains {explained} % of the deficit.",
        "{said} Среди проектов тех же кластеров и размера ожидается {alike:n} ({percent} %): состав проектов объясняет "
        "{explained} % недобора.",
    ),
    "gap_alike_all": (
        "{said} Among projects of the same clusters and size {alike:n} are expected ({percent} %): which projects "
        "there are explains all of the deficit.",
        "{said} Среди проектов тех же кластеров и размера ожидается {alike:n} ({percent} %): состав проектов объясняет "
        "весь недобор.",
    ),
    "gap_alike_none": (
        "{said} Among projects of the same clusters and size {alike:n} are expected ({percent} %): which projects "
        "there are does not explain the deficit.",
        "{said} Среди проектов тех же кластеров и размера ожидается {alike:n} ({percent} %): состав проектов недобора "
        "не объясняет.",
    ),
    "gap_within_groups": (
        "{first:Plural} have {observed:n} joint participations with each other where {expected:n} are expected: "
        "{percent} % (95 % interval {low}-{high} %).",
        "«{first:Plural}» между собой: совместных участий {observed:n}, ожидается {expected:n}: "
        "{percent} % (95 % интервал {low}–{high} %).",
    ),
    "gap_between_groups_of_cluster": (
        "In the cluster {cluster}, {first:plural} and {second:plural} have {observed:n} joint participations where "
        "{expected:n} are expected: {percent} % (95 % interval {low}-{high} %).",
        "В кластере «{cluster}» у групп «{first:plural}» и «{second:plural}» совместных участий {observed:n}, "
        "ожидается {expected:n}: {percent} % (95 % интервал {low}–{high} %).",
    ),
    "gap_within_groups_of_cluster": (
        "In the cluster {cluster}, {first:plural} have {observed:n} joint participations with each other where "
        "{expected:n} are expected: {percent} % (95 % interval {low}-{high} %).",
        "В кластере «{cluster}» у группы «{first:plural}» совместных участий между собой {observed:n}, "
        "ожидается {expected:n}: {percent} % (95 % интервал {low}–{high} %).",
    ),
    "gap_global": (
        "Organizations of {home} and those elsewhere have {observed:n} joint participations where {expected:n} are "
        "expected: {percent} % (95 % interval {low}-{high} %).",
        "У организаций региона {home} с остальными совместных участий {observed:n}, ожидается {expected:n}: "
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
    "gap_isolate_supporter": (
        "{name} supports projects or clusters, but no cooperation with another organization is on record, neither "
        "taking part in a project nor a direct tie.",
        "{name}: поддерживает проекты или кластеры, но нет ни одной записи о сотрудничестве с другой организацией, ни "
        "участия в проекте, ни прямой связи.",
    ),
    "advice_isolate": (
        "Introduce it to {hub}, the best connected organization.",
        "Познакомьте с организацией, у которой больше всего связей: {hub}.",
    ),
    "advice_isolate_cluster": (
        "Introduce it to {hub}, the best connected organization of the cluster {cluster}.",
        "Познакомьте с организацией, у которой больше всего связей в кластере «{cluster}»: {hub}.",
    ),
    "advice_isolate_nobody": (
        "All that have partners are its competitors, or one is a part of the other: look for a first partner outside.",
        "Свести не с кем: все, у кого есть партнёры, это её конкуренты, её часть или её целое. "
        "Первого партнёра ищите вне сети.",
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
    "advice_cut_sides": (
        "Bring together {pairs}: without {name} the {sides:n} parts have nothing to do with each other either, "
        "so that each needs a tie.",
        "Сведите {pairs}: без участника {name} отрезанные части ({sides:n}) не связаны и между собой, "
        "связь нужна каждой.",
    ),
    "advice_cut_some_sides": (
        "Bring together {pairs}. {name} cuts off {sides:n} parts, each needs a tie, and some cannot get one here: "
        "competitors, or one a part of the other.",
        "Сведите {pairs}. На участнике {name} держатся части, их {sides:n}; связь нужна каждой, но не каждую "
        "есть с кем свести: конкуренты или часть и целое.",
    ),
    "advice_barred": (
        "No two from both sides may work together (competitors, or one a part of the other): bring in a third party.",
        "Свести напрямую некого (конкуренты или часть и целое): нужен третий участник.",
    ),
}
