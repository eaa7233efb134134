"""Any contact a file might tell of, with days so close together that they collide."""

import string
from datetime import date

from hypothesis import strategies as st

from kontaktjournal.domain.contact import (
    Answer,
    Birthday,
    Contact,
    Decision,
    Entry,
    EntryKind,
    Permission,
    Promise,
)
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.rhythm import Cadence, Unit, When

#: Quotes, escapes, what SQLite or JSON might take for their own, half a byte of a file's name.
_ODD = "\x00\"'\\\n\u2028\udcff王\u0301🚀%_?*[]{},:;-äß "

TEXTS = st.text(st.sampled_from(_ODD + string.ascii_letters + string.digits), max_size=12)
_LISTS = st.lists(TEXTS, max_size=3).map(tuple)

#: Around the end of February of a leap year and of a common one.
DAYS = st.one_of(
    st.dates(date(2027, 2, 20), date(2027, 3, 10)),
    st.dates(date(2028, 2, 20), date(2028, 3, 10)),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    st.sampled_from([date.min, date.max]),
)
_MAYBE_DAYS = st.none() | DAYS
_TIMES = st.none() | st.times()
_WHENS = st.builds(When, DAYS, _TIMES, st.booleans())
_CADENCES = st.builds(Cadence, st.integers(0, 40), st.sampled_from(Unit)) | st.builds(
    Cadence, st.integers(0, 9999), st.just(Unit.DAY)
)
_DECISIONS = st.builds(
    Decision, st.none() | TEXTS, st.none() | _CADENCES, st.none() | _WHENS, TEXTS
)
_ENTRIES = st.builds(
    Entry,
    DAYS,
    st.sampled_from(EntryKind),
    _TIMES,
    TEXTS,
    st.none() | st.integers(0, 999),
    TEXTS,
    st.none() | _DECISIONS,
    st.integers(0, 999),
    st.tuples(st.integers(0, 999), st.integers(0, 999)),
)
_PROMISES = st.builds(
    Promise, TEXTS, _MAYBE_DAYS, st.booleans(), st.booleans(), st.integers(0, 999)
)
_PERMISSIONS = st.builds(Permission, TEXTS, st.sampled_from(Answer), _MAYBE_DAYS, TEXTS)
_BIRTHDAYS = st.dates(date(1960, 1, 1), date(1961, 12, 31)).map(
    lambda day: Birthday(day.month, day.day, day.year)
) | st.sampled_from([Birthday(2, 28), Birthday(2, 29), Birthday(3, 1)])
_STATUSES = st.sampled_from([None, *(stage.id for stage in DEFAULT.stages)])

CONTACTS = st.builds(
    Contact,
    path=TEXTS.map(lambda stem: f"kontakte/{stem.replace(chr(0), '-')}.md"),
    name=TEXTS,
    uid=TEXTS,
    status=_STATUSES,
    status_typed=TEXTS,
    next=st.none() | _WHENS,
    never=st.booleans(),
    step=TEXTS,
    every=st.none() | _CADENCES,
    snooze=_MAYBE_DAYS,
    last_noted=_MAYBE_DAYS,
    created=_MAYBE_DAYS,
    birthday=st.none() | _BIRTHDAYS,
    moment=st.just("") | TEXTS,
    story=_LISTS,
    story_told=st.booleans(),
    hooks=_LISTS,
    fit=st.sampled_from(Answer),
    aliases=_LISTS,
    org=_LISTS,
    role=TEXTS,
    phone=_LISTS,
    email=_LISTS,
    city=TEXTS,
    address=TEXTS,
    url=_LISTS,
    value=TEXTS,
    via=_LISTS,
    met=TEXTS,
    source=TEXTS,
    tags=st.lists(st.sampled_from(["a-kunde", "A Kunde", "neu"]), max_size=2).map(tuple),
    types=_LISTS,
    blocked=st.sampled_from([False, False, False, True]),
    consent=st.lists(_PERMISSIONS, max_size=2).map(tuple),
    links=_LISTS,
    distinct=_LISTS,
    entries=st.lists(_ENTRIES, max_size=4).map(tuple),
    promises=st.lists(_PROMISES, max_size=2).map(tuple),
    others=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
    unreadable=st.sampled_from([False, False, False, True]),
)
