"""Sentences about stores and Cypher statements: key, English, Russian."""

from __future__ import annotations

STORES = {
    # A store that cannot be opened.
    "store_locked": (
        "another process has the store {folder} open. Wait until it is done, or end it; "
        "the last snapshot can be read meanwhile",
        "хранилище {folder} открыто другим процессом. Дождитесь его конца или завершите его; "
        "последний снимок можно читать и сейчас",
    ),
    "store_broken": (
        "the store {folder} cannot be opened: {why}. See what is left: graphcdc doctor; "
        "then load its snapshot into a new folder",
        "хранилище {folder} не открывается: {why}. Посмотрите, что уцелело: graphcdc doctor; "
        "затем загрузите его снимок в новую папку",
    ),
    "store_newer": (
        "the store {name} was written by a newer version of graphcdc. Update graphcdc, or choose another store",
        "хранилище {name} записано более новой версией graphcdc. Обновите graphcdc или выберите другое хранилище",
    ),
    "store_foreign": (
        "the folder {folder} holds other files and is no store. Choose a new or empty folder: --store FOLDER",
        "в папке {folder} лежат другие файлы, это не хранилище. Укажите новую или пустую папку: --store ПАПКА",
    ),
    "store_folder": (
        "the store {folder} cannot be made or opened: {why}. Choose another folder: --store FOLDER",
        "хранилище {folder} не создать и не открыть: {why}. Укажите другую папку: --store ПАПКА",
    ),
    "store_foreign_graph": (
        "the database holds a graph that graphcdc did not make. Choose an empty database: NEO4J_DATABASE",
        "в базе лежит граф, созданный не graphcdc. Укажите пустую базу: NEO4J_DATABASE",
    ),
    "store_empty": (
        "nothing has been loaded into the store yet. Load tables: graphcdc load PATH; "
        "or read tables directly: --from PATH",
        "в хранилище ещё ничего не загружено. Загрузите таблицы: graphcdc load ФАЙЛ; "
        "или читайте таблицы напрямую: --from ФАЙЛ",
    ),
    "no_embedded": (
        "the embedded store does not run on this computer: {why}. Use Neo4j (--store bolt://HOST), "
        "or read tables directly (--from PATH)",
        "встроенное хранилище на этом компьютере не работает: {why}. Используйте Neo4j (--store bolt://СЕРВЕР) "
        "или читайте таблицы напрямую (--from ФАЙЛ)",
    ),
    "neo4j_silent": (
        "Neo4j at {address} gave no answer. Start it, or check the address and the port; without --store the folder "
        "graphcdc-store is used",
        "Neo4j по адресу {address} не отвечает. Запустите его или проверьте адрес и порт; без --store используется "
        "папка graphcdc-store",
    ),
    "neo4j_password": (
        "Neo4j at {address} refused the user name or the password. Set NEO4J_USERNAME and NEO4J_PASSWORD",
        "Neo4j по адресу {address} не принял имя или пароль. Задайте NEO4J_USERNAME и NEO4J_PASSWORD",
    ),
    "neo4j_forbidden": (
        "Neo4j at {address} does not allow this user to do that. Use an account that may read and write",
        "Neo4j по адресу {address} не разрешает этого пользователю. Возьмите учётную запись с правом чтения и записи",
    ),
    "neo4j_database": (
        'Neo4j at {address} has no database "{database}" that can be used. Set NEO4J_DATABASE, or leave it out',
        "в Neo4j по адресу {address} нет доступной базы «{database}». Задайте NEO4J_DATABASE или уберите её",
    ),
    "neo4j_old": (
        "{address} runs Neo4j {version}, and version 5 or later is needed. Update the server",
        "по адресу {address} работает Neo4j {version}, а нужна версия 5 или новее. Обновите сервер",
    ),
    "neo4j_address": (
        "Neo4j cannot be reached by the address {address}: {why}. Write bolt://HOST:7687 or neo4j+s://HOST",
        "по адресу {address} нельзя обратиться к Neo4j: {why}. Напишите bolt://СЕРВЕР:7687 или neo4j+s://СЕРВЕР",
    ),
    "address_unknown": (
        "{address} is no address of a store. Give a folder, or bolt://HOST:7687, neo4j://HOST, neo4j+s://HOST",
        "{address} не адрес хранилища. Укажите папку или bolt://СЕРВЕР:7687, neo4j://СЕРВЕР, neo4j+s://СЕРВЕР",
    ),
    "address_with_password": (
        "the address of the store holds a user name or a password. Leave them out and set NEO4J_USERNAME and "
        "NEO4J_PASSWORD",
        "в адресе хранилища стоит имя или пароль. Уберите их и задайте NEO4J_USERNAME и NEO4J_PASSWORD",
    ),
    "store_and_tables": (
        "--from reads tables and --store a store: give one of them",
        "--from читает таблицы, а --store хранилище: укажите что-то одно",
    ),
    # What is said beside an answer.
    "note_interrupted": (
        "the last load was interrupted, a part is missing; complete it: graphcdc load",
        "последняя загрузка прервана, части данных нет; завершите её: graphcdc load",
    ),
    "note_snapshot": (
        "another process has the store open; this answer comes from the snapshot of the last load",
        "хранилище открыто другим процессом; ответ дан по снимку последней загрузки",
    ),
    "note_load": (
        "{count:n} {count:change|changes}: {added:n} rows added, {changed:n} changed, {removed:n} removed",
        "изменений: {count:n}; строк добавлено: {added:n}, изменено: {changed:n}, удалено: {removed:n}",
    ),
    "note_warnings": (
        "{count:n} {count:warning|warnings} in the tables; see them: graphcdc check {path}",
        "предупреждений в таблицах: {count:n}; посмотреть: graphcdc check {path}",
    ),
    "not_a_table_folder": (
        "tables are exported as a workbook or a folder of CSV files: name a .xlsx file or a folder, not {name}",
        "таблицы выгружаются книгой или папкой файлов CSV: укажите файл .xlsx или папку, а не {name}",
    ),
    "progress_tables": ("reading tables", "чтение таблиц"),
    "progress_write": ("writing", "запись"),
    "progress_load": ("loading", "загрузка"),
    "store_value": (
        "the store holds a value of another type in {table}.{column}. Load the tables again: graphcdc load",
        "в хранилище значение не того типа: {table}.{column}. Загрузите таблицы ещё раз: graphcdc load",
    ),
    # What doctor says.
    "advice_constraints": (
        "constraints are missing; loading makes them: graphcdc load PATH",
        "не хватает ограничений; их создаст загрузка: graphcdc load ФАЙЛ",
    ),
    "advice_empty": (
        "nothing has been loaded yet: graphcdc load PATH",
        "ещё ничего не загружено: graphcdc load ФАЙЛ",
    ),
    "advice_interrupted": (
        "the last load was interrupted; complete it: graphcdc load PATH",
        "последняя загрузка прервана; завершите её: graphcdc load ФАЙЛ",
    ),
    "advice_snapshot": (
        "there is no snapshot of the last load; loading writes one: graphcdc load PATH",
        "нет снимка последней загрузки; его запишет загрузка: graphcdc load ФАЙЛ",
    ),
    "advice_strays": (
        "these nodes and ties were made by other means than graphcdc load and are not read; put them into the tables",
        "эти узлы и связи созданы не командой graphcdc load и не читаются; внесите их в таблицы",
    ),
    "snapshot_age": (
        "{path}, {days:n} {days:day|days} old",
        "{path}, возраст в днях: {days:n}",
    ),
    # Loading and exporting.
    "family_changed": (
        "the store knows {id} as {before:kind}, the tables as {now:kind}. Give it another id, "
        "or make the store equal to the tables: graphcdc load --replace",
        "{id}: в хранилище это {before:kind}, в таблицах {now:kind}. Дайте другой код или приведите "
        "хранилище к таблицам: graphcdc load --replace",
    ),
    "folder_not_empty": (
        "{folder} is there already and not empty. Choose a new folder",
        "{folder} уже есть и не пуста. Укажите новую папку",
    ),
    # Statements.
    "query_unknown": (
        "there is no statement {name}. There are: {known}",
        "нет запроса {name}. Есть: {known}",
    ),
    "query_no_file": (
        "the file {name} cannot be read: {why}. Check the path",
        "файл {name} не читается: {why}. Проверьте путь",
    ),
    "query_missing": (
        "the statement {name} needs the parameter {text}. For example: {example}",
        "запросу {name} нужен параметр {text}. Например: {example}",
    ),
    "query_no_parameter": (
        "the statement {name} has no parameter {text}. It has: {known}",
        "у запроса {name} нет параметра {text}. Есть: {known}",
    ),
    "query_number": (
        "the parameter {name} is a number, and {text} is none. Write it in digits",
        "параметр {name} это число, а {text} нет. Напишите его цифрами",
    ),
    "query_form": (
        "{text} is no parameter. Write --param NAME=VALUE",
        "{text} не параметр. Напишите --param ИМЯ=ЗНАЧЕНИЕ",
    ),
    "query_writes": (
        "the statement would change the graph, and queries only read. Change the tables and load them: graphcdc load",
        "запрос изменил бы граф, а запросы только читают. Измените таблицы и загрузите их: graphcdc load",
    ),
    "query_wrong": (
        "the statement was refused: {why}. Correct it, or see the named ones: graphcdc query --list",
        "запрос не принят: {why}. Исправьте его или возьмите готовый: graphcdc query --list",
    ),
    "same_ends": (
        "both ends are {name}. Give two different organizations",
        "оба конца — это {name}. Укажите две разные организации",
    ),
    "save_needs_store": (
        "--save writes into the store, and --from reads tables: load them first (graphcdc load), then leave out --from",
        "--save пишет в хранилище, а --from читает таблицы: сначала загрузите их (graphcdc load) и уберите --from",
    ),
    "team_not_saved": (
        "neither a team that is no project yet nor a gap has a node to save suggestions at. "
        "Name an organization or project",
        "ни у команды без проекта, ни у разрыва нет узла, к которому записать советы. Укажите организацию или проект",
    ),
    "absence_not_saved": (
        "--why-not answers a question and suggests nobody: there is nothing to save. Leave out one of the two",
        "--why-not отвечает на вопрос и никого не предлагает: записывать нечего. Уберите одно из двух",
    ),
    "note_saved": (
        "saved in the store as {run}; see them: graphcdc query {query}",
        "записано в хранилище: {run}; посмотреть: graphcdc query {query}",
    ),
    "no_query": (
        "name a statement or a file: graphcdc query NAME. See all: graphcdc query --list",
        "укажите запрос или файл: graphcdc query ИМЯ. Все запросы: graphcdc query --list",
    ),
}
