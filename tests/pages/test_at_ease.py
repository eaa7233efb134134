"""The pages in a real Chromium: what somebody stumbles over who sees them for the first time."""

from pathlib import Path

import pytest

from browser import Visit, Visitor
from printed_pages import Printed

pytestmark = pytest.mark.program("chromium")

UWE = "---\nname: Uwe Kern\nstatus: gespraech\nnext: 2026-11-20\nstep: nachfragen\n---\n"
IDA = "---\nname: Ida Busch\nstatus: gespraech\nnext: 2026-12-01\nstep: anrufen\n---\n"
ENDLESS = "Donaudampfschiff" * 5 + "fahrtsteam"


def address(folder: Path, page: str) -> str:
    return (folder / page).as_uri()


def groups(visit: Visit) -> list[str]:
    """Return the headings of the lists that are seen."""
    return [
        text.split()[0] for text in visit.page.locator(".group:visible > h2").all_inner_texts()
    ]


def columns(visit: Visit) -> int:
    """Return how many people stand beside one another at the top."""
    tracks = visit.page.eval_on_selector(
        ".pick3 ol", "e => getComputedStyle(e).gridTemplateColumns"
    )
    return len(str(tracks).split())


# The filter and the keys -----------------------------------------------------


@pytest.mark.parametrize("key", ["Backspace", "Escape"])
def test_without_a_filter_every_list_is_there_again(
    visit: Visitor, printed: Printed, key: str
) -> None:
    # Whoever is late stands at the top already, and in the list only as a line that says so.
    opened = visit(address(printed({"uwe-kern.md": UWE, "ida-busch.md": IDA}), "index.html"))
    before = groups(opened)

    opened.page.keyboard.press("/")
    opened.page.keyboard.type("i")
    during = groups(opened)
    opened.page.keyboard.press(key)

    assert before == ["Überfällig", "Später"]
    assert during == ["Später"]
    assert groups(opened) == before


def test_nothing_typed_is_no_search_without_a_find(visit: Visitor, printed: Printed) -> None:
    opened = visit(address(printed({"uwe-kern.md": UWE}), "index.html"))

    opened.page.keyboard.press("/")
    opened.page.keyboard.type("zz")
    assert opened.page.is_visible("[data-none]")
    opened.page.keyboard.press("Escape")

    assert not opened.page.is_visible("[data-none]")


def test_j_goes_through_the_entries_and_not_the_sentence_above(
    visit: Visitor, printed: Printed
) -> None:
    opened = visit(address(printed({"ida-busch.md": IDA}), "index.html"))
    assert opened.page.locator(".lead [data-open]").count() == 1

    opened.page.keyboard.press("j")

    assert opened.page.evaluate("!!document.activeElement.closest('[data-entry]')")


# Width -----------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("page", ["index.html", "trichter.html", "kontakte/donau*.html"])
def test_a_word_without_end_is_broken(
    visit: Visitor, printed: Printed, page: str, width: int
) -> None:
    head = f"---\nname: {ENDLESS}\nstatus: gespraech\norg: {ENDLESS}\nstep: {ENDLESS}\n"
    rest = f"story: {ENDLESS}\nphone: '0221 555 0171'\nemail: {ENDLESS}@example.org\n"
    day = "next: 2026-11-20\n---\n\n## 2026-11-02 Zoom: "
    end = f"{ENDLESS}\n\n- [ ] {ENDLESS}\n\n{ENDLESS}\n"
    idle = f"---\nname: {ENDLESS}\nstatus: gespraech\n---\n"
    folder = printed({
        f"{ENDLESS.lower()}.md": head + rest + day + end,
        f"{ENDLESS.lower()}-2.md": head + rest + "next: 2026-12-20\n---\n",
        f"{ENDLESS.lower()}-3.md": idle,
        f"{ENDLESS.lower()}-4.md": "---\nname: X\nnext: irgendwann\n---\n",
    })  # fmt: skip

    path = next(folder.glob(page))
    opened = visit(path.as_uri(), viewport={"width": width, "height": 900})
    opened.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = 1")

    beyond = opened.page.evaluate(
        """() => [...document.querySelectorAll("main *, .top *, .foot *")]
            .filter(e => !e.closest("svg, .scroll, .vh, .cell, .breit"))
            .filter(e => e.getClientRects().length)
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => e.className || e.tagName)"""
    )
    assert beyond == []
    assert opened.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("editor", ["", "vscode"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_file_does_not_lie_over_the_name(
    visit: Visitor, printed: Printed, tmp_path: Path, width: int, editor: str
) -> None:
    (tmp_path / "journal.toml").write_text(f'[page]\neditor = "{editor}"\n', encoding="utf-8")
    idle = f"---\nname: Ida {ENDLESS}\nstatus: gespraech\n---\n"
    folder = printed({f"{ENDLESS.lower()}.md": idle})
    opened = visit(address(folder, "index.html"), viewport={"width": width, "height": 900})

    lies_over = opened.page.evaluate(
        """() => {
            const [name, file] = [".idle [data-open]", ".idle .file"].map(
                each => [...document.querySelector(each).getClientRects()]);
            return name.some(a => file.some(b => a.left < b.right && b.left < a.right
                && a.top < b.bottom - 1 && b.top < a.bottom - 1));
        }"""
    )

    assert not lies_over


def test_a_table_that_goes_on_shows_that_it_does(visit: Visitor, sample: Path) -> None:
    opened = visit(address(sample, "trichter.html"), viewport={"width": 390, "height": 844})
    shadow = "e => getComputedStyle(e).backgroundAttachment"

    goes_on = opened.page.eval_on_selector(".scroll", "e => e.scrollWidth > e.clientWidth")

    assert goes_on
    assert "local" in opened.page.eval_on_selector(".scroll", shadow)


@pytest.mark.parametrize("people", [1, 2, 3])
def test_as_many_columns_as_people_for_today(
    visit: Visitor, printed: Printed, people: int
) -> None:
    names = ("Uwe Kern", "Ute Kern", "Udo Kern")[:people]
    folder = printed({f"{name[:3]}.md": UWE.replace("Uwe Kern", name) for name in names})

    opened = visit(address(folder, "index.html"))

    right = "e => e.getBoundingClientRect().right"
    assert opened.page.locator(".picked").count() == people
    assert opened.page.eval_on_selector_all(".picked", "all => all.length") == people
    assert columns(opened) == people
    assert opened.page.locator(".picked").last.evaluate(right) > 1000


@pytest.mark.parametrize(
    ("page", "selector"),
    [("index.html", ".cell .num"), ("trichter.html", ".f-gross"), ("index.html", ".group h2")],
)
def test_a_one_does_not_look_like_a_letter(
    visit: Visitor, sample: Path, page: str, selector: str
) -> None:
    opened = visit(address(sample, page))

    figures = opened.page.eval_on_selector(selector, "e => getComputedStyle(e).fontVariantNumeric")

    assert "lining-nums" in figures


# Files -----------------------------------------------------------------------


def test_without_an_editor_nothing_looks_as_if_it_opened_a_file(
    visit: Visitor, printed: Printed
) -> None:
    opened = visit(address(printed({"uwe-kern.md": UWE}), "index.html"))
    opened.page.keyboard.press("?")

    assert opened.page.locator("a[data-file]").count() == 0
    assert opened.page.locator(".file svg").count() == 0
    assert opened.page.locator(".file").all_inner_texts() == ["uwe-kern.md"]
    assert "e" not in opened.page.locator("dialog kbd").all_inner_texts()


def test_with_an_editor_the_help_names_its_key(visit: Visitor, sample: Path) -> None:
    opened = visit(address(sample, "index.html"))
    opened.page.keyboard.press("?")

    assert "e" in opened.page.locator("dialog kbd").all_inner_texts()
