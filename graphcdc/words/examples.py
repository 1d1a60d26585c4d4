"""One example row for each table, as the template shows it: column -> (English, Russian).

The last column marks the row as an example; such rows are never loaded.
"""

from __future__ import annotations

#: What stands in `data_source` of an example row.
EXAMPLE_MARK = ("example (not loaded)", "пример (не загружается)")

EXAMPLES: dict[str, dict[str, tuple[str, str]]] = {
    "organizations": {
        "id": ("o1", "o1"),
        "name": ("Vector Ltd", "ООО «Вектор»"),
        "name_ru": ("ООО «Вектор»", "ООО «Вектор»"),
        "name_en": ("Vector Ltd", "Vector Ltd"),
        "kind": ("sme", "малое или среднее предприятие"),
        "country": ("Russia", "Россия"),
        "region": ("St. Petersburg", "Санкт-Петербург"),
        "city": ("St. Petersburg", "Санкт-Петербург"),
        "inn": ("7899999990", "7899999990"),
        "domains": ("lasers;optics", "лазеры;оптика"),
        "size": ("45", "45"),
        "curator": ("Anna Petrova", "Анна Петрова"),
    },
    "clusters": {
        "id": ("k1", "k1"),
        "name": ("Laser Technologies", "Лазерные технологии"),
        "status": ("pilot", "пилотный"),
        "region": ("St. Petersburg", "Санкт-Петербург"),
        "domains": ("lasers", "лазеры"),
    },
    "projects": {
        "id": ("p1", "p1"),
        "name": ("Laser cleaning of hulls", "Лазерная очистка корпусов"),
        "start": ("2024-03", "2024-03"),
        "end": ("2026", "2026"),
        "clusters": ("k1", "k1"),
        "topics": ("lasers", "лазеры"),
        "status": ("running", "идёт"),
        "budget": ("12000000", "12000000"),
        "currency": ("RUB", "RUB"),
    },
    "capabilities": {
        "id": ("c1", "c1"),
        "name": ("Fibre lasers", "Волоконные лазеры"),
        "category": ("technology", "технология"),
    },
    "memberships": {
        "organization": ("o1", "o1"),
        "cluster": ("k1", "k1"),
        "role": ("core member", "участник ядра"),
        "since": ("2015", "2015"),
    },
    "participations": {
        "organization": ("o1", "o1"),
        "project": ("p1", "p1"),
        "role": ("coordinator", "координатор"),
        "amount": ("5000000", "5000000"),
    },
    "offers": {"holder": ("o1", "o1"), "capability": ("c1", "c1"), "skill_level": ("3", "3")},
    "needs": {"holder": ("p1", "p1"), "capability": ("c1", "c1")},
    "ties": {
        "source": ("o1", "o1"),
        "target": ("o2", "o2"),
        "kind": ("COOPERATES_WITH", "сотрудничает с"),
        "since": ("2019", "2019"),
        "strength": ("2", "2"),
        "confidence": ("0.8", "0.8"),
        "evidence": ("agreement of 2019", "соглашение 2019 года"),
    },
}

#: The sheet that explains and the one that holds the lists; the line of the first that states the home region.
README_SHEET = ("README", "Прочтите")
LISTS_SHEET = ("Lists", "Списки")
HOME_LINE = ("Home region", "Домашний регион")
HOME_ADVICE = (
    "write the region of the centre into the cell before this one, as it stands in the column region",
    "впишите левее регион центра так же, как он стоит в столбце «Регион»",
)
EXAMPLE_NOTE = (
    "An example: this row is not loaded. Write your own from the next row on.",
    "Это пример: строка не загружается. Свои данные пишите со следующей строки.",
)
TITLE = ("Tables for graphcdc", "Таблицы для graphcdc")
REQUIRED = ("required", "обязателен")
HEADINGS = (
    ("sheet", "column", "required", "what to write", "meaning", "other headers that are understood"),
    ("лист", "столбец", "обязателен", "что писать", "смысл", "другие понятные заголовки"),
)
#: What the sheet says of the ends of ties below the columns.
TIE_HEADINGS = (
    ("kind of tie", "", "", "which nodes it goes out from", "which nodes it goes to"),
    ("вид связи", "", "", "от кого идёт", "к кому идёт"),
)
ANY_ORGANIZATION = ("any organization", "любая организация")
STEPS = (
    (
        "1. Fill in the sheets, one row for each organization, cluster, project and tie. Organizations and ties"
        " alone are enough.",
        "2. Columns marked with * are required; leave the others empty where you do not know. Columns and sheets"
        " that you do not need may be removed.",
        "3. Give each row of organizations, clusters, projects and capabilities a code of its own. Other sheets"
        " name them by the code, or by INN or whole name.",
        "4. Several values in a cell are separated by a semicolon. Dates are 2019, 2019-03, 2019-03-01 or 01.03.2019.",
        "5. Rows marked as an example are not loaded; they may be removed.",
        "6. Check: graphcdc check FILE.xlsx. Load: graphcdc load FILE.xlsx. See: graphcdc map -o map.html.",
    ),
    (
        "1. Заполните листы: по строке на каждую организацию, кластер, проект, связь. Достаточно организаций и связей.",
        "2. Столбцы со звёздочкой * обязательны; остальные оставляйте пустыми, если не знаете. Ненужные столбцы и"
        " листы можно удалить.",
        "3. Дайте каждой организации, кластеру, проекту и компетенции свой код. На других листах указывайте этот"
        " код, ИНН или полное название.",
        "4. Несколько значений в ячейке разделяйте точкой с запятой. Даты: 2019, 2019-03, 2019-03-01 или 01.03.2019.",
        "5. Строки с пометкой «пример» не загружаются; их можно удалить.",
        "6. Проверить: graphcdc check ФАЙЛ.xlsx. Загрузить: graphcdc load ФАЙЛ.xlsx. Увидеть: graphcdc map -o"
        " map.html.",
    ),
)

#: What may stand in a column, by the first word of its type.
TYPE_WORDS = {
    "id": ("a code of your own", "свой код"),
    "text": ("text", "текст"),
    "words": ("words separated by ;", "слова через ;"),
    "date": ("2019, 2019-03, 2019-03-01 or 01.03.2019", "2019, 2019-03, 2019-03-01 или 01.03.2019"),
    "number": ("a number", "число"),
    "share": ("a number from 0 to 1", "число от 0 до 1"),
    "inn": ("10 or 12 digits", "10 или 12 цифр"),
    "ogrn": ("13 or 15 digits", "13 или 15 цифр"),
    "currency": ("RUB, EUR, USD ...", "RUB, EUR, USD ..."),
    "choice": ("a word of the list", "слово из списка"),
    "reference:organizations": ("a code, INN or whole name", "код, ИНН или полное название"),
    "reference": ("a code or whole name", "код или полное название"),
    "references": ("codes or whole names separated by ;", "коды или полные названия через ;"),
}
