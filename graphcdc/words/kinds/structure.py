"""What the gaps of structure are: English and Russian."""

from __future__ import annotations

from graphcdc.words.kinds.entry import FACT, Entry

STRUCTURE = {
    "single_point_of_failure": Entry(
        (
            "An organization (cut vertex) or a tie (bridge) without which a part of three organizations or more loses "
            "every path to the rest.",
            "Организация (точка сочленения) или связь (мост), без которой часть из трёх и более организаций теряет "
            "все пути к остальным.",
        ),
        (
            "Blocks of the graph of organizations and events (Tarjan). The size is the number of pairs that lose every "
            "path: s (N - s) for a bridge that cuts s of N off.",
            "Блоки графа организаций и событий (Тарьян). Размер – число пар, которые теряют все пути: s (N - s) для "
            "моста, отрезающего s из N.",
        ),
        FACT,
        (
            "The larger, the more people hang on one. Ended projects count: knowing each other outlasts a project. "
            "`evidence` says how many ties would cure all such points of the component together.",
            "Чем больше размер, тем больше людей держится на одном. Завершённые проекты учтены: знакомство переживает "
            "проект. В `evidence` сказано, сколько связей уберут все такие точки компоненты вместе.",
        ),
        (
            "Make the ties named: for each side that is cut off one to the rest that goes round the point, never "
            "between competitors or a whole and its part (edge augmentation over feasible pairs).",
            "Создайте названные связи: от каждой отрезанной стороны по одной в обход точки, но не между конкурентами "
            "и не между целым и его частью (наращивание рёбер по допустимым парам).",
        ),
        ("Tarjan 1972; Eswaran, Tarjan 1976 (augmentation).", "Tarjan 1972; Eswaran, Tarjan 1976 (наращивание)."),
    ),
    "fragmentation": Entry(
        (
            "An island: two organizations or more that no path joins to the largest component.",
            "Остров: две и более организации, которых ни один путь не соединяет с самой большой компонентой.",
        ),
        (
            "Connected components. The size is the number of pairs, one end on the island, that no path joins.",
            "Связные компоненты. Размер – число пар с одним концом на острове, которые не соединяет ни один путь.",
        ),
        FACT,
        (
            "News, partners and projects of the others do not reach it. Small islands are often single projects.",
            "Новости, партнёры и проекты остальных туда не доходят. Малые острова – часто один проект.",
        ),
        (
            "One tie is enough: from the best connected organization of the island to that of the rest.",
            "Хватит одной связи: от самой связанной организации острова к самой связанной из остальных.",
        ),
        ("Hopcroft, Tarjan 1973.", "Hopcroft, Tarjan 1973."),
    ),
    "brokerage_gap": Entry(
        (
            "One organization alone joins two clusters: as their gatekeeper (it is in one of them) or their liaison "
            "(it is in neither).",
            "Два кластера соединяет одна-единственная организация: как привратник (она в одном из них) или как связной "
            "(ни в одном).",
        ),
        (
            "Open triads a - b - c by the clusters of their ends; the lone broker has two partners or more on each "
            "side. The size is the number of pairs of its partners, one of each side. HHI is the sum of the squared "
            "shares in all brokerage between the two: 1 if one organization has all of it.",
            "Открытые тройки a - b - c по кластерам концов; у единственного посредника по два партнёра и более с "
            "каждой стороны. Размер – число пар его партнёров, по одному с каждой стороны. HHI – сумма квадратов долей "
            "во всём посредничестве между двумя: 1, если оно целиком у одной организации.",
        ),
        FACT,
        (
            "If the broker leaves, the clusters lose each other; as long as it stays, it decides what passes. Clusters "
            "with fewer than five active members are too small to tell.",
            "Уйдёт посредник – кластеры потеряют друг друга; пока он есть, он решает, что проходит. О кластерах, где "
            "активных участников меньше пяти, судить нельзя.",
        ),
        (
            "Have the broker introduce its best connected partners of the two sides to each other.",
            "Пусть посредник познакомит друг с другом самых связанных партнёров двух сторон.",
        ),
        (
            "Gould, Fernandez 1989, Structures of mediation.",
            "Gould, Fernandez 1989, Structures of mediation.",
        ),
    ),
    "structural_hole": Entry(
        (
            "An organization whose partners hardly work with one another.",
            "Организация, партнёры которой почти не работают друг с другом.",
        ),
        (
            "Of n partners the effective size n - 2 t / n is above n - 1 (t pairs of partners have met), and Burt's "
            "constraint, the sum of (p_ij + sum of p_iq p_qj)^2 over the partners, is among the lowest 5 % of equals. "
            "The size is the number of pairs of its partners that have not met.",
            "При n партнёрах эффективный размер n - 2 t / n больше n - 1 (t пар партнёров уже встречались), а "
            "ограниченность Бёрта, сумма (p_ij + сумма p_iq p_qj)^2 по партнёрам, – среди 5 % самых низких у равных. "
            "Размер – число пар её партнёров, которые не встречались.",
        ),
        (
            "No test: it is compared with at least 20 organizations with as many or nearly as many partners, for the "
            "constraint falls with their number.",
            "Без проверки: сравнение с не менее чем 20 организациями с тем же или почти тем же числом партнёров, ведь "
            "ограниченность падает с их числом.",
        ),
        (
            "A chance for the one (it hears from all sides) and a risk for the others (what they share hangs on it).",
            "Для неё самой – возможность (слышит всех), для остальных – риск (их общее держится на ней).",
        ),
        (
            "Let it introduce the two partners named: that tie brings most organizations within two steps.",
            "Пусть она познакомит двух названных партнёров: эта связь приблизит на два шага больше всего организаций.",
        ),
        (
            "Burt 1992, Structural Holes; Everett, Borgatti 2020, Unpacking Burt's constraint measure.",
            "Burt 1992, Structural Holes; Everett, Borgatti 2020, Unpacking Burt's constraint measure.",
        ),
    ),
    "periphery": Entry(
        (
            "Two organizations that work only with each other and with one more, which joins them to the rest.",
            "Две организации, которые работают только друг с другом и ещё с одной, что соединяет их с остальными.",
        ),
        (
            "Pairs with exactly one partner besides each other. The size is the number of pairs that lose every path "
            "without that one: 2 r, r being the rest.",
            "Пары, у которых, кроме друг друга, ровно один партнёр. Размер – число пар, которые без него теряют все "
            "пути: 2 r, где r – остальные.",
        ),
        (
            "None. A core and a periphery of the whole network are not claimed: the degrees alone bring about one of "
            "each.",
            "Нет. О ядре и периферии всей сети речи нет: их порождают уже одни степени.",
        ),
        (
            "Too small for a single point of failure, but for the two it is one.",
            "Для «единственного звена» мало, но для этих двоих – это оно.",
        ),
        (
            "Find the outer of the two a partner in its cluster, or among the partners of the one that joins them.",
            "Найдите внешней из двух партнёра в её кластере или среди партнёров той, что их соединяет.",
        ),
        (
            "Kojaku, Masuda 2018, Core-periphery structure requires something else in the network.",
            "Kojaku, Masuda 2018, Core-periphery structure requires something else in the network.",
        ),
    ),
    "isolate": Entry(
        ("An organization without any partner.", "Организация без единого партнёра."),
        (
            "Degree 0 in the network of joint projects and direct cooperation ties. Its size is 0.",
            "Степень 0 в сети совместных проектов и прямых связей сотрудничества. Размер 0.",
        ),
        FACT,
        (
            "Projects alone say that it works, only with nobody. If nothing is recorded of its whole cluster, that is "
            "a gap in the data, and it is not named.",
            "Проекты в одиночку говорят, что она работает, но ни с кем. Если не записано ничего обо всём её кластере, "
            "это пробел в данных, и её здесь нет.",
        ),
        (
            "Introduce it to the best connected organization of its smallest cluster.",
            "Познакомьте с самой связанной организацией её самого малого кластера.",
        ),
        ("Wasserman, Faust 1994.", "Wasserman, Faust 1994."),
    ),
    "pendant": Entry(
        (
            "An organization with exactly one partner, which joins it to the rest.",
            "Организация с единственным партнёром, который соединяет её с остальными.",
        ),
        (
            "Degree 1 by partners. The size is the number of organizations that it reaches only through that one.",
            "Один партнёр. Размер – число организаций, достижимых только через него.",
        ),
        FACT,
        (
            "Usual for newcomers; where it lasts, the organization leaves with its partner.",
            "Обычно для новичков; если так и остаётся, организация уйдёт вместе с партнёром.",
        ),
        (
            "Find it a second partner, best in its own cluster.",
            "Найдите второго партнёра, лучше в её же кластере.",
        ),
        ("Wasserman, Faust 1994.", "Wasserman, Faust 1994."),
    ),
    "paper_cluster": Entry(
        (
            "A declared cluster whose members work with each other no more than chance would have it.",
            "Объявленный кластер, участники которого работают друг с другом не больше, чем вышло бы случайно.",
        ),
        (
            "O within the cluster is not above E by degree, and the upper 95 % limit of O / E (projects resampled, and "
            "an exact Poisson count) is below 1, or below what the other clusters reach together as far as that is "
            "certain.",
            "O внутри кластера не выше E по степеням, а верхний 95 % предел O / E (повторные выборки проектов и точный "
            "счёт Пуассона) ниже 1 или ниже того, чего вместе достигают остальные кластеры, насколько это надёжно.",
        ),
        (
            "An interval, not a test: a cluster that merely was not shown to be lived is none. Too small a cluster is "
            "named in the notes as one that cannot be told.",
            "Интервал, а не тест: кластер, о котором лишь не доказано, что он живой, сюда не попадает. Слишком малые "
            "названы в примечаниях: о них судить нельзя.",
        ),
        (
            "Membership is what somebody wrote down, not what happens. Where no cluster of a network is lived, one of "
            "several may come out below chance by chance.",
            "Членство – это запись, а не работа. Если в сети не живёт ни один кластер, один из нескольких может "
            "оказаться ниже случайного случайно.",
        ),
        (
            "A joint project of the busiest members that have not met; or ask whether the cluster should go on.",
            "Общий проект самых активных участников, кто ещё не встречался; или вопрос, нужен ли кластер.",
        ),
        (
            "Peel, Larremore, Clauset 2017 (declared groups are no ground truth); Fay, Feuer 1997.",
            "Peel, Larremore, Clauset 2017 (объявленные группы – не истина); Fay, Feuer 1997.",
        ),
    ),
    "emerging_cluster": Entry(
        (
            "A group of ten organizations or more that works mostly among itself, and no cluster is declared for it.",
            "Группа из десяти и более организаций, которая работает в основном внутри себя, а кластера для неё нет.",
        ),
        (
            "A community (Louvain) with Coleman's homophily (share within - h) / (1 - h) above 2/3, h being its share "
            "in all cooperation; no cluster holds more than half of it. The size is its joint participations within.",
            "Сообщество (Лувен) с гомофилией Коулмена (доля внутри - h) / (1 - h) выше 2/3, где h – его доля во всём "
            "сотрудничестве; ни один кластер не содержит больше половины. Размер – совместные участия внутри.",
        ),
        (
            "The lower limit of O / E must be above that of every community in 19 networks of chance with the same "
            "participations (curveball): communities are always denser than chance.",
            "Нижний предел O / E должен быть выше, чем у любого сообщества в 19 случайных сетях с теми же участиями "
            "(curveball): сообщества всегда плотнее случайного.",
        ),
        (
            "It lives already; what it lacks is a name, a coordinator and the programmes for clusters. Where old "
            "partners are chosen again and again, habit alone can make one.",
            "Она уже живёт; не хватает имени, координатора и программ для кластеров. Там, где снова и снова выбирают "
            "прежних партнёров, её может создать и привычка.",
        ),
        (
            "Talk with its busiest organization about declaring a cluster.",
            "Поговорите с её самой активной организацией об объявлении кластера.",
        ),
        (
            "Coleman 1958; Blondel et al. 2008 (Louvain); Strona et al. 2014 (curveball).",
            "Coleman 1958; Blondel и др. 2008 (Лувен); Strona и др. 2014 (curveball).",
        ),
    ),
}
