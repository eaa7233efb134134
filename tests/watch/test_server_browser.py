"""A page in a real browser follows its file, and lets nobody else in."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import Visit, Visitor
from kontaktjournal.watch.server import Server
from kontaktjournal.watch.serving_answer import Page
from preview import HTML, PAGES, PATIENCE, host_of, served, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.program("chromium")

SCRIPT = Path(__file__).parents[2].joinpath("templates/page/live.js").read_bytes()

TEXT = """<!doctype html><html lang="de"><meta charset="utf-8"><title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<script src="/app.js" defer></script>
<script src="/live.js" defer data-lost="Niemand da." data-gone="Nicht mehr da."></script>
<main>
<input data-filter>
<p id="filtered"></p>
<details id="more"><summary>Mehr</summary>viel</details>
<a href="/kontakte/anna.html">Anna</a>
<div class="tall"></div>
</main>
"""

#: What the page's own script does, as far as it matters here: it hears of a filter.
APP = """
document.querySelector("[data-filter]").addEventListener("input", event => {
  document.querySelector("#filtered").textContent = event.target.value;
});
"""


class Pages(dict[str, Page]):
    """Pages that change."""

    def put(self, name: str, title: str) -> None:
        """Write a page anew; what it shows is its title."""
        self[name] = Page(TEXT.format(title=title).encode(), HTML, title.lower())


@pytest.fixture
def pages() -> Pages:
    pages = Pages(
        {
            "style.css": Page(b".tall { height: 3000px }", "text/css", "c"),
            "app.js": Page(APP.encode(), "text/javascript", "a"),
            "live.js": Page(SCRIPT, "text/javascript", "l"),
        }
    )
    pages.put("index.html", "Alt")
    pages.put("kontakte/jörg.html", "Alt")
    return pages


@pytest.fixture
def server(pages: Pages) -> Iterator[Server]:
    with served(pages.get) as one:
        yield one


@pytest.fixture
def live(visit: Visitor, server: Server) -> Callable[[str], Visit]:
    """Return a function that opens a page, and waits until it hears the news."""

    def opened(target: str) -> Visit:
        visited = visit(server.address + target)
        wait_until(lambda: server.listeners == 1)
        return visited

    return opened


def wait_for_title(tab: "Tab", title: str) -> None:
    from playwright.sync_api import expect

    # Not wait_for_function, which evaluates a text, and that the page's policy forbids.
    expect(tab).to_have_title(title, timeout=PATIENCE * 1000)
    tab.wait_for_load_state()


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("", "index.html"),
        ("index.html", "index.html"),
        ("kontakte/j%C3%B6rg.html", "kontakte/jörg.html"),
    ],
)
def test_a_page_whose_file_changed_shows_what_it_says_now(
    live: Callable[[str], Visit], pages: Pages, server: Server, target: str, name: str
) -> None:
    visited = live(target)

    pages.put(name, "Neu")
    server.tell([name])

    wait_for_title(visited.page, "Neu")
    assert visited.errors == []


def test_a_page_stays_where_only_others_changed(
    live: Callable[[str], Visit], pages: Pages, server: Server
) -> None:
    visited = live("index.html")

    pages.put("kontakte/jörg.html", "Neu")
    server.tell(["kontakte/jörg.html"])
    server.tell(["index.html"])  # it looks, and is what it was
    with visited.page.expect_request(lambda request: request.method == "HEAD"):
        server.tell(["index.html"])
    pages.put("index.html", "Neu")
    server.tell(["index.html"])
    wait_for_title(visited.page, "Neu")

    assert [each for each in visited.requests if "kontakte" in each] == []


@pytest.mark.parametrize("changed", [None, ["kontakte/jörg.html", "style.css"]])
def test_every_page_reloads_when_all_of_them_changed_or_look_different(
    live: Callable[[str], Visit], server: Server, changed: Collection[str] | None
) -> None:
    visited = live("index.html")

    with visited.page.expect_navigation():
        server.tell(changed)

    assert visited.errors == []


def test_a_reload_keeps_filter_place_and_what_is_folded_out(
    live: Callable[[str], Visit], pages: Pages, server: Server
) -> None:
    visited = live("")
    tab = visited.page
    tab.click("summary")
    tab.fill("[data-filter]", "jörg köln")
    tab.evaluate("document.querySelector('[data-filter]').setSelectionRange(4, 4)")
    tab.evaluate("scrollTo(0, 700)")

    pages.put("index.html", "Neu")
    server.tell(["index.html"])
    wait_for_title(tab, "Neu")
    wait_until(lambda: tab.evaluate("scrollY") == 700)

    assert tab.input_value("[data-filter]") == "jörg köln"
    assert tab.text_content("#filtered") == "jörg köln"
    assert tab.evaluate("document.querySelector('details').open")
    assert tab.evaluate("document.activeElement.selectionStart") == 4


def test_a_reload_keeps_the_focus_on_a_link(
    live: Callable[[str], Visit], pages: Pages, server: Server
) -> None:
    visited = live("")
    visited.page.focus("main a")

    pages.put("index.html", "Neu")
    server.tell(["index.html"])
    wait_for_title(visited.page, "Neu")

    assert visited.page.evaluate("document.activeElement.textContent") == "Anna"


def test_what_was_kept_for_a_reload_is_not_there_for_the_next_visit(
    live: Callable[[str], Visit], pages: Pages, server: Server
) -> None:
    visited = live("")
    visited.page.fill("[data-filter]", "anna")
    pages.put("index.html", "Neu")
    server.tell(["index.html"])
    wait_for_title(visited.page, "Neu")

    visited.page.goto(server.address)

    assert visited.page.input_value("[data-filter]") == ""


def test_a_change_between_page_and_stream_is_not_missed(
    visit: Visitor, pages: Pages, server: Server
) -> None:
    old = pages["index.html"]
    calls = iter([old])

    def ask(name: str) -> Page | None:
        # The page as it is asked for first; by then its file has changed, and nobody hears of it.
        return next(calls, pages[name]) if name == "index.html" else pages.get(name)

    pages.put("index.html", "Neu")
    with served(ask) as other:
        visited = visit(other.address)

        wait_for_title(visited.page, "Neu")


def test_a_page_that_is_gone_says_so_and_comes_back_with_its_file(
    live: Callable[[str], Visit], pages: Pages, server: Server
) -> None:
    name = "kontakte/jörg.html"
    visited = live("kontakte/j%C3%B6rg.html")
    line = visited.page.locator("main > p[role=status]")

    del pages[name]
    server.tell([name])
    line.wait_for()
    said = line.text_content()
    pages.put(name, "Neu")
    server.tell([name])
    wait_for_title(visited.page, "Neu")

    assert said == "Nicht mehr da."
    assert line.count() == 0


def test_a_lost_watcher_is_said_until_it_is_back(
    live: Callable[[str], Visit], pages: Pages, server: Server
) -> None:
    visited = live("")
    line = visited.page.locator("main > p[role=status]")
    visited.page.evaluate("document.title = 'the same page'")

    server.stop()
    line.wait_for()
    said = line.text_content()
    back = Server(pages.get, int(host_of(server).partition(":")[2]))
    back.start()
    line.wait_for(state="hidden")
    title = visited.page.title()
    pages.put("index.html", "Neu")
    back.tell(["index.html"])
    wait_for_title(visited.page, "Neu")
    back.stop()

    assert (said, title) == ("Niemand da.", "the same page")


def test_what_changed_while_the_watcher_was_away_is_shown_when_it_is_back(
    live: Callable[[str], Visit], pages: Pages, server: Server
) -> None:
    visited = live("")

    server.stop()
    pages.put("index.html", "Neu")
    back = Server(pages.get, int(host_of(server).partition(":")[2]))
    back.start()
    wait_for_title(visited.page, "Neu")
    back.stop()


def hide(tab: "Tab", *, hidden: bool) -> None:
    """Do as if the tab were in the background; a headless browser has none."""
    state = "hidden" if hidden else "visible"
    tab.evaluate(
        """state => {
          Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
          Object.defineProperty(document, "hidden",
            { value: state === "hidden", configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )


def test_a_hidden_page_hangs_up_and_looks_when_it_is_seen_again(
    live: Callable[[str], Visit], pages: Pages, server: Server
) -> None:
    visited = live("")

    hide(visited.page, hidden=True)
    wait_until(lambda: server.listeners == 0)
    pages.put("index.html", "Neu")
    server.tell(["index.html"])
    hide(visited.page, hidden=False)

    wait_for_title(visited.page, "Neu")


def test_a_page_that_was_left_hangs_up(live: Callable[[str], Visit], server: Server) -> None:
    visited = live("")

    visited.page.goto("about:blank")

    wait_until(lambda: server.listeners == 0)


def test_a_page_runs_nothing_but_our_scripts_and_asks_nobody_else(
    visit: Visitor, pages: Pages, server: Server
) -> None:
    evil = (
        "<!doctype html><title>x</title><script>document.title = 'ran'</script>"
        "<body onload=\"document.title = 'ran'\"><img src='http://evil.example/x.png'>"
        "<iframe src='/style.css'></iframe><form action='/'></form><base href='http://evil.example'>"
    )
    pages["index.html"] = Page(evil.encode(), HTML, "x")

    visited = visit(server.address)

    assert visited.page.title() == "x"
    assert {each.partition(":")[0] for each in visited.errors if each.startswith("CSP")} == {
        "CSP script-src-elem", "CSP script-src-attr", "CSP img-src", "CSP frame-src",
        "CSP base-uri",
    }  # fmt: skip


def test_another_site_can_neither_read_a_page_nor_show_it(visit: Visitor) -> None:
    asked: list[str] = []

    def ask(name: str) -> Page | None:
        asked.append(name)
        return PAGES.get(name)

    with served(ask) as server, served(lambda _name: Page(b"<p>evil", HTML, "e")) as other:
        # The other site's own policy would hold it back before we do.
        visited = visit(other.address.replace("127.0.0.1", "localhost"), bypass_csp=True)
        tried = visited.page.evaluate(
            """async ours => {
              const fetched = mode => fetch(ours, { mode }).then(() => "read", () => "refused");
              const shown = (name, key) => new Promise(done => {
                const made = Object.assign(document.createElement(name), { [key]: ours });
                made.onload = () => done(made.contentDocument ? "read" : "loaded");
                made.onerror = () => done("refused");
                document.body.append(made);
              });
              return [await fetched("cors"), await fetched("no-cors"), await shown("img", "src"),
                await shown("script", "src"), await shown("iframe", "src")];
            }""",
            server.address,
        )
        asked_by_it = list(asked)
        link = visited.page.goto(server.address)

    # A frame always loads something; here the words of a refusal.
    assert tried == ["refused", "refused", "refused", "refused", "loaded"]
    assert asked_by_it == []
    assert link is not None
    assert link.status == 200


def test_a_name_that_somebody_points_here_shows_nothing(visit: Visitor, server: Server) -> None:
    """Any name below localhost leads here, as one of evil.example would after rebinding."""
    visited = visit(server.address)

    answer = visited.page.goto(server.address.replace("127.0.0.1", "evil.localhost"))

    assert answer is not None
    assert (answer.status, answer.text()) == (403, "Nur hier.\n")
