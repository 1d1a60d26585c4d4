"""What the gaps between groups are: English and Russian."""

from __future__ import annotations

from graphcdc.words.kinds.entry import Entry

_FORMULA = (
    "O is the number of joint participations (pairs of organizations in one project, a direct tie being a project of "
    "two) with one end in each group. E is what the degrees d (events of an organization) lead to expect: the sum of "
    "c d_i d_j over the pairs, c such that the sum over all pairs is right; for clusters, regions and topics times a "
    "factor for each group, so that every group meets all others together as often as observed (quasi-independence: "
    "a group that keeps to itself avoids nobody in particular), the pair itself left aside. There, whoever belongs to "
    "both groups is left out of O and E. The ratio is O / E, E being times the mean ratio under the null.",
    "O – число совместных участий (пар организаций в одном проекте; прямая связь – это проект двоих), где по одному "
    "участнику из каждой группы. E – ожидание по степеням d (числу событий организации): сумма c d_i d_j по парам, "
    "где c такое, что сумма по всем парам верна; для кластеров, регионов и тем – ещё на множитель каждой группы, "
    "чтобы группа встречалась со всеми остальными вместе столько раз, сколько есть (квазинезависимость: кто держится "
    "своих, никого отдельно не избегает), сама пара при этом не в счёт. Кто входит в обе такие группы, в O и E не "
    "учтён. Доля – O / E, где E ещё умножено на среднюю долю при нулевой модели.",
)
_NULL = (
    "Whole rows of labels (kind, region, topics, clusters) change places between organizations of about equal degree, "
    "projects stay as they are: 1,999 draws (999 in networks of over half a million joint participations). p counts "
    "the draws in which (O - E) / sqrt(E) is as low; below 20 of them it comes from the fitted tail. Where clusters, "
    "regions or topics meet in larger crowds than in the draws, O - E is divided by how much wider that spreads it. "
    "q is p after Benjamini and Hochberg over all pairs of the call; a gap has q <= 0.05 and an interval below 100 %. "
    "Pairs with E < 5 are not tested, competitors and parts of a whole are not expected to meet.",
    "Целые строки меток (вид, регион, темы, кластеры) меняются местами у организаций примерно равной степени, проекты "
    "остаются как есть: 1999 розыгрышей (999 в сетях, где больше полумиллиона совместных участий). p считает "
    "розыгрыши, где (O - E) / sqrt(E) не больше; если их меньше 20, p берётся по подобранному хвосту. Где кластеры, "
    "регионы или темы встречаются более крупными группами, чем в розыгрышах, O - E делится на то, во сколько раз "
    "шире от этого разброс. q – это p после поправки Бенджамини и Хохберга на все пары запроса; разрыв – это "
    "q <= 0,05 и интервал ниже 100 %. Пары с E < 5 не проверяются, встреч конкурентов и частей одного целого никто "
    "не ждёт.",
)
_READING = (
    "Ratio and interval first: in a large network every deficit is significant, in a small one hardly any can be "
    "shown. What is not named is not thereby in order: the notes say how much must be expected for a deficit by half "
    "to be seen. It is a finding about two groups, never about two organizations.",
    "Сначала доля и интервал: в большой сети значим любой недобор, в малой почти никакой нельзя показать. Чего нет в "
    "списке, то ещё не в порядке: в примечаниях сказано, сколько встреч нужно ожидать, чтобы увидеть недобор вдвое. "
    "Это вывод о двух группах, а не о двух организациях.",
)
_ACTION = (
    "Bring together the pairs that the finding names, the most active ones of both sides that have not met; "
    "`graphcdc partners --gap ID` suggests further ones, `graphcdc whatif --close ID` says what it would change.",
    "Сведите пары, названные в находке: самые активные с обеих сторон, кто ещё не работал вместе; "
    "`graphcdc partners --gap ID` предложит других, `graphcdc whatif --close ID` скажет, что это изменит.",
)
_SOURCE = (
    "Sölvell, Lindqvist, Williams (the innovation gaps of clusters); Newman 2003, Mixing patterns in networks; "
    "Goodman 1968 (quasi-independence); Chung, Romano 2013 (studentized permutation tests); Knijnenburg et al. 2009 "
    "(tails of permutation tests); Benjamini, Hochberg 1995.",
    "Sölvell, Lindqvist, Williams (инновационные разрывы кластеров); Newman 2003, Mixing patterns in networks; "
    "Goodman 1968 (квазинезависимость); Chung, Romano 2013 (стьюдентизированные перестановочные тесты); Knijnenburg и "
    "др. 2009 (хвосты перестановочных тестов); Benjamini, Hochberg 1995.",
)


def _tested(english: str, russian: str) -> Entry:
    return Entry((english, russian), _FORMULA, _NULL, _READING, _ACTION, _SOURCE)


GROUPS = {
    "firm_to_firm_gap": _tested(
        "Firms (the sphere industry) work with each other less than organizations as active as they are would.",
        "Компании (сфера «бизнес») работают друг с другом меньше, чем столь же активные организации.",
    ),
    "research_gap": _tested(
        "Firms and research organizations work together less than organizations as active as they are would.",
        "Компании и научные организации работают вместе меньше, чем столь же активные организации.",
    ),
    "education_gap": _tested(
        "Firms and universities work together less than organizations as active as they are would.",
        "Компании и вузы работают вместе меньше, чем столь же активные организации.",
    ),
    "policy_gap": _tested(
        "Firms and public authorities work together less than organizations as active as they are would.",
        "Компании и органы власти работают вместе меньше, чем столь же активные организации.",
    ),
    "capital_gap": _tested(
        "Firms and investors work together less than organizations as active as they are would.",
        "Компании и инвесторы работают вместе меньше, чем столь же активные организации.",
    ),
    "global_gap": _tested(
        "Organizations of the home region and those elsewhere work together less than chance would have it. "
        "It takes a stated home region.",
        "Организации своего региона и остальные работают вместе меньше, чем вышло бы случайно. "
        "Нужен заданный домашний регион.",
    ),
    "cluster_to_cluster_gap": _tested(
        "Members of two clusters work together less than their clusters work with others.",
        "Участники двух кластеров работают вместе меньше, чем эти кластеры работают с остальными.",
    ),
    "group_deficit": _tested(
        "Any other two groups (kinds of organization, helix spheres, regions, topics) work together less than chance "
        "would have it.",
        "Любые другие две группы (виды организаций, сферы спирали, регионы, темы) работают вместе меньше, чем вышло "
        "бы случайно.",
    ),
}
