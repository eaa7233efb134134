"""What existing notes look like: who is a person, in which folders, in whose words (3.7).

No single note decides: markers are counted, and a folder is taken for what most of its notes
are. The result says what a ``journal.toml`` must hold to read the notes as they stand.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kontaktjournal.domain.contact import stem_of
from kontaktjournal.domain.names import key_of, slug
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.settings import EntryWords, Settings
from kontaktjournal.notation.entries import BodyReader
from kontaktjournal.notation.frontmatter import Head, Value, read_head
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.parse import Reader
from kontaktjournal.notation.people_folders import (
    Kind,
    Layout,
    Mixed,
    folder_of,
    is_named_for_people,
    lay_out,
)
from kontaktjournal.notation.spellings import TELLING, Pairs, Spelling, Spellings
from kontaktjournal.notation.vocabulary import Vocabulary

__all__ = ["Mixed", "PeopleFolder", "Spelling", "StatusWord", "Survey", "survey"]

_MARKERS = frozenset({"person", "people", "contact", "contacts", "kontakt", "kontakte"})
_HASHTAG = re.compile(r"(?<!\S)#(?:person|people|contacts?|kontakte?)(?![\w/-])", re.IGNORECASE)
_SECTION = re.compile(r"^#{2,6}[ \t]", re.MULTILINE)
_SPLIT_WORDS = re.compile(r"[,;]\s*|\s+(?=#)")
_TEMPLATE = re.compile(r"(?<![^\W_])(?:templates?|vorlagen?)(?![^\W_])", re.IGNORECASE)

#: Keys that tell of people, but of firms and invoices, too: two of them count together, one of
#: which says how to reach them.
_REACH = frozenset({"phone", "email"})
_WEAK = frozenset({*_REACH, "org", "role", "city", "address", "next", "every", "met", "via"})


class StatusWord(NamedTuple):
    """A value of a status key, and the id of the stage it is read as; None for none."""

    typed: str
    word: str
    notes: int
    stage: str | None


class PeopleFolder(NamedTuple):
    """A folder of people: how many they are, and by which markers most are known."""

    path: str
    people: int
    markers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found.

    Args:
        folders: where people are, most of them first; ``.`` is the root itself.
        mixed: where people are lost among other notes, so that the folder is not taken.
        spellings: keys of people that are not spelled like the canonical one.
        statuses: the words of status keys, the most frequent first.
        templates: folders of templates, with their number.
        types: markers of notes beside the people that are about something else.
        ignore: patterns for what lies in the folders and is no contact.
        keys: canonical key to the spellings the settings need; the first one is written.
        filename: ``slug`` or ``name``, as most files are named.
    """

    folders: tuple[PeopleFolder, ...] = ()
    mixed: tuple[Mixed, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    statuses: tuple[StatusWord, ...] = ()
    templates: tuple[tuple[str, int], ...] = ()
    types: tuple[tuple[str, int], ...] = ()
    ignore: tuple[str, ...] = ()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filename: str = "slug"


class _Note(NamedTuple):
    """What matters of one note."""

    path: str
    kind: Kind
    marker: str = ""
    head: Pairs = ()
    inline: Pairs = ()


def survey(
    notes: Iterable[tuple[str, bytes]],
    templates: Mapping[str, int] | None = None,
    root_name: str = "",
) -> Survey:
    """Look at notes and say what they have in common.

    Args:
        notes: POSIX path below the root, and content; without those that are never
            contacts by their names (F2, F3).
        templates: folders that hold templates by their names, with their number.
        root_name: name of the folder that all paths are relative to.
    """
    look = _Look(root_name)
    seen = [look.at(path, data) for path, data in notes]
    layout = lay_out(((note.path, note.kind) for note in seen), root_name)
    homes = {note.path: home for note in seen if (home := layout.home(note.path))}
    within = [note for note in seen if note.path in homes]
    people = [note for note in within if note.kind in {Kind.PERSON, Kind.STRANGER}]
    spellings = Spellings([note.head for note in people], [note.inline for note in people])
    return Survey(
        folders=_folders(layout, people, homes),
        mixed=layout.mixed,
        spellings=spellings.foreign(),
        statuses=tuple(_statuses(people, spellings)),
        templates=_templates(seen, layout, templates or {}),
        types=_ranked(note.marker for note in within if note.kind is Kind.OTHER),
        ignore=layout.ignore,
        keys=spellings.settings(),
        filename=_filename(people),
    )


class _Look:
    """Looks at notes, one after another, with the eyes of the journal's own reader."""

    def __init__(self, root_name: str) -> None:
        self._root_name = root_name
        self._reader = Reader(Settings())
        self._body = BodyReader(Vocabulary(EntryWords()), DEFAULT)
        self._keys = Keys({})

    def at(self, path: str, data: bytes) -> _Note:
        """Say what a note is."""
        if any(map(_TEMPLATE.search, (stem_of(path), folder_of(path).rpartition("/")[2]))):
            return _Note(path, Kind.TEMPLATE)
        reading = self._reader.read(data, path)
        if reading.contact is None and reading.problems:
            return _Note(path, Kind.TEMPLATE)
        head = read_head(reading.text, path)
        if reading.contact is None:
            return _Note(path, Kind.OTHER, self._type(head))
        pairs = tuple((key, ", ".join(_words(value))) for key, value in head.pairs)
        inline = self._inline(reading.text, head)
        marker = self._marker((*pairs, *inline), reading.text, head)
        is_person = marker or is_named_for_people(folder_of(path), self._root_name)
        return _Note(path, Kind.PERSON if is_person else Kind.STRANGER, marker, pairs, inline)

    def _type(self, head: Head) -> str:
        """Return the marker that says what a note is about."""
        for key, value in head.pairs:
            if self._keys.canonical(key) == "type":
                return f"{key}: {next(_words(value), '')}"
        return ""

    def _inline(self, text: str, head: Head) -> Pairs:
        if "::" not in text and ":**" not in text:
            return ()
        return self._body.read(text, head.body, head.body_line).fields

    def _marker(self, pairs: Pairs, text: str, head: Head) -> str:
        """Return what makes a note one about a person; nothing where nothing does."""
        by_key: dict[str, str] = {}
        for typed, value in pairs:
            by_key.setdefault(self._keys.canonical(typed) or "", typed)
            for word in map(_bare, _SPLIT_WORDS.split(value)):
                if self._keys.canonical(typed) in {"tags", "type"} and _is_marker(word):
                    return f"{typed}: {word}"
        intro = _SECTION.split(text[head.body :], maxsplit=1)[0]
        if "#" in intro and (found := _HASHTAG.search(intro)):
            return found[0]
        telling = next((typed for typed, _ in pairs if key_of(typed) in TELLING), "")
        weak = _WEAK.intersection(by_key)
        if telling or not _REACH.intersection(weak) or len(weak) == 1:
            return telling
        return by_key[next(key for key in ("phone", "email") if key in weak)]


def _words(value: Value) -> Iterator[str]:
    """Give the texts in a value; what is nested is a link, or of no interest here (K5)."""
    if isinstance(value, str):
        if bare := _bare(value):
            yield bare
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)


def _bare(word: str) -> str:
    """Return a word without the signs of a link or a tag."""
    return word.strip().strip("[]").partition("|")[0].lstrip("#").strip()


def _is_marker(word: str) -> bool:
    # "type/person" and "person/friend" are nested tags.
    return any(key_of(part) in _MARKERS for part in word.split("/"))


def _ranked(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Count words, equal spellings as one, the most frequent first."""
    counts: Counter[str] = Counter()
    typed: dict[str, Counter[str]] = {}
    for word in filter(None, words):
        # "active" and "Active" are one word, called as most notes do.
        counts[word.casefold()] += 1
        typed.setdefault(word.casefold(), Counter())[word] += 1
    ranked = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
    return tuple((min(typed[word], key=lambda one: (-typed[word][one], one)), count)
                 for word, count in ranked)  # fmt: skip


def _folders(
    layout: Layout, people: Sequence[_Note], homes: Mapping[str, str]
) -> tuple[PeopleFolder, ...]:
    markers: dict[str, list[str]] = {path: [] for path in layout.folders}
    for note in people:
        markers[homes[note.path]].append(note.marker)
    found = (PeopleFolder(path, len(each), _ranked(each)) for path, each in markers.items())
    return tuple(sorted(found, key=lambda folder: (-folder.people, folder.path)))


def _statuses(people: Sequence[_Note], spellings: Spellings) -> Iterator[StatusWord]:
    words: dict[str, list[str]] = {}
    for note in people:
        for typed, value in dict((*note.inline, *note.head)).items():
            if value and spellings.canonical(typed) == "status":
                words.setdefault(typed, []).append(value.partition(", ")[0])
    for typed in sorted(words, key=lambda key: (-len(words[key]), key)):
        for word, notes in _ranked(words[typed]):
            stage = DEFAULT.named(word)
            yield StatusWord(typed, word, notes, stage.id if stage else None)


def _templates(
    seen: Iterable[_Note], layout: Layout, named: Mapping[str, int]
) -> tuple[tuple[str, int], ...]:
    """Count the templates by folder: those named so, and those among the people."""
    counts = Counter(named)
    for note in seen:
        if note.kind is Kind.TEMPLATE and layout.folder_above(note.path) is not None:
            counts[folder_of(note.path)] += 1
    return tuple(sorted((+counts).items()))


def _filename(people: Iterable[_Note]) -> str:
    stems = [stem_of(note.path) for note in people]
    slugs = sum(stem == slug(stem) for stem in stems)
    return "slug" if slugs * 2 >= len(stems) else "name"
