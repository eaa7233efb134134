"""What stands under a mail, to values: only what is sure is taken, the rest stays as it was.

A line is cut into its parts; each part is one thing or nothing. A line of which any part is
nothing goes into the note whole, as it was typed: nothing is lost, and nothing invented.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.names import digits_of, folds, same, slug
from kontaktjournal.notation.signature_words import (
    COUNTRY,
    DEGREE,
    FIRM,
    GREETING,
    NO_PHONE,
    ON_BEHALF,
    PARTICLES,
    PHONE,
    ROLE,
    WEB,
)

_PARTS = re.compile(r"\s*[|·•▪│]\s*|\t+|\s{3,}|\s+//\s+")
#: Where a second number begins: "Tel. +49 … Fax +49 …".
_NEXT_NUMBER = re.compile(
    rf"(?<=\d)[\s,;/]+(?=(?:{PHONE}|{NO_PHONE})[.:]*\s*[+(\d])", re.IGNORECASE
)
#: The comma before "OR 97201" belongs to the place.
_COMMA = re.compile(r",\s+(?![A-Z]{2} \d{5})")

_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_MAILS = re.compile(
    rf"(?:e-?mails?|mail|e|@)?\s*[.:]*\s*((?:(?:mailto:)?<?{_MAIL}>?[\s,;]*)+)", re.IGNORECASE
)
_HEADER = re.compile(
    rf"(?:(?:von|from)\s*:\s*)?[\"“„]?([^\"“”„<>@]+?)[\"“”]?\s*<({_MAIL})>", re.IGNORECASE
)
_EACH_MAIL = re.compile(_MAIL)
_NUMBER = r"[+(]?\d[\d\s()/.–-]*\d"
_EXTENSION = r"(?:\s*(?:ext|dw|app)\.?\s*\d{1,5})?"
_LABELLED = re.compile(
    rf"(?:{PHONE})(?:[\s.-]*(?:nr|nummer|no|number))?\s*[.:]*\s*({_NUMBER}{_EXTENSION})",
    re.IGNORECASE,
)
_UNLABELLED = re.compile(
    rf"((?:\+|\(?0)[\d\s()/.–-]*\d{_EXTENSION})(?:\s*\((?:{PHONE})\))?", re.IGNORECASE
)
_DATE = re.compile(r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d\d)")
_FEWEST_DIGITS, _FEWEST_UNLABELLED, _MOST_DIGITS = 5, 7, 16
_LINK = re.compile(rf"((?:{WEB})\s*[.:]*\s*)?((?:https?://|www\.)\S+\.\S+)", re.IGNORECASE)
_DOMAIN = re.compile(rf"((?:{WEB})\s*[.:]+\s*)?((?:[\w-]+\.)+[a-z]{{2,}}(?:/\S*)?)", re.IGNORECASE)

_WITH_PATH = re.compile(
    r"(?:[\w-]+\.)+(?:at|ch|com|de|eu|info|io|me|net|org|uk)/\S+", re.IGNORECASE
)

_PLACE = r"[^\W\d_](?:[^\W\d_]|[ .()/'’-])*"
_TOWNS = (
    re.compile(rf"(?:(?:D|DE)[-– ]\s?)?\d{{5}}\s+({_PLACE})"),
    re.compile(rf"(?:A|AT|CH|FL)[-– ]\s?\d{{4}}\s+({_PLACE})"),
    re.compile(rf"({_PLACE}?),?\s+[A-Z]{{1,2}}\d[A-Z\d]?\s*\d[A-Z]{{2}}"),
    re.compile(rf"({_PLACE}?), [A-Z]{{2}} \d{{5}}(?:-\d{{4}})?"),
)
_HOUSE = r"\d+\s?[a-zA-Z]?(?:\s?[-–/+]\s?\d+\s?[a-zA-Z]?)?"
_STREET = re.compile(
    rf"{_PLACE}\s{_HOUSE}|\d+[a-zA-Z]?\s{_PLACE}|(?:Postfach|P\.?O\.? Box)\s[\d ]+\d"
)
_LETTERS = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-])*")
_FEWEST_WORDS, _MOST_WORDS = 2, 6
_MOST_WORDS_OF_ROLE = 9
_LONGEST = 200
#: A signature is short; what is pasted along with it need not be understood.
_MOST_LINES = 200
#: Shorter words of a name stand in too many addresses by chance.
_TELLING_LETTERS = 3


class _Is(Enum):
    MAIL = auto()
    PHONE = auto()
    LINK = auto()
    TOWN = auto()
    STREET = auto()
    COUNTRY = auto()
    FIRM = auto()
    ROLE = auto()
    NAME = auto()
    PLEASANTRY = auto()


class _Part(NamedTuple):
    """A part of a line, and what it is; None where nobody can tell."""

    line: int
    words: str
    kind: _Is | None
    more: str


def read_signature(text: str, name: str = "") -> Card:
    """Return what is sure in a signature; the note holds every other line.

    Args:
        text: as it was pasted.
        name: whose it is, where that is known.
    """
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    told = enumerate(lines[:_MOST_LINES])
    parts = _settled([part for place, line in told for part in _parts(place, line)])
    named, parts = _named(parts, name)
    parts = _with_firms(parts)
    role = next((part.words for part in parts if part.kind is _Is.ROLE), "")
    parts = [_unless(part, part.kind is _Is.ROLE and part.words != role) for part in parts]
    open_lines = {part.line for part in parts if part.kind is None}
    open_lines |= set(range(_MOST_LINES, len(lines)))
    note = [line for place, line in enumerate(lines) if place in open_lines or not line]
    return Card(
        name=named,
        org=_each(part.words for part in parts if part.kind is _Is.FIRM),
        role=role,
        phone=_numbers(part.more for part in parts if part.kind is _Is.PHONE),
        email=_each(
            mail
            for part in parts
            if part.kind is _Is.MAIL
            for mail in _EACH_MAIL.findall(part.words)
        ),
        url=_each(part.more for part in parts if part.kind is _Is.LINK),
        city=next((part.more for part in parts if part.kind is _Is.TOWN), ""),
        address=_address(parts),
        note=re.sub(r"\n{3,}", "\n\n", "\n".join(note)).strip("\n"),
    )


# --- parts -------------------------------------------------------------------------------


def _parts(place: int, line: str) -> Iterator[_Part]:
    if header := _HEADER.fullmatch(line):
        yield _Part(place, header[2], _Is.MAIL, "")
        yield from (part._replace(line=place) for part in _of_commas(place, header[1].strip()))
        return
    for piece in _PARTS.split(line):
        for words in _NEXT_NUMBER.split(piece):
            if words:
                yield from _of_commas(place, words)


def _of_commas(place: int, words: str) -> list[_Part]:
    """Return a part whole, or in the pieces between its commas where each is something."""
    whole = _part(place, words)
    pieces = [piece for piece in _COMMA.split(words) if piece]
    parts = [_part(place, piece) for piece in pieces]
    kinds = [part.kind for part in parts]
    if kinds[:1] == [_Is.NAME] and all(DEGREE.fullmatch(one) for one in pieces[1:]):
        return [_Part(place, words, _Is.NAME, "")]
    is_apart = None not in kinds and {*kinds} != {whole.kind}
    return parts if is_apart else [whole]


def _part(place: int, words: str) -> _Part:
    # A whole sentence is no part of a signature.
    found = _found(words) if len(words) <= _LONGEST else None
    return _Part(place, words, *(found or (None, "")))


def _found(words: str) -> tuple[_Is, str] | None:
    """Return what a part is, the surest first, and its value where that is not the whole."""
    domain = _DOMAIN.fullmatch(words)
    link = _LINK.fullmatch(words) or (domain if domain and domain[1] else None)
    town = next(filter(None, (pattern.fullmatch(words) for pattern in _TOWNS)), None)
    number = _number(words)
    kinds = (
        (GREETING.fullmatch(words), _Is.PLEASANTRY, ""),
        (_MAILS.fullmatch(words), _Is.MAIL, ""),
        (number, _Is.PHONE, number),
        (link, _Is.LINK, link[2] if link else ""),
        (_WITH_PATH.fullmatch(words), _Is.LINK, words),
        (town, _Is.TOWN, town[1].strip() if town else ""),
        (COUNTRY.fullmatch(words), _Is.COUNTRY, ""),
        (_is_firm(words), _Is.FIRM, ""),
        (_is_role(words), _Is.ROLE, ""),
        (_STREET.fullmatch(words), _Is.STREET, ""),
        (_is_name(words), _Is.NAME, ""),
    )
    return next(((kind, value) for is_it, kind, value in kinds if is_it), None)


def _is_firm(words: str) -> bool:
    # "Geschäftsführer der X GmbH: …" and the number of a register say something else.
    return bool(FIRM.search(words)) and ":" not in words and not re.search(r"\d{3}", words)


def _number(words: str) -> str:
    labelled = _LABELLED.fullmatch(words)
    found = labelled or _UNLABELLED.fullmatch(words)
    if found is None or _DATE.fullmatch(found[1].strip()):
        return ""
    digits = sum(char.isdigit() for char in found[1])
    fewest = _FEWEST_DIGITS if labelled else _FEWEST_UNLABELLED
    return " ".join(found[1].split()) if fewest <= digits <= _MOST_DIGITS else ""


def _is_role(words: str) -> bool:
    has_other_signs = re.search(r"[\d:@]", words) is not None
    return (
        not has_other_signs
        and len(words.split()) <= _MOST_WORDS_OF_ROLE
        and bool(ROLE.search(words))
    )


def _is_name(words: str) -> bool:
    """Tell whether a part has the shape of a person's name."""
    each = ON_BEHALF.sub("", words).split()
    if not all(_LETTERS.fullmatch(word) for word in each):
        return False
    if not all(word in PARTICLES or not word[0].islower() for word in each):
        return False
    # Where letters have no capitals, a name is one word.
    is_uncased = len(each) == 1 and words.lower() == words.upper()
    return is_uncased or _FEWEST_WORDS <= len(each) <= _MOST_WORDS


# --- what one part says of another -------------------------------------------------------


def _settled(parts: list[_Part]) -> list[_Part]:
    """Leave a street only before its town, and a country only behind it."""
    kinds = [part.kind for part in parts]

    def is_loose(at: int) -> bool:
        if kinds[at] is _Is.STREET:
            return kinds[at + 1 : at + 2] != [_Is.TOWN]
        return kinds[at] is _Is.COUNTRY and (at == 0 or kinds[at - 1] is not _Is.TOWN)

    settled = [_unless(part, is_loose(at)) for at, part in enumerate(parts)]
    # Of two places, the second is another office: with its street and its country.
    for at in [at for at, kind in enumerate(kinds) if kind is _Is.TOWN][1:]:
        settled[at] = settled[at]._replace(kind=None)
        for near, kind in ((at - 1, _Is.STREET), (at + 1, _Is.COUNTRY)):
            if kinds[near : near + 1] == [kind]:
                settled[near] = settled[near]._replace(kind=None)
    return settled


def _unless(part: _Part, is_nothing: bool) -> _Part:  # noqa: FBT001  # it reads as a sentence
    return part._replace(kind=None) if is_nothing else part


def _named(parts: list[_Part], known: str) -> tuple[str, list[_Part]]:
    """Return whose signature it is; other lines that look like names are nothing."""
    shaped = [ON_BEHALF.sub("", part.words) for part in parts if part.kind is _Is.NAME]
    name = known or _likeliest(shaped, parts)

    def is_other(part: _Part) -> bool:
        words = ON_BEHALF.sub("", part.words)
        return part.kind is _Is.NAME and not same(words, name)

    return name, [_unless(part, is_other(part)) for part in parts]


def _likeliest(shaped: Sequence[str], parts: Sequence[_Part]) -> str:
    mails = [mail for part in parts if part.kind is _Is.MAIL for mail in [part.words]]
    local = [mail.rpartition("@")[0].casefold() for mail in mails]
    for name in shaped:
        words = {fold for word in name.split() for fold in folds(word.strip("."))}
        telling = [word for word in words if len(word) >= _TELLING_LETTERS]
        if any(word in mail for word in telling for mail in local):
            return name
    domains = _domains(parts)
    others = [name for name in shaped if _bare(name) not in domains]
    return next(iter([*others, *shaped]), "")


def _with_firms(parts: list[_Part]) -> list[_Part]:
    """Take the line for a firm's that its address on the web is made of."""
    domains = _domains(parts)
    return [
        part._replace(kind=_Is.FIRM) if part.kind is None and _bare(part.words) in domains
        else part._replace(kind=_Is.LINK, more=part.words)
        if part.kind is None and part.words.casefold() in _hosts(parts)
        else part
        for part in parts
    ]  # fmt: skip


def _hosts(parts: Iterable[_Part]) -> frozenset[str]:
    """Return the names of machines in addresses of mail and web."""
    mails = (
        mail.rpartition("@")[2]
        for part in parts
        if part.kind is _Is.MAIL
        for mail in _EACH_MAIL.findall(part.words)
    )
    links = (
        re.sub(r"^https?://", "", part.more.casefold()).partition("/")[0]
        for part in parts
        if part.kind is _Is.LINK
    )
    return frozenset(host.casefold().removeprefix("www.") for host in (*mails, *links))


def _domains(parts: Iterable[_Part]) -> frozenset[str]:
    return frozenset(_bare(host.rpartition(".")[0]) for host in _hosts(parts)) - {""}


def _bare(words: str) -> str:
    return slug(words).replace("-", "") if any(map(str.isalnum, words)) else ""


# --- values ------------------------------------------------------------------------------


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _numbers(numbers: Iterable[str]) -> tuple[str, ...]:
    once: dict[str, str] = {}
    for number in numbers:
        once.setdefault(digits_of(number), number)
    return tuple(once.values())


def _address(parts: Sequence[_Part]) -> str:
    kinds = {_Is.STREET, _Is.TOWN, _Is.COUNTRY}
    return ", ".join(part.words for part in parts if part.kind in kinds)
