"""Pages of contacts, printed from files in a test and read as a browser reads them."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.course import course
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.history import newest_first
from kontaktjournal.domain.portrait import Portrait
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.parse import Reader
from kontaktjournal.notation.remainder import remainder
from kontaktjournal.notation.vocabulary import Vocabulary
from kontaktjournal.views.site.contact import contact_page
from kontaktjournal.views.site.paper import Paper, Setting
from kontaktjournal.views.words import Frame

if TYPE_CHECKING:
    from collections.abc import Mapping

MONDAY = date(2026, 11, 23)
SETTINGS = Settings(editor="vscode://file{path}:{line}")
TEMPLATES = Path(__file__).parents[2] / "templates" / "page"
READER, VOCABULARY = Reader(SETTINGS), Vocabulary(SETTINGS.entries)

JONAS = Contact("kontakte/jonas-weber.md", "Jonas Weber", status="angebot")
ADA = Contact("kontakte/ada.md", "Ada Pool")
SHUT = Contact("kontakte/shut.md", "Siegfried Still", blocked=True)
TARGETS = {"jonas-weber": JONAS, "ada": ADA, "shut": SHUT}
PAGES = {"kontakte/anna.md": "kontakte/anna.html", JONAS.path: "kontakte/jonas-weber.html"}


def read_template(name: str) -> tuple[str, str]:
    """Return one of our templates, as the press reads them."""
    path = TEMPLATES / name
    return path.read_text(encoding="utf-8"), str(path)


def paper(language: str = "de", today: date = MONDAY) -> Paper:
    """Return what the pages of the sample Monday are printed on."""
    frame = Frame(Catalogue(language), SETTINGS, today, 80)
    made = datetime(2026, 11, 23, 8, 14, tzinfo=UTC)
    return Paper(Setting(frame, made, "/journal", PAGES), read_template)


PAPERS = {language: paper(language) for language in ("de", "en")}


def portrait_of(text: str, **around: object) -> Portrait:
    """Return the portrait of the contact a file tells of."""
    reading = READER.read(dedent(text).lstrip().encode(), "kontakte/anna.md")
    contact = reading.contact
    assert contact is not None
    cut = {entry: reading.text[slice(*entry.span)] for entry in contact.entries}
    values: dict[str, object] = {
        "dossier": Dossier(
            assess(contact, MONDAY, SETTINGS),
            tuple((entry, cut[entry].strip("\r\n")) for entry in newest_first(contact)),
            problems=reading.problems,
            story=reading.story,
        ),
        "stays": course(contact, MONDAY, SETTINGS.pipeline),
        "targets": TARGETS,
        "remainder": remainder(reading.text, contact, VOCABULARY),
    }
    return Portrait(**(values | around))  # type: ignore[arg-type]


class Page(HTMLParser):
    """A page as it is read: its words, its links, and what stands where."""

    #: Elements that are never closed.
    VOID = frozenset(
        {"meta", "link", "br", "hr", "wbr", "input", "path", "ellipse", "rect", "circle", "use"}
    )

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.open: list[tuple[str, Mapping[str, str]]] = []
        self.elements: list[tuple[str, Mapping[str, str]]] = []
        self.pieces: list[str] = []
        self.parts: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.untidy: list[str] = []
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        """Return all it says, on one line."""
        return " ".join("".join(self.pieces).split())

    def said(self, part: str) -> list[str]:
        """Return the words of each element of a class or a name, in order."""
        return [" ".join(words.split()) for words in self.parts.get(part, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        values = {name: value or "" for name, value in attrs}
        if len(values) != len(attrs):
            self.untidy.append(f"{tag} says something twice")
        self.elements.append((tag, values))
        if tag in self.VOID:
            return
        self.open.append((tag, values))
        for part in (tag, *values.get("class", "").split()):
            self.parts.setdefault(part, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element without content."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in self.VOID:
            return
        opened, values = self.open.pop() if self.open else ("nothing", {})
        if opened != tag:
            self.untidy.append(f"{opened} ends as {tag}")
        if tag == "a":
            self.links[self.said("a")[-1]] = values.get("href", "")

    def handle_data(self, data: str) -> None:
        """Take words."""
        self.pieces.append(data)
        for tag, values in self.open:
            for part in (tag, *values.get("class", "").split()):
                self.parts[part][-1] += data


def shown(text: str, language: str = "de", **around: object) -> Page:
    """Return the page of the contact a file tells of."""
    return Page(contact_page(PAPERS[language], portrait_of(text, **around)))
