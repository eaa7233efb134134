"""vCards, 2.1 to 4.0, to values: every program's own way of writing them is read (6.6).

Two steps: `vcard_lines` takes a card apart, `card_of` says what of it is known of a person. A
line that cannot be read costs that line, never the card.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.notation.dates import read_birthday
from kontaktjournal.notation.vcard_lines import (
    Property,
    VCard,
    first_of,
    read_lines,
    split,
    unescaped,
)
from kontaktjournal.notation.vcard_spans import spans

_BEGIN = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t\r]*$", re.IGNORECASE | re.MULTILINE)


def is_vcard(text: str) -> bool:
    """Tell whether there is a card in a text."""
    return _BEGIN.search(text) is not None


def read_vcards(text: str) -> tuple[VCard, ...]:
    """Return the cards in a text; what stands outside of them is passed over.

    Of a card that does not end there is what stands in it: pasted without its last line, half
    a card is better than none.
    """
    lines = text.encode("utf-8", "replace").splitlines()
    return tuple(read_lines(one.lines) for one in spans(lines) if one.is_card)


# --- what is known of a person -----------------------------------------------------------


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: What a card says to programs.
_TECHNICAL = _set(
    """
    VERSION PRODID REV UID PHOTO LOGO SOUND KEY SORT-STRING CLASS MAILER SOURCE KIND XML N FN
    CLIENTPIDMAP LABEL AGENT NAME PROFILE CREATED LANGUAGE JSPROP X-ABADR X-ABUID X-ABSHOWAS
    X-ABORDER X-ABCROPRECTANGLE X-IMAGEHASH X-IMAGETYPE X-PHONETIC-FIRST-NAME
    X-PHONETIC-LAST-NAME X-ADDRESSBOOKSERVER-KIND X-MS-OL-DEFAULT-POSTAL-ADDRESS
    X-MS-OL-DESIGN X-MS-CARDPICTURE X-MS-TEXT X-EVOLUTION-FILE-AS X-RADICALE-NAME
    """
)
_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-EVOLUTION-LIST")
_NO_PERSON = frozenset({"group", "location", "application", "device", "true"})
_NO_TELEPHONE = re.compile("fax|pager|bbs|modem|textphone", re.IGNORECASE)
_NO_MAIL = frozenset({"x400", "tlx"})
_SCHEME = re.compile(r"(?:tel|mailto|sip):", re.IGNORECASE)
#: Of what sort nearly everything is says nothing.
_NO_SORT = frozenset({"pref", "internet", "voice"})
#: Groups that every contact of Google's is in.
_NO_TAGS = frozenset({"mycontacts", "starred"})
_COMPACT_DAY = re.compile(r"([0-9]{4}-?|--)([0-9]{2})-?([0-9]{2})(?:[T ].*)?", re.DOTALL)
#: What may hold an address on the web.
_ADDRESSES = ("URL", "X-SOCIALPROFILE", "SOCIALPROFILE")
_OMITTED = "X-APPLE-OMIT-YEAR"

_Test = Callable[[Property], bool]


def is_person(vcard: VCard) -> bool:
    """Tell whether a card is somebody's, and not a group's, a place's or a machine's."""
    kinds = (one.text.casefold() for one in vcard.properties if one.name in _KINDS)
    return not any(kind in _NO_PERSON for kind in kinds)


def is_tag(word: str) -> bool:
    """Tell whether a group of an address book says something of who is in it."""
    return bool(word) and word.replace(" ", "").casefold() not in _NO_TAGS


class _Left:
    """The properties of a card that have not found a place yet."""

    def __init__(self, vcard: VCard) -> None:
        self._properties: dict[str, list[Property]] = {}
        for one in vcard.properties:
            if one.value.strip(" ;"):
                self._properties.setdefault(one.name, []).append(one)
        self._vcard = vcard

    def take(self, name: str, test: _Test | None = None) -> list[Property]:
        """Return the properties of a name, the preferred ones first; nobody gets them again."""
        found = self._properties.pop(name, None)
        if found is None:
            return []
        if test and (others := [one for one in found if not test(one)]):
            self._properties[name] = others
            found = [one for one in found if test(one)]
        return found if len(found) < 2 else sorted(found, key=_rank)  # noqa: PLR2004  # none, one

    def first(self, name: str) -> list[Property]:
        """Return the preferred property of a name alone; the others stay."""
        found = self.take(name)
        if len(found) > 1:
            self.give_back(*found[1:])
        return found[:1]

    def give_back(self, *properties: Property) -> None:
        """Take back what has found no place."""
        for one in properties:
            self._properties.setdefault(one.name, []).append(one)

    def rest(self) -> Iterator[str]:
        """Give what is left, a line each, and the lines that were no properties."""
        names = [name for name in self._properties if name not in _TECHNICAL]
        left = {id(one) for name in names for one in self._properties[name]}
        for one in self._vcard.properties if left else ():
            if id(one) not in left:
                continue
            words = ", ".join(filter(None, one.parts())).replace("\n", " ")
            if words:
                sort = one.label or ", ".join(sorted(one.types - _NO_SORT))
                yield f"{one.name}{f' ({sort})' if sort else ''}: {_without_year(one, words)}"
        yield from self._vcard.unread


def card_of(vcard: VCard) -> Card:
    """Return what a card says of a person; what has no place of its own goes into the note."""
    left = _Left(vcard)
    firms = [one.parts() for one in left.take("ORG")]
    homes = [one.parts() for one in left.first("ADR")]
    labels = [] if homes else left.first("LABEL")
    birthday = _first_birthday(left)
    name = _name(left)
    card = Card(
        name=name or (one_line(firms[0][0]) if firms else ""),
        aliases=_words(left.take("NICKNAME")),
        # A firm alone has its own name, as most programs write it: so it is told from a person's.
        org=tuple(dict.fromkeys(one_line(firm[0]) for firm in firms if firm[0])),
        role=_text(left.first("TITLE") or left.first("ROLE")),
        phone=_texts(left.take("TEL", _is_telephone)),
        email=_texts(left.take("EMAIL", _is_mail)),
        url=_texts(one for name in _ADDRESSES for one in left.take(name, _is_on_the_web)),
        city=one_line(homes[0][3]) if homes and len(homes[0]) > 3 else "",  # noqa: PLR2004  # see address_of
        address=address_of(homes[0]) if homes else _text(labels, "\n", ", "),
        birthday=birthday,
        tags=tuple(filter(is_tag, _words(left.take("CATEGORIES")))),
        uid=_text(left.first("UID")),
    )
    told = [one.text for one in left.take("NOTE")]
    departments = [", ".join(filter(None, firm[1:])) for firm in firms]
    rest = "\n".join(filter(None, (*departments, *left.rest())))
    return card._replace(note="\n\n".join(filter(None, (*told, rest))))


def one_line(text: str) -> str:
    """Return a text without its line breaks, and without blanks that say nothing."""
    return " ".join(text.split())


def _name(left: _Left) -> str:
    """Return the name as it is shown, else put together."""
    for one in left.take("FN"):
        return one_line(one.text)
    for one in left.take("N"):
        # A part may be several: given names, titles.
        parts = (split(part, ",") for part in split(one.value, ";"))
        said = (one_line(" ".join(map(unescaped, part))) for part in parts)
        family, given, middle, before, behind = (*said, *[""] * 5)[:5]
        named = " ".join(filter(None, (before, given, middle, family)))
        return f"{named}, {behind}" if behind and named else named or behind
    return ""


def _rank(one: Property) -> int:
    return one.rank


def _is_mail(one: Property) -> bool:
    return not one.types & _NO_MAIL


def _is_on_the_web(one: Property) -> bool:
    """Tell whether an address is one; the name of an account is none."""
    return one.name == "URL" or one.text.lower().startswith(("http:", "https:"))


def _is_telephone(one: Property) -> bool:
    # Apple says in a label what others say in a type.
    return is_answered(one.label) and all(map(is_answered, one.types))


@lru_cache(maxsize=512)
def is_answered(label: str) -> bool:
    """Tell whether somebody answers at a number of that sort, and no machine."""
    return _NO_TELEPHONE.search(label) is None


def _text(properties: Sequence[Property], sign: str = "\n", instead: str = " ") -> str:
    return "".join(one_line(one.text.replace(sign, instead)) for one in properties)


def _texts(properties: Iterable[Property]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, [_without_scheme(one.text) for one in properties])))


def _without_scheme(text: str) -> str:
    if ":" in text:
        text, _, more = _SCHEME.sub("", text, count=1).partition(";ext=")
        text = f"{text} -{more}" if more else text
    return one_line(text)


def _words(properties: Iterable[Property]) -> tuple[str, ...]:
    found = [one_line(word) for one in properties for word in one.parts(",")]
    return tuple(dict.fromkeys(filter(None, found)))


def address_of(parts: Sequence[str]) -> str:
    """Return an address on one line: Ehrenstraße 12, 50672 Köln; none of a town alone.

    Args:
        parts: as in ADR: box, more, street, city, region, code, country.
    """
    box, more, street, city, region, code, land = (*map(_on_one_line, parts), *[""] * 7)[:7]
    town = f"{code} {city}" if code and city else code or city
    address = ", ".join(filter(None, (street, more, box, town, region, land)))
    return "" if address == city else address


def _on_one_line(part: str) -> str:
    return (
        ", ".join(filter(None, map(one_line, part.split("\n"))))
        if "\n" in part
        else one_line(part)
    )


def _first_birthday(left: _Left) -> Birthday | None:
    birthday = None
    for one in left.take("BDAY"):
        read = _birthday(one) if birthday is None else None
        if read is None:
            left.give_back(one)
        birthday = birthday or read
    return birthday


def _birthday(one: Property) -> Birthday | None:
    """Read a birthday, whose year may be left out, or be one that means so."""
    found = _COMPACT_DAY.fullmatch(one.text)
    if found is None:
        return read_birthday(one.text).birthday
    year = found[1].strip("-")
    if not year or year == first_of(one.parameters, _OMITTED):
        return read_birthday(f"{found[2]}-{found[3]}").birthday
    return read_birthday(f"{year}-{found[2]}-{found[3]}").birthday


def _without_year(one: Property, words: str) -> str:
    """Return a day without the year that Apple writes where none is known."""
    omitted = first_of(one.parameters, _OMITTED)
    return f"-{words[len(omitted) :]}" if omitted and words.startswith(f"{omitted}-") else words
