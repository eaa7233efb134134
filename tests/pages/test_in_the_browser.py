"""The pages in a real Chromium: they fit, they are easy to use, and nobody is shut out."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser import MORNING, Visit, Visitor
from printed_pages import Printed, copy_sample, print_pages

pytestmark = pytest.mark.program("chromium")

PAGES = ("index.html", "trichter.html", "kontakte/anna-mueller.html")
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SMALLEST = {"width": 320, "height": 568}


def address(folder: Path, page: str) -> str:
    return (folder / page).as_uri()


def names_at(visit: Visit) -> str:
    """Return where the page is: the last part of its address."""
    return urlsplit(visit.page.url).path.rpartition("/")[2]


def shut_out(visit: Visit) -> list[tuple[str, str]]:
    """Return what shuts people out of a page, and where."""
    # It would fetch the style sheets again, which the page's policy forbids to everybody.
    found = Axe().run(visit.page, options={"preload": False, "resultTypes": ["violations"]})
    assert found.response["passes"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]]


def has_focus(visit: Visit) -> str:
    return str(visit.page.evaluate("document.activeElement.textContent.trim()"))


@pytest.mark.parametrize("page_name", PAGES)
@pytest.mark.parametrize("size", [DESK, PHONE, SMALLEST], ids=["desk", "phone", "smallest"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_page_fits_and_shuts_nobody_out(
    visit: Visitor, sample: Path, page_name: str, size: dict[str, int], colours: str
) -> None:
    opened = visit(address(sample, page_name), viewport=size, color_scheme=colours)
    opened.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = 1")

    found = shut_out(opened)
    wide = opened.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert found == []
    assert wide <= 0
    assert opened.errors == []


@pytest.mark.parametrize("page_name", PAGES)
def test_english_pages_shut_nobody_out_either(
    visit: Visitor, sample_in_english: Path, page_name: str
) -> None:
    opened = visit(address(sample_in_english, page_name), locale="en-GB")

    assert shut_out(opened) == []
    assert opened.page.get_attribute("html", "lang") == "en"
    assert opened.errors == []


@pytest.mark.parametrize("page_name", PAGES)
def test_a_page_asks_for_nothing_but_its_own_files(
    visit: Visitor, sample: Path, page_name: str
) -> None:
    opened = visit(address(sample, page_name))

    assert len(opened.requests) > 1
    assert {urlsplit(one).scheme for one in opened.requests} <= {"file", "data"}
    assert all(one.startswith(("data:", sample.as_uri())) for one in opened.requests), (
        opened.requests
    )


@pytest.mark.parametrize("page_name", PAGES)
def test_without_the_fonts_a_page_fits_as_well(
    visit: Visitor, sample: Path, page_name: str
) -> None:
    opened = visit(address(sample, page_name), viewport=PHONE, java_script_enabled=True)
    opened.page.route("**/*.woff2", lambda route: route.abort())
    opened.page.reload()

    wide = opened.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert wide <= 0


def test_without_script_everything_stands_there(visit: Visitor, sample: Path) -> None:
    opened = visit(address(sample, "index.html"), java_script_enabled=False)

    text = opened.page.inner_text("main")

    for word in ("Jonas Weber", "Anna Müller", "Buchmesse Leipzig 2024", "kontakte/tom-lang.md:4"):
        assert word.removeprefix("kontakte/") in text
    assert not opened.page.is_visible("[data-filter]")
    opened.page.click("[data-open]:has-text('Anna Müller') >> nth=0")
    assert opened.page.inner_text("h1") == "Anna Müller"


def test_j_and_k_go_from_person_to_person_and_enter_opens(visit: Visitor, sample: Path) -> None:
    opened = visit(address(sample, "index.html"))
    first = opened.page.locator("[data-open]:visible").all_inner_texts()

    opened.page.keyboard.press("j")
    assert has_focus(opened) == first[0]
    opened.page.keyboard.press("j")
    assert has_focus(opened) == first[1]
    opened.page.keyboard.press("k")
    assert has_focus(opened) == first[0]
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/kontakte/*.html")

    assert opened.page.inner_text("h1") == first[0]


@pytest.mark.parametrize("typed", ["müller", "mueller", "MULLER", "anna köln"])
def test_the_filter_leaves_whoever_is_meant(visit: Visitor, sample: Path, typed: str) -> None:
    opened = visit(address(sample, "index.html"))

    opened.page.keyboard.press("/")
    opened.page.keyboard.type(typed)

    shown = opened.page.locator("[data-entry]:visible [data-open]").all_inner_texts()
    assert set(shown) == {"Anna Müller"}
    assert opened.page.inner_text("[data-filter-status]") != ""


def test_a_filter_nobody_fits_says_so_and_can_be_cleared(visit: Visitor, sample: Path) -> None:
    opened = visit(address(sample, "index.html"))
    everybody = opened.page.locator("[data-entry]:visible").count()

    opened.page.fill("[data-filter]", "zzz")
    assert opened.page.is_visible("[data-none]")
    assert opened.page.locator("[data-entry]:visible").count() == 0
    opened.page.click("[data-filter-clear]")

    assert opened.page.locator("[data-entry]:visible").count() == everybody


def test_keys_typed_into_the_filter_are_letters(visit: Visitor, sample: Path) -> None:
    opened = visit(address(sample, "index.html"))

    opened.page.keyboard.press("/")
    opened.page.keyboard.type("gtjk")

    assert opened.page.input_value("[data-filter]") == "gtjk"
    assert names_at(opened) == "index.html"


def test_t_turns_the_colours_and_the_page_remembers(visit: Visitor, sample: Path) -> None:
    opened = visit(address(sample, "index.html"), color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = opened.page.evaluate(paper)

    opened.page.keyboard.press("t")
    opened.page.keyboard.press("t")
    dark = opened.page.evaluate(paper)
    opened.page.reload()

    assert dark != light
    assert opened.page.evaluate(paper) == dark


def test_g_t_and_g_a_go_to_the_funnel_and_back(visit: Visitor, sample: Path) -> None:
    opened = visit(address(sample, "kontakte/anna-mueller.html"))

    opened.page.keyboard.press("g")
    opened.page.keyboard.press("t")
    opened.page.wait_for_url("**/trichter.html")
    opened.page.keyboard.press("g")
    opened.page.keyboard.press("a")
    opened.page.wait_for_url("**/index.html")

    assert opened.errors == []


def test_a_question_mark_shows_the_keys_and_escape_puts_them_away(
    visit: Visitor, sample: Path
) -> None:
    opened = visit(address(sample, "index.html"))

    opened.page.keyboard.press("?")
    assert opened.page.is_visible("dialog")
    opened.page.keyboard.press("Escape")

    assert not opened.page.is_visible("dialog")


def test_the_first_stop_of_the_tab_key_leads_to_the_content(visit: Visitor, sample: Path) -> None:
    opened = visit(address(sample, "index.html"))

    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")

    assert opened.page.evaluate("document.activeElement.tagName") == "MAIN"


def test_a_page_of_yesterday_says_so(visit: Visitor, sample: Path) -> None:
    tomorrow = MORNING + timedelta(days=1)

    old = visit(address(sample, "index.html"), now=tomorrow)
    fresh = visit(address(sample, "index.html"))

    assert "nicht von heute" in old.page.inner_text("main .stale")
    assert fresh.page.locator("main .stale").count() == 0


def test_every_link_of_the_site_leads_to_a_page_that_exists(visit: Visitor, sample: Path) -> None:
    seen: set[str] = set()
    queue = ["index.html"]
    opened = visit(address(sample, "index.html"))
    while queue:
        name = queue.pop()
        opened.page.goto(address(sample, name))
        hrefs = opened.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        for href in hrefs:
            target = urlsplit(href)
            if target.scheme != "file":
                assert target.scheme in {"http", "https", "mailto", "tel", "vscode"}, href
                continue
            path = Path(target.path)
            assert path.is_file(), f"{name}: {href}"
            if target.fragment and target.path == urlsplit(opened.page.url).path:
                assert opened.page.locator(f"[id='{target.fragment}']").count() == 1, href
            relative = path.relative_to(sample).as_posix()
            if relative not in seen:
                seen.add(relative)
                queue.append(relative)

    assert {"index.html", "trichter.html", "kontakte/anna-mueller.html"} <= seen


@pytest.mark.parametrize("page_name", PAGES)
def test_a_page_prints_on_paper_without_what_paper_cannot_do(
    visit: Visitor, sample: Path, page_name: str
) -> None:
    opened = visit(address(sample, page_name), color_scheme="dark")
    opened.page.emulate_media(media="print", color_scheme="dark")

    ground = opened.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    assert opened.page.pdf().startswith(b"%PDF")
    assert not opened.page.is_visible("header nav")
    assert ground in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


def test_the_agenda_alone_is_one_file(visit: Visitor, tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "journal")
    print_pages(root, "--single", "agenda.html")
    lonely = tmp_path / "anywhere" / "agenda.html"
    lonely.parent.mkdir()
    (root / "agenda.html").rename(lonely)

    opened = visit(lonely.as_uri())
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("mueller")

    assert opened.page.locator("[data-entry]:visible").count() >= 1
    assert [one for one in opened.requests if not one.startswith("data:")] == [lonely.as_uri()]
    assert shut_out(opened) == []
    assert opened.errors == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_talk_held_today_can_be_read_on_the_day_that_is_marked(
    visit: Visitor, printed: Printed, colours: str
) -> None:
    head = "---\nname: Uwe Kern\nstatus: gespraech\nnext: 2026-12-01\n---\n"
    folder = printed({"uwe-kern.md": f"{head}\n## 2026-11-23 Telefonat\n"})

    opened = visit(address(folder, "index.html"), color_scheme=colours)

    assert opened.page.inner_text(".cell.today .held .nm") == "Kern"
    assert shut_out(opened) == []
