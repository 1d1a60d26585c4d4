"""The sentences of graphcdc, in English and Russian.

`say` fills a sentence with values. A value that is a word of the model (``sme``, ``MEMBER_OF``) is put in by `name_of`
before it comes here; numbers are written in the manner of the language.
"""

from __future__ import annotations

import string
from typing import Any

LANGUAGES = ("ru", "en")
DEFAULT_LANGUAGE = "ru"

#: Kinds as people call them: English singular and plural, Russian singular and plural.
KIND_NAMES = {
    "sme": ("SME", "SMEs", "малое или среднее предприятие", "малые и средние предприятия"),
    "large_firm": ("large firm", "large firms", "крупная компания", "крупные компании"),
    "startup": ("startup", "startups", "стартап", "стартапы"),
    "company": ("company", "companies", "компания", "компании"),
    "firm": ("firm", "firms", "компания", "компании"),
    "university": ("university", "universities", "вуз", "вузы"),
    "research_organization": (
        "research organization",
        "research organizations",
        "научная организация",
        "научные организации",
    ),
    "public_authority": ("public authority", "public authorities", "орган власти", "органы власти"),
    "ngo": ("NGO", "NGOs", "некоммерческая организация", "некоммерческие организации"),
    "cluster_organization": (
        "cluster organization",
        "cluster organizations",
        "организация кластера",
        "организации кластеров",
    ),
    "incubator": ("incubator", "incubators", "инкубатор или технопарк", "инкубаторы и технопарки"),
    "investor": ("investor", "investors", "инвестор", "инвесторы"),
    "organization": ("organization", "organizations", "организация", "организации"),
    "cluster": ("cluster", "clusters", "кластер", "кластеры"),
    "project": ("project", "projects", "проект", "проекты"),
    "capability": ("capability", "capabilities", "компетенция", "компетенции"),
}

#: Kinds of gap: the name, and the question that the kind answers.
GAP_NAMES = {
    "isolate": ("isolated organization", "организация без связей"),
    "fragmentation": ("separate island", "отдельный остров"),
    "single_point_of_failure": ("single point of failure", "единственное звено"),
    "firm_to_firm_gap": ("firm-to-firm gap", "разрыв между компаниями"),
    "research_gap": ("research gap", "разрыв с наукой"),
    "education_gap": ("education gap", "разрыв с вузами"),
    "policy_gap": ("policy gap", "разрыв с властью"),
    "capital_gap": ("capital gap", "разрыв с инвесторами"),
    "cluster_to_cluster_gap": ("cluster-to-cluster gap", "разрыв между кластерами"),
}

#: key: (English, Russian). In `{n:one|many}` the Russian side has three forms, `{n:один|два|пять}`.
SENTENCES = {
    # Where a problem stands, and what it is.
    "place_row": ("row", "строка"),
    "place_column": ("column", "столбец"),
    "no_file": ("there is no such file or folder", "нет такого файла или папки"),
    "no_file_help": ("Check the path", "Проверьте путь"),
    "no_tables": ("the folder holds no table", "в папке нет ни одной таблицы"),
    "no_tables_help": (
        "Put organizations.csv and ties.csv there, see docs/tables.md",
        "Положите туда organizations.csv и ties.csv, см. docs/tables.md",
    ),
    "bad_format": ("a file of the format {suffix} is not read", "файлы формата {suffix} не читаются"),
    "bad_format_help": ("Save it as CSV in UTF-8", "Сохраните как CSV в кодировке UTF-8"),
    "bad_file": ("the file cannot be read: {why}", "файл не читается: {why}"),
    "bad_file_help": ("Make the file again and try once more", "Создайте файл заново и повторите"),
    "too_large": ("the file holds more than {limit:n} bytes", "в файле больше {limit:n} байт"),
    "too_large_help": ("Split it into several files", "Разделите его на несколько файлов"),
    "bad_encoding": ("the text is not UTF-8", "текст не в кодировке UTF-8"),
    "bad_encoding_help": (
        "Save it as CSV UTF-8 (in Excel: Save as, CSV UTF-8)",
        "Сохраните как CSV UTF-8 (в Excel: Сохранить как, CSV UTF-8)",
    ),
    "empty_file": ("the file has no header row", "в файле нет строки заголовков"),
    "empty_file_help": ("Add the header row or remove the file", "Добавьте заголовки или уберите файл"),
    "unknown_table": (
        "neither the file name nor the headers say which table this is",
        "ни имя файла, ни заголовки не говорят, какая это таблица",
    ),
    "several_tables": (
        "the headers fit several tables: {tables}",
        "заголовки подходят к нескольким таблицам: {tables}",
    ),
    "unknown_table_help": ("Name the file after its table: {tables}", "Назовите файл по таблице: {tables}"),
    "missing_column": ("the required column is missing", "нет обязательного столбца"),
    "missing_column_help": ("Add the column {column}", "Добавьте столбец {column}"),
    "repeated_column": ("the column stands twice", "столбец встречается дважды"),
    "repeated_column_help": ("Keep one of them", "Оставьте один из них"),
    "unknown_column": ("the column is not known and was left out", "столбец неизвестен и пропущен"),
    "unknown_column_help": ("Columns of this table: {columns}", "Столбцы этой таблицы: {columns}"),
    "nearest_help": ("Perhaps {nearest}", "Возможно, {nearest}"),
    "bad_quote": ("a quotation mark is not closed or stands amiss", "кавычка не закрыта или стоит не на месте"),
    "bad_quote_help": (
        "Close the quotation mark, and double the ones inside",
        "Закройте кавычку, а внутренние кавычки удвойте",
    ),
    "extra_cells": (
        "the row has {found:n} cells, the header {expected:n}",
        "в строке ячеек: {found:n}, в заголовке: {expected:n}",
    ),
    "extra_cells_help": (
        "Put text that contains the separator in quotation marks",
        "Заключите в кавычки текст, в котором есть разделитель",
    ),
    "missing_value": ("a required cell is empty", "обязательная ячейка пуста"),
    "missing_value_help": ("Fill in {column}", "Заполните {column}"),
    "duplicate_id": ("the id stands already in {file}, row {row}", "такой код уже есть: {file}, строка {row}"),
    "duplicate_id_help": ("Give each node an id of its own", "Дайте каждому узлу свой код"),
    "duplicate_tie": ("the same tie stands already in row {row}", "такая же связь уже есть в строке {row}"),
    "duplicate_tie_help": ("Remove one, or give them dates", "Уберите одну или укажите даты"),
    "unknown_reference": ("no row of {table} has this id", "в таблице {table} нет такого кода"),
    "unknown_reference_help": ("Add the row or correct the id", "Добавьте строку или исправьте код"),
    "missing_table": ("the table {table} is missing", "нет таблицы {table}"),
    "missing_table_help": ("Add {table}.csv or empty the column", "Добавьте {table}.csv или очистите столбец"),
    "bad_date": ("not a date", "не дата"),
    "bad_date_help": ("Write 2019, 2019-03 or 2019-03-01", "Пишите 2019, 2019-03 или 2019-03-01"),
    "bad_number": ("not a number", "не число"),
    "bad_number_help": (
        "Write digits only, with a point before decimals",
        "Пишите только цифры, дробную часть после точки",
    ),
    "unclear_number": ("thousands or decimals?", "тысячи или дробь?"),
    "unclear_number_help": ("Write {thousands} or {decimals}", "Напишите {thousands} или {decimals}"),
    "out_of_range": ("out of range", "вне допустимых пределов"),
    "out_of_range_help": ("It must be {range}", "Должно быть: {range}"),
    "bad_choice": ("not a word of this column", "такого слова в этом столбце нет"),
    "bad_choice_help": ("One of: {words}", "Одно из: {words}"),
    "bad_inn": ("an INN has 10 or 12 digits", "ИНН состоит из 10 или 12 цифр"),
    "bad_ogrn": ("an OGRN has 13 or 15 digits", "ОГРН состоит из 13 или 15 цифр"),
    "bad_register_help": (
        "Copy it anew as text; leading zeros count",
        "Скопируйте заново как текст; нули в начале важны",
    ),
    "inn_check_digit": ("the check digit of the INN does not fit", "контрольная цифра ИНН не сходится"),
    "ogrn_check_digit": ("the check digit of the OGRN does not fit", "контрольная цифра ОГРН не сходится"),
    "check_digit_help": ("Look for a mistyped digit", "Проверьте, нет ли опечатки"),
    "bad_currency": ("not a currency code of three letters", "не трёхбуквенный код валюты"),
    "bad_currency_help": ("Write RUB, EUR, USD ...", "Пишите RUB, EUR, USD ..."),
    "until_before_since": ("the end comes before the start ({start})", "конец раньше начала ({start})"),
    "until_before_since_help": ("Correct one of the dates", "Исправьте одну из дат"),
    "self_tie": ("a tie from a node to itself", "связь узла с самим собой"),
    "self_tie_help": ("Correct the other end or remove the row", "Исправьте другой конец или уберите строку"),
    "wrong_end": (
        "{kind} does not allow a node of the kind {node_kind} here",
        "{kind} не допускает здесь узел вида {node_kind}",
    ),
    "wrong_end_help": ("Allowed: {allowed}", "Допустимо: {allowed}"),
    "kind_missing": ("no kind is given: taken as organization", "вид не указан: принято «organization»"),
    "kind_missing_help": ("Fill in kind if you know it", "Укажите вид, если он известен"),
    "bad_settings_help": (
        'Write one line: home_region = "NAME"',
        'Напишите одну строку: home_region = "НАЗВАНИЕ"',
    ),
    # What an answer should say beside its items.
    "note_blank_rows": (
        "{file}: {count:n} blank {count:row|rows} skipped",
        "{file}: пропущено пустых строк: {count:n}",
    ),
    "note_skipped_file": ("{file} was skipped", "файл {file} пропущен"),
    "note_home_guess": (
        "home region: {region}, the most frequent one; say --home REGION to set it",
        "домашний регион: {region}, самый частый; задать другой: --home РЕГИОН",
    ),
    "note_home": ("home region: {region}", "домашний регион: {region}"),
    # What gaps cannot be told.
    "limit_no_cooperation": (
        "no joint project and no cooperation tie is recorded: there are no data to judge by",
        "нет ни одного совместного проекта и ни одной связи: судить не по чему",
    ),
    "limit_no_group": (
        "{kind}: these data have no {group:plural}, so it cannot be shown",
        "{kind}: в данных нет группы «{group:plural}», показать этот разрыв нельзя",
    ),
    "limit_small": (
        "{kind}: {count:n} {count:pair|pairs} of groups not tested, fewer than {least:n} joint participations expected",
        "{kind}: не проверено пар групп: {count:n}, ожидается меньше {least:n} совместных участий",
    ),
    "limit_tests": (
        "{tests:n} {tests:pair|pairs} of groups tested as one family, findings at q <= {level}",
        "проверено пар групп: {tests:n}, одной семьёй; находки при q <= {level}",
    ),
    "limit_home": (
        "groups are those of {region}; partners elsewhere count for islands and single points of failure",
        "группы взяты из региона {region}; партнёры извне учтены для островов и единственных звеньев",
    ),
    # Gaps and what to do about them.
    "gap_between_groups": (
        "{first:plural} and {second:plural} have {observed:n} joint participations where {expected:n} are expected: "
        "{percent} % (95 % interval {low}-{high} %).",
        "«{first:plural}» и «{second:plural}»: совместных участий {observed:n}, ожидается {expected:n}: "
        "{percent} % (95 % интервал {low}–{high} %).",
    ),
    "gap_within_groups": (
        "{first:plural} have {observed:n} joint participations with each other where {expected:n} are expected: "
        "{percent} % (95 % interval {low}-{high} %).",
        "«{first:plural}» между собой: совместных участий {observed:n}, ожидается {expected:n}: "
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
        "{name} has no cooperation on record, neither a project nor a direct tie.",
        "{name}: нет ни одной записи о сотрудничестве, ни проектов, ни прямых связей.",
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
        "Остров из {size:n} {size:организации|организаций|организаций} отдельно от основной сети "
        "({main:n}): {names}.",
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
    # Why a partner is suggested.
    "reason_worked_with": (
        "Worked with {count:n} of {total:n} members: {names}; together in {projects}.",
        "Совместная работа с участниками проекта: {count:n} из {total:n} ({names}); проекты: {projects}.",
    ),
    "reason_worked_with_direct": (
        "Has direct ties with {count:n} of {total:n} members: {names}.",
        "Прямые связи с участниками: {count:n} из {total:n} ({names}).",
    ),
    "reason_worked_with_one": (
        "Worked with {names}; together in {projects}.",
        "Уже есть совместная работа: {names}; проекты: {projects}.",
    ),
    "reason_worked_with_direct_one": ("Has a direct tie with {names}.", "Прямая связь: {names}."),
    "reason_common_partners": (
        "{count:n} {count:partner|partners} in common: {names}.",
        "Общие партнёры ({count:n}): {names}.",
    ),
    "reason_theme": (
        "Active in the same themes: {themes} ({projects:n} {projects:project|projects}).",
        "Работает в тех же темах: {themes} ({projects:n} {projects:проект|проекта|проектов}).",
    ),
    "reason_theme_declared": (
        "Declares the same themes: {themes}.",
        "Заявляет те же темы: {themes}.",
    ),
    "reason_popular": (
        "Active: {projects:n} joint {projects:project|projects} so far.",
        "Активный участник: {projects:n} {projects:совместный проект|совместных проекта|совместных проектов}.",
    ),
}


def name_of(kind: str, lang: str = DEFAULT_LANGUAGE, plural: bool = False) -> str:
    """Return what people call a kind; a word that is no kind comes back as it is.

    Examples
    --------
    >>> name_of("university", "en", plural=True), name_of("investor", "ru"), name_of("ITMO", "en")
    ('universities', 'инвестор', 'ITMO')
    """
    for names in (KIND_NAMES.get(kind), GAP_NAMES.get(kind)):
        if names is not None:
            half = len(names) // 2
            own = names[:half] if lang == "en" else names[half:]
            return own[-1] if plural else own[0]
    return kind


class _Speaker(string.Formatter):
    """Formatting with two more words: ``{x:n}`` is a number, ``{x:one|many}`` the form that goes with a number."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "n":
            return write_number(value, self.lang)
        if format_spec == "plural":
            return name_of(value, self.lang, plural=True)
        if format_spec == "kind":
            return name_of(value, self.lang)
        if "|" in format_spec:
            forms = format_spec.split("|")
            return forms[_form(value) if self.lang == "ru" else int(value != 1)]
        return str(super().format_field(value, format_spec))


def _form(number: float) -> int:
    """Which of the three Russian forms goes with a number: 0 for 1, 1 for 2-4, 2 for 5 and more; fractions as 2-4."""
    if number != int(number):
        return 1
    tens, units = int(number) // 10 % 10, int(number) % 10
    if tens == 1 or units == 0 or units > 4:
        return 2
    return 0 if units == 1 else 1


def write_number(value: float, lang: str = DEFAULT_LANGUAGE) -> str:
    """Return a number as people write it: thousands apart, at most two significant decimals.

    Examples
    --------
    >>> write_number(27411, "en"), write_number(27411, "ru"), write_number(0.6312, "ru"), write_number(12.5, "en")
    ('27,411', '27\xa0411', '0,63', '12.5')
    """
    if float(value).is_integer():
        text = f"{int(value):,}"
    elif abs(value) >= 10:
        text = f"{value:,.1f}"
    else:
        text = f"{value:.2g}" if abs(value) < 1 else f"{value:.2f}"
    if lang == "ru":
        text = text.replace(",", "\u00a0").replace(".", ",")
    return text


def say(key: str, lang: str = DEFAULT_LANGUAGE, **values: Any) -> str:
    """Return a sentence of the catalogue in a language.

    Raises
    ------
    ValueError
        If the language is not one of `LANGUAGES`.

    Examples
    --------
    >>> say("reason_popular", "ru", projects=22)
    'Активный участник: 22 совместных проекта.'
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no language {lang!r}; there are {', '.join(LANGUAGES)}")
    english, russian = SENTENCES[key]
    return _Speaker(lang).vformat(english if lang == "en" else russian, (), values)
