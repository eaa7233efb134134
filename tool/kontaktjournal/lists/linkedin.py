"""The archive of LinkedIn: connections, and the days of messages (6.1).

Months are English, whatever the language of the account; spreadsheets write them anew.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from kontaktjournal.domain.card import Card
from kontaktjournal.lists.columns import Columns
from kontaktjournal.lists.days import day_of
from kontaktjournal.lists.format import Goal, TableFormat
from kontaktjournal.lists.names import full_name
from kontaktjournal.lists.record import Lack, Passed, Record, Records
from kontaktjournal.lists.table import Cells, Row

_GIVEN = ("First Name", "Vorname")
_FAMILY = ("Last Name", "Nachname")
_URL = ("URL",)
_EMAIL = ("Email Address", "E-Mail-Adresse")
_COMPANY = ("Company", "Unternehmen")
_POSITION = ("Position",)
_CONNECTED = ("Connected On", "Verbunden am")

#: Behind the name may stand a language or a page; in an old address all of it is the name.
_PROFILE = re.compile(r"linkedin\.com/(?:in/([^/?#\s]+)|pub/([^?#\s]+))", re.IGNORECASE)
_WORDS_AT_MOST = 60


def _is_connections(cells: Cells) -> bool:
    columns = Columns(cells)
    asked = (_GIVEN, _FAMILY, _CONNECTED)
    return all(any(columns.has(name) for name in names) for names in asked)


def _connections(header: Cells, rows: Iterable[Row]) -> Records:
    columns = Columns(header)
    given, family = columns.asking(*_GIVEN), columns.asking(*_FAMILY)
    companies, position = columns.asking_all(*_COMPANY), columns.asking(*_POSITION)
    emails, urls, since = (columns.asking(*names) for names in (_EMAIL, _URL, _CONNECTED))
    for line, cells in rows:
        if not cells or not columns.fits(cells):
            yield Passed(line, Lack.DAMAGED, _beginning(cells))
            continue
        row = columns.filled(cells)
        name = full_name(given(row), family(row))
        if not name:
            yield Passed(line, Lack.NO_NAME, _beginning(cells))
            continue
        url, email, connected = urls(row), emails(row), day_of(since(row))
        card = Card(
            name,
            org=companies(row),
            role=position(row),
            email=(email,) if "@" in email else (),
            url=(url,) if url else (),
        )
        key = _profile(url) or _fallback(name, connected)
        yield Record(line, card, key, connected, cells=cells)


def _beginning(cells: Cells | None) -> str:
    return " ".join(filter(None, cells or ()))[:_WORDS_AT_MOST]


def _profile(url: str) -> str:
    """Return what tells a profile apart: "zoë-brandt" of ``…/in/zo%C3%AB-brandt``."""
    found = _PROFILE.search(url)
    slug = unquote(found[1] or found[2]) if found else ""
    if not slug.isprintable():
        slug = "".join(filter(str.isprintable, slug))
    return normalize("NFC", slug.strip("/ ").lower())


def _fallback(name: str, connected: date | None) -> str:
    """Return the key of archives that have no profiles: a name alone is none."""
    return f"{normalize('NFC', name).casefold()} {connected}" if connected else ""


CONNECTIONS = TableFormat("linkedin", Goal.LIST, _is_connections, _connections)


# Messages: their words are never kept ------------------------------------------------------

_FROM, _TO = "FROM", "TO"
_SENDER, _RECIPIENTS = "SENDER PROFILE URL", "RECIPIENT PROFILE URLS"
_SENT = "DATE"
_DRAFTS = ("IS MESSAGE DRAFT", "IS CONVERSATION DRAFT")
_YES = frozenset({"yes", "true", "1"})


class _Person(NamedTuple):
    """Somebody who wrote or was written to; without a profile, the name tells them apart."""

    profile: str
    name: str
    url: str

    @property
    def identity(self) -> str:
        return self.profile or self.name.casefold()


class _Message(NamedTuple):
    line: int
    sent: date
    sender: _Person
    recipients: tuple[_Person, ...]


class _Exchange:
    """What two people wrote to each other: who of them did, and when last."""

    def __init__(self) -> None:
        self.writers: set[str] = set()
        self.line = 0
        self.last = date.min

    def add(self, message: _Message) -> None:
        self.writers.add(message.sender.identity)
        # The newest message stands first.
        if message.sent > self.last:
            self.line, self.last = message.line, message.sent


def _is_messages(cells: Cells) -> bool:
    return Columns(cells).has("CONVERSATION ID", _FROM, _TO, _SENT)


def _messages(header: Cells, rows: Iterable[Row]) -> Records:
    """Give each person both wrote with, alone, with the day of the last message.

    Whose archive it is, it does not say: it is who takes part in the most messages, or who
    wrote the drafts.
    """
    people: dict[str, _Person] = {}
    present: Counter[str] = Counter()
    exchanges: dict[tuple[str, str], _Exchange] = {}
    drafted = ""
    columns = Columns(header)
    for line, cells in rows:
        message = _message(columns, line, cells) if cells and columns.fits(cells) else None
        if message is None or cells is None:
            yield Passed(line, Lack.DAMAGED)
            continue
        if any(columns.first(cells, name).lower() in _YES for name in _DRAFTS):
            drafted = message.sender.identity or drafted
            continue
        both = (message.sender, *message.recipients)
        people |= {one.identity: one for one in both if one.identity}
        present.update({one.identity for one in both if one.identity})
        if all(one.identity for one in both) and len(message.recipients) == 1:
            pair = sorted(one.identity for one in both)
            exchanges.setdefault((pair[0], pair[1]), _Exchange()).add(message)
    yield from _partners(people, exchanges, drafted or _most_present(present))


def _message(columns: Columns, line: int, cells: Cells) -> _Message | None:
    sent = day_of(columns.first(cells, _SENT))
    if sent is None:
        return None
    sender = _person(columns.first(cells, _FROM), columns.first(cells, _SENDER))
    to = columns.first(cells, _TO)
    urls = [url.strip() for url in columns.first(cells, _RECIPIENTS).split(",") if url.strip()]
    if len(urls) == 1:
        recipients = [_person(to, urls[0])]
    elif urls:
        # Their names may hold commas, and cannot be told apart.
        recipients = [_person("", url) for url in urls]
    else:
        recipients = [_person(name.strip(), "") for name in to.split(",")]
    return _Message(line, sent, sender, tuple(recipients))


def _person(name: str, url: str) -> _Person:
    return _Person(_profile(url), full_name(name), url)


def _most_present(present: Counter[str]) -> str:
    """Return who takes part in more messages than anybody else; empty where nobody does."""
    match present.most_common(2):
        case [(identity, _)]:
            return identity
        case [(identity, most), (_, next_most)] if most > next_most:
            return identity
        case _:
            return ""


def _partners(
    people: dict[str, _Person], exchanges: dict[tuple[str, str], _Exchange], mine: str
) -> Iterator[Record]:
    """Give the other one of each exchange; where nobody knows whose archive it is, both."""
    latest: dict[str, _Exchange] = {}
    for pair, exchange in exchanges.items():
        if len(exchange.writers) < len(pair) or (mine and mine not in pair):
            continue
        for identity in pair:
            known = latest.get(identity)
            if identity != mine and (known is None or known.last < exchange.last):
                latest[identity] = exchange
    for identity, exchange in latest.items():
        person = people[identity]
        if person.name:
            card = Card(person.name, url=(person.url,) if person.profile else ())
            yield Record(exchange.line, card, key=person.profile, exchanged=exchange.last)


MESSAGES = TableFormat("linkedin_messages", Goal.EXCHANGES, _is_messages, _messages)


# Invitations: strangers, and whoever accepted stands among the connections -------------------


def _is_invitations(cells: Cells) -> bool:
    return Columns(cells).has("From", "To", "Sent At", "Direction")


def _nobody(_header: Cells, _rows: Iterable[Row]) -> Records:
    yield from ()


INVITATIONS = TableFormat("linkedin_invitations", Goal.REFUSED, _is_invitations, _nobody)
