"""Sentences of gaps at the edges of the network and of gaps around brokers.

Each entry holds the English and the Russian sentence; values are named in braces (`words.say`).
"""

from __future__ import annotations

BROKERS = {
    # Edges.
    "gap_pendant": (
        "{name} has one partner only, {partner}, and reaches the other {rest:n} {rest:organization|organizations} "
        "only through it.",
        "{name}: единственный партнёр – {partner}, только через него {rest:достижима|достижимы|достижимы} ещё "
        "{rest:n} {rest:организация|организации|организаций}.",
    ),
    "advice_pendant": (
        "Find it a second partner: {through} can introduce it to {contact}, its own best connected partner.",
        "Найдите второго партнёра: {through} может познакомить со своим партнёром, у которого больше всего связей: "
        "{contact}.",
    ),
    "advice_pendant_cluster": (
        "Find it a second partner, for example {contact}, well connected in the cluster {cluster}.",
        "Найдите второго партнёра, например в кластере «{cluster}», где много связей у организации {contact}.",
    ),
    "gap_periphery": (
        "Only {joiner} joins {first} and {second}, which have no partners but each other, to the other {rest:n} "
        "{rest:organization|organizations}.",
        "{first} и {second} работают только друг с другом и с организацией {joiner}: лишь через неё "
        "{rest:достижима|достижимы|достижимы} ещё {rest:n} {rest:организация|организации|организаций}.",
    ),
    "advice_periphery": (
        "Bring {member} together with {contact}, the best connected partner of {joiner}.",
        "Сведите {member} и {contact}: из партнёров организации {joiner} у неё больше всего связей.",
    ),
    "advice_periphery_cluster": (
        "Bring {member} together with {contact}, well connected in the cluster {cluster}.",
        "Сведите {member} и {contact}: у этой организации много связей в кластере «{cluster}».",
    ),
    # Brokers.
    "gap_gatekeeper": (
        "{own} and {other} work together only through {name}, which joins {count:n} {count:pair|pairs} of their "
        "members.",
        "Кластеры «{own}» и «{other}» сотрудничают только через {name}: на этом {count:держится|держатся|держится} "
        "{count:n} {count:пара|пары|пар} их участников.",
    ),
    "gap_gatekeeper_of_many": (
        "{own} works with {number:n} other {number:cluster|clusters} only through {name}, which joins {count:n} "
        "{count:pair|pairs} of their members: {clusters}.",
        "Кластер «{own}» сотрудничает с {number:n} {number:другим кластером|другими кластерами|другими кластерами} "
        "только через {name}, на этом {count:держится|держатся|держится} {count:n} {count:пара|пары|пар} их "
        "участников: {clusters}.",
    ),
    "gap_liaison": (
        "{own} and {other} do not work together, and only {name} has partners in both: it stands between {count:n} "
        "{count:pair|pairs} of their members.",
        "Кластеры «{own}» и «{other}» не сотрудничают, и партнёры в обоих есть только у {name}: он стоит между "
        "{count:n} {count:парой|парами|парами} их участников.",
    ),
    "gap_broker_of_many": (
        "Only {name} joins {number:n} {number:pair|pairs} of clusters whose other members do not work with each other, "
        "{count:n} {count:pair|pairs} of organizations in all: {clusters}.",
        "Только {name} соединяет кластеры, другие участники которых не работают между собой: пар кластеров – "
        "{number:n}, пар организаций – {count:n}: {clusters}.",
    ),
    "advice_broker": (
        "Ask {name} to bring {first} and {second} together, so that {own} and {other} do not hang on it alone.",
        "Попросите {name} свести {first} и {second}, чтобы связь кластеров «{own}» и «{other}» не держалась на одном "
        "участнике.",
    ),
    "gap_hole": (
        "The {partners:n} partners of {name} hardly meet without it: {met:n} of {pairs:n} pairs have worked together. "
        "In constraint (Burt), lowest first, it is number {place:n} of {compared:n} organizations with about as many "
        "partners.",
        "Партнёры организации {name} почти не работают друг с другом: всего партнёров {partners:n}, сотрудничают "
        "{met:n} из {pairs:n} пар. По ограниченности Бёрта, начиная с наименьшей, это {place:n}-е место из "
        "{compared:n} организаций с близким числом партнёров.",
    ),
    "advice_hole": (
        "It can introduce {first} and {second}: {gain:n} {gain:organization comes|organizations come} within two steps "
        "of one or the other, and what they share no longer hangs on {name}.",
        "{name} может познакомить {first} и {second}: в двух шагах от них окажется ещё {gain:n} "
        "{gain:организация|организации|организаций}, и связь перестанет держаться на одном участнике.",
    ),
}
