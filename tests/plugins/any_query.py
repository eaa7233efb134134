"""Any query somebody might ask: terms over every field, joined and denied as they like."""

from datetime import date

from hypothesis import reject
from hypothesis import strategies as st

from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.query.fields import FIELDS
from kontaktjournal.domain.query.tree import (
    And,
    Days,
    Given,
    Node,
    Not,
    Or,
    Query,
    Saved,
    Test,
    Word,
)
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.query.errors import BadQuery
from kontaktjournal.notation.query.names import WORDS as WORDS_KNOWN
from kontaktjournal.notation.query.parse import QueryReader

#: Words as they are asked for, and as they stand in files.
WORDS = (
    "köln", "koeln", "Koln", "KÖLN", "müller", "Mueller", "muller", "mu\u0308ller", "straße",
    "Strasse", "neue", "neu", "jäger", "jaeger", "o'brien", "obrien", "für", "über", "Anna",
    "größe", "Masse", "a/b", "a-kunde", "A Kunde", "Müller & Söhne", "2026-11-23", "4.800 EUR",
    "0221/555 0142", "+49 221 5550142", "12", "ﬁnk", "№ 7", "Øre", "æon", "İzmir", "王",
    "kontakt@example.org", "København", "koebenhavn", "Łódź", "lodz", "O’Brien", "Ελλάδα",
    "Ålesund", "aalesund", "geht's", "gehts",
)  # fmt: skip
_RANGES = (
    "heute", "..heute", "heute..", "-6m..heute", "..-6m", "2026-11", "2026", "2027..", "..2028",
    "2027-02", "heute..+2w", "28.2...1.3.",
)  # fmt: skip
_NUMBERS = ("0", "1", "2..", "..3", "12", "1..2", "..4.900", "4000..")
_OTHERS = (
    "6w", "..3m", "1y..", "nie", "ja", "nein", "offen", "pflege", "ablage", "liste", "kunde",
    "vip", "krumm", "aktiv", "wartend", "pool", "fällig", "überfällig", "heute", "woche",
    "undatiert", "verwaist", "zu-entscheiden", "unlesbar", "geburtstag", "gesperrt", "abgelegt",
    "gewonnen", "doppelt", "story", "fit", "telefon", "email", "consent", "aufgabe", "next",
    "last", "talk", "due", "step", "status", "tags", "hobby", "entries", "attempts", "birthday",
    "every", "type", "value", "snooze", "anna-1",
)  # fmt: skip
_BEGUN = st.builds(lambda word, end: f'"{word[:end]}"*', st.sampled_from(WORDS), st.integers(1, 6))
_VALUES = st.one_of(
    st.sampled_from(['"telefon nein"', '"mail offen"']),
    st.just("none"),
    st.just("any"),
    st.sampled_from(WORDS).map('"{}"'.format),
    _BEGUN,
    st.sampled_from(_RANGES),
    st.sampled_from(_NUMBERS),
    st.sampled_from(_OTHERS),
)
_FIELDS = st.sampled_from([*FIELDS, "is", "has", "status", "hobby", "Lieblings-Farbe", "punkte"])
_READER = QueryReader(Settings(), date(2026, 11, 23))


def _read(term: str) -> Node:
    try:
        return _READER.read(term).tree
    except BadQuery:
        reject()


_WORDED = st.sampled_from([
    *(f"{field}:{word}" for field, words in WORDS_KNOWN.items() for word in words.values()),
    *(f"status:{stage.id}" for stage in DEFAULT.stages),
    *(f"has:{field}" for field in (*FIELDS, "task", "hobby")),
])  # fmt: skip
_TERMS = st.one_of(
    _WORDED,
    st.builds("{}:{}".format, _FIELDS, _VALUES),
    st.builds("{}:{},{}".format, _FIELDS, _VALUES, _VALUES),
    st.sampled_from(WORDS).map('"{}"'.format),
    _BEGUN,
).map(_read)


def _joined(terms: st.SearchStrategy[Node]) -> st.SearchStrategy[Query]:
    """Return queries of these terms, joined and denied in any way."""
    trees = st.recursive(
        terms,
        lambda parts: st.one_of(
            parts.map(Not),
            st.lists(parts, max_size=3).map(tuple).map(And),
            st.lists(parts, min_size=1, max_size=3).map(tuple).map(Or),
            parts.map(lambda part: Saved("kalt", part)),
        ),
        max_leaves=6,
    )
    return trees.map(Query)


QUERIES = _joined(_TERMS)

#: So close together that something always lies between two others; a leap day is among them.
CLOSE_DAYS = st.dates(date(2028, 2, 25), date(2028, 3, 3))
_ENDS = st.none() | CLOSE_DAYS
_TIMES: st.SearchStrategy[Node] = st.one_of(
    st.builds(
        lambda field, first, last: Test(field, (Days(first, last),)),
        st.sampled_from(["last", "talk", "due", "next", "snooze", "created"]),
        _ENDS,
        _ENDS,
    ),
    st.builds(
        lambda field, is_given: Test(field, (Given(is_given),)),
        st.sampled_from(["last", "talk", "due", "next", "entries", "attempts", "step"]),
        st.booleans(),
    ),
    st.sampled_from(sorted({*WORDS_KNOWN["is"].values()})).map(
        lambda word: Test("is", (Word(word),))
    ),
)
#: Queries about what has been and what is to come.
TIMELY = _joined(_TIMES)
