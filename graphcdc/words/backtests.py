"""Sentences about a backtest: its verdict, the words of its tables, and the page that reports it.

key: (English, Russian). `say` of the package explains the forms in braces.
"""

from __future__ import annotations

BACKTESTS = {
    "progress_questions": ("asking the past", "вопросы к прошлому"),
    "note_days": (
        "asked as on {days}; what happened from that day on was not known to the answers",
        "вопросы заданы как на {days}; о том, что было с этого дня, ответы не знают",
    ),
    "note_no_days": (
        "there is no year to ask about: it takes joint projects with a start before a year and in it, 10 each, and "
        "data to its December; years that the shipped weights were learned from do not count",
        "нет года, о котором можно спросить: нужны совместные проекты с датой начала до него и в нём, по 10, и данные "
        "по его декабрь; годы, на которых подобраны веса, не в счёт",
    ),
    # Weights that a network learned from its own history.
    "own_no_days": (
        "Weights of the network's own take two years that can be asked about, one to learn from and one to judge by; "
        "there {days:is|are} {days:n}. The shipped weights stay",
        "Для собственных весов сети нужны два года, о которых можно спросить: на одном веса подбирают, на другом "
        "проверяют; сейчас таких лет {days:n}. Остаются готовые веса",
    ),
    "own_too_short": (
        "{name:lists}: the history is too short for weights of its own: {learned:n} "
        "{learned:question|questions} with an answer to learn from and {judged:n} to judge by; it takes {least:n} and "
        "{few:n}. The shipped weights stay",
        "{name:lists}: для собственных весов история коротка: вопросов с ответом для подбора {learned:n}, "
        "для проверки {judged:n}; нужно {least:n} и {few:n}. Остаются готовые веса",
    ),
    "own_no_better": (
        "{name:lists}: weights of its own are not shown to be better: NDCG@10 is {ratio:n} times that of the shipped "
        "ones (95 % interval {low:n}-{high:n}; {learned:n} questions to learn from, {judged:n} to judge by). "
        "The shipped weights, which come from far more history, stay",
        "{name:lists}: собственные веса не показали себя точнее: NDCG@10 составляет {ratio:n} от готовых "
        "(95 % интервал {low:n}–{high:n}; вопросов для подбора {learned:n}, для проверки {judged:n}). "
        "Остаются готовые веса: за ними гораздо больше истории",
    ),
    "own_better": (
        "{name:lists}: weights of its own are better: NDCG@10 is {ratio:n} times that of the shipped ones "
        "(95 % interval {low:n}-{high:n}; {learned:n} questions to learn from, {judged:n} to judge by). "
        "They are adopted, learned again from all years",
        "{name:lists}: собственные веса точнее: NDCG@10 составляет {ratio:n} от готовых "
        "(95 % интервал {low:n}–{high:n}; вопросов для подбора {learned:n}, для проверки {judged:n}). "
        "Они приняты и подобраны заново по всем годам",
    ),
    # The same where the shipped weights find too little for a ratio.
    "own_no_better_open": (
        "{name:lists}: weights of its own are not shown to be better: NDCG@10 is {own:n}, that of the shipped ones "
        "{shipped:n}, too little for a ratio ({learned:n} questions to learn from, {judged:n} to judge by). "
        "The shipped weights, which come from far more history, stay",
        "{name:lists}: собственные веса не показали себя точнее: NDCG@10 {own:n}, у готовых {shipped:n}, "
        "для отношения этого мало (вопросов для подбора {learned:n}, для проверки {judged:n}). "
        "Остаются готовые веса: за ними гораздо больше истории",
    ),
    "own_better_open": (
        "{name:lists}: weights of its own are better: NDCG@10 is {own:n}, that of the shipped ones {shipped:n}, "
        "too little for a ratio ({learned:n} questions to learn from, {judged:n} to judge by). "
        "They are adopted, learned again from all years",
        "{name:lists}: собственные веса точнее: NDCG@10 {own:n}, у готовых {shipped:n}, для отношения этого мало "
        "(вопросов для подбора {learned:n}, для проверки {judged:n}). "
        "Они приняты и подобраны заново по всем годам",
    ),
    "own_written": (
        "the adopted weights are in {file} ({names:lists}); use them: graphcdc partners --weights FILE",
        "принятые веса в файле {file} ({names:lists}); применить: graphcdc partners --weights ФАЙЛ",
    ),
    "own_not_written": (
        "{file} was not written: no weights were adopted",
        "файл {file} не записан: никакие веса не приняты",
    ),
    "note_weights": (
        "weights of {file}, learned up to {until}, for: {names:lists}; the shipped ones for all else",
        "веса из файла {file}, подобранные по {until}, для: {names:lists}; для остального готовые",
    ),
    "note_weights_empty": (
        "{file} holds no weights; the shipped ones are used",
        "в файле {file} весов нет; взяты готовые",
    ),
    # Whether the history is long enough to conclude.
    "verdict_no_projects": (
        "Nothing can be checked: no joint project has a date. Give projects their start.",
        "Проверить нельзя: ни у одного совместного проекта нет даты. Укажите начало проектов.",
    ),
    "verdict_no_origins": (
        "Nothing can be checked yet: it takes two dates with joint projects before and after them, one to learn from "
        "and one to test on; there {origins:is|are} {origins:n}.",
        "Проверить пока нельзя: нужны две даты, до и после которых есть совместные проекты, одна для настройки "
        "и одна для проверки; сейчас их {origins:n}.",
    ),
    "verdict_too_short": (
        "The history is too short: {queries:n} test {queries:query|queries} in {groups:n} independent "
        "{groups:group|groups}; nothing is concluded from fewer than {least:n} in {few:n}.",
        "История слишком коротка: проверочных запросов {queries:n}, независимых групп {groups:n}; "
        "меньше чем по {least:n} запросам в {few:n} группах выводов не делают.",
    ),
    "verdict_too_short_seen": (
        "The history is too short: {queries:n} test {queries:query|queries} in {groups:n} independent "
        "{groups:group|groups}; nothing is concluded from fewer than {least:n} in {few:n}. "
        "A difference below {percent:about} % could not be seen anyway.",
        "История слишком коротка: проверочных запросов {queries:n}, независимых групп {groups:n}; "
        "меньше чем по {least:n} запросам в {few:n} группах выводов не делают. "
        "Разницу меньше {percent:about} % всё равно не разглядеть.",
    ),
    "verdict_no_ratio": (
        "Cannot be told: the best simple method finds next to nothing in {queries:n} test {queries:query|queries}, "
        "so that there is nothing to compare with.",
        "Судить нельзя: лучший простой способ почти ничего не находит (проверочных запросов: {queries:n}), "
        "сравнивать не с чем.",
    ),
    "verdict_cannot_tell": (
        "Cannot be told: NDCG@10 is {ratio:n} times that of the best simple method, but the 95 % interval "
        "({low:n}-{high:n}) includes no difference. "
        "A difference below {percent:about} % cannot be seen with {queries:n} test {queries:query|queries}.",
        "Судить нельзя: NDCG@10 составляет {ratio:n} от лучшего простого способа, но 95 % интервал "
        "({low:n}–{high:n}) допускает и отсутствие разницы. "
        "Разницу меньше {percent:about} % по стольким запросам ({queries:n}) не разглядеть.",
    ),
    "verdict_better": (
        "Better: NDCG@10 is {ratio:n} times that of the best simple method (95 % interval {low:n}-{high:n}; "
        "{queries:n} test {queries:query|queries}). A difference below {percent:about} % could not have been seen.",
        "Точнее: NDCG@10 составляет {ratio:n} от лучшего простого способа (95 % интервал {low:n}–{high:n}; "
        "проверочных запросов: {queries:n}). Разницу меньше {percent:about} % было бы не разглядеть.",
    ),
    "verdict_worse": (
        "Worse: NDCG@10 is {ratio:n} times that of the best simple method (95 % interval {low:n}-{high:n}; "
        "{queries:n} test {queries:query|queries}). A difference below {percent:about} % could not have been seen.",
        "Хуже: NDCG@10 составляет {ratio:n} от лучшего простого способа (95 % интервал {low:n}–{high:n}; "
        "проверочных запросов: {queries:n}). Разницу меньше {percent:about} % было бы не разглядеть.",
    ),
    "verdict_none_found": (
        "Worse: the best simple method finds true organizations, graphcdc none in the first ten "
        "({queries:n} test {queries:query|queries}).",
        "Хуже: лучший простой способ находит верные организации, а graphcdc в первых десяти – ни одной "
        "(проверочных запросов: {queries:n}).",
    ),
    # The verdict over all comparisons: the title of the page.
    "summary_nothing": (
        "The suggestions could not be checked against the past",
        "Проверить предложения на прошлом не удалось",
    ),
    "summary_one_better": (
        "Suggestions are better than the best simple method",
        "Предложения точнее лучшего простого способа",
    ),
    "summary_one_worse": (
        "Suggestions are worse than the best simple method",
        "Предложения хуже лучшего простого способа",
    ),
    "summary_one_open": (
        "The past does not tell whether suggestions are better than the best simple method",
        "Прошлое не показывает, точнее ли предложения лучшего простого способа",
    ),
    "summary_all_better": (
        "Suggestions are better than the best simple method in all {all:n} comparisons",
        "Предложения точнее лучшего простого способа во всех сравнениях ({all:n})",
    ),
    "summary_all_open": (
        "The past does not tell whether suggestions are better than the best simple method: "
        "none of {all:n} comparisons is decided",
        "Прошлое не показывает, точнее ли предложения лучшего простого способа: "
        "ни одно из сравнений ({all:n}) не решено",
    ),
    "summary_some": (
        "Suggestions are better than the best simple method in {better:n} of {all:n} comparisons, "
        "worse in {worse:n}; {open:n} {open:is|are} undecided",
        "Предложения точнее лучшего простого способа в {better:n} из {all:n} сравнений, хуже в {worse:n}; "
        "не решено: {open:n}",
    ),
    "level_better": ("better", "точнее"),
    "level_worse": ("worse", "хуже"),
    # Tasks, networks, methods.
    "task_partner": ("new partner", "новый партнёр"),
    "task_completion": ("missing member", "кого не хватает"),
    "task_kick_off": ("kick-off", "старт проекта"),
    "task_partner_new_blood": ("new partner, new blood", "новый партнёр, новые лица"),
    "task_completion_new_blood": ("missing member, new blood", "кого не хватает, новые лица"),
    "task_kick_off_new_blood": ("kick-off, new blood", "старт проекта, новые лица"),
    "setting_whole": ("whole network", "вся сеть"),
    "setting_region": ("regions with ties outside", "регионы с внешними связями"),
    "setting_own": ("regions, own ties only", "регионы, только свои связи"),
    "negatives_hard": ("hard candidates", "трудные кандидаты"),
    "subset_newcomers": ("newcomers", "новички"),
    "method_random": ("random", "случайный порядок"),
    "method_popularity": ("popularity", "активность"),
    "method_common_neighbours": ("common partners", "общие партнёры"),
    "method_adamic_adar": ("Adamic-Adar", "Адамик – Адар"),
    "method_resource_allocation": ("resource allocation (RA)", "раздача ресурсов (RA)"),
    "method_l3": ("paths of three (L3)", "пути в три шага (L3)"),
    "method_p1": ("one-step walk (P1)", "блуждание в один шаг (P1)"),
    "method_p3": ("two-step walk (P3)", "блуждание в два шага (P3)"),
    "method_page_rank": ("personal PageRank", "PageRank от участников"),
    "method_prior_ties": ("prior ties", "прежние связи"),
    "method_with_theme": ("{name} + theme", "{name} + тема"),
    "method_with_share": ("{name} + theme share", "{name} + доля темы"),
    # Columns; their lines end where a narrow table should break them.
    "column_task": ("task", "задача"),
    "column_setting": ("network", "сеть"),
    "column_method": ("method", "способ"),
    "column_queries": ("queries", "запросов"),
    "column_ndcg_10": ("NDCG@10", "NDCG@10,\nкачество"),
    "column_ndcg_95": ("NDCG@10,\n95 %", "NDCG@10\nи 95 %"),
    "column_interval": ("95 %\ninterval", "95 %\nинтервал"),
    "column_hit_10": ("hit@10", "есть в\nпервых\n10"),
    "column_hit_50": ("hit@50", "есть в\nпервых\n50"),
    "column_mrr": ("MRR", "MRR,\n1/место"),
    "column_recall_50": ("recall@50", "полнота\nпервых\n50"),
    "column_ratio": ("against the\nbest simple", "к лучшему\nпростому"),
    "column_ms_per_query": ("ms per query", "мс на запрос"),
    "column_candidate_recall": ("true ones among candidates", "верных среди кандидатов"),
    "column_ece": ("error of probabilities", "ошибка вероятностей"),
    "column_newcomer_share": ("newcomers among suggested", "новичков среди предложенных"),
    "column_coverage": ("organizations ever suggested", "организаций предложено хоть раз"),
    "column_gini": ("inequality of exposure (Gini)", "неравенство показа (Джини)"),
    # The page.
    "report_name": ("graphcdc: backtest", "graphcdc: проверка на прошлом"),
    "report_queries": (
        "{queries:n} test {queries:query|queries} in {groups:n} independent {groups:group|groups}",
        "проверочных запросов: {queries:n}, независимых групп: {groups:n}",
    ),
    "report_from": ("tested from {dates}", "проверено с {dates}"),
    "report_comparisons": (
        "{n:n} comparisons, {sizes} test queries each",
        "сравнений: {n:n}, проверочных запросов в каждом: {sizes}",
    ),
    "report_one_comparison": (
        "one comparison on {n:n} test {n:query|queries}",
        "одно сравнение, проверочных запросов: {n:n}",
    ),
    "report_nothing": (
        "It takes joint projects with dates: at least two dates with projects before and after them.",
        "Нужны совместные проекты с датами: хотя бы две даты, до и после которых есть проекты.",
    ),
    "report_best": ("best simple one", "лучший простой"),
    "report_forest": (
        "Suggestions against the best simple method",
        "Предложения рядом с лучшим простым способом",
    ),
    "report_forest_about": (
        "How many times as high NDCG@10 is, with its 95 % interval. Right of 1 graphcdc is better; "
        "a hollow dot decides nothing: its interval crosses 1, or the queries are too few.",
        "Во сколько раз выше NDCG@10, с 95 % интервалом. Правее 1 graphcdc точнее; "
        "полый знак ничего не решает: интервал захватывает 1 или запросов слишком мало.",
    ),
    "report_ratio": ("{ratio} times the best simple one", "{ratio} от лучшего простого"),
    "report_forest_against": ("best simple method", "лучший простой способ"),
    "report_forest_ratio": ("ratio (95 % interval)", "отношение (95 % интервал)"),
    "report_asked_partner": (
        "An organization looks for new partners. True are those it first worked with in the year after the date.",
        "Организация ищет новых партнёров. Верны те, с кем она впервые работала в год после даты.",
    ),
    "report_asked_completion": (
        "One member of a project is hidden; the others are known. True is the hidden one.",
        "Один участник проекта скрыт, остальные известны. Верен скрытый.",
    ),
    "report_asked_kick_off": (
        "Only the coordinator of a project and its theme are known. True are all other members.",
        "Известны только координатор проекта и тема. Верны все остальные участники.",
    ),
    "report_scale": ("NDCG@10 from 0 to {most}", "NDCG@10 от 0 до {most}"),
    "report_reliability": ("Do the probabilities come true?", "Сбываются ли вероятности?"),
    "report_reliability_about": (
        "Suggestions of about the same probability are one dot; on the dashed line they come true as often as "
        "predicted. Lines: 95 % intervals; bars below: how many suggestions.",
        "Предложения с близкой вероятностью – одна точка; на пунктире они сбываются так часто, как предсказано. "
        "Линии – 95 % интервалы; столбики внизу – сколько предложений.",
    ),
    "report_predicted": ("predicted, %", "предсказано, %"),
    "report_observed": ("came true, %", "сбылось, %"),
    "report_dot": (
        "predicted {predicted} %, came true {observed} % ({low}-{high} %), {count:n} {count:suggestion|suggestions}",
        "предсказано {predicted} %, сбылось {observed} % ({low}–{high} %), предложений: {count:n}",
    ),
    "report_bars": ("{n:n} {n:suggestion|suggestions}", "предложений: {n:n}"),
    "report_hard": ("Against hard candidates", "Среди трудных кандидатов"),
    "report_hard_about": (
        "Here the true ones stand only against candidates that look almost as likely: those near the same "
        "organizations. Numbers compare methods with each other, not with the tables above.",
        "Здесь верные стоят только среди тех, кто выглядит почти столь же вероятным: рядом с теми же организациями. "
        "Числа годятся для сравнения способов между собой, но не с таблицами выше.",
    ),
    "report_newcomers": ("Newcomers", "Новички"),
    "report_newcomers_about": (
        "Only true organizations without a tie to any given member count. History says little about them.",
        "Учтены только верные организации без связей с известными участниками. История мало говорит о них.",
    ),
    "report_lists": ("Who gets suggested", "Кого предлагают"),
    "report_lists_about": (
        "A list that always names the same few is right often and brings nobody new.",
        "Список, в котором всегда одни и те же, часто верен, но никого нового не приводит.",
    ),
    "report_reading": ("How to read the measures", "Как читать показатели"),
    "report_reads_ndcg_10": (
        "how high the true organizations stand in the first ten; 1 would be perfect. The measure that decides here",
        "насколько высоко верные организации стоят в первых десяти; 1 – идеально. По нему здесь и судят",
    ),
    "report_reads_hit_10": (
        "share of queries with a true organization among the first ten (hit@50: fifty)",
        "доля запросов, где хоть одна верная организация есть в первых десяти (или пятидесяти)",
    ),
    "report_reads_mrr": (
        "1 divided by the place of the best true organization, on average",
        "единица, делённая на место лучшей верной организации, в среднем",
    ),
    "report_reads_recall_50": (
        "share of the true organizations among the first fifty",
        "доля верных организаций, попавших в первые пятьдесят",
    ),
    "report_reads_random": (
        "Every organization is ranked, not a sample (but for hard candidates); equal scores share their average place.",
        "Ранжируются все организации, а не выборка (кроме трудных кандидатов); "
        "при равных баллах берётся среднее место.",
    ),
    "report_limits": ("What this can and cannot show", "Что это показывает и чего не показывает"),
    "report_limit_replay": (
        "It replays the past: suggestions from what was known on a date, judged by the projects that began after it. "
        "It shows whether the lists would have named the partners that came, not whether a list brings partners about.",
        "Это повтор прошлого: предложения по тому, что было известно на дату, сверены с проектами после неё. "
        "Видно, назвали бы списки будущих партнёров; не видно, появляются ли партнёры благодаря спискам.",
    ),
    "report_limit_misses": (
        "A suggestion that did not come true counts as a miss, though nobody may have tried it.",
        "Предложение, которое не сбылось, считается промахом, хотя его, может быть, никто и не пробовал.",
    ),
    "report_limit_recorded": (
        "Only recorded projects count. Cooperation that nobody wrote down, and applications that failed, are missing.",
        "Учтены только записанные проекты. Незаписанного сотрудничества и отклонённых заявок здесь нет.",
    ),
    "report_limit_groups": (
        "Intervals resample whole projects (or countries and years), because queries of one project depend on each "
        "other. With few queries the answer is that nothing can be told, and that is an answer.",
        "Интервалы получены повторной выборкой целых проектов (или стран и лет): запросы одного проекта зависят друг "
        "от друга. При малом числе запросов ответ «судить нельзя» – тоже ответ.",
    ),
    "report_limit_many": (
        "{n:n} {n:comparison|comparisons} at 95 %: about one in twenty would look decided by chance alone.",
        "Сравнений при 95 %: {n:n}; примерно одно из двадцати выглядело бы решённым по чистой случайности.",
    ),
    "report_limit_else": (
        "Another network or another time may give other numbers.",
        "Другая сеть или другое время могут дать другие числа.",
    ),
    "report_seed": ("seed {seed}", "зерно {seed}"),
}
