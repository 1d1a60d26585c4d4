"""Sentences about what is wrong: problems of files and sheets, and errors that end a call.

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
    "too_many_rows": (
        "all tables together hold more than {rows:n} rows or {cells:n} cells",
        "во всех таблицах вместе больше {rows:n} строк или {cells:n} ячеек",
    ),
    "too_many_rows_help": ("Leave out rows and columns that are not needed", "Уберите ненужные строки и столбцы"),
    "packed_too_well": (
        "the archive unpacks to more than {limit:n} bytes, far more than a table of its size does",
        "архив распаковывается более чем в {limit:n} байт: для таблицы такого размера это слишком много",
    ),
    "packed_too_well_help": (
        "If you trust it, unpack it and put the CSV file there",
        "Если вы ему доверяете, распакуйте его и положите файл CSV",
    ),
    "unknown_home": ("no organization lies in the home region {text}", "в домашнем регионе {text} нет организаций"),
    "unknown_home_help": (
        "Write a region as it stands in the tables: {known}",
        "Впишите регион так же, как он стоит в таблицах: {known}",
    ),
    "no_regions_help": (
        "No organization has a region: fill in the column region, or clear the home region",
        "Регион не указан ни у одной организации: заполните столбец «Регион» или уберите домашний регион",
    ),
    "more_problems": (
        "{message}; so in {count:n} more {count:place|places} from here on, counted and not listed",
        "{message}; начиная отсюда таких мест ещё {count:n}, они сосчитаны, но не перечислены",
    ),
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
    "odd_part": ("a part of it is damaged or of an unknown form", "какая-то её часть повреждена или неизвестна"),
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
    "no_regions": (
        "no organization has a region, so none lies in {text}. Fill in the column region",
        "ни у одной организации не указан регион, поэтому в регионе {text} нет никого. Заполните столбец «Регион»",
    ),
    "unknown_stated_home": (
        "no organization lies in the home region {text} that the tables state. There are: {known}. Correct it on the"
        " first sheet of the workbook or in graphcdc.toml (and load again), or say --home REGION",
        "в домашнем регионе {text}, указанном в таблицах, нет организаций. Есть: {known}. Исправьте его на первом листе"
        " книги или в graphcdc.toml (и загрузите снова) или укажите --home РЕГИОН",
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
    "unknown_gap": (
        "no gap found here has the id {text}. Ids are printed by graphcdc gaps; "
        "give the same --date, --home, --seed and --draws as there",
        "нет разрыва с кодом {text}. Коды печатает graphcdc gaps; "
        "укажите те же --date, --home, --seed и --draws, что и там",
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
    "table_warnings": (
        "{warnings:n} {warnings:warning|warnings} in the tables, and with --strict these stop the load; nothing was "
        "loaded:\n{shown}",
        "предупреждений в таблицах: {warnings:n}, с --strict они останавливают загрузку; ничего не загружено:\n{shown}",
    ),
    "table_problems": (
        "{count:n} {count:error|errors} and {warnings:n} {warnings:warning|warnings} in the tables, nothing was "
        "loaded:\n{shown}",
        "в таблицах ошибок: {count:n}, предупреждений: {warnings:n}; ничего не загружено:\n{shown}",
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
    "not_between": (
        "{name} must be between {least:n} and {most:n}",
        "{name} должно быть от {least:n} до {most:n}",
    ),
    "too_many_quotas": (
        "the quotas ask for {asked:n} places, the list has {places:n}. Ask for fewer, or for a longer list (--limit)",
        "квоты требуют мест: {asked:n}, а в списке их {places:n}. Уменьшите квоты или удлините список (--limit)",
    ),
    "bad_quota": (
        "{text} is no quota. Write a sphere and a number, such as government=2",
        "{text} не квота. Пишите сферу и число, например government=2",
    ),
    "explained_and_order": (
        "--why-not and --what-if-removed explain the order of accuracy. Ask without --gap and the other orders",
        "--why-not и --what-if-removed объясняют порядок по точности. Задайте вопрос без --gap и других порядков",
    ),
    "gap_and_order": (
        "--diversity, --quota, --bridge and --newcomers need an organization, a project or a team beside --gap",
        "--diversity, --quota, --bridge и --newcomers нужны вместе с организацией, проектом или командой, "
        "а не с одним --gap",
    ),
    "empty_team": (
        "a team needs a member, a cluster, a topic or a need. Add one, for example --member NAME",
        "команде нужен участник, кластер, тема или потребность. Добавьте, например, --member ИМЯ",
    ),
    "view_about": (
        "the view {view} cannot be about that. --about names one organization for ego, one project for project, "
        "two organizations for path, and nothing for the others",
        "вид {view} не может быть об этом. --about называет одну организацию для ego, один проект для project, "
        "две организации для path и ничего для остальных",
    ),
    "view_filter": (
        "the view {view} has no use for the filter {filter}. Leave it out",
        "виду {view} отбор {filter} не нужен. Уберите его",
    ),
    "other_ends": (
        "the introductions do not lead from {a} to {b}. Find those with find_introductions",
        "пути ведут не от {a} к {b}. Найдите их: find_introductions",
    ),
    "query_or_team": (
        "give either an organization or project, or a team (--member, --topic, --need), or a gap alone (--gap)",
        "укажите либо организацию или проект, либо команду (--member, --topic, --need), либо один разрыв (--gap)",
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
    "weights_no_file": (
        "there is no file of weights {file}. Make one: graphcdc backtest --learn FILE",
        "нет файла весов {file}. Создайте его: graphcdc backtest --learn ФАЙЛ",
    ),
    "weights_unreadable": (
        "the file of weights {file} cannot be read: {why}. Choose another file",
        "файл весов {file} не читается: {why}. Выберите другой файл",
    ),
    "weights_not_json": (
        "{file} is no file of weights: it is not JSON. Make one: graphcdc backtest --learn FILE",
        "{file} не файл весов: это не JSON. Создайте такой файл: graphcdc backtest --learn ФАЙЛ",
    ),
    "weights_foreign": (
        "{file} is no file of weights: it lacks until, or scorers with weights and odds. "
        "Make one: graphcdc backtest --learn FILE",
        "{file} не файл весов: в нём нет until или scorers с weights и odds. "
        "Создайте такой файл: graphcdc backtest --learn ФАЙЛ",
    ),
    "weights_unknown_list": (
        "{file}: there is no list {name}. There are: {known}. Learn the weights again",
        "{file}: нет списка {name}. Есть: {known}. Подберите веса заново",
    ),
    "weights_unknown_scale": (
        "{file}, {name}: there is no size of network {scale}. There are: {known}. Learn the weights again",
        "{file}, {name}: нет размера сети {scale}. Есть: {known}. Подберите веса заново",
    ),
    "weights_unknown_signal": (
        "{file}, {place}: there is no signal {name}; the weights are of another version. Learn them again",
        "{file}, {place}: нет сигнала {name}; веса от другой версии. Подберите их заново",
    ),
    "weights_count": (
        "{file}, {place}: there {there:is|are} {there:n} {there:number|numbers}, it takes {count:n}; "
        "the weights are of another version or damaged. Learn them again",
        "{file}, {place}: чисел {there:n}, а нужно {count:n}; веса от другой версии или повреждены. "
        "Подберите их заново",
    ),
    "weights_no_number": (
        "{file}, {place}: {text} is no weight, that is a number of at most {most:n}. Learn the weights again",
        "{file}, {place}: {text} не вес, то есть не число до {most:n}. Подберите веса заново",
    ),
    "weights_slope": (
        "{file}, {place}: the second of the odds is {number:n}, which would turn the list round. "
        "Learn the weights again",
        "{file}, {place}: второе из чисел odds равно {number:n}, и список перевернулся бы. Подберите веса заново",
    ),
    "not_written": (
        "{file} could not be written: {why}. Choose another file",
        "{file} не удалось записать: {why}. Выберите другой файл",
    ),
}
