"""Contacts that mean harm: nothing of theirs runs, and nobody hears that the page was opened."""

from pathlib import Path

import pytest

from browser import Visitor
from printed_pages import Printed

pytestmark = pytest.mark.program("chromium")

OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true"
PROTOCOLS = "all => all.map(one => new URL(one.href.baseVal ?? one.href, location).protocol)"

SCRIPT = "<script>window.ran = 1</script>"
IMAGE = '<img src="https://evil.example/x.png" onerror="window.ran = 1">'
BREAKOUT = "\"'><svg onload=window.ran=1>"
BODY = """
# {name}

## 2026-11-20 Telefonat, 5 min: {breakout}

{script}

{image}

![remote](https://evil.example/pixel.png)
![data](data:image/svg+xml,<svg onload=window.ran=1>)
[run](javascript:window.ran=1) [run](JaVaScRiPt&#58;window.ran=1) [run](data:text/html,x)
[run](vbscript:x) <javascript:window.ran=1> <https://evil.example/auto>
<iframe src="https://evil.example/"></iframe> <object data="https://evil.example/"></object>
<link rel="stylesheet" href="https://evil.example/x.css"> <style>@import "https://evil.example"</style>
<meta http-equiv="refresh" content="0;url=https://evil.example/"> <base href="https://evil.example/">
<form action="https://evil.example/"><button>x</button></form>
[[{script}]] [[anna|{image}]] [[{breakout}]]
`{script}` and {{{{ 7 * 7 }}}} {{% raw %}} {{# x #}}

    {script}

| a | b |
|---|---|
| {script} | {image} |

- [ ] {script} 📅 2026-11-20
- [ ] Eve: {image} 📅 2026-11-20

→ pflege · alle 6 Wochen · {breakout}
"""
HEAD = """---
name: "{name}"
status: {status}
next: 2026-11-23
step: "{text}"
role: "{text}"
org: "{text}"
city: "{text}"
phone: "{text}"
email: "javascript:window.ran=1"
url: ["javascript:window.ran=1", "https://evil.example/a", "data:text/html,x"]
story: ["{text}"]
moment: "{text}"
via: "[[{text}]]"
met: "{text}"
tags: ["{text}"]
hobby: "{text}"
birthday: 1990-11-23
---
"""


def contact(name: str, text: str, status: str) -> str:
    quoted = text.replace('"', '\\"')
    head = HEAD.format(name=quoted if name == "" else name, text=quoted, status=status)
    return head + BODY.format(name=name, script=SCRIPT, image=IMAGE, breakout=BREAKOUT)


STAGES = ("anbahnung", "gespraech", "pflege", "angebot", "kunde")
HOSTILE = {
    f"{number}-{stage}.md": contact(f"Eve {number} {text[:20]}".replace('"', ""), text, stage)
    for number, (stage, text) in enumerate(
        (stage, text) for stage in STAGES for text in (SCRIPT, IMAGE, BREAKOUT)
    )
}
BROKEN = {
    "broken.md": f"---\nname: {SCRIPT}\nnext: {SCRIPT}\nstatus: {BREAKOUT}\n---\n{SCRIPT}\n",
    "<img src=x onerror=window.ran=1>.md": "---\nstatus: pflege\nnext: 2026-11-23\n---\n",
    "evil\u202egnp.md": '---\nname: "Eve \\u202Egnp"\nstatus: pflege\nnext: 2026-11-23\n---\n',
}


def visited(folder: Path) -> list[Path]:
    return [folder / "index.html", folder / "trichter.html", *folder.glob("kontakte/*.html")]


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_of_a_hostile_contact_runs_or_calls_home(
    visit: Visitor, printed: Printed, language: str
) -> None:
    folder = printed({**HOSTILE, **BROKEN}, "--all", language=language)
    pages = visited(folder)
    opened = visit(pages[0].as_uri())

    for page in pages:
        opened.page.goto(page.as_uri())
        opened.page.evaluate(
            "for (const one of document.querySelectorAll('details')) one.open = 1"
        )

        assert opened.page.evaluate("window.ran") is None, page.name
        assert opened.page.locator("script").count() == 1, page.name
        assert opened.page.locator("main img, iframe, object, form:not(dialog form)").count() == 0
        assert opened.page.evaluate("location.href") == page.as_uri()

    assert len(pages) >= len(HOSTILE) + 2
    assert opened.errors == []
    foreign = [one for one in opened.requests if not one.startswith(("file:", "data:"))]
    assert foreign == []


def test_every_address_in_a_hostile_page_is_one_that_may_be_followed(
    visit: Visitor, printed: Printed
) -> None:
    folder = printed({**HOSTILE, **BROKEN}, "--all")
    opened = visit((folder / "index.html").as_uri())

    schemes: set[str] = set()
    for page in visited(folder):
        opened.page.goto(page.as_uri())
        schemes |= set(
            opened.page.eval_on_selector_all(
                "[href]",
                "all => all.map(a => new URL(a.href.baseVal ?? a.href, location).protocol)",
            )
        )

    assert schemes <= {"file:", "data:", "https:", "mailto:", "tel:"}


def test_signs_that_turn_a_line_around_are_shown(visit: Visitor, printed: Printed) -> None:
    folder = printed(BROKEN)

    opened = visit((folder / "index.html").as_uri())

    text = opened.page.inner_text("body")
    assert "\u202e" not in opened.page.content()
    assert "\\u202e" in text
