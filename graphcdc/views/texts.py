"""The words of the map page, in English and Russian."""

from __future__ import annotations

from typing import Any

from graphcdc.words import fill

#: key: (English, Russian). ``{n:n}`` writes a number, ``{n:one|many}`` (Russian: three) what goes with it.
TEXTS = {
    # Title and subtitle
    "title_pair_less": (
        "{a} and {b} work together less than expected: {observed:n} {observed:tie|ties}, not {expected:about}",
        "«{a}» и «{b}» работают вместе реже ожидаемого: {observed:n} {observed:связь|связи|связей}, "
        "а не {expected:about}",
    ),
    "title_isolates": (
        "{n:n} of {all:n} organizations {n:stands|stand} alone",
        "{n:n} из {all:n} организаций {n:не имеет|не имеют|не имеют} связей",
    ),
    "title_pair": (
        "{a} and {b} hardly work together: {observed:n} {observed:tie|ties}, {expected:about} expected",
        "«{a}» и «{b}» почти не работают вместе: {observed:n} {observed:связь|связи|связей}, "
        "ожидалось {expected:about}",
    ),
    "title_no_way": (
        "No way leads from {a} to {b}",
        "{a} и {b}: никто из известных не может познакомить",
    ),
    "title_acquainted": ("{a} and {b} know each other already", "{a} и {b} уже знакомы"),
    "title_way": ("{via} can introduce {a} to {b}", "Познакомить {a} и {b}: {via}"),
    "title_circle": (
        "{name}: {n:n} {n:partner|partners} in {m:n} {m:cluster|clusters}",
        "{name}: {n:n} {n:партнёр|партнёра|партнёров} в {m:n} {m:кластере|кластерах|кластерах}",
    ),
    "title_alone": ("{name} has no partner on record", "{name}: нет ни одного партнёра"),
    "title_alone_filtered": ("{name} has no partner among these ties", "{name}: среди этих связей нет ни одной"),
    "title_participants": (
        "{name}: {n:n} {n:participant|participants}",
        "{name}: {n:n} {n:участник|участника|участников}",
    ),
    "title_circle_gaps": (
        ", {n:n} {n:gap|gaps}",
        ", {n:n} {n:разрыв|разрыва|разрывов}",
    ),
    "title_lost_ties": (
        "{date}: {n:n} of {all:n} {all:pair|pairs} that cooperate no longer do so as of {other}",
        "{date}: из {all:n} сотрудничающих {all:пары|пар|пар} к {other} перестанут сотрудничать {n:n}",
    ),
    "title_new_ties": (
        "{date}: {n:n} of {all:n} {all:pair|pairs} that cooperate did not yet as of {other}",
        "{date}: из {all:n} сотрудничающих {all:пары|пар|пар} {n:n} ещё не сотрудничали к {other}",
    ),
    "title_gaps": ("{n:n} cooperation {n:gap|gaps}", "{n:n} {n:разрыв|разрыва|разрывов} в сотрудничестве"),
    "title_suggestions": (
        "{n:n} {n:partner|partners} suggested for {name}",
        "{n:n} {n:возможный партнёр|возможных партнёра|возможных партнёров} для: {name}",
    ),
    "title_project": (
        "Who could join {name}: {n:n} {n:suggestion|suggestions}",
        "Кого позвать в проект «{name}»: {n:n} {n:предложение|предложения|предложений}",
    ),
    "title_counts": (
        "{n:n} {n:organization|organizations} in {m:n} {m:cluster|clusters}",
        "{n:n} {n:организация|организации|организаций} в {m:n} {m:кластере|кластерах|кластерах}",
    ),
    "title_plain": (
        "Cooperation of {n:n} {n:organization|organizations}",
        "Сотрудничество {n:n} {n:организации|организаций|организаций}",
    ),
    "n_organizations": (
        "{n:n} {n:organization|organizations}",
        "{n:n} {n:организация|организации|организаций}",
    ),
    "n_projects": ("{n:n} {n:project|projects}", "{n:n} {n:проект|проекта|проектов}"),
    "n_clusters": ("{n:n} {n:cluster|clusters}", "{n:n} {n:кластер|кластера|кластеров}"),
    "n_ties": ("{n:n} {n:tie|ties}", "{n:n} {n:связь|связи|связей}"),
    "n_cooperation": (
        "{n:n} cooperation {n:tie|ties} from {m:n} {m:project|projects}",
        "{n:n} {n:связь|связи|связей} сотрудничества из {m:n} {m:проекта|проектов|проектов}",
    ),
    "n_suggested": ("{n:n} suggested here", "из предложенных на карте: {n:n}"),
    "left_out_region": (
        "{n:n} {n:organization|organizations} outside the region not drawn",
        "вне региона не показано: {n:n}",
    ),
    "only_cluster": ("only the members of {name}", "только участники кластера «{name}»"),
    "only_kinds": ("only: {kinds}", "только: {kinds}"),
    "only_ties": ("only ties: {kinds}", "только связи: {kinds}"),
    "only_since": ("only ties that began in {date} or later", "только связи, начавшиеся не раньше {date}"),
    "closest_partners": (
        "the {n:n} closest of {all:n} partners are drawn",
        "показаны {n:n} самых близких партнёров из {all:n}",
    ),
    "newest_projects": (
        "the {n:n} newest of {all:n} projects are drawn",
        "показаны {n:n} самых новых проектов из {all:n}",
    ),
    "best_connected": (
        "the {n:n} best connected of {all:n} are drawn",
        "показаны {n:n} самых связанных из {all:n}",
    ),
    "strongest_ties": ("the {n:n} strongest ties are drawn", "показаны {n:n} самых сильных связей"),
    "no_organizations": (
        "no organization fits; ask for more",
        "ни одна организация не подходит; ослабьте отбор",
    ),
    # Legend
    "kind": ("Kind = shape and colour", "Вид = форма и цвет"),
    "kind_counts": ("Kinds of organization", "Виды организаций"),
    "organization": ("Organization", "Организация"),
    "research": ("Research", "Наука и вузы"),
    "authority": ("Authority", "Орган власти"),
    "investor": ("Investor", "Инвестор"),
    "support": ("Support organization", "Организация поддержки"),
    "project": ("Project", "Проект"),
    "clusters": ("Fill = cluster", "Заливка = кластер"),
    "clusters_many": ("Fill = cluster (ten tints, repeated)", "Заливка = кластер (десять оттенков)"),
    "without_cluster": ("Without cluster", "Вне кластеров"),
    "other_clusters": ("Projects of other clusters", "Проекты других кластеров"),
    "second_cluster": ("stroke at a sign: the second cluster", "штрих у знака: второй кластер организации"),
    "size_partners": ("Size = number of partners", "Размер = число партнёров"),
    "size_members": ("Size = number of members", "Размер = число участников"),
    "show": ("Ties and gaps", "Связи и разрывы"),
    "known_ties": ("known ties", "известные связи"),
    "suggested_ties": ("suggested ties", "предлагаемые связи"),
    "gap_ring": ("gap: alone or a weak point", "разрыв: нет связей или слабое место"),
    "gap_pair": ("gap between clusters", "разрыв между кластерами"),
    # Page
    "search": ("Find an organization… ( / )", "Найти организацию… ( / )"),
    "search_label": ("Find an organization", "Найти организацию"),
    "whole": ("Whole map", "Вся карта"),
    "views": ("Views", "Виды"),
    "tab_map": ("Map", "Карта"),
    "tab_matrix": ("Clusters", "Кластеры"),
    "tab_table": ("Table", "Таблица"),
    "language": ("Switch to Russian", "Переключить на английский"),
    "legend": ("Legend and filters", "Легенда и отбор"),
    "panel": ("Profile, gaps and suggestions", "Профиль, разрывы и предложения"),
    "found": ("What fits", "Подходит"),
    "filters": ("Filters", "Отбор"),
    "region": ("Region", "Регион"),
    "all": ("all", "все"),
    "years_from": ("ties begun from", "связи, начатые с"),
    "years_to": ("to", "по"),
    "tie_kinds": ("kinds of tie", "виды связей"),
    "shown": (
        "{n:n} of {all:n} signs, {ties:n} of {most:n} ties.",
        "Показано {n:n} из {all:n}, связей {ties:n} из {most:n}.",
    ),
    "reset": ("Show all", "Показать всё"),
    "close": ("Close", "Закрыть"),
    "map": (
        "Map of the network; arrow keys walk from sign to sign",
        "Карта сети; стрелки ведут от знака к знаку",
    ),
    "hint": (
        "Click a sign, a cluster or a gap, or search by name. Keys: / search, arrows walk, + - 0 zoom, Esc back.",
        "Нажмите на знак, кластер или разрыв, или найдите по названию. Клавиши: / поиск, стрелки — от знака к знаку, "
        "+ - 0 масштаб, Esc назад.",
    ),
    "hint_clusters": (
        "Click a cluster to see how it works with the others; open it to see its members.",
        "Нажмите на кластер, чтобы увидеть, с кем он работает; откройте его, чтобы увидеть участников.",
    ),
    "best_inside": (
        "The {n:n} best connected of its {all:n} organizations.",
        "Самые связанные {n:n} из {all:n} организаций кластера.",
    ),
    "nothing_found": ("Nothing is called that.", "Ничего с таким названием нет."),
    # Panel
    "partners": ("Partners", "Партнёры"),
    "partners_all": (
        "in the region: {n:n}; everywhere: {all:n}",
        "в регионе: {n:n}; всего: {all:n}",
    ),
    "best_partners": ("Closest partners", "Ближайшие партнёры"),
    "projects": ("Projects", "Проекты"),
    "participants": ("Participants", "Участники"),
    "ties": ("Other ties", "Другие связи"),
    "cluster": ("Clusters", "Кластеры"),
    "gaps": ("Gaps", "Разрывы"),
    "gap_place": (
        "Number {rank} of the gaps: real {real}, impact among its kind {impact}, chance of a tie not known.",
        "Место {rank} среди разрывов: верно {real}, эффект среди своего вида {impact}, шанс связи неизвестен.",
    ),
    "gap_place_chance": (
        "Number {rank} of the gaps: real {real}, impact among its kind {impact}, chance of a tie in a year {chance}.",
        "Место {rank} среди разрывов: верно {real}, эффект среди своего вида {impact}, шанс связи за год {chance}.",
    ),
    "what_to_do": ("What to do", "Что делать"),
    "suggestions": ("Suggested partners", "Предлагаемые партнёры"),
    "suggestions_for": ("Suggested partners for {name}", "Кого предложить: {name}"),
    "list_new_blood": ("no common partner yet", "пока нет общих партнёров"),
    "claim_structural": ("Gaps: facts of the network", "Разрывы: факты сети"),
    "claim_statistical": (
        "Gaps: fewer ties than chance would give",
        "Разрывы: связей меньше, чем дал бы случай",
    ),
    "claim_predictive": ("Gaps: likely ties that are absent", "Разрывы: вероятные связи, которых нет"),
    "members": ("Members", "Участники"),
    "members_main": (
        "{n:n} {n:member|members}, {m:n} of them placed here",
        "{n:n} {n:участник|участника|участников}, на карте здесь: {m:n}",
    ),
    "best_members": ("Best connected", "Самые связанные"),
    "kinds": ("Kinds", "Виды"),
    "pairs": ("Joint participations: observed / expected", "Совместные участия: есть / ожидалось"),
    "open_inside": ("Open: see its members", "Открыть: участники на карте"),
    "standing": ("In the network", "Положение в сети"),
    "start_with": ("Start with", "С чего начать"),
    "suggested_to": ("Suggested to", "Предлагается для"),
    "new_blood": ("New blood", "Новые лица"),
    "chance": ("probability {n:about} %", "вероятность {n:about} %"),
    "skip": ("To the map", "К карте"),
    "back": ("Back", "Назад"),
    "filtered_out": ("hidden by the filters", "скрыто отбором"),
    "project_not_drawn": (
        "Projects are not drawn on this map; its participants are shown.",
        "Проекты на этой карте не показаны; выделены участники.",
    ),
    "start_with_pairs": ("Start with these pairs", "Начните с этих пар"),
    "pair_said": (
        "{observed:n} joint {observed:participation|participations}, {expected:about} expected by chance.",
        "Совместных участий: {observed:n}, случай дал бы {expected:about}.",
    ),
    "clusters_both": ("The two clusters", "Оба кластера"),
    "closes": ("Helps to close:", "Поможет закрыть:"),
    "ego_on": ("Only its surroundings", "Только его окружение"),
    "ego_off": ("Show the others too", "Показать и остальных"),
    "introduce": ("Who can introduce them?", "Кто познакомит?"),
    "introduce_to": ("Who can introduce it to…", "Кто познакомит с…"),
    "way_title": ("{a} → {b}", "{a} → {b}"),
    "way_note": (
        "Over the organizations of this page: fewest steps first, then the strongest.",
        "Через организации этой страницы: сначала самые короткие пути, затем самые прочные.",
    ),
    "way_number": (
        "Way {n:n}: {steps:n} {steps:step|steps}",
        "Путь {n:n}: {steps:n} {steps:шаг|шага|шагов}",
    ),
    "no_way": ("No way leads there.", "Пути нет."),
    "way_from": ("{name} → …", "{name} → …"),
    "way_pick": (
        "Now find the other organization: search it, or click it on the map.",
        "Теперь укажите вторую организацию: найдите по названию или нажмите на карте.",
    ),
    "lost_ties": ("lost by the follow-up", "утрачены ко второй дате"),
    "new_ties": ("new since the baseline", "новые с первой даты"),
    "weakest": ("weakest link", "слабое звено"),
    "joint_project": ("joint project", "совместный проект"),
    # Table and matrix
    "column_name": ("Name", "Название"),
    "column_kind": ("Kind", "Вид"),
    "column_clusters": ("Clusters", "Кластеры"),
    "column_place": ("Place", "Место"),
    "column_from": ("Organization", "Организация"),
    "column_to": ("With", "С кем"),
    "column_since": ("Newest began", "Год последней"),
    "column_organizations": ("Organizations", "Организации"),
    "column_ties": ("Ties", "Связи"),
    "rows_shown": ("{n:n} of {all:n} rows", "строк: {n:n} из {all:n}"),
    "more_rows": ("Show more", "Показать ещё"),
    "matrix_title": (
        "Joint participations of two clusters, beside what chance would give",
        "Совместные участия двух кластеров рядом с тем, что дал бы случай",
    ),
    "matrix_less": ("less than half of it", "меньше половины"),
    "matrix_as": ("about as many", "примерно столько же"),
    "matrix_more": ("more than twice", "больше чем вдвое"),
    "matrix_gap": ("gap (tested)", "разрыв (проверено)"),
    "matrix_few": ("grey: too few to tell", "серым: слишком мало, чтобы судить"),
    "not_drawn": ("not on this map", "нет на этой карте"),
    "same_name": ("Same name", "То же название"),
    "more": ("and {n} more", "и ещё {n}"),
    "observed_expected": (
        "{observed:n} {observed:tie|ties}, {expected:about} expected",
        "{observed:n} {observed:связь|связи|связей}, ожидалось {expected:about}",
    ),
    # Source note
    "source": ("Source", "Источник"),
    "rows": ("{name} ({n:n} {n:row|rows})", "{name} ({n:n} {n:строка|строки|строк})"),
    "no_source": ("not stated", "не указан"),
    "synthetic": ("synthetic data", "синтетические данные"),
    "as_of": ("as of {date}", "по состоянию на {date}"),
    "no_date": ("no dates in the data", "в данных нет дат"),
    "layout": ("layout seed {seed}", "раскладка {seed}"),
    "and_more": ("and {n:n} more", "и ещё {n:n}"),
}

#: Kinds of tie as people call them.
TIE_NAMES = {
    "PARTICIPATES_IN": ("joint projects", "совместные проекты"),
    "COOPERATES_WITH": ("cooperation", "сотрудничество"),
    "SUPPLIES": ("supply", "поставки"),
    "CONTRACTS_WITH": ("contract", "договор"),
    "INVESTS_IN": ("investment", "инвестиции"),
    "FUNDS": ("funding", "финансирование"),
    "SUPPORTS": ("support", "поддержка"),
    "COORDINATES": ("coordination", "координация"),
    "MEMBER_OF": ("membership", "участие в кластере"),
    "PART_OF": ("part of", "входит в состав"),
    "REGULATES": ("regulation", "регулирование"),
    "OFFERS": ("offer", "предложение"),
    "NEEDS": ("need", "потребность"),
    "COMPETES_WITH": ("competition", "конкуренция"),
}


def tell(key: str, lang: str, **values: Any) -> str:
    """Return a text of the page with its values.

    Examples
    --------
    >>> tell("n_projects", "ru", n=22), tell("n_projects", "en", n=1)
    ('22 проекта', '1 project')
    """
    return fill(TEXTS[key], lang, **values)


def tie_name(kind: str, lang: str) -> str:
    """Return a kind of tie as people call it.

    Examples
    --------
    >>> tie_name("SUPPLIES", "en"), tie_name("SUPPLIES", "ru")
    ('supply', 'поставки')
    """
    return TIE_NAMES[kind][0 if lang == "en" else 1]
