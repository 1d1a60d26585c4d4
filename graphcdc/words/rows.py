"""Sentences about what is wrong in a table: its header, rows and cells.

key: (English, Russian). `say` of the package explains the forms in braces.
"""

from __future__ import annotations

ROWS = {
    "missing_column": ("the required column is missing", "нет обязательного столбца"),
    "missing_column_help": ("Add the column {path:column}", "Добавьте столбец {path:column}"),
    "missing_id_help": (
        "Add the column {path:column} with a short code for each row, the same in no two sheets: o1, o2 ...",
        "Добавьте столбец {path:column}: короткий код для каждой строки, свой на всех листах: о1, о2 ...",
    ),
    "missing_column_like_help": (
        "Perhaps {like} is meant: rename it to {path:column}",
        "Возможно, это «{like}»: переименуйте в {path:column}",
    ),
    "repeated_column": ("the column stands twice", "столбец встречается дважды"),
    "repeated_column_help": ("Keep one of them", "Оставьте один из них"),
    "second_column": (
        "the column means the same as {other} and was left out",
        "столбец значит то же, что «{other}», и пропущен",
    ),
    "second_column_help": (
        "If it holds something else, give it another header",
        "Если в нём другое, назовите его иначе",
    ),
    "unknown_column": ("the column is not known and was left out", "столбец неизвестен и пропущен"),
    "unknown_column_help": (
        "Rename it to a column of the table (graphcdc template lists them), or leave it so",
        "Назовите его как столбец таблицы (все они есть в graphcdc template) или оставьте так",
    ),
    "elsewhere_help": (
        "This belongs on a sheet of its own, {table:table}: one row for each",
        "Этому место на отдельном листе «{table:table}»: по строке на каждую запись",
    ),
    "remark_in_header": (
        "taken as {path:column}, without the remark in brackets",
        "принято за столбец {path:column}, без пояснения в скобках",
    ),
    "remark_in_header_help": (
        "If the column holds something else, give it another header",
        "Если в столбце другое, назовите его иначе",
    ),
    "personal_column": (
        "the column seems to hold data about persons and was left out",
        "в столбце, похоже, персональные данные; он пропущен",
    ),
    "personal_column_help": (
        "Keep such data elsewhere; curator names the centre's own member of staff",
        "Храните такие данные отдельно; для сотрудника центра есть столбец «Куратор»",
    ),
    "nearest_help": ("Perhaps {nearest}", "Возможно, {nearest}"),
    "bad_quote": (
        "a quotation mark is not closed or stands amiss",
        "кавычка не закрыта или стоит не на месте",
    ),
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
    "duplicate_id": (
        "the id stands already in {place}, row {row}",
        "такой код уже есть: {place}, строка {row}",
    ),
    "duplicate_id_help": (
        "Give each row an id of its own, the same in no two tables",
        "Дайте каждой строке свой код, не повторяющийся и на других листах",
    ),
    "duplicate_tie": (
        "the same tie stands already in {place}, row {row}",
        "такая же связь уже есть: {place}, строка {row}",
    ),
    "duplicate_tie_help": ("Remove one, or give them dates", "Уберите одну или укажите даты"),
    "unknown_reference": (
        "no row of {table:table} has this id, INN or name",
        "в таблице «{table:table}» нет такого кода, ИНН или названия",
    ),
    "unknown_reference_help": ("Add the row or correct the id", "Добавьте строку или исправьте код"),
    "alike_reference_help": ("Perhaps {nearest} ({difference})", "Возможно, {nearest} ({difference})"),
    "example_reference_help": (
        "So the example row of {table:table} is called, and it is not loaded: add a row of your own there",
        "Так названа строка-пример на листе «{table:table}», она не загружается: добавьте туда свою строку",
    ),
    "leave_empty_help": (
        "If there is none or it is not known, leave the cell empty",
        "Если значения нет или оно не известно, оставьте ячейку пустой",
    ),
    "ambiguous_reference": (
        "{count:n} rows have this name: {ids}",
        "такое название у строк: {count:n} ({ids})",
    ),
    "ambiguous_reference_help": ("Write the id instead: {ids}", "Напишите вместо него код: {ids}"),
    "missing_table": ("the table {table:table} is missing", "нет таблицы «{table:table}»"),
    "missing_table_help": (
        "Add the table {table:table} or empty the column",
        "Добавьте таблицу «{table:table}» или очистите столбец",
    ),
    "bad_date": ("not a date", "не дата"),
    "bad_date_help": (
        "Write 2019, 2019-03, 2019-03-01 or 01.03.2019",
        "Пишите 2019, 2019-03, 2019-03-01 или 01.03.2019",
    ),
    "serial_date_help": (
        "If the number is Excel's for {date}, write {date}",
        "Если это число Excel для даты {date}, напишите {date}",
    ),
    "unclear_date": ("which is the day, which the month?", "где день, а где месяц?"),
    "unclear_date_help": ("Write {one} or {other}", "Напишите {one} или {other}"),
    "bad_year": ("such a year cannot be meant", "такой год вряд ли имелся в виду"),
    "bad_year_help": (
        "Correct the year: it may be {first} to {last}",
        "Исправьте год: допустимы годы с {first} по {last}",
    ),
    "short_year": ("a year of two digits", "год из двух цифр"),
    "short_year_help": ("Write four digits of the year", "Пишите год четырьмя цифрами"),
    "bad_number": ("not a number", "не число"),
    "bad_number_help": (
        "Write digits only, without a unit",
        "Пишите только цифры, без единиц измерения",
    ),
    "unclear_number": ("thousands or decimals?", "тысячи или дробь?"),
    "unclear_number_help": ("Write {thousands} or {decimals}", "Напишите {thousands} или {decimals}"),
    "out_of_range": ("out of range", "вне допустимых пределов"),
    "out_of_range_help": ("It must be {range}", "Должно быть: {range}"),
    "bad_choice": ("not a word of this column", "такого слова в этом столбце нет"),
    "bad_choice_help": ("One of: {choice:choices}", "Одно из: {choice:choices}"),
    "bad_inn": ("an INN has 10 or 12 digits", "ИНН состоит из 10 или 12 цифр"),
    "digits_lost": (
        "the spreadsheet has shortened the number, its digits are lost",
        "таблица сократила число, его цифры потеряны",
    ),
    "digits_lost_help": (
        "Make the column a text column and enter the number anew",
        "Сделайте столбец текстовым и введите число заново",
    ),
    "zero_restored": (
        "a zero in front was lost, taken as {value}: the check digit fits",
        "потерян ноль в начале, принято {value}: контрольная цифра сходится",
    ),
    "zero_restored_help": ("Keep the column as text", "Храните столбец как текст"),
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
    "unknown_currency": ("no currency of ISO 4217", "нет такой валюты в ISO 4217"),
    "unknown_currency_help": (
        "If it is mistyped, write RUB, EUR, USD ...",
        "Если это опечатка, пишите RUB, EUR, USD ...",
    ),
    "only_zeros": ("only zeros: there is no such number", "одни нули: такого номера нет"),
    "long_text": (
        "{length:n} characters, more than the {limit:n} that make sense here",
        "знаков: {length:n}, а разумно не больше {limit:n}",
    ),
    "long_text_help": (
        "Has another text got into the cell? Shorten it",
        "Не попал ли в ячейку другой текст? Сократите",
    ),
    "alike_ids": (
        "looks like the id {id} ({place}, row {row})",
        "код похож на {id} ({place}, строка {row})",
    ),
    "alike_ids_help": (
        "If both are one, write it in one way; if not, change one of them",
        "Если это один код, пишите его одинаково; если разные, измените один из них",
    ),
    "alike_ids_letters_help": (
        "Cannot be told apart by eye ({difference}). Write it in one way, or change one of them",
        "На глаз не различить ({difference}). Пишите одинаково или измените один из кодов",
    ),
    "letters_latin": ("here Latin, there Cyrillic: {letters}", "здесь латиница, там кириллица: {letters}"),
    "letters_cyrillic": ("here Cyrillic, there Latin: {letters}", "здесь кириллица, там латиница: {letters}"),
    "same_inn": (
        "{name} ({id}; {place}, row {row}) has the same INN",
        "тот же ИНН у {name} ({id}; {place}, строка {row})",
    ),
    "same_inn_help": (
        "If they are one, keep one row; nothing was merged",
        "Если это одна организация, оставьте одну строку; объединять ничего не стали",
    ),
    "same_name": (
        "{name} ({id}; {place}, row {row}) has the same name",
        "то же название у {name} ({id}; {place}, строка {row})",
    ),
    "same_name_help": (
        "If they are one, keep one row; nothing was merged",
        "Если это одна организация, оставьте одну строку; объединять ничего не стали",
    ),
    "alike_clusters": (
        "{name} ({id}; {place}, row {row}) has almost the same name",
        "почти то же название у {name} ({id}; {place}, строка {row})",
    ),
    "alike_clusters_help": (
        "If they are one, keep one row; nothing was merged",
        "Если это один кластер, оставьте одну строку; объединять ничего не стали",
    ),
    "region_spelling": (
        "the region is written {spelling} elsewhere ({count:n} {count:time|times})",
        "в других строках регион записан как «{spelling}» (раз: {count:n})",
    ),
    "region_spelling_help": (
        "If it is the same region, write it in one way: {spelling}",
        "Если это тот же регион, пишите одинаково: {spelling}",
    ),
    "region_letters_help": (
        "If it is the same region, write it in one way: {spelling} ({difference})",
        "Если это тот же регион, пишите одинаково: {spelling} ({difference})",
    ),
    "until_before_since": ("the end comes before the start ({start})", "конец раньше начала ({start})"),
    "until_before_since_help": ("Correct one of the dates", "Исправьте одну из дат"),
    "project_start_help": (
        "The start is that of the project {project}: correct the end, or fill in the start",
        "Начало взято у проекта {project}: исправьте конец или заполните начало",
    ),
    "project_end_help": (
        "The end is that of the project {project} ({end}): correct the start, or fill in the end",
        "Конец взят у проекта {project} ({end}): исправьте начало или заполните конец",
    ),
    "outside_project": (
        "the project {project} runs from {start} to {end}",
        "проект {project} идёт с {start} по {end}",
    ),
    "outside_project_help": (
        "Correct the date or those of the project, or leave it if it is right",
        "Исправьте дату или сроки проекта; если всё верно, оставьте так",
    ),
    "start_ahead": (
        "{years:n} {years:year|years} later than almost all other starts (the latest of them: {latest})",
        "на {years:n} {years:год|года|лет} позже почти всех остальных дат (последняя из них: {latest})",
    ),
    "start_ahead_help": (
        "Look for a mistyped year: the latest start is the day of the whole analysis",
        "Проверьте, нет ли опечатки: последняя дата начала задаёт день всего анализа",
    ),
    "parent_circle": (
        "it would be a part of itself: {way}",
        "получается, что она входит в саму себя: {way}",
    ),
    "parent_circle_help": ("Correct or empty {column}", "Исправьте или очистите «{column}»"),
    "ticket_range": (
        "the largest ticket is smaller than the smallest ({least:n})",
        "наибольший чек меньше наименьшего ({least:n})",
    ),
    "ticket_range_help": ("Correct one of the two", "Исправьте один из двух"),
    "self_tie": ("a tie from a node to itself", "связь узла с самим собой"),
    "self_tie_help": ("Correct the other end or remove the row", "Исправьте другой конец или уберите строку"),
    "wrong_end": (
        "{kind} does not allow a node of the kind {node_kind} here",
        "связь «{kind:kind}» не допускает здесь вид «{node_kind:kind}»",
    ),
    "wrong_end_help": ("Allowed: {allowed}", "Допустимо: {allowed:kinds}"),
    "kind_missing": ("no kind is given: taken as organization", "вид не указан: принято «организация»"),
    "kind_missing_help": ("Fill in kind if you know it", "Укажите вид, если он известен"),
    "bad_settings_help": (
        'Write one line: home_region = "NAME"',
        'Напишите одну строку: home_region = "НАЗВАНИЕ"',
    ),
}
