"""Matching keys: what two spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata

from graphcdc.vocabulary import LOOKALIKES

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[а-яё]")
_LATIN = re.compile("[a-z]")
#: Legal forms as abbreviations; they count only at the start and at the end of a name.
_FORMS = frozenset(
    _WORD.findall(
        "ооо оао зао пао ао нао ип фгбоу фгаоу фгбу фгбун фгуп фгку гбу гуп муп мбу спбгбу во впо ано нп нко "
        "llc ltd limited inc corp gmbh ag kg sa sas sarl srl sro spa sl oy oyj ab as asa aps bv nv plc jsc pjsc ojsc "
        "cjsc ooo oao zao pao ao doo kft"
    )
)
#: Legal forms in full, as they stand after folding.
_LONG_FORMS = re.compile(
    r"^(общество с ограниченной ответственностью"
    r"|((непубличное|публичное|открытое|закрытое) )?акционерное общество"
    r"|индивидуальный предприниматель"
    r"|автономная некоммерческая организация|некоммерческое партнерство"
    r"|федеральное государственное (бюджетное|автономное|казенное|унитарное)"
    r"( (образовательное|научное))?( учреждение| предприятие)( высшего (профессионального )?образования| науки)?"
    r"|(санкт петербургское )?государственное (бюджетное|унитарное|автономное) (учреждение|предприятие)) "
)
#: Words that say nothing about the field of a cluster.
_EMPTY = frozenset(
    _WORD.findall("cluster clusters of and the for in on with кластер кластера кластеров и в во на для по с со")
)
#: Terms of several words that mean the same as another term.
_SAME = (
    ("power engineering", "energy"),
    ("high technologies", "hitech"),
    ("high technology", "hitech"),
    ("high tech", "hitech"),
    ("hi tech", "hitech"),
    ("высокие технологии", "хайтек"),
    ("высоких технологий", "хайтек"),
    ("хай тек", "хайтек"),
    ("information technologies", "it"),
    ("информационные технологии", "ит"),
    ("информационных технологий", "ит"),
)
#: Words of a region that are left out or written in full, and regions that have a short name.
_REGION_WORDS = {"г": "", "гор": "", "город": "", "обл": "область", "респ": "республика", "saint": "st", "city": ""}
_REGIONS = {
    "спб": "санкт петербург",
    "с петербург": "санкт петербург",
    "санктпетербург": "санкт петербург",
    "петербург": "санкт петербург",
    "мск": "москва",
    "ло": "ленинградская область",
    "лен область": "ленинградская область",
    "мо": "московская область",
}
_SOUNDS = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"},
}


def fold_name(name: str) -> str:
    """Return a name as its words, without case, quotes, other marks, and letters of the wrong alphabet.

    Examples
    --------
    >>> fold_name("ООО «Вектор-М»"), fold_name("Ёлка"), fold_name("OOO 'Вектор'")
    ('ооо вектор м', 'елка', 'ooo вектор')
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    words = _WORD.findall(plain)
    if not _CYRILLIC.search(plain):
        return " ".join(words)
    return " ".join(word.translate(LOOKALIKES) if _CYRILLIC.search(word) else word for word in words)


def name_key(name: str) -> str:
    """Return what names of one organization share: `fold_name` without the legal form.

    A name that is nothing but a legal form stays as it is.

    Examples
    --------
    >>> name_key("ООО «Вектор»") == name_key('"ВЕКТОР", Общество с ограниченной ответственностью') == "вектор"
    False
    >>> name_key("Общество с ограниченной ответственностью «Вектор»"), name_key("Nokia Oyj"), name_key("АО")
    ('вектор', 'nokia', 'ао')
    """
    folded = fold_name(name)
    words = _LONG_FORMS.sub("", f"{folded} ").split()
    while len(words) > 1 and words[0] in _FORMS:
        words = words[1:]
    while len(words) > 1 and words[-1] in _FORMS:
        words = words[:-1]
    return " ".join(words) or folded


def region_key(name: str) -> str:
    """Return what spellings of one region share.

    Examples
    --------
    >>> region_key("г. Санкт-Петербург") == region_key("СПб"), region_key("Ленинградская обл.")
    (True, 'ленинградская область')
    """
    words = [_REGION_WORDS.get(word, word) for word in fold_name(name).split()]
    key = " ".join(word for word in words if word)
    return _REGIONS.get(key, key)


def id_key(text: str) -> str:
    """Return what ids share that look alike: case, alphabet of a letter, and zeros in front of a number do not count.

    Examples
    --------
    >>> id_key("К1") == id_key("k1"), id_key("007"), id_key("0"), id_key("o7")
    (True, '7', '0', 'о7')
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(LOOKALIKES)
    return plain.lstrip("0") or "0" if plain.isdecimal() else plain


def find_other_letters(ours: str, theirs: str) -> tuple[str, str]:
    """Return the letters of a text that stand in another one in the other alphabet, and which alphabet is theirs.

    Examples
    --------
    >>> find_other_letters("Cанкт", "Санкт"), find_other_letters("о2", "o2"), find_other_letters("A1", "a1")
    (('C', 'latin'), ('о', 'cyrillic'), ('', ''))
    """
    if len(ours) != len(theirs):
        return "", ""
    pairs = [(one, one.casefold(), other.casefold()) for one, other in zip(ours, theirs, strict=True)]
    alike = {
        one: small
        for one, small, other in pairs
        if small != other and small.translate(LOOKALIKES) == other.translate(LOOKALIKES)
    }
    for alphabet, letters in (("latin", _LATIN), ("cyrillic", _CYRILLIC)):
        found = [one for one, small in alike.items() if letters.match(small)]
        if found:
            return ", ".join(found), alphabet
    return "", ""


def mixes_alphabets(name: str) -> bool:
    """Whether a word of a name has both Latin and Cyrillic letters.

    Examples
    --------
    >>> mixes_alphabets("Cанкт-Петербург"), mixes_alphabets("Санкт-Петербург IT")
    (True, False)
    """
    words = _WORD.findall(name.casefold())
    return any(_CYRILLIC.search(word) and _LATIN.search(word) for word in words)


def spell_in_latin(folded: str) -> str:
    """Return a folded name in Latin letters, as passports and maps spell Russian.

    Examples
    --------
    >>> spell_in_latin("политех"), spell_in_latin("itmo")
    ('politekh', 'itmo')
    """
    return "".join(_SOUNDS.get(letter, letter) for letter in folded)


def legal_form(name: str) -> str:
    """Return the legal form at the start or end of a name as a short word, "" if there is none.

    Examples
    --------
    >>> legal_form("ООО «Вектор»"), legal_form("Публичное акционерное общество «Вектор»"), legal_form("Вектор")
    ('ооо', 'пао', '')
    """
    folded = fold_name(name)
    words = folded.split()
    if len(words) > 1 and words[0] in _FORMS:
        return words[0]
    if len(words) > 1 and words[-1] in _FORMS:
        return words[-1]
    long = _LONG_FORMS.match(f"{folded} ")
    return "" if long is None else "".join(word[0] for word in long[0].split() if word not in ("с", "и"))


def list_words(name: str) -> list[str]:
    """Return the words that make the sense of a name, in their order; terms that mean the same are made one.

    Examples
    --------
    >>> list_words("Cluster of High Technologies"), list_words("Стенд для двигателей")
    (['hitech'], ['стенд', 'двигателей'])
    """
    text = f" {fold_name(name)} "
    for long, short in _SAME:
        text = text.replace(f" {long} ", f" {short} ")
    return [word for word in text.split() if word not in _EMPTY and len(word) > 1]


def list_stems(name: str) -> frozenset[str]:
    """Return the beginnings of the words that make the sense of a name, so that endings do not count.

    Examples
    --------
    >>> sorted(list_stems("Innovation Development in Power Engineering and Industry"))
    ['develo', 'energy', 'indust', 'innova']
    >>> sorted(list_stems("Кластер «Инновации энергетики и промышленности»"))
    ['иннова', 'промыш', 'энерге']
    """
    return frozenset(word[:6] for word in list_words(name))
