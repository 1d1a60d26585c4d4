"""The words of the map page, in English and Russian."""

from __future__ import annotations

from typing import Any

from graphcdc.words import fill

#: key: (English, Russian). ``{n:n}`` writes a number, ``{n:one|many}`` (Russian: three) what goes with it.
TEXTS = {
    # Title and subtitle
    "title_isolates": (
        "{n:n} of {all:n} organizations {n:stands|stand} alone",
        "{n:n} из {all:n} организаций {n:не имеет|не имеют|не имеют} связей",
    ),
    "title_pair": (
        "{a} and {b}: {observed:n} {observed:tie|ties}, {expected:about} expected",
        "{a} и {b}: {observed:n} {observed:связь|связи|связей}, ожидалось {expected:about}",
    ),
    "title_gaps": ("{n:n} cooperation {n:gap|gaps}", "{n:n} {n:разрыв|разрыва|разрывов} в сотрудничестве"),
    "title_suggestions": (
        "{n:n} {n:partner|partners} suggested for {name}",
        "{n:n} {n:возможный партнёр|возможных партнёра|возможных партнёров} для: {name}",
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
    "organization": ("Organization", "Организация"),
    "research": ("Research", "Наука и вузы"),
    "authority": ("Authority", "Орган власти"),
    "investor": ("Investor", "Инвестор"),
    "support": ("Support organization", "Организация поддержки"),
    "project": ("Project", "Проект"),
    "clusters": ("Fill = cluster", "Заливка = кластер"),
    "without_cluster": ("Without cluster", "Вне кластеров"),
    "second_cluster": ("stroke at a node: its second cluster", "штрих у знака: его второй кластер"),
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
    "close": ("Close (Esc)", "Закрыть (Esc)"),
    "map": ("Map of the network", "Карта сети"),
    "hint": (
        "Click a node, a cluster or a gap, or search by name.",
        "Нажмите на знак, кластер или разрыв, или найдите по названию.",
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
    "what_to_do": ("What to do", "Что делать"),
    "suggestions": ("Suggested partners", "Предлагаемые партнёры"),
    "suggestions_for": ("Suggested partners for {name}", "Кого предложить: {name}"),
    "list_main": ("", ""),
    "list_new_blood": ("no common partner yet", "пока нет общих партнёров"),
    "suggested_here": ("Suggested as a partner", "Предлагается в партнёры"),
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
    "pairs_counted": ("Ties with other clusters", "Связи с другими кластерами"),
    "open_cluster": ("Map of this cluster: {command}", "Карта этого кластера: {command}"),
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
    "PARTICIPATES_IN": ("takes part", "участвует"),
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
