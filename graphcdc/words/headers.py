"""What people call the tables and their columns.

Headers in a table are the words of the contract (``parent_organization``), the Russian title, or one of the other
words here; case, spaces, underscores and marks do not matter.
"""

from __future__ import annotations

#: Tables: the Russian title, then other names of a sheet or file in either language.
TABLE_WORDS = {
    "organizations": ("Организации", "Список организаций", "Участники", "organisations"),
    "clusters": ("Кластеры", "Список кластеров"),
    "projects": ("Проекты", "Кластерные проекты", "cluster projects"),
    "capabilities": ("Компетенции", "Список компетенций", "competences", "competencies"),
    "memberships": ("Участие в кластерах", "Участники кластеров", "Членство", "cluster members", "membership"),
    "participations": ("Участие в проектах", "Участники проектов", "project participants", "participation"),
    "offers": ("Предложения", "Предложение"),
    "needs": ("Потребности", "Потребность", "Запросы"),
    "ties": ("Связи", "relations", "links"),
}

#: Columns, by ``table.column`` or else by ``column``: the Russian title, the meaning in Russian, other headers.
COLUMN_WORDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "id": (
        "Код",
        "свой код компетенции, единственный среди всех таблиц; текст, а не число",
        ("ID", "Ид", "Идентификатор", "code", "identifier"),
    ),
    "organizations.id": (
        "Код",
        "свой код организации, единственный среди всех таблиц; текст, а не число",
        ("ID", "Ид", "Идентификатор", "Код организации", "code", "identifier", "organization id"),
    ),
    "projects.id": (
        "Код",
        "свой код проекта, единственный среди всех таблиц; текст, а не число",
        ("ID", "Ид", "Идентификатор", "Код проекта", "Шифр", "code", "identifier", "project id"),
    ),
    "clusters.id": (
        "Код",
        "свой код кластера, единственный среди всех таблиц; текст, а не число",
        ("ID", "Ид", "Идентификатор", "Код кластера", "code", "identifier", "cluster id"),
    ),
    "name": ("Название", "название, каким его показывать", ("Наименование", "title")),
    "organizations.name": (
        "Название",
        "название, каким его показывать",
        (
            "Наименование",
            "Название организации",
            "Наименование организации",
            "Организация",
            "Краткое название",
            "Краткое наименование",
            "title",
            "organization",
            "organisation",
            "organization name",
            "short name",
        ),
    ),
    "clusters.name": (
        "Название",
        "название, каким его показывать",
        ("Наименование", "Название кластера", "Наименование кластера", "Кластер", "title", "cluster", "cluster name"),
    ),
    "projects.name": (
        "Название",
        "название, каким его показывать",
        ("Наименование", "Название проекта", "Наименование проекта", "Проект", "title", "project", "project name"),
    ),
    "name_ru": ("Название по-русски", "название по-русски", ("Русское название", "name in russian", "russian name")),
    "name_en": (
        "Название по-английски",
        "название по-английски",
        ("Английское название", "Название на английском", "name in english", "english name"),
    ),
    "organizations.kind": (
        "Вид организации",
        "вид организации; если не известен, «организация»",
        ("Вид", "Тип", "Тип организации", "Категория", "type", "organization type", "organization kind"),
    ),
    "ties.kind": ("Вид связи", "вид связи", ("Вид", "Тип", "Тип связи", "Связь", "type", "relation", "tie kind")),
    "country": ("Страна", "страна", ()),
    "region": (
        "Регион",
        "регион; если не указан, берётся страна",
        ("Субъект РФ", "Субъект федерации", "Область", "federal subject"),
    ),
    "clusters.region": ("Регион", "регион", ("Субъект РФ", "Субъект федерации", "Область", "federal subject")),
    "city": ("Город", "город", ("Населённый пункт", "town")),
    "inn": ("ИНН", "идентификационный номер налогоплательщика: 10 или 12 цифр", ("taxpayer number", "tax id")),
    "ogrn": ("ОГРН", "регистрационный номер: 13 или 15 цифр", ("ОГРНИП", "registration number")),
    "domains": (
        "Сферы деятельности",
        "сферы деятельности: коды компетенций или свободные слова, через «;»",
        ("Сфера деятельности", "Отрасль", "Отрасли", "Специализация", "domain", "fields of work", "industry"),
    ),
    "size": (
        "Численность",
        "число работников",
        (
            "Численность работников",
            "Численность сотрудников",
            "Число работников",
            "Количество сотрудников",
            "Кол-во сотрудников",
            "Штат",
            "employees",
            "number of employees",
        ),
    ),
    "parent_organization": (
        "Головная организация",
        "организация, в которую входит эта",
        ("Материнская организация", "Входит в организацию", "parent", "parent company"),
    ),
    "authority_level": ("Уровень власти", "уровень органа власти", ("level of authority",)),
    "stage": (
        "Стадии инвестирования",
        "стадии, на которых инвестирует инвестор, например: посев; старт; рост; расширение",
        ("Стадия", "Стадии", "Стадия инвестирования", "stages", "investment stage"),
    ),
    "ticket_min": (
        "Минимальный чек",
        "наименьшая инвестиция инвестора",
        ("Чек от", "Минимальная инвестиция", "minimum ticket"),
    ),
    "ticket_max": (
        "Максимальный чек",
        "наибольшая инвестиция инвестора",
        ("Чек до", "Максимальная инвестиция", "maximum ticket"),
    ),
    "organizations.currency": ("Валюта", "валюта чеков: три буквы ISO 4217", ("Код валюты", "currency code")),
    "projects.currency": ("Валюта", "валюта бюджета и сумм: три буквы ISO 4217", ("Код валюты", "currency code")),
    "curator": ("Куратор", "сотрудник центра, который ведёт организацию", ("Ответственный",)),
    "note": ("Примечание", "любые пояснения", ("Примечания", "Комментарий", "Заметка", "notes", "comment")),
    "data_source": (
        "Источник данных",
        "откуда взята строка",
        ("Источник", "Источник сведений", "source", "source of data"),
    ),
    "ties.data_source": ("Источник данных", "откуда взята строка", ("Источник сведений", "source of data")),
    "clusters.status": ("Статус", "положение кластера", ("Состояние", "standing")),
    "projects.status": ("Статус", "положение проекта", ("Состояние", "Стадия", "stage")),
    "start": ("Начало", "начало работ", ("Дата начала", "Начат", "С", "C", "start date", "from")),
    "end": ("Окончание", "конец работ, в том числе плановый", ("Дата окончания", "Завершение", "По", "end date", "to")),
    "clusters": ("Кластеры", "кластеры проекта, через «;»", ("Кластер", "cluster")),
    "topics": (
        "Темы",
        "темы: коды компетенций или свободные слова, через «;»",
        ("Тема", "Тематика", "Направления", "Направление", "topic", "theme", "themes"),
    ),
    "budget": ("Бюджет", "полная стоимость", ("Стоимость", "Бюджет проекта", "cost", "total cost")),
    "category": ("Категория", "род компетенции", ("Вид", "Тип", "type")),
    "parent": ("Входит в компетенцию", "более общая компетенция", ("Общая компетенция", "wider capability")),
    "memberships.organization": (
        "Организация",
        "участник: код, ИНН или полное название",
        ("Участник", "Код организации", "organisation", "member"),
    ),
    "participations.organization": (
        "Организация",
        "участник: код, ИНН или полное название",
        ("Участник", "Код организации", "organisation", "participant"),
    ),
    "cluster": ("Кластер", "кластер: код или полное название", ("Код кластера",)),
    "project": ("Проект", "проект: код или полное название", ("Код проекта",)),
    "memberships.since": (
        "С",
        "с какого времени в кластере",
        ("Дата начала", "Начало", "Дата вступления", "C", "start", "start date", "from"),
    ),
    "memberships.until": (
        "По",
        "до какого времени в кластере",
        ("Дата окончания", "Окончание", "До", "Дата выхода", "end", "end date", "to"),
    ),
    "offers.holder": (
        "Организация или проект",
        "кто предлагает: код, ИНН или полное название",
        ("Организация", "Проект", "Участник", "organization", "organisation", "project"),
    ),
    "offers.since": ("С", "с какого времени предлагает", ("Дата начала", "Начало", "C", "start", "start date", "from")),
    "offers.until": (
        "По",
        "до какого времени предлагает",
        ("Дата окончания", "Окончание", "До", "end", "end date", "to"),
    ),
    "needs.since": ("С", "с какого времени ищет", ("Дата начала", "Начало", "C", "start", "start date", "from")),
    "needs.until": ("По", "до какого времени ищет", ("Дата окончания", "Окончание", "До", "end", "end date", "to")),
    "memberships.role": ("Роль", "роль в кластере", ("Роль в кластере",)),
    "participations.role": ("Роль", "роль в проекте, например координатор", ("Роль в проекте",)),
    "since": (
        "С",
        "начало; если пусто, берётся начало проекта",
        ("Дата начала", "Начало", "C", "start", "start date", "from"),
    ),
    "until": (
        "По",
        "конец; если пусто, берётся конец проекта",
        ("Дата окончания", "Окончание", "До", "end", "end date", "to"),
    ),
    "amount": ("Сумма", "деньги, которые получает участник, в валюте проекта", ("Сумма участия", "Объём", "money")),
    "holder": (
        "Организация или проект",
        "кто ищет: код, ИНН или полное название",
        ("Организация", "Проект", "Участник", "organization", "organisation", "project"),
    ),
    "capability": ("Компетенция", "компетенция: код или полное название", ("Код компетенции", "competence")),
    "skill_level": ("Уровень", "уровень по собственной шкале центра", ("Уровень владения", "level")),
    "source": ("От кого", "от кого идёт связь: код или полное название", ("Источник", "Кто", "Откуда", "from")),
    "target": ("Кому", "к кому идёт связь: код или полное название", ("Получатель", "С кем", "Куда", "to")),
    "ties.since": ("С", "начало связи", ("Дата начала", "Начало", "C", "start", "start date")),
    "ties.until": ("По", "конец связи", ("Дата окончания", "Окончание", "До", "end", "end date")),
    "strength": ("Сила связи", "сила, больше 0; пустая ячейка значит 1", ("Сила", "weight")),
    "confidence": (
        "Достоверность",
        "насколько уверен источник, от 0 до 1; пустая ячейка значит 1",
        ("Уверенность", "certainty"),
    ),
    "evidence": (
        "Подтверждение",
        "документ или адрес, который показывает связь",
        ("Основание", "Документ", "document"),
    ),
    "verified_on": ("Проверено", "когда связь проверяли в последний раз", ("Дата проверки", "verified", "checked on")),
    "sensitive": (
        "Служебное",
        "да: показывать не всем",
        ("Не для всех", "Закрытая", "Конфиденциально", "confidential"),
    ),
}


def words_of(table: str, column: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the Russian title of a column, its meaning in Russian, and other headers."""
    return COLUMN_WORDS.get(f"{table}.{column}") or COLUMN_WORDS[column]


#: Columns that people keep in one table and that are rows of another: table and folded header -> the other table.
ELSEWHERE = {
    ("organizations", "кластер"): "memberships",
    ("organizations", "кластеры"): "memberships",
    ("organizations", "cluster"): "memberships",
    ("organizations", "clusters"): "memberships",
    ("organizations", "проект"): "participations",
    ("organizations", "проекты"): "participations",
    ("organizations", "project"): "participations",
    ("organizations", "projects"): "participations",
    ("organizations", "компетенции"): "offers",
    ("organizations", "потребности"): "needs",
    ("organizations", "партнеры"): "ties",
    ("organizations", "partners"): "ties",
    ("projects", "участники"): "participations",
    ("projects", "участник"): "participations",
    ("projects", "организации"): "participations",
    ("projects", "исполнители"): "participations",
    ("projects", "координатор"): "participations",
    ("projects", "participants"): "participations",
    ("projects", "members"): "participations",
    ("clusters", "участники"): "memberships",
    ("clusters", "организации"): "memberships",
    ("clusters", "members"): "memberships",
}
#: Folded headers of columns that only count the rows.
RUNNING_NUMBERS = ("no п п", "п п", "no", "no пп", "номер по порядку", "n п п")
