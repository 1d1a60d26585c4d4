"""What each kind of gap is, in words for people: the text of the documentation and of ``graphcdc gaps --explain``."""

from __future__ import annotations

from typing import Any

from graphcdc.errors import UsageError
from graphcdc.gaps.families import GROUP_GAPS
from graphcdc.words import DEFAULT_LANGUAGE, LANGUAGES, name_of
from graphcdc.words.kinds import ENTRIES


def explain_kind(kind: str, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """Return what a kind of gap is: its name, claim, definition, formula, null, reading, action and source.

    Parameters
    ----------
    kind
        One of `GAP_KINDS`.
    lang
        ``ru`` or ``en``.

    Raises
    ------
    UsageError
        If there is no such kind.

    Examples
    --------
    >>> explain_kind("isolate", "en")["definition"]
    'An organization without any partner.'
    """
    if kind not in ENTRIES:
        raise UsageError("unknown_word", what="gap", text=kind, known=", ".join(ENTRIES))
    column = 1 - LANGUAGES.index(lang)
    told = {name: text[column] for name, text in ENTRIES[kind]._asdict().items()}
    claim = "statistical" if kind in GROUP_GAPS else "structural"
    return {"kind": kind, "name": name_of(kind, lang), "claim": claim, **told}
