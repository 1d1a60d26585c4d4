"""How alike two short texts are: words and parts of words, in Russian and English, by their rarity."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from graphcdc.keys import list_words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Texts less alike than this have nothing in common: the lowest of 0.40, 0.45 ... at which at least nine of ten finds
#: are right, on 221 phrases about the capabilities of the St. Petersburg set (precision 0.94, recall 0.79). On 107
#: about another list, by which nothing was chosen, it is 0.95 and 0.70: docs/matching.md.
THRESHOLD = 0.5
_GRAMS = (3, 4, 5)
#: Stems are cut to so many letters: прототип and прототипирование are one.
_STEM = 7
_MARK = "="
_ENDING = re.compile(
    r"(?<=\w{4})("
    "ого|его|ому|ему|ыми|ими|ами|ями|иям|иях|ией|ая|яя|ое|ее|ые|ие|ый|ий|ой|ей|ых|их|ым|им|ую|юю|ом|ем|ам|ям|ах|ях|ов|ев"
    "|ою|ею|ия|ии|ию|а|я|о|е|ы|и|у|ю|ь|й|ings|ing|ed|es|s|e)$"
)
#: Texts compared at once, so that memory stays bounded.
_BLOCK = 256
#: Products of sums may differ by their last digit.
DIGITS = 12


@dataclass(frozen=True, eq=False)
class TextIndex:
    """Texts, each as one vector of length 1.

    Half of a vector are its words without endings, half their letters in threes, fours and fives (with the borders of
    the word), so that related words and slips of the pen still fit. What stands in n of the N texts of reference
    weighs ln((1 + N) / (1 + n)) + 1.

    Attributes
    ----------
    texts
        The texts.
    reference
        The texts that rarity is counted in.
    """

    texts: tuple[str, ...]
    reference: tuple[str, ...]

    def compare(self, texts: Sequence[str]) -> csr_array[Any]:
        """Return the likeness of given texts (rows) to those of the index: the cosine where it reaches the threshold.

        The same words give 1, texts without a common part nothing.

        Examples
        --------
        >>> index = TextIndex(("лазерная резка", "энергоаудит"), ("лазерная резка", "лазерная сварка"))
        >>> index.compare(["Лазерной резки", "налоги"]).toarray().tolist()
        [[1.0, 0.0], [0.0, 0.0]]
        """
        from scipy.sparse import csr_array, vstack

        vectors = self._weigh(*count_features(texts))
        blocks = [csr_array((0, len(self.texts)))]
        for start in range(0, len(texts), _BLOCK):
            alike = (vectors[start : start + _BLOCK] @ self._indexed).tocsr()
            # A sum of squares may miss 1, or the threshold, by the last digit.
            alike.data = np.minimum(alike.data.round(DIGITS), 1.0)
            alike.data[alike.data < THRESHOLD] = 0.0
            alike.eliminate_zeros()
            blocks.append(alike)
        together = csr_array(vstack(blocks, format="csr"))
        together.sort_indices()
        return together

    @cached_property
    def _counted(self) -> tuple[list[str], csr_array[Any]]:
        return count_features(self.texts)

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {feature: at for at, feature in enumerate(self._counted[0])}

    @cached_property
    def _indexed(self) -> csr_array[Any]:
        return self._weigh(*self._counted).T.tocsr()

    @cached_property
    def _rarity(self) -> dict[str, float]:
        features, table = count_features(self.reference)
        having = np.bincount(table.indices, minlength=len(features))
        return dict(zip(features, (np.log((1 + len(self.reference)) / (1 + having)) + 1).tolist(), strict=True))

    def _weigh(self, features: list[str], table: csr_array[Any]) -> csr_array[Any]:
        """Texts x features of the index; what else a text has counts in its length alone."""
        from scipy.sparse import csr_array

        unseen = math.log(1 + len(self.reference)) + 1
        weights = np.array([self._rarity.get(feature, unseen) for feature in features])[table.indices]
        stems = np.array([feature.startswith(_MARK) for feature in features], dtype=int)[table.indices]
        rows = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
        lengths = np.sqrt(np.bincount(2 * rows + stems, weights**2, minlength=2 * table.shape[0]))
        columns = np.array([self._columns.get(feature, -1) for feature in features], dtype=int)[table.indices]
        known = columns >= 0
        values = weights / lengths[2 * rows + stems] / math.sqrt(2)
        shape = (table.shape[0], len(self._columns))
        return csr_array((values[known], (rows[known], columns[known])), shape=shape)


def count_features(texts: Sequence[str]) -> tuple[list[str], csr_array[Any]]:
    """Return the stems (marked ``=``) and letter groups of texts, and a table texts x features of where they stand.

    Examples
    --------
    >>> features, table = count_features(["Лёд", "лёд"])
    >>> features, table.toarray().sum(axis=1).tolist()
    (['=лед', ' ле', 'лед', 'ед ', ' лед', 'лед ', ' лед '], [7.0, 7.0])
    """
    words: dict[str, int] = {}
    pairs = [(row, words.setdefault(word, len(words))) for row, text in enumerate(texts) for word in list_words(text)]
    features: dict[str, int] = {}
    parts = [(at, features.setdefault(part, len(features))) for word, at in words.items() for part in _split(word)]
    table = _mark(pairs, (len(texts), len(words))) @ _mark(parts, (len(words), len(features)))
    table.data[:] = 1.0
    table.sort_indices()
    return list(features), table


def cut_ending(word: str) -> str:
    """Return a folded word without the ending of its form, in Russian or English; four letters stay at least.

    Examples
    --------
    >>> [cut_ending(word) for word in ("резка", "резки", "лазерной", "лазерными", "lasers", "testing", "лед")]
    ['резк', 'резк', 'лазерн', 'лазерн', 'laser', 'test', 'лед']
    """
    return _ENDING.sub("", word)


def _split(word: str) -> Iterator[str]:
    stem = cut_ending(word)
    yield _MARK + stem[:_STEM]
    framed = f" {stem} "
    for size in _GRAMS:
        yield from (framed[at : at + size] for at in range(len(framed) - size + 1))


def _mark(pairs: Sequence[tuple[int, int]], shape: tuple[int, int]) -> csr_array[Any]:
    """1 at each pair."""
    from scipy.sparse import csr_array

    rows, columns = np.array(pairs, dtype=int).reshape(-1, 2).T
    return csr_array((np.ones(len(pairs)), (rows, columns)), shape=shape)
