"""A real Chromium, headless, and what it complains about: the fixtures `browser` and `visit`.

A test that uses them says `@pytest.mark.program("chromium")`.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

#: Of the pages' clock: a page that is not of today says so.
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))

#: No sandbox, because tests may run as root; the rest keeps Chromium from calling home.
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", event =>
  violated(`${event.effectiveDirective}: ${event.blockedURI}`))
"""


#: Playwright's own clock takes away more than the date: what `performance` knows of a page.
_STAND_STILL = """
globalThis.Date = class extends Date {
  constructor(...given) { given.length ? super(...given) : super(MORNING); }
  static now() { return MORNING; }
};
"""


@dataclass
class Visit:
    """A page in a browser, and what was heard of it.

    Args:
        page: as Playwright drives it.
        errors: uncaught exceptions, errors in the console, violations of the policy (CSP).
        requests: every address asked for, the page's own included.
    """

    page: "Page"
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def hear(self) -> None:
        """Begin to note what happens."""
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._console)
        self.page.context.expose_binding(
            "violated", lambda _source, what: self.errors.append(f"CSP {what}")
        )
        self.page.add_init_script(_REPORT_VIOLATIONS)

    def _console(self, message: "ConsoleMessage") -> None:
        if message.type == "error":
            self.errors.append(message.text)


#: ``visit(url, now=MORNING, **options of a Playwright context)``
Visitor = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Start one Chromium for all tests of this process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=_QUIET
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visitor]:
    """Return a function that opens an address in a tab without a past, 1280 pixels wide."""
    contexts = []

    def opened(url: str, *, now: datetime = MORNING, **options: object) -> Visit:
        usual: dict[str, object] = {
            "viewport": {"width": 1280, "height": 900},
            "locale": "de-DE",
            "timezone_id": "Europe/Berlin",
        }
        context = browser.new_context(**usual | options)  # type: ignore[arg-type]  # by name
        contexts.append(context)
        visit = Visit(context.new_page())
        visit.hear()
        still = _STAND_STILL.replace("MORNING", str(int(now.timestamp() * 1000)))
        visit.page.add_init_script(still)
        visit.page.goto(url)
        return visit

    yield opened
    for context in contexts:
        context.close()
