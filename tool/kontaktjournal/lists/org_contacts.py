"""Contacts out of Emacs: headings of an Org file with a drawer of properties (org-contacts)."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.domain.names import digits_of
from kontaktjournal.lists.encoding import encoding_of
from kontaktjournal.lists.format import FileFormat, Goal
from kontaktjournal.lists.people import key_of, leftovers, note, said, words
from kontaktjournal.lists.record import Lack, Passed, Record, Records
from kontaktjournal.lists.source import Source
from kontaktjournal.notation.content_lines import on_one_line
from kontaktjournal.notation.dates import read_birthday

_HEADING = re.compile(r"(\*+)[ \t]+(.*?)[ \t]*")
_TAGS = re.compile(r"(?:^|[ \t]+):([\w@#%:]+):$")
_FILE_TAGS = re.compile(r"#\+FILETAGS:[ \t]*([\w@#%: \t]*)", re.IGNORECASE)
_PROPERTY = re.compile(r":([^\s:+]+)\+?:(?:[ \t]+(.*))?")
_DRAWER = re.compile(r":[\w-]+:")
_PROPERTIES = ":PROPERTIES:"
_END = ":END:"
#: What stands before a name: a state, a priority.
_BEFORE = re.compile(r"(?:(?:TODO|DONE|NEXT|WAITING|COMMENT)[ \t]+)?(?:\[#\w+\][ \t]*)?")
#: A link: what it leads to, and what it shows.
_LINK = re.compile(r"\[\[([^\[\]]+)\](?:\[([^\[\]]*)\])?\]")
_SCHEME = re.compile(r"(?:mailto|tel|sms):(?://)?", re.IGNORECASE)
#: A date in the brackets of Org, the day of the week or a repetition behind it.
_STAMP = re.compile(r"[<\[]([0-9]{4}-[0-9]{2}-[0-9]{2})\b[^>\]]*[>\]]")
_WORDS = re.compile(r"[,;\s]+")
#: Numbers and names have blanks in them.
_PHRASES = re.compile(r"[,;\t\v\f]+")
_NOTE_AT_MOST = 20_000

_EMAIL = frozenset({"EMAIL", "MAIL"})
_PHONE = frozenset({"PHONE", "MOBILE", "CELL", "TEL"})
_ALIAS = frozenset({"NICKNAME", "ALIAS"})
_URL = frozenset({"URL", "HOMEPAGE", "WEBSITE", "BLOG"})
_ORG = frozenset({"COMPANY", "ORGANIZATION", "ORG"})
_ROLE = frozenset({"TITLE", "ROLE", "JOB", "POSITION"})
_NOTE = frozenset({"NOTE", "NOTES"})
#: What makes a heading somebody's.
_SOMEBODYS = _EMAIL | _PHONE | _ALIAS | {"ADDRESS", "BIRTHDAY"}
#: What Emacs keeps for itself.
_OF_EMACS = frozenset(
    {"ARCHIVE", "CATEGORY", "CREATED", "CUSTOM", "ICON", "IGNORE", "LAST", "VISIBILITY"}
)

_CLAIM = re.compile(
    rf"^[ \t]*:(?:{'|'.join(sorted(_SOMEBODYS))})[\w-]*\+?:[ \t]", re.IGNORECASE | re.MULTILINE
)
_ANY_HEADING = re.compile(r"^\ufeff?\*+[ \t]", re.MULTILINE)


class _Heading(NamedTuple):
    """A heading and what stands below it, down to the next one."""

    line: int
    title: str
    tags: tuple[str, ...]
    properties: list[tuple[str, str]]
    prose: list[str]

    def take(self, names: Iterable[str]) -> list[str]:
        """Take out what some properties say; ``PHONE_HOME`` is a ``PHONE``."""
        taken = [one for one in self.properties if _base(one[0]) in names]
        self.properties[:] = [one for one in self.properties if one not in taken]
        return [value for _, value in taken]


def _base(name: str) -> str:
    return re.split(r"[_-]", name, maxsplit=1)[0]


def _claims(head: bytes, _name: str) -> bool:
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    return bool(_CLAIM.search(text) and _ANY_HEADING.search(text))


def _read(source: Source) -> Records:
    with source.open() as file:
        encoding = encoding_of(file)
    with source.open() as file, io.TextIOWrapper(file, encoding, "replace") as lines:
        for heading in _headings(lines):
            # A heading without any of these holds others together, or is no contact's.
            if any(_base(name) in _SOMEBODYS for name, _ in heading.properties):
                yield _entry(heading)


def _headings(lines: Iterable[str]) -> Iterator[_Heading]:
    """Give each heading; tags of the file and of headings above count for those below."""
    above: list[tuple[int, tuple[str, ...]]] = []
    of_file: tuple[str, ...] = ()
    heading: _Heading | None = None
    drawer = ""
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n")
        if found := _HEADING.fullmatch(line):
            if heading:
                yield heading
            title, own = _split_tags(found[2])
            above = [one for one in above if one[0] < len(found[1])]
            above.append((len(found[1]), own))
            tags = dict.fromkeys((*of_file, *(tag for _, some in above for tag in some)))
            heading, drawer = _Heading(number, title, tuple(tags), [], []), ""
        elif heading:
            drawer = _below(heading, line, drawer)
        elif found := _FILE_TAGS.match(line):
            of_file = (*of_file, *filter(None, re.split(r"[:\s]+", found[1])))
    if heading:
        yield heading


def _split_tags(text: str) -> tuple[str, tuple[str, ...]]:
    found = _TAGS.search(text)
    if found is None:
        return text, ()
    return text[: found.start()], tuple(filter(None, found[1].split(":")))


def _below(heading: _Heading, line: str, drawer: str) -> str:
    """Take a line below a heading; return the name of the drawer that is open behind it."""
    bare = line.strip()
    if drawer:
        if bare.upper() == _END:
            return ""
        found = _PROPERTY.fullmatch(bare) if drawer == _PROPERTIES else None
        if found and found[2]:
            heading.properties.append((found[1].upper(), found[2].strip()))
        return drawer
    if _DRAWER.fullmatch(bare):
        return bare.upper()
    if sum(map(len, heading.prose)) + len(line) < _NOTE_AT_MOST:
        heading.prose.append(line)
    return ""


def _entry(heading: _Heading) -> Record | Passed:
    beginning = words(heading.properties[0][1])
    title, links = _unlinked(_BEFORE.sub("", heading.title, count=1))
    names = tuple(dict.fromkeys(filter(None, (*heading.take({"NAME"}), title))))
    if not names:
        return Passed(heading.line, Lack.NO_NAME, beginning)
    left: list[str] = []
    card = Card(
        name=names[0],
        aliases=tuple(dict.fromkeys((*names[1:], *_split(heading.take(_ALIAS), _PHRASES)))),
        org=_split(heading.take(_ORG), _PHRASES),
        role=", ".join(heading.take(_ROLE)),
        phone=_meant("PHONE", _split(heading.take(_PHONE), _PHRASES), digits_of, left),
        email=_meant("EMAIL", _split(heading.take(_EMAIL), _WORDS), _at_sign, left),
        url=tuple(dict.fromkeys((*_split(heading.take(_URL), _WORDS), *links))),
        address=", ".join(heading.take({"ADDRESS"})),
        birthday=_birthday(heading.take({"BIRTHDAY"}), left),
        tags=heading.tags,
        uid=next(iter(heading.take({"ID"})), ""),
    )
    return Record(heading.line, card._replace(note=_note(heading, left)), key_of(card))


def _unlinked(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text as Emacs shows it, and where its links lead."""
    links = tuple(to for to, _ in _LINK.findall(text))
    shown = _LINK.sub(lambda found: found[2] or found[1], text)
    return on_one_line(shown), links


def _split(values: Iterable[str], between: re.Pattern[str]) -> tuple[str, ...]:
    """Return each of several things in some values; of a link, what it leads to."""
    led = (_LINK.sub(lambda found: found[1], value) for value in values)
    parts = (part.strip() for value in led for part in between.split(value))
    return said(_SCHEME.sub("", part, count=1) for part in parts)


def _meant(
    name: str, found: Iterable[str], test: Callable[[str], str], left: list[str]
) -> tuple[str, ...]:
    """Return what passes a test; what does not is left for the note."""
    meant = []
    for one in found:
        if test(one):
            meant.append(one)
        else:
            left.append(f"{name}: {one}")
    return tuple(meant)


def _at_sign(text: str) -> str:
    return text.partition("@")[1]


def _birthday(days: Iterable[str], left: list[str]) -> Birthday | None:
    birthday = None
    for day in days:
        read = read_birthday(_STAMP.sub(r"\1", day)).birthday
        if read and birthday in (None, read):
            birthday = read
        else:
            left.append(f"BIRTHDAY: {day}")
    return birthday


def _note(heading: _Heading, left: Iterable[str]) -> str:
    """Return what was said in prose, and what has no place of its own."""
    told = "\n\n".join(filter(None, (*heading.take(_NOTE), "\n".join(heading.prose).strip())))
    rest = ((name, value) for name, value in heading.properties if _base(name) not in _OF_EMACS)
    return note(told, *left, *leftovers(rest))


CONTACTS = FileFormat("org_contacts", Goal.CONTACTS, _claims, _read)
