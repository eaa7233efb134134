"""The text of a ``journal.toml`` as `Settings` (3.6)."""

from typing import Any

from kontaktjournal.config.closed import Holidays, Range
from kontaktjournal.config.document import Document, load
from kontaktjournal.config.named import spellings, views
from kontaktjournal.config.place import FILE, Place
from kontaktjournal.config.regions import Regions
from kontaktjournal.config.schema import OPEN, TABLES, TOP, VERSION, WEIGHT, homes
from kontaktjournal.config.stages import cadences, pipeline
from kontaktjournal.config.wrong import Wrong
from kontaktjournal.domain.errors import BadConfig
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.rhythm import Calendar
from kontaktjournal.domain.settings import (
    AgendaSettings,
    EntryWords,
    Folders,
    Me,
    Settings,
    Weights,
)


def read(place: Place) -> Settings:
    """Return the settings of a journal.

    Raises:
        BadConfig: its ``journal.toml`` cannot be understood.
        DiskTrouble: its ``journal.toml`` cannot be read.
    """
    if place.file is None:
        return Settings(folders=Folders(contacts=place.folders))
    return understand(load(place.file, FILE))


def understand(text: str, path: str = FILE) -> Settings:
    """Return the settings a text makes.

    A region of holidays that only the `holidays` package knows is checked when the
    calendar is first asked for a date; it then raises `BadConfig`, too.

    Args:
        text: what stands in ``journal.toml``.
        path: how messages call the file.

    Raises:
        BadConfig: for the first fault, with its place; ``values["others"]`` holds a
            refusal for each further one.
    """
    document = Document(text, path, homes)
    _check_version(document)
    top = _top(document)
    tables = {
        name: document.section(document.data.get(name, {}), (name,), readers)
        for name, readers in TABLES.items()
    }
    stages = pipeline(document)
    stage_cadence, tag_cadence = cadences(document, stages)
    keys, saved = spellings(document), views(document)
    document.finish()

    return Settings(
        **top,
        **tables["page"],
        **_qualify(tables["qualify"]),
        folders=Folders(**tables["folders"]),
        keys=keys,
        pipeline=stages or DEFAULT,
        stage_cadence=stage_cadence,
        tag_cadence=tag_cadence,
        agenda=AgendaSettings(**tables["agenda"]),
        calendar=_calendar(document, **tables["calendar"]),
        entries=EntryWords(**tables["entries"]),
        me=Me(**tables["me"]),
        views=saved,
    )


def _check_version(document: Document) -> None:
    version = document.data.pop("version", VERSION)
    if not isinstance(version, int) or isinstance(version, bool):
        raise document.refusal(("version",), Wrong("config.type.whole"))
    # A newer file may hold anything: what else seems wrong in it says nothing.
    if version != VERSION:
        wrong = Wrong("config.version", word=version, known=VERSION)
        raise document.refusal(("version",), wrong)


def _top(document: Document) -> dict[str, Any]:
    """Return the values that stand in no table, noting tables nobody knows."""
    tables = dict.fromkeys((*TABLES, *OPEN), _read_elsewhere)
    return document.section(document.data, (), {**TOP, **tables})


def _read_elsewhere(_table: object) -> None:
    return None


def _qualify(table: dict[str, Any]) -> dict[str, Any]:
    weights = {key.removeprefix(WEIGHT): table[key] for key in table if key.startswith(WEIGHT)}
    others = {f"qualify_{key}": table[key] for key in table if not key.startswith(WEIGHT)}
    return {**others, "weights": Weights(**weights)}


def _calendar(
    document: Document,
    *,
    workdays: tuple[int, ...] = tuple(range(5)),
    week_start: int = 0,
    closed: tuple[Range, ...] = (),
    holidays: Holidays | None = None,
) -> Calendar:
    regions, ranges = holidays or Holidays()

    def refuse(name: str, wrong: Wrong) -> BadConfig:
        return document.refusal(("calendar", "holidays", *regions[name]), wrong)

    days, shut = frozenset(workdays), (*closed, *ranges)
    if not regions:
        return Calendar(days, shut, week_start=week_start)
    asked = Regions(tuple(regions), refuse)
    return Calendar(days, shut, asked, " + ".join(regions), week_start)
