"""What the gaps of content are: English and Russian."""

from __future__ import annotations

from graphcdc.words.kinds.entry import FACT, RECORDED, Entry

CONTENT = {
    "unmet_need": Entry(
        (
            "Needs that cannot all be met: more look for a capability than offer it.",
            "Потребности, которые нельзя закрыть все: ищут компетенцию больше, чем её предлагают.",
        ),
        (
            "Maximum bipartite matching of needs and offers, one offer for one need; an offer serves a need for the "
            "same capability or a wider one. The bottleneck S has fewer offers N(S) than needs; the size is "
            "|S| - |N(S)|.",
            "Наибольшее паросочетание потребностей и предложений, одно предложение на одну потребность; предложение "
            "закрывает потребность в той же или более широкой компетенции. У узкого места S предложений N(S) меньше, "
            "чем потребностей; размер |S| - |N(S)|.",
        ),
        RECORDED,
        (
            "It names everybody in the bottleneck, for a matching does not say who of them goes without. Words that "
            "are not in the list of capabilities count for nothing.",
            "Названы все в узком месте: паросочетание не решает, кто из них останется ни с чем. Слова не из списка "
            "компетенций не учитываются.",
        ),
        (
            "Look for the capability outside the network, or ask those named who have something near it.",
            "Ищите компетенцию вне сети или спросите названных, у кого есть что-то близкое.",
        ),
        ("Hall 1935; König 1931.", "Hall 1935; König 1931."),
    ),
    "idle_offer": Entry(
        (
            "A capability that is offered and that nobody has ever looked for.",
            "Компетенция, которую предлагают и которую никто никогда не искал.",
        ),
        (
            "No need, ended ones included, for it or for a wider or narrower one, and no project with it as a topic. "
            "The size is the number of offers.",
            "Нет потребности (и завершённой) ни в ней, ни в более широкой или узкой, ни проекта с такой темой. "
            "Размер – число предложений.",
        ),
        RECORDED,
        (
            "Either nobody knows of it, or nobody needs it here. Spare offers of what is wanted are not idle.",
            "Либо о ней не знают, либо здесь она не нужна. Лишние предложения нужного сюда не входят.",
        ),
        (
            "Show it to those whose needs are nearest, or outside the network.",
            "Покажите её тем, чьи потребности ближе всего, или вне сети.",
        ),
        ("Hall 1935; König 1931.", "Hall 1935; König 1931."),
    ),
    "role_gap": Entry(
        (
            "A running joint project in which nobody coordinates.",
            "Идущий совместный проект, который никто не координирует.",
        ),
        (
            "Every participant has a role, none of them leads, and at least half of the joint projects of the network "
            "state who does. The size is the number of participants.",
            "У каждого участника есть роль, ни одна не ведущая, а не меньше половины совместных проектов сети "
            "указывают, кто ведёт. Размер – число участников.",
        ),
        RECORDED,
        (
            "Where roles are hardly recorded, nothing is said. What other roles a project needs no table says.",
            "Где ролей почти не пишут, не говорится ничего. Каких ещё ролей не хватает, таблицы не знают.",
        ),
        (
            "Agree on who leads: the participant named that has led before, or somebody from outside.",
            "Договоритесь, кто ведёт: названный участник, который уже вёл, или кто-то со стороны.",
        ),
        (
            "The roles that CORDIS records of every project.",
            "Роли, которые CORDIS указывает в каждом проекте.",
        ),
    ),
    "helix_gap": Entry(
        (
            "A cluster none of whose joint projects has anybody of industry, of academia or of government.",
            "Кластер, ни в одном совместном проекте которого нет никого из бизнеса, науки и образования или власти.",
        ),
        (
            "Two joint projects or more, none with the sphere. The size is the number of projects. Beside it stands "
            "T = H_U + H_I + H_G - H_UI - H_UG - H_IG + H_UIG in bits over all joint projects.",
            "Два и более совместных проекта, ни в одном нет сферы. Размер – число проектов. Рядом – "
            "T = H_U + H_I + H_G - H_UI - H_UG - H_IG + H_UIG в битах по всем совместным проектам.",
        ),
        (
            "The missing sphere is a fact. T is shown beside what it would be if spheres changed places between "
            "organizations with about as many projects: only the difference says something.",
            "Отсутствие сферы – факт. T показан рядом с тем, чем он был бы, если бы сферы поменялись местами у "
            "организаций с близким числом проектов: говорит только разность.",
        ),
        (
            "Not every cluster needs every sphere in every project; with few projects one may be missing by chance.",
            "Не каждому кластеру в каждом проекте нужна каждая сфера; при малом числе проектов её может не быть "
            "случайно.",
        ),
        (
            "Invite those of the missing sphere that are nearest to the cluster.",
            "Пригласите тех из недостающей сферы, кто ближе всего к кластеру.",
        ),
        (
            "Etzkowitz, Leydesdorff 2000 (triple helix); Leydesdorff 2003 (T).",
            "Etzkowitz, Leydesdorff 2000 (тройная спираль); Leydesdorff 2003 (T).",
        ),
    ),
    "dormant_tie": Entry(
        (
            "Two that worked together closely and have not for three years or more.",
            "Двое, кто тесно работал вместе и не работает три года и дольше.",
        ),
        (
            "Two joint projects or more, whose weights 1 / (k - 1) add up to 1 or more, all ended three years ago or "
            "more, and nothing between the two since. The size is the number of projects.",
            "Два и более совместных проекта с суммой весов 1 / (k - 1) не меньше 1, все завершились три года назад "
            "или раньше, и с тех пор между ними ничего. Размер – число проектов.",
        ),
        FACT,
        (
            "The cheapest tie to win: they know each other. If one has done nothing at all since, it may be gone.",
            "Самая дешёвая связь: они знакомы. Если кто-то с тех пор не делал вообще ничего, возможно, его уже нет.",
        ),
        (
            "Ask both what has become of it, and whether a new project would suit.",
            "Спросите обоих, что стало со связью и не нужен ли новый проект.",
        ),
        ("Levin, Walter, Murnighan 2011, Dormant ties.", "Levin, Walter, Murnighan 2011, Dormant ties."),
    ),
    "eligibility_gap": Entry(
        (
            "A cluster that falls short of a rule of a programme or a platform.",
            "Кластер, который не дотягивает до требований программы или платформы.",
        ),
        (
            "Counts of the rules file: members, types of member, members without the tie that is asked for, a "
            "coordinator. The size is what is missing over all of them.",
            "Счёт по файлу правил: участники, их типы, участники без требуемой связи, координатор. Размер – сколько "
            "всего не хватает.",
        ),
        RECORDED,
        (
            "The rules are simplified readings and no legal advice. A rule on ties is judged only where at least half "
            "of the members meet it: where fewer do, it is the records that are missing.",
            "Правила – упрощённое прочтение, не юридическая консультация. Правило о связях проверяется, только если "
            "ему отвечает не меньше половины участников: иначе не хватает записей.",
        ),
        (
            "Each break names who, and the single tie or member that would cure it; your own rules: `--rules FILE`.",
            "У каждого нарушения названо, кто и какая связь или участник его устранит; свои правила: `--rules FILE`.",
        ),
        (
            "European Cluster Collaboration Platform; Decree 779 of the Government of the Russian Federation, 2015.",
            "Европейская платформа кластеров (ECCP); постановление Правительства РФ № 779, 2015.",
        ),
    ),
    "data_gap": Entry(
        (
            "A cluster of none of whose members a project or a tie is recorded.",
            "Кластер, ни об одном участнике которого не записано ни проекта, ни связи.",
        ),
        (
            "Two members or more; memberships, offers and needs do not count. The size is the number of members.",
            "Два и более участника; членство, предложения и потребности не в счёт. Размер – число участников.",
        ),
        RECORDED,
        (
            "Nothing can be said of their cooperation: no data is not the same as no tie. The notes say for each "
            "source how many of its organizations have a tie on record.",
            "О сотрудничестве сказать нечего: нет данных – не то же, что нет связи. В примечаниях по каждому источнику "
            "сказано, у скольких организаций записана связь.",
        ),
        ("Ask the members whom they work with.", "Спросите участников, с кем они работают."),
        (
            "Kossinets 2006, Effects of missing data in social networks.",
            "Kossinets 2006, Effects of missing data in social networks.",
        ),
    ),
}
