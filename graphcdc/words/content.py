"""Sentences of the gaps of content: needs and offers, roles, spheres, sleeping ties, rules, and data that are missing.

Each entry holds the English and the Russian sentence; values are named in braces (`words.say`).
"""

from __future__ import annotations

CONTENT = {
    # Needs and offers.
    "gap_unmet_need_nobody": (
        "Nobody offers {capability}, and {needs:n} {needs:looks|look} for it: {holders}.",
        "«{capability}»: не предлагает никто, а {needs:ищет|ищут|ищут} {needs:n}: {holders}.",
    ),
    "gap_unmet_need_ended": (
        "Nobody has ever offered {capability}, and {needs:n} {needs:has|have} looked for it "
        "({ended:n} no longer under way): {holders}.",
        "«{capability}»: не предлагал никто и никогда, а {needs:искал|искали|искали} {needs:n} "
        "(уже не ведётся: {ended:n}): {holders}.",
    ),
    "gap_unmet_need": (
        "{capability}: {needs:n} {needs:need|needs} ({holders}) and {offers:n} {offers:offer|offers} ({offering}).",
        "«{capability}»: {needs:n} {needs:потребность|потребности|потребностей} ({holders}) "
        "и {offers:n} {offers:предложение|предложения|предложений} ({offering}).",
    ),
    "advice_unmet_need": (
        "Look for somebody who offers it outside the network, or ask those who come nearest: {nearest} ({names}).",
        "Найдите, кто это предлагает, вне сети или спросите тех, кто ближе всего: {nearest} ({names}).",
    ),
    "advice_unmet_need_elsewhere": (
        "Look for somebody who offers it outside the network: nobody in it offers anything of the kind.",
        "Найдите, кто это предлагает, вне сети: в ней никто не предлагает ничего похожего.",
    ),
    "gap_idle_offer": (
        "{offers:n} {offers:offers|offer} {capability} ({holders}), and nobody has ever looked for it.",
        "«{capability}»: {offers:предлагает|предлагают|предлагают} {offers:n} ({holders}), "
        "но никто этого ещё не искал.",
    ),
    "advice_idle_offer": (
        "Show it to those who look for what is nearest, {nearest} ({names}), and to projects in preparation.",
        "Покажите тем, кто ищет самое близкое: {nearest} ({names}), и тем, кто готовит проекты.",
    ),
    "advice_idle_offer_elsewhere": (
        "Show it to projects in preparation, and ask the holders whether they still offer it.",
        "Покажите тем, кто готовит проекты, и уточните, предлагают ли это ещё.",
    ),
    "limit_no_needs": (
        "needs are not recorded: which offers are idle cannot be told",
        "потребности не записаны: какие предложения не востребованы, сказать нельзя",
    ),
    "limit_no_offers": (
        "offers are not recorded: which needs are unmet cannot be told",
        "предложения не записаны: какие потребности не закрыты, сказать нельзя",
    ),
    "limit_no_needs_no_offers": (
        "neither needs nor offers are recorded: unmet needs and idle offers cannot be told",
        "ни потребности, ни предложения не записаны: о незакрытых и невостребованных сказать нельзя",
    ),
    # Roles.
    "gap_role": (
        "{project} has {participants:n} participants ({names}) and no coordinator.",
        "«{project}»: участников {participants:n} ({names}), а координатора нет.",
    ),
    "advice_role": (
        "Agree on who leads it; of its participants {name} has led most: {led:n} {led:project|projects}.",
        "Договоритесь, кто ведёт проект; больше всех из участников вёл {name}: {led:n} {led:проект|проекта|проектов}.",
    ),
    "advice_role_outside": (
        "Agree on who leads it; none of its participants has led a project, {name} has led {led:n}.",
        "Договоритесь, кто ведёт проект; из участников не вёл никто, опыт есть у {name}: "
        "{led:n} {led:проект|проекта|проектов}.",
    ),
    "limit_no_roles": (
        "{stated:n} of {projects:n} joint projects state a coordinator: whether a role is vacant cannot be told",
        "координатор указан у {stated:n} из {projects:n} совместных проектов: свободна ли роль, сказать нельзя",
    ),
    # Spheres.
    "gap_helix": (
        "{cluster}: none of its {projects:n} joint projects has anybody of these spheres: {spheres}.",
        "Кластер {cluster}: совместных проектов {projects:n}, и ни в одном нет сферы: {spheres}.",
    ),
    "advice_helix": (
        "Invite those nearest to the cluster: {names}.",
        "Пригласите тех, кто ближе всего к кластеру: {names}.",
    ),
    "advice_helix_nobody": (
        "Nobody of these spheres works with the cluster yet: start with an invitation to its next project.",
        "Из этих сфер с кластером ещё никто не работает: начните с приглашения в следующий проект.",
    ),
    "limit_helix_nothing": (
        "no joint project, or nobody of industry, academia or government: the triple helix cannot be told",
        "нет совместных проектов или никого из промышленности, науки и власти: о тройной спирали сказать нечего",
    ),
    "limit_helix_sphere": (
        "nobody is of the sphere {spheres}: that projects lack it is no finding",
        "нет ни одной организации сферы «{spheres}»: что её нет в проектах, не находка",
    ),
    "limit_helix_synergy": (
        "industry, academia and government in {projects:n} joint projects: T = {observed:n} mbit, "
        "{mean:n} ± {sd:n} where who is what is drawn by lot, a difference of {difference:n}",
        "промышленность, наука и власть в совместных проектах ({projects:n}): T = {observed:n} мбит, "
        "а если сферы раздать случайно, {mean:n} ± {sd:n}, разница {difference:n}",
    ),
    # Sleeping ties.
    "gap_dormant": (
        "{first} and {second} had {projects:n} joint projects ({names}) and nothing together for {years:n} years.",
        "{first} и {second}: совместных проектов {projects:n} ({names}), "
        "но уже {years:n} {years:год|года|лет} ничего вместе.",
    ),
    "gap_dormant_one": (
        "{first} and {second} had {projects:n} joint projects ({names}) and nothing together for {years:n} years; "
        "of {gone} nothing else is on record since.",
        "{first} и {second}: совместных проектов {projects:n} ({names}), "
        "но уже {years:n} {years:год|года|лет} ничего вместе; с тех пор нет и других записей о: {gone}.",
    ),
    "gap_dormant_both": (
        "{first} and {second} had {projects:n} joint projects ({names}) and nothing together for {years:n} years; "
        "of neither anything else is on record since.",
        "{first} и {second}: совместных проектов {projects:n} ({names}), "
        "но уже {years:n} {years:год|года|лет} ничего вместе; с тех пор нет и других записей об обеих.",
    ),
    "advice_dormant": (
        "Call both: they know each other and could go on from where they ended.",
        "Позвоните обеим: они знают друг друга и могут продолжить с того, на чём закончили.",
    ),
    "advice_dormant_gone": (
        "Find out first what has become of {gone}; then call both: they know each other.",
        "Сначала узнайте, работают ли ещё те, о ком давно нет записей ({gone}); потом позвоните обеим.",
    ),
    # Rules.
    "gap_eligibility": (
        "{cluster} falls short of requirements: {breaks}.",
        "Кластер {cluster} не дотягивает до требований: {breaks}.",
    ),
    "advice_eligibility": ("{cures}", "{cures}"),
    "break_least_members": (
        "{rule} wants at least {needed:n} {needed:member|members}, it has {found:n}",
        "{rule}, участников нужно не меньше {needed:n}, есть {found:n}",
    ),
    "cure_least_members": (
        "{missing:n} more {missing:member|members} needed; those who work with its members: {names}.",
        "Не хватает участников: {missing:n}; с участниками уже работают: {names}.",
    ),
    "cure_least_members_nobody": (
        "{missing:n} more {missing:member|members} needed; on record nobody outside works with its members.",
        "Не хватает участников: {missing:n}; записей о тех, кто работает с участниками извне, нет.",
    ),
    "break_least_member_types": (
        "{rule} wants at least {needed:n} {needed:type|types} of member, it has {found:n}",
        "{rule}, типов участников нужно не меньше {needed:n}, есть {found:n}",
    ),
    "cure_least_member_types": (
        "Invite somebody of another type; those who work with its members: {names}.",
        "Пригласите организацию другого типа; с участниками уже работают: {names}.",
    ),
    "cure_least_member_types_nobody": (
        "Invite somebody of another type; on record nobody such works with its members.",
        "Пригласите организацию другого типа; записей о таких, кто работает с участниками, нет.",
    ),
    "break_tied_by": (
        "{rule} wants a tie between members of the kind {kinds}, {loose:n} of {members:n} have none ({names})",
        "{rule}, нужна связь вида «{kinds}» с другим участником, у {loose:n} из {members:n} её нет ({names})",
    ),
    "cure_tied_by": (
        "These ties would do: {pairs}.",
        "Хватило бы таких связей: {pairs}.",
    ),
    "break_coordinated": (
        "{rule} wants a coordinator, no organization is one",
        "{rule}, нужна организация-координатор, её нет",
    ),
    "cure_coordinated": (
        "Agree on an organization that coordinates the cluster.",
        "Договоритесь, какая организация координирует кластер.",
    ),
    "tie_named_COOPERATES_WITH": ("cooperation", "сотрудничество"),
    "tie_named_SUPPLIES": ("supply", "поставка"),
    "tie_named_CONTRACTS_WITH": ("contract", "договор"),
    "tie_named_INVESTS_IN": ("investment", "инвестиция"),
    "tie_named_FUNDS": ("funding", "финансирование"),
    "tie_named_SUPPORTS": ("support", "поддержка"),
    "tie_named_PART_OF": ("part of", "часть организации"),
    "limit_rules": (
        "rules of eligibility read in short, no legal advice: {rules}",
        "правила соответствия прочитаны упрощённо, это не юридическая справка: {rules}",
    ),
    "limit_rule_untold": (
        "{rule}: cannot be told for {count:n} of {clusters:n} {clusters:cluster|clusters}, too little is recorded",
        "{rule}: нельзя сказать о {count:n} из {clusters:n} {clusters:кластера|кластеров|кластеров}, "
        "записано слишком мало",
    ),
    "bad_rules": (
        "{file} cannot be read as rules: {why}. Rules are TOML, see docs/gaps.md",
        "{file} не читается как правила: {why}. Правила пишутся на TOML, см. docs/gaps.md",
    ),
    "rule_no_table": (
        "{file}: {rule} is no rule. Each rule is a table: [{rule}]",
        "{file}: {rule} не правило. Каждое правило начинается строкой [{rule}]",
    ),
    "rule_unknown_word": (
        "{file}, rule {rule}: there is no word {word}. There are: {known}",
        "{file}, правило {rule}: нет слова {word}. Есть: {known}",
    ),
    "rule_bad_value": (
        "{file}, rule {rule}: {word} = {value} makes no sense. It has to be: {form}",
        "{file}, правило {rule}: {word} = {value} не имеет смысла. Должно быть: {form}",
    ),
    "rule_without": (
        "{file}, rule {rule}: {word} is missing",
        "{file}, правило {rule}: не указано {word}",
    ),
    "rule_without_check": (
        "{file}, rule {rule}: nothing is asked. There are: {known}",
        "{file}, правило {rule}: ничего не требуется. Есть: {known}",
    ),
    "rule_needs": (
        "{file}, rule {rule}: {word} needs {other} beside it",
        "{file}, правило {rule}: вместе с {word} нужно {other}",
    ),
    # Data that are missing.
    "gap_data": (
        "Of the {members:n} members of {cluster} ({names}) neither a project nor a tie is recorded: "
        "whether they cooperate is not known.",
        "Кластер {cluster}: ни о проектах, ни о связях участников ({members:n}: {names}) нет ни одной записи; "
        "сотрудничают ли они, неизвестно.",
    ),
    "advice_data": (
        "Ask the members about their projects and partners before you judge the cluster.",
        "Спросите участников о проектах и партнёрах, прежде чем судить о кластере.",
    ),
    "limit_coverage": (
        "of {silent:n} of {total:n} organizations neither a project nor a tie is recorded, "
        "which is not the same as no tie; recorded by source: {sources}",
        "о {silent:n} из {total:n} организаций нет записей ни о проектах, ни о связях, "
        "а это не то же, что нет связей; записано по источникам: {sources}",
    ),
    "coverage_of_source": (
        "{source} {tied:n} of {organizations:n}",
        "{source} {tied:n} из {organizations:n}",
    ),
    "coverage_without_source": (
        "without a source {tied:n} of {organizations:n}",
        "без источника {tied:n} из {organizations:n}",
    ),
}
