"""Sentences about what is wrong: problems of tables, and errors.

key: (English, Russian). `say` of the package explains the forms in braces.
"""

from __future__ import annotations

PROBLEMS = {
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
        "the id stands already in {file}, row {row}",
        "такой код уже есть: {file}, строка {row}",
    ),
    "duplicate_id_help": ("Give each node an id of its own", "Дайте каждому узлу свой код"),
    "duplicate_tie": ("the same tie stands already in row {row}", "такая же связь уже есть в строке {row}"),
    "duplicate_tie_help": ("Remove one, or give them dates", "Уберите одну или укажите даты"),
    "unknown_reference": ("no row of {table} has this id", "в таблице {table} нет такого кода"),
    "unknown_reference_help": ("Add the row or correct the id", "Добавьте строку или исправьте код"),
    "missing_table": ("the table {table} is missing", "нет таблицы {table}"),
    "missing_table_help": (
        "Add {table}.csv or empty the column",
        "Добавьте {table}.csv или очистите столбец",
    ),
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
    # Errors that end a call.
    "repeated_ids": (
        "{count:n} {count:id stands|ids stand} twice, {first} among them. Ids must be unique",
        "повторяются коды: {count:n}, среди них {first}. Коды должны быть уникальны",
    ),
    "loose_tie": (
        "a tie ends at {node}, which is no node. Add the node",
        "связь ведёт к {node}, а такого узла нет. Добавьте узел",
    ),
    "no_date": (
        "{text} is no date. Write 2019, 2019-03 or 2019-03-01",
        "{text} не дата. Пишите 2019, 2019-03 или 2019-03-01",
    ),
    "unknown_region": (
        "no organization lies in the region {text}. There are: {known}",
        "в регионе {text} нет организаций. Есть: {known}",
    ),
    "unknown_name": (
        "no organization, project or cluster has the id, INN or name {text}. Search: graphcdc find TEXT",
        "нет такого кода, ИНН или названия: {text}. Поиск: graphcdc find ТЕКСТ",
    ),
    "unknown_name_closest": (
        "no organization, project or cluster has the id, INN or name {text}. Closest: {closest}. "
        "Search: graphcdc find TEXT",
        "нет такого кода, ИНН или названия: {text}. Ближайшее: {closest}. Поиск: graphcdc find ТЕКСТ",
    ),
    "wrong_kind": (
        "{text} is a {kind:kind}, and that cannot be asked about here",
        "{text}: это {kind:kind}, здесь о нём спросить нельзя",
    ),
    "ambiguous_name": (
        "{count:n} nodes fit {text}. Give one of these ids:\n{shown}",
        "под {text} подходит узлов: {count:n}. Укажите один из кодов:\n{shown}",
    ),
    "table_errors": (
        "{count:n} {count:error|errors} in the tables, nothing was loaded:\n{shown}",
        "ошибок в таблицах: {count:n}, ничего не загружено:\n{shown}",
    ),
    "and_more": ("  ... and {count:n} more", "  ... и ещё {count:n}"),
    "bad_settings": (
        '{file} cannot be read: {why}. Write one line: home_region = "NAME"',
        '{file} не читается: {why}. Напишите одну строку: home_region = "НАЗВАНИЕ"',
    ),
    "no_resource": (
        "this installation of graphcdc has no {name}. Install it again",
        "в этой установке graphcdc нет {name}. Установите заново",
    ),
    "unknown_word": (
        "there is no {what} {text}. There are: {known}",
        "нет такого слова ({what}): {text}. Есть: {known}",
    ),
    "too_small_a_number": ("{name} must be {least:n} or more", "{name} должно быть не меньше {least:n}"),
    "empty_team": (
        "a team needs a member, a cluster, a topic or a need. Add one, for example --member NAME",
        "команде нужен участник, кластер, тема или потребность. Добавьте, например, --member ИМЯ",
    ),
    "query_or_team": (
        "give either an organization or project, or a team (--member, --topic, --need)",
        "укажите либо организацию или проект, либо команду (--member, --topic, --need)",
    ),
    "not_a_page": (
        "a map is a page: name it .html, not {name}",
        "карта это страница: назовите файл .html, а не {name}",
    ),
    "no_such_format": (
        "no format goes with {name}. Name it .json, .ndjson, .csv or .txt",
        "по имени {name} не понять формат. Назовите .json, .ndjson, .csv или .txt",
    ),
    "no_folder": (
        "there is no folder {folder}. Make it, or choose another file",
        "нет папки {folder}. Создайте её или выберите другой файл",
    ),
    "not_written": (
        "{file} could not be written: {why}. Choose another file",
        "{file} не удалось записать: {why}. Выберите другой файл",
    ),
}
