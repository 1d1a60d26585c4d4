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
        "Find it a second partner: {partner} can introduce it to {contact}, its own best connected partner.",
        "Найдите второго партнёра: {partner} может познакомить со своим партнёром, у которого больше всего связей: "
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
}
