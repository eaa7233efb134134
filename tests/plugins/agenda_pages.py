"""Agenda pages, printed from contacts in a test and read as a browser reads them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from contact_pages import Page, read_template
from kontaktjournal.domain.contact import Answer, Contact, Entry, EntryKind, Permission
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.front import Front, front
from kontaktjournal.domain.gist import gist
from kontaktjournal.domain.pipeline import IN_PLAY
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.agenda import agenda_page, single_page
from kontaktjournal.views.site.links import page_names
from kontaktjournal.views.site.paper import Paper, Setting
from kontaktjournal.views.words import Frame

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

WEDNESDAY = date(2026, 11, 25)
SETTINGS = Settings(editor="vscode://file{path}:{line}")
TEMPLATES = Path(__file__).parents[2] / "templates" / "page"
ASSETS = {
    path.relative_to(TEMPLATES).as_posix(): path.read_bytes()
    for path in TEMPLATES.rglob("*")
    if path.suffix in {".css", ".js", ".woff2", ".txt"}
}


class Ready(BytecodeCache):
    """Keeps templates that were made ready once."""

    def __init__(self) -> None:
        self.codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: "Bucket") -> None:
        """Hand out a template."""
        if bucket.key in self.codes:
            bucket.bytecode_from_string(self.codes[bucket.key])

    def dump_bytecode(self, bucket: "Bucket") -> None:
        """Take a template."""
        self.codes[bucket.key] = bucket.bytecode_to_string()


READY = Ready()


def days(n: int) -> date:
    """Return the day so many days from today."""
    return WEDNESDAY + timedelta(days=n)


def person(name: str, status: str = "pflege", due: int | None = None, **values: object) -> Contact:
    """Return somebody due so many days from today."""
    path = f"kontakte/{name.casefold().replace(' ', '-')}.md"
    planned = {} if due is None else {"next": When(days(due))}
    return Contact(path, name, status=status, **{**planned, **values})  # type: ignore[arg-type]


JONAS = person(
    "Jonas Wendlandt",
    "angebot",
    next=When(WEDNESDAY, time(10, 30)),
    step="Angebot durchgehen, Seite für Seite",
    role="Orgelbauer",
    org=("Orgelbau Wendlandt",),
    city="Stade",
    story=("im selben Konzert zu früh eingesetzt",),
    phone=("040 555 142",),
    consent=(Permission("phone", Answer.YES),),
    entries=(Entry(days(-7), EntryKind.TALK, channel="Telefon", title="will ein Angebot"),),
)
MARLENE = person("Marlene Tiedemann", "angebot", -9, step="nachfragen", story=("Großväter",))
HENRIK = person("Henrik Aßmuth", "gespraech", -5, step="Idee hören", url=("https://zoom.us/j/1",))
SALOME = person("Dr. Salome Brandeis", "pflege", -1, step="gratulieren")
AYLIN = person("Aylin Demirtaş-Voß", "pflege", 0, step="fragen", email=("aylin@example.org",))
RUTH = person("Ruth Ellerbrock", "gespraech", next=When(days(1), time(14)), step="herausfinden")
VERA = person("Vera Sommerfeldt", "kunde", 2, step="freigeben")
PAUL = person("Paul Osterkamp", "pflege", 7, step="nach der Bäckerei fragen")
MIRKO = person("Mirko Sandvoß", entries=(Entry(days(-71), EntryKind.TALK, channel="Telefon"),))
EVERYBODY = (JONAS, MARLENE, HENRIK, SALOME, AYLIN, RUTH, VERA, PAUL, MIRKO)
BAD_DATE = Problem(
    "kontakte/hinrichs-anke.md", 5, 9, "E102", "", (("key", "next"), ("word", "7.12. oder so"))
)


def front_of(
    contacts: Iterable[Contact],
    settings: Settings = SETTINGS,
    problems: Sequence[Problem] = (),
    today: date = WEDNESDAY,
    *,
    is_whole: bool = True,
) -> Front:
    """Return what the agenda page of some contacts shows."""
    assessed = {one.path: assess(one, today, settings) for one in contacts if not one.blocked}

    def dues(paths: Sequence[str]) -> Mapping[str, Due]:
        return {path: assessed[path] for path in paths}

    gists = [gist(due, today, settings.pipeline) for due in assessed.values()]
    counts = Counter(due.kind.value for due in assessed.values())
    return front(gists, today, settings, dues, problems=problems, counts=counts, is_whole=is_whole)


def paper_for(
    contacts: Iterable[Contact],
    language: str = "de",
    settings: Settings = SETTINGS,
    today: date = WEDNESDAY,
    *,
    has_pages: bool = True,
) -> Paper:
    """Return paper on which those in play have a page."""
    frame = Frame(Catalogue(language), settings, today, 80)
    made = datetime(today.year, today.month, today.day, 8, 14, tzinfo=UTC)
    stages = {stage.id for stage in settings.pipeline.stages if stage.kind in IN_PLAY}
    paths = [one.path for one in contacts if one.status in stages and not one.blocked]
    pages = page_names(paths) if has_pages else {}
    return Paper(Setting(frame, made, "/journal", pages), read_template, bytecode=READY)


def html_of(
    *contacts: Contact,
    language: str = "de",
    settings: Settings = SETTINGS,
    problems: Sequence[Problem] = (),
    is_whole: bool = True,
) -> str:
    """Return the agenda page of some contacts."""
    shown = front_of(contacts, settings, problems, is_whole=is_whole)
    return agenda_page(paper_for(contacts, language, settings), shown)


def page_of(
    *contacts: Contact,
    language: str = "de",
    settings: Settings = SETTINGS,
    problems: Sequence[Problem] = (),
    is_whole: bool = True,
) -> Page:
    """Return the agenda page of some contacts, read."""
    html = html_of(
        *contacts, language=language, settings=settings, problems=problems, is_whole=is_whole
    )
    return Page(html)


def single_of(
    *contacts: Contact,
    language: str = "de",
    settings: Settings = SETTINGS,
    assets: Mapping[str, bytes] = ASSETS,
) -> str:
    """Return the agenda of some contacts as one file."""
    paper = paper_for(contacts, language, settings, has_pages=False)
    return single_page(paper, front_of(contacts, settings), assets)
