"""What ``journal.toml`` says, as frozen values; defaults are those of 3.6."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kontaktjournal.domain.pipeline import DEFAULT, Pipeline
from kontaktjournal.domain.rhythm import Cadence, Calendar, Unit

_NO_CADENCES: Mapping[str, Cadence] = MappingProxyType({})
_NO_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_NO_TEXT: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things lie, below the root."""

    contacts: tuple[str, ...] = ("kontakte",)
    lists: str = "listen"
    templates: str = "templates"
    ignore: tuple[str, ...] = ()
    filename: str = "slug"
    archive: str = ""


@dataclass(frozen=True, slots=True)
class AgendaSettings:
    """How a day's agenda is cut."""

    per_day: int = 8
    focus: int = 3
    week_preview: bool = True
    birthdays: bool = True
    max_attempts: int = 5
    retry: Cadence = Cadence(2, Unit.WORKDAY)


@dataclass(frozen=True, slots=True)
class EntryWords:
    """Words added to the built-in vocabulary of entries (3.4, E4)."""

    log_sections: tuple[str, ...] = ()
    daily: tuple[str, ...] = ()
    talk: tuple[str, ...] = ()
    message: tuple[str, ...] = ()
    attempt: tuple[str, ...] = ()
    note: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Me:
    """My side of the shared story."""

    places: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each reason for a first conversation counts (L2).

    Args:
        close: whoever a customer knows, or somebody one keeps in touch with.
        known: whoever another contact in play knows.
    """

    close: int = 5
    known: int = 3
    replied: int = 4
    event: int = 3
    org: int = 3
    place: int = 2
    topic: int = 2
    connected: int = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of ``journal.toml``.

    Args:
        keys: canonical key to the spellings the user added; the first is written.
        stage_cadence: rhythm by stage id; tag_cadence: by tag, folded.
        qualify_per_day: how many people a draw proposes.
        qualify_later: how long somebody rests who was put off.
        editor: template of the link that opens a file in the user's editor.
        views: saved queries by name.
    """

    language: str = "auto"
    timezone: str = ""
    folders: Folders = field(default_factory=Folders)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_KEYS)
    pipeline: Pipeline = DEFAULT
    stage_cadence: Mapping[str, Cadence] = field(default_factory=lambda: _NO_CADENCES)
    tag_cadence: Mapping[str, Cadence] = field(default_factory=lambda: _NO_CADENCES)
    agenda: AgendaSettings = field(default_factory=AgendaSettings)
    calendar: Calendar = field(default_factory=Calendar)
    entries: EntryWords = field(default_factory=EntryWords)
    me: Me = field(default_factory=Me)
    qualify_per_day: int = 5
    qualify_later: Cadence = Cadence(90, Unit.DAY)
    weights: Weights = field(default_factory=Weights)
    editor: str = ""
    views: Mapping[str, str] = field(default_factory=lambda: _NO_TEXT)
