"""What is told of a kind of gap."""

from __future__ import annotations

from typing import NamedTuple

Text = tuple[str, str]


class Entry(NamedTuple):
    """What is told of a kind of gap, each in English and Russian.

    Attributes
    ----------
    definition, formula, null
        What it is; how it is found and what its size counts; what it is compared with, if anything.
    reading, action, source
        How to read it, what to do about it, and where it comes from.
    """

    definition: Text
    formula: Text
    null: Text
    reading: Text
    action: Text
    source: Text


#: Nothing is tested.
FACT = (
    "None: it is a fact of the recorded graph. A tie that is not recorded is not a tie that is not there.",
    "Нет: это факт записанной сети. Связь, которой нет в записях, ещё не отсутствующая связь.",
)
#: Nothing is tested, and no tie that is missing matters.
RECORDED = (
    "None: it is a fact of what the tables say.",
    "Нет: это факт из таблиц.",
)
