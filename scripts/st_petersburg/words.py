"""The real clusters of St. Petersburg, and the words that invented organizations are named with."""

from __future__ import annotations

from typing import NamedTuple

REAL = "St. Petersburg Cluster Development Centre"
TRANSLATED = f"{REAL}; Russian name: our translation"
SYNTHETIC = "synthetic"
HOME = "Санкт-Петербург"
OUTSIDE = ("Ленинградская область", "Москва", "Новгородская область", "Республика Татарстан")


class Cluster(NamedTuple):
    """A real cluster; `weight` is its size among the invented organizations, `nouns` what its firms are named after.

    ``topic`` (Russian genitive, English) names its invented institutes, ``themes`` are words for domains and topics.
    """

    english: str
    russian: str
    status: str
    weight: float
    nouns: tuple[tuple[str, str], ...]
    topic: tuple[str, str]
    themes: tuple[str, ...]


CLUSTERS = (
    Cluster(
        "Development of Information Technologies, Radioelectronics, Instrumentation, Communications and"
        " Telecommunications",
        "Развитие информационных технологий, радиоэлектроники, приборостроения, средств связи и инфотелекоммуникаций",
        "pilot",
        4.4,
        (("программы", "Programs"), ("приборы", "Instruments"), ("антенны", "Antennas"), ("процессоры", "Processors")),
        ("информатики", "Informatics"),
        ("информационные технологии", "радиоэлектроника", "приборостроение"),
    ),
    Cluster(
        "Pharmaceutical and Medical Industries, Radiation Technologies",
        "Медицинская и фармацевтическая промышленность, радиационные технологии",
        "pilot",
        4.2,
        (("лекарства", "Medicines"), ("вакцины", "Vaccines"), ("томографы", "Scanners"), ("реагенты", "Reagents")),
        ("фармакологии", "Pharmacology"),
        ("фармацевтика", "медицинская техника", "радиационные технологии"),
    ),
    Cluster(
        'Territorial Industrial-Innovation Cluster "St. Petersburg Composite Cluster"',
        "Территориальный промышленно-инновационный кластер «Композитный кластер Санкт-Петербурга»",
        "coordinated",
        2.0,
        (("композиты", "Composites"), ("волокна", "Fibres"), ("смолы", "Resins")),
        ("композитов", "Composites"),
        ("композиты", "новые материалы"),
    ),
    Cluster(
        'Transport Machine-Building Cluster "Subway and Railway Equipment"',
        "Кластер транспортного машиностроения «Метро и железнодорожная техника»",
        "coordinated",
        2.0,
        (("вагоны", "Carriages"), ("рельсы", "Rails"), ("тележки", "Bogies")),
        ("рельсового транспорта", "Rail Transport"),
        ("железнодорожная техника", "транспортное машиностроение"),
    ),
    Cluster(
        "St. Petersburg Tool-Making Industry",
        "Станкоинструментальная промышленность Санкт-Петербурга",
        "coordinated",
        1.7,
        (("станки", "Machine Tools"), ("свёрла", "Drills"), ("фрезы", "Cutters")),
        ("станкостроения", "Machine Tools"),
        ("станкостроение", "инструмент"),
    ),
    Cluster(
        '"Clean Technologies for the Urban Environment"',
        "«Чистые технологии для городской среды»",
        "coordinated",
        1.7,
        (("фильтры", "Filters"), ("сортировки", "Sorting Plants"), ("датчики воздуха", "Air Sensors")),
        ("городской экологии", "Urban Ecology"),
        ("экология", "переработка отходов"),
    ),
    Cluster(
        "High Technologies and Engineering",
        "Высокие технологии и инжиниринг",
        "coordinated",
        1.3,
        (("расчёты", "Calculations"), ("прототипы", "Prototypes")),
        ("инжиниринга", "Engineering"),
        ("инжиниринг", "цифровое проектирование"),
    ),
    Cluster(
        "Innovation Development in Power Engineering and Industry",
        "Развитие инноваций в энергетике и промышленности",
        "coordinated",
        1.5,
        (("турбины", "Turbines"), ("трансформаторы", "Transformers"), ("котлы", "Boilers")),
        ("энергетики", "Power Engineering"),
        ("энергетика", "энергомашиностроение"),
    ),
    Cluster(
        "Art",
        "Искусство",
        "initiative",
        0.5,
        (("мастерские", "Workshops"), ("галереи", "Galleries")),
        ("искусств", "Arts"),
        ("искусство",),
    ),
    Cluster(
        "Consumer Goods",
        "Потребительские товары",
        "initiative",
        0.7,
        (("ткани", "Fabrics"), ("игрушки", "Toys")),
        ("товароведения", "Consumer Goods"),
        ("лёгкая промышленность",),
    ),
    Cluster(
        "Northern-West Arctic Innovation",
        "Северо-Западный арктический инновационный",
        "initiative",
        0.7,
        (("ледоходы", "Icegoers"), ("тёплые дома", "Warm Houses")),
        ("Арктики", "the Arctic"),
        ("арктические технологии",),
    ),
    Cluster(
        'Agro-Industrial "Northwest Agropolis"',
        "Агропромышленный «Агрополис Северо-Запад»",
        "initiative",
        0.8,
        (("теплицы", "Greenhouses"), ("комбикорма", "Feeds")),
        ("агротехники", "Agriculture"),
        ("агропром",),
    ),
    Cluster(
        "Innovative Territorial Jewelry",
        "Инновационный территориальный ювелирный",
        "initiative",
        0.6,
        (("самоцветы", "Gems"), ("оправы", "Settings")),
        ("самоцветов", "Gems"),
        ("ювелирное дело",),
    ),
    Cluster(
        "Hi-tech and Engineering",
        "Хай-тек и инжиниринг",
        "initiative",
        0.6,
        (("роботы", "Robots"), ("макеты", "Mock-ups")),
        ("робототехники", "Robotics"),
        ("робототехника",),
    ),
    Cluster(
        "Energy and Industry Innovations",
        "Инновации в энергетике и промышленности",
        "initiative",
        0.6,
        (("насосы", "Pumps"), ("счётчики", "Meters")),
        ("энергосистем", "Energy Systems"),
        ("энергосистемы",),
    ),
    Cluster(
        "Laser Technologies and Equipment",
        "Лазерные технологии и оборудование",
        "initiative",
        1.0,
        (("лазеры", "Lasers"), ("оптики", "Optics")),
        ("лазерной физики", "Laser Physics"),
        ("лазеры", "оптика"),
    ),
    Cluster(
        "Automotive",
        "Автомобильный",
        "initiative",
        1.0,
        (("моторы", "Engines"), ("кузова", "Bodies")),
        ("автомобилей", "Automobiles"),
        ("автомобилестроение",),
    ),
    Cluster(
        "Exhibition",
        "Выставочный",
        "initiative",
        0.5,
        (("выставки", "Exhibitions"), ("павильоны", "Pavilions")),
        ("выставок", "Exhibitions"),
        ("выставки",),
    ),
    Cluster(
        "Transport and Logistics",
        "Транспортно-логистический",
        "initiative",
        0.9,
        (("перевозки", "Haulage"), ("склады", "Warehouses")),
        ("логистики", "Logistics"),
        ("логистика",),
    ),
    Cluster(
        "Shipbuilding",
        "Судостроительный",
        "initiative",
        1.2,
        (("верфи", "Shipyards"), ("винты", "Propellers"), ("якоря", "Anchors")),
        ("судостроения", "Shipbuilding"),
        ("судостроение",),
    ),
    Cluster(
        '"Infocommunication and Optical Technologies in Art and Culture"',
        "«Инфокоммуникационные и оптические технологии в искусстве и культуре»",
        "initiative",
        0.5,
        (("проекции", "Projections"), ("голограммы", "Holograms")),
        ("светового искусства", "Light Art"),
        ("мультимедиа",),
    ),
    Cluster(
        "Water Collection and Water Disposal",
        "Водоснабжение и водоотведение",
        "initiative",
        0.0,
        (("трубы", "Pipes"), ("водомеры", "Water Meters")),
        ("водного хозяйства", "Water Supply"),
        ("водоснабжение",),
    ),
    Cluster(
        "Polymer",
        "Полимерный",
        "initiative",
        0.9,
        (("плёнки", "Films"), ("пластики", "Plastics")),
        ("полимеров", "Polymers"),
        ("полимеры",),
    ),
    Cluster(
        '"Koltovskaya Sloboda"',
        "«Колтовская слобода»",
        "initiative",
        0.0,
        (("вывески", "Signboards"), ("сувениры", "Souvenirs")),
        ("городского наследия", "Urban Heritage"),
        ("туризм",),
    ),
    Cluster(
        "Innovative-Technological Cluster of Energy Saving in Housing Services and Industry",
        "Инновационно-технологический кластер энергосбережения в ЖКХ и промышленности",
        "initiative",
        0.8,
        (("утеплители", "Insulation"), ("светильники", "Lamps")),
        ("энергосбережения", "Energy Saving"),
        ("энергосбережение",),
    ),
    Cluster(
        "Innovative Nutrition",
        "Инновационное питание",
        "initiative",
        0.6,
        (("йогурты", "Yoghurts"), ("батончики", "Bars")),
        ("питания", "Nutrition"),
        ("пищевые технологии",),
    ),
    Cluster(
        "Digital",
        "Цифровой",
        "initiative",
        0.8,
        (("облака", "Clouds"), ("платформы", "Platforms")),
        ("цифровых технологий", "Digital Technology"),
        ("цифровые технологии",),
    ),
)

#: Adjectives that no real organization bears: Russian plural, masculine, feminine; English.
ADJECTIVES = (
    ("Условные", "Условный", "Условная", "Notional"),
    ("Примерные", "Примерный", "Примерная", "Sample"),
    ("Образцовые", "Образцовый", "Образцовая", "Specimen"),
    ("Вымышленные", "Вымышленный", "Вымышленная", "Fictitious"),
    ("Учебные", "Учебный", "Учебная", "Training"),
    ("Мнимые", "Мнимый", "Мнимая", "Imaginary"),
    ("Пробные", "Пробный", "Пробная", "Trial"),
    ("Сказочные", "Сказочный", "Сказочная", "Fairy-Tale"),
    ("Небывалые", "Небывалый", "Небывалая", "Unheard-of"),
    ("Придуманные", "Придуманный", "Придуманная", "Made-up"),
    ("Воображаемые", "Воображаемый", "Воображаемая", "Fancied"),
    ("Игрушечные", "Игрушечный", "Игрушечная", "Toy"),
)

#: What each kind that is no firm is called: Russian with the topic in the genitive, the form of the adjective, English.
BODIES = {
    "university": ("{adjective} университет {topic}", 1, "{adjective} University of {topic}"),
    "research_organization": ("{adjective} НИИ {topic}", 1, "{adjective} Institute of {topic}"),
    "ngo": ("{adjective} ассоциация {topic}", 2, "{adjective} Association of {topic}"),
    "cluster_organization": ("{adjective} дирекция кластера {topic}", 2, "{adjective} Cluster Office of {topic}"),
    "incubator": ("{adjective} бизнес-инкубатор {topic}", 1, "{adjective} Business Incubator of {topic}"),
    "investor": ("{adjective} фонд {topic}", 1, "{adjective} Fund of {topic}"),
    "organization": ("{adjective} центр {topic}", 1, "{adjective} Centre of {topic}"),
}
LEGAL_FORMS = {
    "sme": (("ООО «{name}»", "{name} LLC"),),
    "startup": (("ООО «{name}»", "{name} LLC"),),
    "company": (("ООО «{name}»", "{name} LLC"), ("ИП «{name}»", "{name}, sole trader")),
    "large_firm": (("АО «{name}»", "{name} JSC"), ("ПАО «{name}»", "{name} PJSC")),
    "university": (("ФГБОУ ВО «{name}»", "{name}"),),
    "research_organization": (("ФГБУН «{name}»", "{name}"), ("АО «{name}»", "{name} JSC")),
    "ngo": (("НП «{name}»", "{name}"),),
    "cluster_organization": (("АНО «{name}»", "{name}"),),
    "incubator": (("АО «{name}»", "{name} JSC"), ("АНО «{name}»", "{name}")),
    "investor": (("АО «{name}»", "{name} JSC"), ("ООО «{name}»", "{name} LLC")),
    "organization": (("{name}", "{name}"),),
}
#: Invented authorities: level, Russian, English; the districts do not exist.
DISTRICTS = ("Небывалый", "Сказочный", "Пробный", "Мнимый", "Условный", "Образцовый", "Игрушечный", "Придуманный")
AUTHORITIES = (
    *(
        ("federal", f"Вымышленное агентство по {russian}", f"Fictitious Agency for {english}")
        for russian, english in (
            ("промышленности", "Industry"),
            ("технологиям", "Technology"),
            ("малому бизнесу", "Small Business"),
            ("науке", "Science"),
            ("транспорту", "Transport"),
        )
    ),
    *(
        ("regional", f"Вымышленный комитет по {russian}", f"Fictitious Committee for {english}")
        for russian, english in (
            ("промышленности", "Industry"),
            ("инвестициям", "Investment"),
            ("предпринимательству", "Enterprise"),
            ("науке", "Science"),
            ("энергетике", "Energy"),
            ("здравоохранению", "Health"),
            ("транспорту", "Transport"),
            ("информатизации", "Digitization"),
            ("культуре", "Culture"),
            ("природопользованию", "Environment"),
            ("внешним связям", "External Relations"),
            ("градостроительству", "Urban Planning"),
        )
    ),
    *(
        ("local", f"Местная администрация округа «{name}»", f"Local Administration of {english} District")
        for name, english in zip(
            DISTRICTS,
            ("Unheard-of", "Fairy-Tale", "Trial", "Imaginary", "Notional", "Specimen", "Toy", "Made-up"),
            strict=True,
        )
    ),
)
#: Capabilities: Russian, English, category, the position of the cluster that they are of.
CAPABILITIES = (
    ("разработка встроенных программ", "embedded software", "technology", 0),
    ("проектирование антенн", "antenna design", "expertise", 0),
    ("чистая комната для электроники", "clean room for electronics", "site", 0),
    ("клинические испытания", "clinical trials", "expertise", 1),
    ("синтез субстанций", "synthesis of substances", "technology", 1),
    ("стерилизация облучением", "sterilization by irradiation", "equipment", 1),
    ("автоклавное формование", "autoclave moulding", "equipment", 2),
    ("расчёт композитных конструкций", "composite structure analysis", "expertise", 2),
    ("испытания рельсовой техники", "testing of rail equipment", "site", 3),
    ("тяговые приводы", "traction drives", "technology", 3),
    ("пятиосевая обработка", "five-axis machining", "equipment", 4),
    ("калибровка инструмента", "tool calibration", "expertise", 4),
    ("анализ воздуха и воды", "air and water analysis", "equipment", 5),
    ("переработка пластика", "plastic recycling", "technology", 5),
    ("прототипирование", "prototyping", "equipment", 6),
    ("цифровые двойники", "digital twins", "technology", 6),
    ("испытания турбин", "turbine testing", "site", 7),
    ("силовая электроника", "power electronics", "technology", 7),
    ("лазерная резка", "laser cutting", "equipment", 15),
    ("волоконные лазеры", "fibre lasers", "technology", 15),
    ("стенд для двигателей", "engine test bench", "site", 16),
    ("опытовый бассейн", "towing tank", "site", 19),
    ("экструзия полимеров", "polymer extrusion", "equipment", 22),
    ("энергоаудит", "energy audit", "expertise", 24),
    ("облачные вычисления", "cloud computing", "technology", 26),
    ("сертификация", "certification", "expertise", 6),
    ("венчурное финансирование", "venture funding", "money", 6),
    ("подготовка инженеров", "training of engineers", "expertise", 6),
)
#: Planted: what three projects look for and nobody offers, and what is offered and nobody looks for.
UNMET = ("испытания в ледовом бассейне", "ice tank testing", "site", 10)
IDLE = ("ультразвуковая сварка", "ultrasonic welding", "equipment", 22)
