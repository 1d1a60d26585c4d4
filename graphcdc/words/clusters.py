"""Sentences of clusters that are not lived, and of groups that are no clusters yet.

Each entry holds the English and the Russian sentence; values are named in braces (`words.say`).
"""

from __future__ import annotations

CLUSTERS = {
    # What cannot be told.
    "limit_paper_clusters": (
        "{kind:kind}: {count:n} {count:cluster|clusters} cannot be judged, fewer than {least:about} joint "
        "participations are expected within: {names}",
        "{kind:kind}: нельзя судить о кластерах, внутри которых ожидается меньше {least:about} совместных участий, "
        "их {count:n}: {names}",
    ),
    "limit_emerging_clusters": (
        "{kind:kind}: not sought above {most:n} cooperating pairs",
        "{kind:kind}: если сотрудничающих пар больше {most:n}, поиск не ведётся",
    ),
    # Gaps and what to do about them.
    "gap_paper_cluster": (
        "{name} is a cluster on paper: its {members:n} {members:member|members} with any cooperation have "
        "{observed:n} joint participations with each other, and chance alone would give {expected:about}.",
        "Кластер на бумаге: {name}. У {members:n} {members:участника|участников|участников}, которые с кем-либо "
        "сотрудничают, совместных участий друг с другом {observed:n}, а случайность дала бы {expected:about}.",
    ),
    "gap_paper_cluster_beside": (
        "{name} is a cluster on paper: its {members:n} {members:member|members} with any cooperation have "
        "{observed:n} joint participations with each other, and chance alone would give {expected:about}; "
        "the other clusters have {others:about} times what chance would give.",
        "Кластер на бумаге: {name}. У {members:n} {members:участника|участников|участников}, которые с кем-либо "
        "сотрудничают, совместных участий друг с другом {observed:n}, а случайность дала бы {expected:about}; "
        "в других кластерах их в {others:about} {others:раз|раза|раз} больше случайного.",
    ),
    "advice_paper_cluster": (
        "Start a joint project of the cluster, or give up its name. Most active and not acquainted yet: {pairs}.",
        "Начните общий проект кластера или откажитесь от вывески. Самые активные, кто ещё не работал вместе: {pairs}.",
    ),
    "gap_emerging_cluster": (
        "{members:n} {members:organization works|organizations work} mostly with one another, and no cluster is "
        "declared for them: {names}. {percent} % of their joint work is among themselves, in "
        "{events:n} {events:project or direct tie|projects and direct ties}.",
        "{members:n} {members:организация работает|организации работают|организаций работают} в основном друг с "
        "другом, а кластера для них нет: {names}. Внутри группы {percent} % совместной работы, "
        "проектов и прямых связей: {events:n}.",
    ),
    "advice_emerging_cluster": (
        "Talk to them about a cluster of their own; begin with {hub}, the most active of them.",
        "Обсудите с ними создание кластера; начните с самого активного участника: {hub}.",
    ),
}
