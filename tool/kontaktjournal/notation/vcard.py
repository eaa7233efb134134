"""vCards, 2.1 to 4.0, to values: every program's own way of writing them is read (6.6).

Two steps: `read_vcards` takes a text apart and loses nothing, `card_of` says what of it is known
of a person. A line that cannot be read costs that line, never the card.
"""

import binascii
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.notation.dates import read_birthday

_BEGIN = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_LINE_END = re.compile(r"\r\n?|\n")
_PROPERTY = re.compile(
    r"""
    (?:(?P<group>[\w-]+)\.)? (?P<name>[A-Za-z][\w-]*)
    (?P<parameters>(?:;(?:"[^"]*"|[^":;])*)*) : (?P<value>.*)
    """,
    re.VERBOSE | re.DOTALL,
)
_PARAMETER = re.compile(r';((?:"[^"]*"|[^";])*)')
_PARAMETER_VALUE = re.compile(r'"([^"]*)"|([^",]+)')
#: What parameters may hold only in disguise (RFC 6868).
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}
#: A sign that means itself: \, and \; by the standards, \: by Apple.
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ENCODED = re.compile(r"(?:^|[;=])QUOTED-PRINTABLE(?=[;:,]|$)", re.IGNORECASE)
_OLD = "2.1"
#: Behind every rank there is in 4.0.
_NOT_PREFERRED = 101
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})


def _first(parameters: Mapping[str, tuple[str, ...]], name: str) -> str:
    return next(iter(parameters.get(name, ())), "")


class Property(NamedTuple):
    """One line of a card.

    Args:
        group: what ties it to others: ``item1`` in ``item1.TEL``.
        name: in capitals.
        parameters: name in capitals to the values; ``TYPE`` in small letters.
        value: decoded, but with its escapes: see `text` and `parts`.
        is_binary: whether the value is a picture, a sound or a key.
    """

    group: str
    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str
    is_binary: bool = False

    @property
    def text(self) -> str:
        """Return the value as one text."""
        return _unescaped(self.value)

    @property
    def types(self) -> frozenset[str]:
        """Return of what sort it is: home, work, cell, fax."""
        return frozenset(self.parameters.get("TYPE", ()))

    @property
    def rank(self) -> int:
        """Return how far it stands behind the preferred one."""
        given = _first(self.parameters, "PREF")
        if re.fullmatch("[0-9]{1,3}", given):
            return int(given)
        return 1 if "pref" in self.types else _NOT_PREFERRED

    def parts(self, sign: str = ";") -> tuple[str, ...]:
        """Return the parts of a structured value: of a name, an address."""
        return tuple(_unescaped(part).strip() for part in _split(self.value, sign))


class VCard(NamedTuple):
    """One card.

    Args:
        version: as it says; empty where it does not.
        properties: in order, those of a card within it left out.
        unread: lines that are no properties, as they were.
    """

    version: str
    properties: tuple[Property, ...]
    unread: tuple[str, ...] = ()

    def all(self, *names: str) -> list[Property]:
        """Return the properties of some names that say something, the preferred ones first."""
        found = [one for one in self.properties if one.name in names and one.value.strip(" ;")]
        return sorted(found, key=lambda one: one.rank)


def is_vcard(text: str) -> bool:
    """Tell whether there is a card in a text."""
    return _BEGIN.search(text) is not None


def read_vcards(text: str) -> tuple[VCard, ...]:
    """Return the cards in a text; what stands outside of them is passed over."""
    return tuple(_cards(_LINE_END.split(text)))


# --- lines -------------------------------------------------------------------------------


def _cards(lines: Iterable[str]) -> Iterator[VCard]:
    inside: list[str] = []
    depth = 0
    for line in lines:
        # Within a card a blank in front means that the line before goes on.
        goes_on = depth and line.startswith((" ", "\t"))
        word = "" if goes_on else line.replace(" ", "").replace("\t", "").upper()
        if word in {"BEGIN:VCARD", "AGENT:BEGIN:VCARD"}:
            depth += 1
            continue
        if word == "END:VCARD" and depth:
            depth -= 1
            if not depth:
                yield _card(inside)
                inside = []
        elif depth == 1:  # a card within the card is somebody else's
            inside.append(line)
    if depth:
        # Pasted without its last line: better half a card than none.
        yield _card(inside)


def _card(lines: list[str]) -> VCard:
    version = next((line[8:].strip() for line in lines if line[:8].upper() == "VERSION:"), "")
    properties: list[Property] = []
    unread: list[str] = []
    for line in _unfolded(lines, is_old=version == _OLD):
        found = _PROPERTY.fullmatch(line)
        if found:
            properties.append(_property(found))
        elif line.strip():
            unread.append(line)
    return VCard(version, tuple(properties), tuple(unread))


def _unfolded(lines: list[str], *, is_old: bool) -> Iterator[str]:
    """Give each property on one line."""
    whole = ""
    is_quoted = False
    for line in lines:
        if is_quoted and whole.endswith("="):
            whole = whole[:-1] + line
        elif line.startswith((" ", "\t")) and whole:
            # In 2.1 the blank belongs to the text.
            whole += line if is_old else line[1:]
        else:
            if whole:
                yield whole
            whole = line
            is_quoted = bool(_ENCODED.search(line.partition(":")[0]))
    if whole:
        yield whole


def _property(found: re.Match[str]) -> Property:
    said: dict[str, list[str]] = {}
    for typed in _PARAMETER.findall(found["parameters"]):
        name, values = _parameter(typed)
        said.setdefault(name, []).extend(values)
    parameters = {name: tuple(values) for name, values in said.items()}
    encoding = _first(parameters, "ENCODING").upper()
    value = found["value"]
    if encoding == "QUOTED-PRINTABLE":
        value = _unquoted(value, _first(parameters, "CHARSET") or "utf-8")
    is_binary = encoding in {"B", "BASE64"} or value.lower().startswith("data:")
    return Property(found["group"] or "", found["name"].upper(), parameters, value, is_binary)


def _parameter(typed: str) -> tuple[str, tuple[str, ...]]:
    name, equals, rest = typed.partition("=")
    if not equals:  # as 2.1 does: TEL;CELL;VOICE
        word = name.strip()
        if word.upper() in _ENCODINGS:
            return "ENCODING", (word,)
        return "TYPE", (word.lower(),) if word else ()
    values = tuple(
        _CARET.sub(lambda sign: _CARETS[sign[1]], (quoted or bare).strip())
        for quoted, bare in _PARAMETER_VALUE.findall(rest)
    )
    if name.strip().upper() == "TYPE":
        # 4.0 may put several into one pair of quotes.
        values = tuple(one.strip().lower() for value in values for one in value.split(","))
    return name.strip().upper(), values


def _unquoted(value: str, charset: str) -> str:
    data = binascii.a2b_qp(value.encode("utf-8"))
    for encoding in (charset, "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _split(value: str, sign: str) -> list[str]:
    """Cut a value at a sign that is not escaped."""
    if "\\" not in value:
        return value.split(sign)
    parts = [""]
    escaped = False
    for char in value:
        if char == sign and not escaped:
            parts.append("")
        else:
            parts[-1] += char
        escaped = char == "\\" and not escaped
    return parts


def _unescaped(value: str) -> str:
    text = _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value)
    return "\n".join(_LINE_END.split(text)).strip()


# --- what is known of a person -----------------------------------------------------------


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: What a card says to programs.
_TECHNICAL = _set(
    """
    VERSION PRODID REV UID PHOTO LOGO SOUND KEY SORT-STRING CLASS MAILER SOURCE KIND XML N FN
    CLIENTPIDMAP LABEL AGENT NAME PROFILE X-ABLABEL X-ABADR X-ABUID X-ABSHOWAS
    X-ABORDER X-ABCROPRECTANGLE X-IMAGEHASH X-IMAGETYPE X-PHONETIC-FIRST-NAME
    X-PHONETIC-LAST-NAME X-ADDRESSBOOKSERVER-KIND X-MS-OL-DEFAULT-POSTAL-ADDRESS
    X-MS-OL-DESIGN X-MS-CARDPICTURE X-MS-TEXT X-EVOLUTION-FILE-AS X-RADICALE-NAME
    """
)
_NO_TELEPHONE = frozenset({"fax", "pager", "bbs", "modem", "textphone"})
_NO_MAIL = frozenset({"x400", "tlx"})
_SCHEME = re.compile(r"(?:tel|mailto|sip):", re.IGNORECASE)
#: Groups that every contact of Google's is in.
_NO_TAGS = frozenset({"mycontacts", "starred"})
_COMPACT_DAY = re.compile(r"(\d{4}-?|--)(\d\d)-?(\d\d)(?:[T ].*)?", re.DOTALL)

_Test = Callable[[Property], bool]


class _Left:
    """The properties of a card that have not found a place yet."""

    def __init__(self, vcard: VCard) -> None:
        said = (one for one in vcard.properties if one.value.strip(" ;") and not one.is_binary)
        self._properties = dict(enumerate(said))
        self._unread = vcard.unread

    def take(self, *names: str, test: _Test = bool, most: int | None = None) -> list[Property]:
        """Return properties, the preferred ones first; nobody gets them again."""
        found = [
            (place, one)
            for place, one in self._properties.items()
            if one.name in names and test(one)
        ]
        found = sorted(found, key=lambda each: each[1].rank)[:most]
        for place, _ in found:
            del self._properties[place]
        return [one for _, one in found]

    def rest(self) -> Iterator[str]:
        """Give what is left, a line each, and the lines that were no properties."""
        for one in self._properties.values():
            words = ", ".join(filter(None, one.parts())).replace("\n", " ")
            if one.name not in _TECHNICAL and words:
                sort = ", ".join(sorted(one.types - {"pref", "internet", "voice"}))
                yield f"{one.name}{f' ({sort})' if sort else ''}: {words}"
        yield from self._unread


def card_of(vcard: VCard) -> Card:
    """Return what a card says of a person; what has no place of its own goes into the note."""
    left = _Left(vcard)
    firms = [one.parts() for one in left.take("ORG")]
    homes = [one.parts() for one in left.take("ADR", most=1)]
    days = left.take("BDAY", test=lambda one: _birthday(one) is not None, most=1)
    name = _name(vcard)
    card = Card(
        name=name or (firms[0][0] if firms else ""),
        aliases=_words(left.take("NICKNAME")),
        org=tuple(dict.fromkeys(firm[0] for firm in firms if firm[0])) if name else (),
        role="".join(one.text for one in left.take("TITLE", "ROLE", most=1)),
        phone=_texts(left.take("TEL", test=lambda one: not one.types & _NO_TELEPHONE)),
        email=_texts(left.take("EMAIL", test=lambda one: not one.types & _NO_MAIL)),
        url=_texts(left.take("URL") + left.take("X-SOCIALPROFILE", test=_is_on_the_web)),
        city=homes[0][3] if homes and len(homes[0]) > 3 else "",  # noqa: PLR2004  # see _address
        address=_address(homes[0]) if homes else "",
        birthday=_birthday(days[0]) if days else None,
        tags=tuple(
            tag
            for tag in _words(left.take("CATEGORIES"))
            if tag.replace(" ", "").casefold() not in _NO_TAGS
        ),
        uid="".join(one.text for one in left.take("UID", most=1)),
    )
    told = [one.text for one in left.take("NOTE")]
    departments = [", ".join(filter(None, firm[1:])) for firm in firms]
    rest = "\n".join(filter(None, (*departments, *left.rest())))
    return card._replace(note="\n\n".join(filter(None, (*told, rest))))


def _name(vcard: VCard) -> str:
    """Return the name as it is shown, else put together."""
    for one in vcard.all("FN"):
        return " ".join(one.text.split())
    for one in vcard.all("N"):
        family, given, middle, before, behind = (*one.parts(), *[""] * 5)[:5]
        named = " ".join(filter(None, (before, given, middle, family)))
        return " ".join(f"{named}, {behind}".split()) if behind else " ".join(named.split())
    return ""


def _texts(properties: Iterable[Property]) -> tuple[str, ...]:
    found = (_SCHEME.sub("", one.text, count=1).partition(";ext=") for one in properties)
    texts = (f"{number} -{ext}" if ext else number for number, _, ext in found)
    return tuple(dict.fromkeys(" ".join(text.split()) for text in texts))


def _words(properties: Iterable[Property]) -> tuple[str, ...]:
    found = (" ".join(word.split()) for one in properties for word in one.parts(","))
    return tuple(dict.fromkeys(filter(None, found)))


def _is_on_the_web(one: Property) -> bool:
    return one.text.lower().startswith(("http:", "https:"))


def _address(parts: Sequence[str]) -> str:
    """Return an address on one line: Ehrenstraße 12, 50672 Köln; none of a town alone."""
    box, more, street, city, region, code, land = (*parts, *[""] * 7)[:7]
    town = " ".join(filter(None, (code, city)))
    said = (one.replace("\n", ", ") for one in (street, more, box, town, region, land))
    address = ", ".join(filter(None, said))
    return "" if address == city else address


def _birthday(one: Property) -> Birthday | None:
    """Read a birthday, whose year may be left out, or be one that means so."""
    found = _COMPACT_DAY.fullmatch(one.text)
    if found is None:
        return read_birthday(one.text).birthday
    year = found[1].strip("-")
    left_out = _first(one.parameters, "X-APPLE-OMIT-YEAR")
    if not year or year == left_out:
        return read_birthday(f"{found[2]}-{found[3]}").birthday
    return read_birthday(f"{year}-{found[2]}-{found[3]}").birthday
