"""Words of the head to values: the key decides the type (3.2, K3 to K10)."""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import ClassVar

from kontaktjournal.domain.contact import Answer, Birthday, Contact, Permission, Promise
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.rhythm import Cadence, When
from kontaktjournal.notation.consent import answer_of, is_blocked, read_consent
from kontaktjournal.notation.dates import (
    DateReading,
    read_birthday,
    read_cadence,
    read_date,
    written_birthday,
)
from kontaktjournal.notation.entries import Body
from kontaktjournal.notation.finding import Finding
from kontaktjournal.notation.frontmatter import Head, Value, Word
from kontaktjournal.notation.keys import LINKING, Keys
from kontaktjournal.notation.slips import meant
from kontaktjournal.notation.values import (
    bare_words_of,
    is_nothing,
    is_several,
    place_of,
    scalar_of,
    target_of,
    unlinked,
    words_of,
)

__all__ = ["Fields", "Finding", "HeadReader", "unlinked"]

#: Keys that hold one value: two spellings that disagree deserve a word (W205).
_SINGLE = frozenset({"status", "next", "every", "snooze", "birthday", "fit", "uid"})
_LISTS = LINKING | {"aliases", "org", "phone", "email", "url", "tags", "story", "hooks"}
#: Lists that one text may hold, between signs (K4).
_SPLIT = frozenset({"tags", "aliases"})
#: Lists whose items may have names: ``phone: {work: …}``.
_NAMED = frozenset({"phone", "email", "url"})
_TEXTS = frozenset({"name", "given_name", "family_name", "title", "role", "city", "address",
                    "moment", "value", "met", "source", "uid", "step"})  # fmt: skip
_ONE_TEXT = frozenset({"name", "uid", "step", "moment", "role"})
#: Somebody may be called Null (TR11).
_NAMES = frozenset({"name", "given_name", "family_name", "title"})

_SPLIT_TAGS = re.compile(r"[,;]|(?<!\s)\s+(?=#)")
_DIGITS_YAML_EATS = re.compile(r"0[0-9]+|\+[0-9]+|[0-9][0-9_]{15,}")
_POSTAL = frozenset({"plz", "postleitzahl", "zip", "zip_code", "postal_code", "postcode"})


@dataclass(slots=True)
class Fields:
    """The head's values while they are being collected."""

    name: str
    unnamed: bool = False
    types: tuple[str, ...] = ()
    status: str | None = None
    status_typed: str = ""
    next: When | None = None
    never: bool = False
    every: Cadence | None = None
    dates: dict[str, date] = field(default_factory=dict)
    birthday: Birthday | None = None
    fit: Answer = Answer.OPEN
    blocked: bool = False
    consent: tuple[Permission, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    others: tuple[tuple[str, str], ...] = ()

    def contact(
        self, path: str, body: Body, *, promises: tuple[Promise, ...], unreadable: bool
    ) -> Contact:
        """Join head and body to a contact."""
        texts, lists, dates = self.texts.get, self.lists.get, self.dates.get
        via = tuple(target_of(word) for word in lists("via", ()))
        related = tuple(target_of(word) for word in lists("links", ()))
        return Contact(
            path=path,
            name=self.name,
            uid=texts("uid", ""),
            status=self.status,
            status_typed=self.status_typed,
            next=self.next,
            never=self.never,
            step=texts("step", ""),
            every=self.every,
            snooze=dates("snooze"),
            last_noted=dates("last"),
            created=dates("created"),
            birthday=self.birthday,
            moment=texts("moment", ""),
            story=lists("story", ()),
            story_told=bool(body.story),
            hooks=lists("hooks", ()),
            fit=self.fit,
            aliases=lists("aliases", ()),
            org=tuple(unlinked(word) for word in lists("org", ())),
            role=unlinked(texts("role", "")),
            phone=lists("phone", ()),
            email=lists("email", ()),
            city=unlinked(texts("city", "")),
            address=texts("address", ""),
            url=lists("url", ()),
            value=texts("value", ""),
            via=via,
            met=texts("met", ""),
            source=texts("source", ""),
            tags=lists("tags", ()),
            types=self.types,
            blocked=self.blocked,
            consent=self.consent,
            links=tuple(dict.fromkeys((*via, *related, *body.links))),
            distinct=tuple(target_of(word) for word in lists("distinct", ())),
            entries=body.entries,
            promises=promises,
            others=self.others,
            unreadable=unreadable,
            unnamed=self.unnamed,
        )


#: A key as typed, and its value.
_Pair = tuple[str, Value]


class HeadReader:
    """Read heads by one set of keys and stages."""

    __slots__ = ("_keys", "_pipeline", "_zone")

    def __init__(self, keys: Keys, pipeline: Pipeline, zone: tzinfo | None) -> None:
        self._keys = keys
        self._pipeline = pipeline
        self._zone = zone

    def read(self, head: Head, body: Body, stem: str) -> tuple[Fields, list[Finding]]:
        """Read the values of a head; inline fields of the body give way to it (K7).

        Args:
            head: the words of the front matter.
            body: inline fields and first heading.
            stem: the file's name, in case nobody wrote one.
        """
        findings: list[Finding] = []
        # Of a broken head only lines were read: both sides of a merge, for one.
        known, others = self._sorted(head.pairs, [] if head.problems else findings)
        for problem in head.problems:
            for linking in LINKING & known.keys():
                # Nobody typed what a broken line seems to link to.
                if place_of(known[linking][1])[0] == problem.line:
                    del known[linking]
        for key, text in body.fields:
            canonical = self._keys.canonical(key)
            if canonical and text and not (canonical in known and known[canonical][1]):
                known[canonical] = (key, text)
        collected = _Collected(Fields(stem), findings, self._pipeline, self._zone)
        for canonical, (key, value) in known.items():
            collected.take(canonical, key, value)
        self._look_at_others(others, known, findings)
        fields = collected.fields
        fields.others = tuple((key, scalar_of(value)) for key, value in others.items())
        fields.name, fields.unnamed = _name(fields, body.title, stem.split())
        return fields, findings

    def _sorted(
        self, pairs: Sequence[tuple[str, Value]], findings: list[Finding]
    ) -> tuple[dict[str, _Pair], dict[str, Value]]:
        """Sort pairs into known keys and others."""
        values = dict(pairs)  # the last one wins, as in YAML (K9)
        if len(values) < len(pairs):
            findings += _twice(pairs)
        known: dict[str, _Pair] = {}
        synonyms: dict[str, list[_Pair]] = {}
        others: dict[str, Value] = {}
        canonical_of = self._keys.canonical
        for key, value in values.items():
            canonical = canonical_of(key)
            if canonical is None:
                others[key] = value
            elif canonical in known:
                synonyms.setdefault(canonical, [known[canonical]]).append((key, value))
            else:
                known[canonical] = (key, value)
        for canonical, same in synonyms.items():
            known[canonical] = self._joined(canonical, same, findings)
        return known, others

    def _joined(self, canonical: str, same: list[_Pair], findings: list[Finding]) -> _Pair:
        """Make one of several spellings of a key: lists add up, else the first wins (K8)."""
        # A spelling without a value says nothing against one that has one.
        filled = [(key, value) for key, value in same if value] or same
        filled.sort(key=lambda pair: self._keys.rank(pair[0], canonical))
        if canonical in _LISTS:
            spread = bare_words_of if canonical in _NAMED else words_of
            words: list[Value] = [word for _, value in filled for word in spread(value)]
            return filled[0][0], words
        if canonical in _SINGLE:
            _compare(filled, findings)
        return filled[0]

    def _look_at_others(
        self, others: Mapping[str, Value], known: Container[str | None], findings: list[Finding]
    ) -> None:
        """Look for slips of the finger and for digits other tools would damage."""
        for key, value in others.items():
            typed = key_of(key)
            dear = meant(typed)
            if dear and self._keys.canonical(dear) not in known:
                values = (("word", str(key)), ("key", dear))
                findings.append(Finding(*place_of(key), "W210", "", values))
            if typed in _POSTAL and isinstance(value, str):
                _look_at_digits(key, value, findings)


class _Collected:
    """The values of one head, taken key by key."""

    __slots__ = ("_findings", "_pipeline", "_zone", "fields")

    def __init__(
        self, fields: Fields, findings: list[Finding], pipeline: Pipeline, zone: tzinfo | None
    ) -> None:
        self.fields = fields
        self._findings = findings
        self._pipeline = pipeline
        self._zone = zone

    def take(self, canonical: str, key: str, value: Value) -> None:
        """Take what stands behind one canonical key."""
        self._TAKES.get(canonical, _Collected._text)(self, canonical, key, value)

    def _list(self, canonical: str, key: str, value: Value) -> None:
        if isinstance(value, str) and canonical not in _SPLIT:
            text = str(value).strip()
            self.fields.lists[canonical] = (text,) if text and not is_nothing(text) else ()
        else:
            self.fields.lists[canonical] = _list(canonical, value)
        if canonical == "phone":
            _look_at_digits(key, value, self._findings)

    def _find(self, key: str, value: Value, code: str, *values: tuple[str, str]) -> None:
        self._findings.append(Finding(*place_of(value, key), code, "", values))

    def _text(self, canonical: str, key: str, value: Value) -> None:
        if is_several(value) and canonical in _ONE_TEXT:
            self._find(key, value, "W214", ("key", str(key)))
            if canonical in {"name", "uid"}:
                return
        if canonical in _TEXTS:
            text = " ".join(scalar_of(value).split("\n")).strip()
            if not is_nothing(text) or (canonical in _NAMES and text != "~"):
                self.fields.texts[canonical] = text

    def _type(self, _canonical: str, _key: str, value: Value) -> None:
        words = (unlinked(word) for word in words_of(value))
        self.fields.types = tuple(word for word in words if word and not is_nothing(word))

    def _consent(self, _canonical: str, _key: str, value: Value) -> None:
        self.fields.consent, blocked = read_consent(value, self._findings)
        self.fields.blocked = self.fields.blocked or blocked

    def _blocked(self, _canonical: str, _key: str, value: Value) -> None:
        self.fields.blocked = self.fields.blocked or is_blocked(scalar_of(value))

    def _fit(self, _canonical: str, _key: str, value: Value) -> None:
        self.fields.fit = answer_of(scalar_of(value))

    def _every(self, _canonical: str, key: str, value: Value) -> None:
        text = scalar_of(value)
        if not text or is_nothing(text):
            return
        self.fields.every = read_cadence(text)
        if self.fields.every is None:
            self._find(key, value, "W213", ("key", str(key)), ("word", text))

    def _next(self, _canonical: str, key: str, value: Value) -> None:
        text = scalar_of(value)
        reading = read_date(text, self._zone)
        if reading.when or reading.never or reading.empty:
            self.fields.next, self.fields.never = reading.when, reading.never
            self._look_at_spelling(reading, text, key, value)
        elif reading.impossible:
            self._find(key, value, "E103", ("key", str(key)), ("word", text))
        else:
            self._find(key, value, "E102", ("key", str(key)), ("word", text))

    def _status(self, _canonical: str, key: str, value: Value) -> None:
        if is_several(value):
            self._find(key, value, "W214", ("key", str(key)))
        word = unlinked(next(words_of(value), "")).lstrip("#")
        if not word or is_nothing(word) or isinstance(value, dict):
            return
        if stage := self._pipeline.named(word):
            self.fields.status = stage.id
            return
        self.fields.status_typed = str(word)
        self._find(key, value, "W201", ("word", str(word)))

    def _date(self, canonical: str, key: str, value: Value) -> None:
        text = scalar_of(value)
        reading = read_date(text, self._zone)
        if reading.when:
            self.fields.dates[canonical] = reading.when.day
            self._look_at_spelling(reading, text, key, value)
        elif not (reading.empty or reading.never):
            grave = canonical == "snooze" and reading.impossible
            values = (("key", str(key)), ("word", text))
            self._find(key, value, "E103" if grave else "W215", *values)

    def _birthday(self, _canonical: str, key: str, value: Value) -> None:
        text = scalar_of(value)
        reading = read_birthday(text)
        self.fields.birthday = reading.birthday
        if reading.birthday is None and not reading.empty:
            self._find(key, value, "W215", ("key", str(key)), ("word", text))
        elif reading.birthday and reading.odd:
            iso = written_birthday(reading.birthday)
            self._find(key, value, "I304", ("word", text), ("iso", iso))

    def _look_at_spelling(self, reading: DateReading, text: str, key: str, value: Value) -> None:
        if reading.odd and reading.when:
            self._find(key, value, "I304", ("word", text), ("iso", reading.when.written))

    # What is not here is plain text.
    _TAKES: ClassVar[Mapping[str, Callable[["_Collected", str, str, Value], None]]] = {
        **dict.fromkeys(_LISTS, _list),
        "consent": _consent,
        "blocked": _blocked,
        "type": _type,
        "next": _next,
        "status": _status,
        "every": _every,
        "birthday": _birthday,
        "fit": _fit,
        "snooze": _date,
        "last": _date,
        "created": _date,
    }


def _twice(pairs: Sequence[tuple[str, Value]]) -> Iterator[Finding]:
    """Report keys that stand twice (K9)."""
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            yield Finding(*place_of(key), "W211", "", (("key", str(key)),))
        seen.add(key)


def _compare(pairs: list[_Pair], findings: list[Finding]) -> None:
    """Report spellings of one key that disagree."""
    (binding, first), *rest = pairs
    for key, value in rest:
        if scalar_of(value) != scalar_of(first):
            values = (("key", str(binding)), ("other", str(key)))
            findings.append(Finding(*place_of(value, key), "W205", "", values))


def _look_at_digits(key: str, value: Value, findings: list[Finding]) -> None:
    """Warn about unquoted digits: fine here, damaged by other YAML tools (W209, TR10)."""
    for word in bare_words_of(value):
        if isinstance(word, Word) and word.quoted:
            continue
        if _DIGITS_YAML_EATS.fullmatch(word):
            values = (("key", str(key)), ("word", str(word)))
            findings.append(Finding(*place_of(word), "W209", "", values))


def _list(canonical: str, value: Value) -> tuple[str, ...]:
    """Read a list key (K4)."""
    spread = bare_words_of if canonical in _NAMED else words_of
    words = [str(word).strip() for word in spread(value)]
    if canonical == "tags":
        words = [unlinked(part).lstrip("#") for word in words for part in _SPLIT_TAGS.split(word)]
    elif canonical == "aliases":
        words = [part.strip() for word in words for part in word.split(";")]
    return tuple(dict.fromkeys(word for word in words if word and not is_nothing(word)))


def _name(fields: Fields, heading: str, called: list[str]) -> tuple[str, bool]:
    """Choose the name: its key, its parts, a title that is no role, heading, file (K6)."""
    texts = fields.texts
    title = unlinked(texts.pop("title", ""))
    parts = f"{texts.pop('given_name', '')} {texts.pop('family_name', '')}".strip()
    name = unlinked(texts.pop("name", "")) or parts
    if title and (name or heading) and title not in {name, heading}:
        texts.setdefault("role", title)
    else:
        name = name or title
    words = (name or unlinked(heading)).split()
    return " ".join(words or called), not words and len(called) == 1  # "Anna Müller.md" names her
