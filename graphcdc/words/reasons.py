"""Sentences about suggestions: reasons, counter-reasons, next steps, and why somebody is not suggested.

key: (English, Russian). `say` of the package explains the forms in braces. Russian sentences keep names where they need
no case.
"""

from __future__ import annotations

REASONS = {
    # Why a partner is suggested.
    "reason_closes_gap": (
        "A tie with {name} would help to close the gap.",
        "Связь с организацией {name} помогла бы закрыть разрыв.",
    ),
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
    "reason_common_partners": (
        "{count:n} {count:partner|partners} in common: {names}.",
        "Общие партнёры ({count:n}): {names}.",
    ),
    "reason_common_direct": (
        "{count:n} {count:partner|partners} in common: {names}. {introducer} has direct ties with {member} and the "
        "candidate.",
        "Общие партнёры ({count:n}): {names}. Ближайший путь: {member} – {introducer} – кандидат, прямые связи.",
    ),
    "reason_common_here": (
        "{count:n} {count:partner|partners} in common: {names}. Through {introducer}, "
        "who shares {here} with {member} and has a direct tie with the candidate.",
        "Общие партнёры ({count:n}): {names}. Ближайший путь: {member} – {introducer} (общий проект {here}) – "
        "кандидат (прямая связь).",
    ),
    "reason_common_there": (
        "{count:n} {count:partner|partners} in common: {names}. Through {introducer}, "
        "who has a direct tie with {member} and shares {there} with the candidate.",
        "Общие партнёры ({count:n}): {names}. Ближайший путь: {member} – {introducer} (прямая связь) – "
        "кандидат (общий проект {there}).",
    ),
    "reason_common_here_there": (
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
    "reason_city": (
        "{count:n} of {total:n} members {count:is|are} from the same city: {city}.",
        "Из того же города ({city}) участников: {count:n} из {total:n}.",
    ),
    "reason_city_one": ("From the same city: {city}.", "Из того же города: {city}."),
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
    # Why somebody is not suggested.
    "absence_asks": ("{name} is the one that asks.", "{name}: для неё и ищут партнёров."),
    "absence_member": ("{name} is a member already.", "{name}: уже участвует."),
    "absence_partner": ("{name} is a partner already.", "{name}: уже партнёр."),
    "absence_partner_in": ("{name} is a partner already: {projects}.", "{name}: уже партнёр, {projects}."),
    "absence_unknown": (
        "Nothing is known of {name} to judge by: no tie, no field of work, no offer.",
        "{name}: судить не по чему, нет ни связей, ни областей работы, ни предложений.",
    ),
    "absence_kind": (
        "{name} is left out by the filter: {kind:kind}, asked for are {kinds:kinds}.",
        "{name}: не проходит по виду ({kind:kind}), ищут: {kinds:kinds}.",
    ),
    "absence_among": (
        "{name} is left out by the filter of region or cluster.",
        "{name}: не проходит по региону или кластеру.",
    ),
    "absence_otherwise_main": (
        "Without the filter it would be number {rank:n} of {count:n}.",
        "Без этого условия было бы место {rank:n} из {count:n}.",
    ),
    "absence_otherwise_new_blood": (
        "Without the filter it would be number {rank:n} of {count:n} in the list of new blood.",
        "Без этого условия было бы место {rank:n} из {count:n} в списке новых лиц.",
    ),
    "absence_suggested_main": ("{name} is suggested: number {rank:n}.", "{name}: в списке, место {rank:n}."),
    "absence_suggested_new_blood": (
        "{name} is suggested as new blood: number {rank:n}.",
        "{name}: в списке новых лиц, место {rank:n}.",
    ),
    "absence_below_main": (
        "{name} is number {rank:n} of {count:n}; {shown:n} {shown:is|are} shown.",
        "{name}: место {rank:n} из {count:n}, а показано {shown:n}.",
    ),
    "absence_below_new_blood": (
        "{name} is number {rank:n} of {count:n} in the list of new blood; {shown:n} {shown:is|are} shown.",
        "{name}: место {rank:n} из {count:n} в списке новых лиц, а показано {shown:n}.",
    ),
    "absence_overlooked_main": (
        "{name} is among the best by none of the strong signals, and among so many only those are scored; it would be "
        "number {rank:n} of {count:n}.",
        "{name}: ни по одному сильному признаку не среди лучших, а при таком числе организаций оцениваются только они; "
        "было бы место {rank:n} из {count:n}.",
    ),
    "absence_overlooked_new_blood": (
        "{name} is among the best by none of the strong signals, and among so many only those are scored; it would be "
        "number {rank:n} of {count:n} in the list of new blood.",
        "{name}: ни по одному сильному признаку не среди лучших, а при таком числе организаций оцениваются только они; "
        "было бы место {rank:n} из {count:n} в списке новых лиц.",
    ),
    "cost_prior_ties": (
        "Work with the members: {own:n} joint {own:project or tie|projects and ties} ({other}: {others:n}); "
        "odds {times:n} times lower.",
        "Работа с участниками: общих проектов и связей {own:n} ({other}: {others:n}); "
        "шансы ниже в {times:n} {times:раз|раза|раз}.",
    ),
    "cost_common_partners": (
        "Way to the members: {own:n} {own:partner|partners} in common ({other}: {others:n}); "
        "odds {times:n} times lower.",
        "Близость к участникам: общих партнёров {own:n} ({other}: {others:n}); "
        "шансы ниже в {times:n} {times:раз|раза|раз}.",
    ),
    "cost_theme": (
        "Themes: {own:n} {own:project|projects} in them ({other}: {others:n}); odds {times:n} times lower.",
        "Темы: проектов по ним {own:n} ({other}: {others:n}); шансы ниже в {times:n} {times:раз|раза|раз}.",
    ),
    "cost_activity": (
        "Activity: {own:n} joint {own:project or tie|projects and ties} ({other}: {others:n}); "
        "odds {times:n} times lower.",
        "Активность: совместных проектов и связей {own:n} ({other}: {others:n}); "
        "шансы ниже в {times:n} {times:раз|раза|раз}.",
    ),
    "cost_region": (
        "Place: {own} ({other}: {others}); odds {times:n} times lower.",
        "Место: {own} ({other}: {others}); шансы ниже в {times:n} {times:раз|раза|раз}.",
    ),
    "cost_kind": (
        "Kind: {own:kind} ({other}: {others:kind}); odds {times:n} times lower.",
        "Вид: {own:kind} ({other}: {others:kind}); шансы ниже в {times:n} {times:раз|раза|раз}.",
    ),
    "cost_needs": (
        "Needs: covers {own} % of what is needed ({other}: {others} %); odds {times:n} times lower.",
        "Потребности: закрывает {own} % нужного ({other}: {others} %); шансы ниже в {times:n} {times:раз|раза|раз}.",
    ),
    "cost_asks": (
        "Its own needs: the members cover {own} % of them ({other}: {others} %); odds {times:n} times lower.",
        "Её потребности: участники закрывают {own} % ({other}: {others} %); "
        "шансы ниже в {times:n} {times:раз|раза|раз}.",
    ),
    "missing_dates": (
        "No joint project or tie of it with a date is known.",
        "Неизвестно ни одного её совместного проекта или связи с датой.",
    ),
    "missing_themes": (
        "No cluster, topic or field of work of it is known.",
        "Неизвестны её кластеры, темы и области работы.",
    ),
    "missing_region": ("Its region is not known.", "Неизвестен её регион."),
    "missing_kind": ("Its kind is not known.", "Неизвестен её вид."),
    "missing_offers": ("It declares no offers.", "Она не заявила, что предлагает."),
    # What a suggestion hangs on.
    "change_ties_lower": (
        "Without the ties to {names}, {name} would be number {rank:n}; {first} would be first.",
        "Без связей ({names}): {name} – место {rank:n}, первое место – {first}.",
    ),
    "change_ties_gone": (
        "Without the ties to {names}, {name} would not be in the list; {first} would be first.",
        "Без связей ({names}): {name} – не в списке, первое место – {first}.",
    ),
    "change_ties_alone": (
        "Without the ties to {names}, neither {name} nor anybody else would be in the list.",
        "Без связей ({names}): в списке нет ни этой организации ({name}), ни других.",
    ),
    "change_members_lower": (
        "Without {names}, {name} would be number {rank:n}; {first} would be first.",
        "Без участников ({names}): {name} – место {rank:n}, первое место – {first}.",
    ),
    "change_members_gone": (
        "Without {names}, {name} would not be in the list; {first} would be first.",
        "Без участников ({names}): {name} – не в списке, первое место – {first}.",
    ),
    "change_members_alone": (
        "Without {names}, neither {name} nor anybody else would be in the list.",
        "Без участников ({names}): в списке нет ни этой организации ({name}), ни других.",
    ),
    "change_none": (
        "No change of up to three ties or members was found that takes the first suggestion from its place.",
        "Не найдено трёх или меньше связей или участников, без которых первый в списке потерял бы место.",
    ),
}
