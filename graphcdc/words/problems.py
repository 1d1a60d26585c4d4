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
    "bad_format_help": (
        "Save it as an Excel workbook (.xlsx) or as CSV",
        "Сохраните как книгу Excel (.xlsx) или как CSV",
    ),
    "bad_file": ("the file cannot be read: {why}", "файл не читается: {why}"),
    "bad_file_help": ("Make the file again and try once more", "Создайте файл заново и повторите"),
    "too_large": ("the file holds more than {limit:n} bytes", "в файле больше {limit:n} байт"),
    "too_large_help": ("Split it into several files", "Разделите его на несколько файлов"),
    "bad_encoding": (
        "the text is neither UTF-8 nor a Russian encoding",
        "текст не в UTF-8 и не в русской кодировке",
    ),
    "broken_utf8": (
        "the text is UTF-8 with damaged bytes, the first of them in line {line}",
        "текст в UTF-8 с повреждёнными байтами, первый из них в строке {line}",
    ),
    "broken_utf8_help": (
        "Correct the line, or save the file anew as CSV UTF-8",
        "Исправьте строку или сохраните файл заново как CSV UTF-8",
    ),
    "guessed_encoding": (
        "read as {encoding}, but there are too few letters to be sure",
        "прочитан в кодировке {encoding}, но букв слишком мало, чтобы быть уверенным",
    ),
    "guessed_encoding_help": (
        "If names look wrong, save it as CSV UTF-8",
        "Если названия выглядят неверно, сохраните как CSV UTF-8",
    ),
    "swallowed_rows": (
        "the cell holds a line break and separators: is a quotation mark missing?",
        "в ячейке перевод строки и разделители: не пропущена ли кавычка?",
    ),
    "swallowed_rows_help": (
        "If a quotation mark stands amiss, correct it; rows below may have been swallowed",
        "Если кавычка стоит не на месте, исправьте: строки ниже могли попасть внутрь ячейки",
    ),
    "unit_in_header": (
        "the header states a unit that the numbers would need",
        "в заголовке указаны единицы, которых в числах нет",
    ),
    "unit_in_header_help": (
        "Write the numbers in plain units (1200000, not 1200) and take the unit out of the header",
        "Впишите числа полностью (1200000, а не 1200) и уберите единицы из заголовка",
    ),
    "bad_encoding_help": (
        "Save it as CSV UTF-8 (in Excel: Save as, CSV UTF-8)",
        "Сохраните как CSV UTF-8 (в Excel: Сохранить как, CSV UTF-8)",
    ),
    "empty_file": ("there is no header row", "нет строки заголовков"),
    "empty_file_help": ("Add the header row or remove the file", "Добавьте заголовки или уберите файл"),
    "unknown_table": (
        "neither the name nor the headers say which table this is",
        "ни имя, ни заголовки не говорят, какая это таблица",
    ),
    "several_tables": (
        "the headers fit several tables: {tables:table}",
        "заголовки подходят к нескольким таблицам: {tables:table}",
    ),
    "unknown_table_help": (
        "Name the file or sheet after its table: {tables:table}. If it is none, remove it",
        "Назовите файл или лист по таблице: {tables:table}. Если это не таблица, уберите его",
    ),
    "several_tables_help": (
        "Name the file or sheet after its table: {tables:table}. If it is none, remove it",
        "Назовите файл или лист по таблице: {tables:table}. Если это не таблица, уберите его",
    ),
    "empty_workbook": ("the workbook holds no table", "в книге нет ни одной таблицы"),
    "empty_workbook_help": (
        "Take an empty one with the right sheets: graphcdc template -o book.xlsx",
        "Возьмите пустую книгу с нужными листами: graphcdc template -o book.xlsx",
    ),
    "bad_workbook": ("the workbook cannot be read: {why}", "книга не читается: {why}"),
    "bad_workbook_help": (
        "Open it in Excel or LibreOffice, save it anew as .xlsx, and try again",
        "Откройте её в Excel или LibreOffice, сохраните заново как .xlsx и повторите",
    ),
    "no_workbook": ("this is no Excel workbook", "это не книга Excel"),
    "no_workbook_help": (
        "Save it as an Excel workbook (.xlsx) or as CSV",
        "Сохраните как книгу Excel (.xlsx) или как CSV",
    ),
    "workbook_locked": (
        "the workbook is protected by a password, or of the old format .xls",
        "книга защищена паролем или сохранена в старом формате .xls",
    ),
    "workbook_locked_help": (
        "Save it without a password as .xlsx",
        "Сохраните её без пароля в формате .xlsx",
    ),
    "workbook_strict": (
        "the workbook is saved in the strict variant of the format",
        "книга сохранена в строгом варианте формата",
    ),
    "workbook_strict_help": (
        "Save it as an ordinary Excel workbook (.xlsx)",
        "Сохраните её как обычную книгу Excel (.xlsx)",
    ),
    "workbook_suspicious": (
        "the archive of the workbook is not as a spreadsheet program makes it",
        "архив книги устроен не так, как его делают табличные программы",
    ),
    "workbook_suspicious_help": (
        "If you trust it, open it in Excel or LibreOffice and save it anew",
        "Если вы ей доверяете, откройте её в Excel или LibreOffice и сохраните заново",
    ),
    "workbook_too_large": (
        "the workbook needs more memory than it may take",
        "книге нужно больше памяти, чем разрешено",
    ),
    "workbook_too_large_help": (
        "Remove empty formatted rows, or save the sheets as CSV files",
        "Удалите пустые отформатированные строки или сохраните листы как файлы CSV",
    ),
    "workbook_too_slow": ("reading the workbook takes too long", "чтение книги длится слишком долго"),
    "workbook_too_slow_help": (
        "Save the sheets as CSV files",
        "Сохраните листы как файлы CSV",
    ),
    "totals_row": ("this looks like a row of totals", "похоже на строку итогов"),
    "totals_row_help": ("Remove the row", "Удалите строку"),
    "second_table": (
        "a second table begins here; it and all below was left out",
        "здесь начинается вторая таблица; она и всё ниже пропущено",
    ),
    "second_table_help": ("Move it to a sheet of its own", "Перенесите её на отдельный лист"),
    "merged_cells": (
        "cells are merged; only the first of them holds the value",
        "ячейки объединены; значение есть только в первой",
    ),
    "merged_cells_help": (
        "Unmerge them and fill in every cell",
        "Разъедините их и заполните каждую ячейку",
    ),
    "error_value": ("the cell shows an error", "в ячейке ошибка"),
    "error_value_help": ("Correct the formula or write the value", "Исправьте формулу или впишите значение"),
    "formula_without_result": ("the formula has no saved result", "у формулы нет сохранённого результата"),
    "formula_without_result_help": (
        "Open the workbook in Excel or LibreOffice and save it once",
        "Откройте книгу в Excel или LibreOffice и сохраните её",
    ),
    "hidden_characters": (
        "characters that cannot be seen were removed",
        "удалены невидимые символы",
    ),
    "hidden_characters_help": ("Type the value anew to be rid of them", "Введите значение заново без них"),
    "example_changed": (
        "the row is marked as an example, but holds other data",
        "строка помечена как пример, но данные в ней другие",
    ),
    "example_changed_help": (
        "If the row is yours, clear the mark in {column}; if not, remove the row",
        "Если строка ваша, очистите пометку в столбце {column}; если нет, удалите строку",
    ),
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
    "bad_year_help": ("Correct the year", "Исправьте год"),
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
    "until_before_since": ("the end comes before the start ({start})", "конец раньше начала ({start})"),
    "until_before_since_help": ("Correct one of the dates", "Исправьте одну из дат"),
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
        "«{text}»: подходит записей: {count:n}. Укажите один из кодов:\n{shown}",
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
        "карта — это страница: назовите файл .html, а не {name}",
    ),
    "not_a_workbook": (
        "the template is a workbook: name it .xlsx, not {name}",
        "шаблон — это книга Excel: назовите файл .xlsx, а не {name}",
    ),
    "no_such_format": (
        "no format goes with {name}. Name it .json, .ndjson, .csv or .txt",
        "по имени {name} не понять формат. Назовите .json, .ndjson, .csv или .txt",
    ),
    "no_folder": (
        "there is no folder {folder}. Make it, or choose another file",
        "нет папки {folder}. Создайте её или выберите другой файл",
    ),
    "text_too_long": (
        "sheet {sheet}, row {row}: a cell holds at most {limit:n} characters. Export to a folder of CSV files",
        "лист {sheet}, строка {row}: в ячейку входит не больше {limit:n} знаков. Выгрузите в папку файлов CSV",
    ),
    "sheet_too_long": (
        "sheet {sheet}: a workbook holds at most {limit:n} rows. Export to a folder of CSV files",
        "лист {sheet}: в книгу помещается не больше {limit:n} строк. Выгрузите в папку файлов CSV",
    ),
    "file_exists": (
        "{file} is there already and was left as it is. Choose another name",
        "файл {file} уже есть и не перезаписан. Выберите другое имя",
    ),
    "not_written": (
        "{file} could not be written: {why}. Choose another file",
        "{file} не удалось записать: {why}. Выберите другой файл",
    ),
}
