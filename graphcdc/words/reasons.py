"""Sentences about suggestions: reasons, counter-reasons, next steps, and why somebody is not suggested.

key: (English, Russian). `say` of the package explains the forms in braces. Russian sentences keep names where they need
no case.
"""

from __future__ import annotations

REASONS = {
    # Why a partner is suggested.
    "reason_worked_with": (
        "Worked with {count:n} of {total:n} members: {names}; together in {projects}.",
        "Совместная работа с участниками проекта: {count:n} из {total:n} ({names}); проекты: {projects}.",
    ),
    "reason_worked_with_direct": (
        "Has direct ties with {count:n} of {total:n} members: {names}.",
        "Прямые связи с участниками: {count:n} из {total:n} ({names}).",
    ),
    "reason_worked_with_one": (
        "Worked with {names}; together in {projects}.",
        "Уже есть совместная работа: {names}; проекты: {projects}.",
    ),
    "reason_worked_with_direct_one": ("Has a direct tie with {names}.", "Прямая связь: {names}."),
    "reason_common_partners": (
        "{count:n} {count:partner|partners} in common: {names}.",
        "Общие партнёры ({count:n}): {names}.",
    ),
    "reason_theme": (
        "Active in the same themes: {themes} ({projects:n} {projects:project|projects}).",
        "Работает в тех же темах: {themes} ({projects:n} {projects:проект|проекта|проектов}).",
    ),
    "reason_theme_declared": (
        "Declares the same themes: {themes}.",
        "Заявляет те же темы: {themes}.",
    ),
    "reason_popular": (
        "Active: {projects:n} joint {projects:project|projects} so far.",
        "Активный участник: {projects:n} {projects:совместный проект|совместных проекта|совместных проектов}.",
    ),
    "reason_common_partners_path": (
        "{count:n} {count:partner|partners} in common: {names}. Through {introducer}, "
        "who shares {here} with {member} and {there} with the candidate.",
        "Общие партнёры ({count:n}): {names}. Ближайший путь: {member} – {introducer} (общий проект {here}) – "
        "кандидат (общий проект {there}).",
    ),
    "reason_region": (
        "{count:n} of {total:n} members {count:is|are} from the same region: {region}.",
        "Из того же региона ({region}) участников: {count:n} из {total:n}.",
    ),
    "reason_region_one": ("From the same region: {region}.", "Из того же региона: {region}."),
    "reason_kind": (
        "Usual in these themes: such a partner ({kind:kind}) took part in {count:n} of {total:n} past projects.",
        "Обычный для этих тем вид партнёра ({kind:kind}): участие в {count:n} из {total:n} прошлых проектов.",
    ),
    "reason_kind_missing": (
        "No member is such a partner ({kind:kind}), and one took part in {count:n} of {total:n} past projects of these "
        "themes.",
        "Среди участников такого вида нет ({kind:kind}), а в прошлых проектах этих тем он был: {count:n} из {total:n}.",
    ),
    "reason_needs_same": ("Offers what is needed: {needs}.", "Предлагает нужное: {needs}."),
    "reason_needs_same_lacked": (
        "Offers what is needed and no member has: {needs}.",
        "Предлагает нужное, чего нет ни у кого из участников: {needs}.",
    ),
    "reason_needs_offer": (
        "Offers {offers}, close to what is needed: {needs}.",
        "Предлагает близкое к нужному: {offers}; нужно: {needs}.",
    ),
    "reason_needs_offer_lacked": (
        "Offers {offers}, close to what is needed and no member has: {needs}.",
        "Предлагает близкое к нужному, чего нет ни у кого из участников: {offers}; нужно: {needs}.",
    ),
    "reason_needs_field": (
        "Works in {offers} (a field of work, no declared offer); needed: {needs}.",
        "Работает в области: {offers} (не заявленное предложение); нужно: {needs}.",
    ),
    "reason_needs_field_lacked": (
        "Works in {offers} (a field of work, no declared offer); needed, and no member has it: {needs}.",
        "Работает в области: {offers} (не заявленное предложение); нужно, и нет ни у кого из участников: {needs}.",
    ),
    "reason_needs_mention": (
        "Its name or a note mentions {offers}; needed: {needs}.",
        "В названии или примечании упоминается: {offers}; нужно: {needs}.",
    ),
    "reason_asks": ("Needs what the members have: {needs}.", "Ищет то, что есть у участников: {needs}."),
    # What speaks against a partner.
    "counter_competes": ("Competes with {names}.", "Конкурирует с участниками: {names}."),
    "counter_parent": ("Is the parent organization of {names}.", "Головная организация участников: {names}."),
    "counter_belongs": ("Belongs to {names}.", "Входит в состав участника: {names}."),
    "counter_same_parent": (
        "Belongs to the same parent organization as {names}: {parents}.",
        "Общая головная организация ({parents}) с участниками: {names}.",
    ),
    "counter_offers": (
        "Offers much the same as {names}: {offers}.",
        "Предлагает почти то же, что участники ({names}): {offers}.",
    ),
    "counter_left": ("Left the cluster {cluster} ({until}).", "Вышла из кластера «{cluster}» ({until})."),
    "counter_dormant": (
        "The last known joint work, with {names}, is of {last}: {years:n} years ago or more.",
        "Последняя известная совместная работа ({names}): {last}, {years:n} {years:год|года|лет} назад или раньше.",
    ),
    "counter_busy": (
        "Busy: {count:n} running projects, more than {share} % of the active organizations have.",
        "Занята: {count:n} {count:идущий проект|идущих проекта|идущих проектов}, больше, чем у {share} % активных "
        "организаций.",
    ),
    "counter_little_known": (
        "Little is known of it: {count:n} joint {count:project or tie|projects and ties} on record.",
        "Мало данных: совместных проектов и связей {count:n}.",
    ),
    # What to do next.
    "step_ask": (
        "Ask {introducer} to introduce {member} to {name}.",
        "Попросите организацию {introducer} познакомить: {member} и {name}.",
    ),
    "step_ask_one": (
        "Ask {introducer} to introduce you to {name}.",
        "Попросите организацию {introducer} познакомить вас с организацией {name}.",
    ),
    "step_write": (
        "Write to {name}: {member} worked with it in {project}.",
        "Напишите организации {name}: общий проект с участником {member} – {project}.",
    ),
    "step_write_one": (
        "Write to {name}: you worked together in {project}.",
        "Напишите организации {name}: ваш общий проект – {project}.",
    ),
    "step_write_direct": (
        "Write to {name}: {member} has a direct tie with it.",
        "Напишите организации {name}: прямая связь есть у участника {member}.",
    ),
    "step_write_direct_one": (
        "Write to {name}: you have a direct tie with it.",
        "Напишите организации {name}: у вас есть прямая связь.",
    ),
    "step_far": (
        "No partner in common, {steps:n} steps away; invite {name} to a meeting.",
        "Общих партнёров нет, шагов до неё {steps:n}; пригласите на встречу: {name}.",
    ),
    "step_far_theme": (
        "No partner in common, {steps:n} steps away; invite {name} to a meeting on {themes}.",
        "Общих партнёров нет, шагов до неё {steps:n}; пригласите на встречу: {name}; тема: {themes}.",
    ),
    "step_invite": (
        "Nobody known can introduce; invite {name} to a meeting.",
        "Познакомить некому; пригласите на встречу: {name}.",
    ),
    "step_invite_theme": (
        "Nobody known can introduce; invite {name} to a meeting on {themes}.",
        "Познакомить некому; пригласите на встречу: {name}; тема: {themes}.",
    ),
}
