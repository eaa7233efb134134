"""A verdict as a change: its decision line reads back as it was meant."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.desk.verdict import change_for, decision_line
from kontaktjournal.domain.contact import Contact, Decision, Entry, EntryKind
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.verdict import Rhythm, Talked, Verdict
from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.edit.entry_text import NewEntry
from kontaktjournal.notation.heads import EntryReader
from kontaktjournal.notation.vocabulary import Vocabulary
from kontaktjournal.views.words import Frame

MONDAY = date(2026, 11, 23)
FRIDAY = When(date(2026, 11, 27))
SIX_WEEKS = Cadence(6, Unit.WEEK)
SETTINGS = Settings()
GERMAN, ENGLISH = Catalogue("de"), Catalogue("en")
FRAME = Frame(GERMAN, SETTINGS, MONDAY, 80)
READER = EntryReader(Vocabulary(SETTINGS.entries), SETTINGS.pipeline)
MIA = Contact("kontakte/mia.md", "Mia", status="gespraech")


@pytest.mark.parametrize(
    ("decision", "german", "english"),
    [
        (Decision(), "weiter", "continue"),
        (Decision("kunde"), "kunde", "kunde"),
        (Decision(None, None, FRIDAY, "Mappe"), "weiter · 2026-11-27 · Mappe",
         "continue · 2026-11-27 · Mappe"),
        (Decision("pflege", SIX_WEEKS, When(date(2026, 12, 7), time(9, 30)), "nach der Messe"),
         "pflege · alle 6 Wochen · 2026-12-07 09:30 · nach der Messe",
         "pflege · every 6 weeks · 2026-12-07 09:30 · nach der Messe"),
        (Decision(next=When(date(2027, 1, 1), whole_month=True)), "weiter · 2027-01",
         "continue · 2027-01"),
        (Decision(every=Cadence(0)), "weiter · nie", "continue · never"),
        (Decision("ablage", reason="kein Bedarf"), "ablage · kein Bedarf", "ablage · kein Bedarf"),
        # These would be read as a rhythm and as a date.
        (Decision("ablage", reason="nie"), "ablage · (nie)", "ablage · (nie)"),
        (Decision(reason="2026-12-07"), "weiter · (2026-12-07)", "continue · (2026-12-07)"),
    ],
)  # fmt: skip
def test_a_decision_is_one_line(decision: Decision, german: str, english: str) -> None:
    assert decision_line(decision, SETTINGS, GERMAN) == german
    assert decision_line(decision, SETTINGS, ENGLISH) == english


@given(
    st.builds(
        Decision,
        st.sampled_from([None, *(stage.id for stage in DEFAULT.stages)]),
        st.none() | st.builds(Cadence, st.integers(0, 99), st.sampled_from(Unit)),
        st.none()
        | st.builds(
            When,
            st.dates(date(1000, 1, 1)),
            st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
            st.just(False),  # noqa: FBT003  # no month without a day
        ),
        st.sampled_from(["", "Mappe", "6 Wochen", "nie", "2027-01-05", "monatlich", "pflege",
                         "am 24.12.2026 anrufen", "weiter", "a; b, c", "(nie)"]),
    ),
    st.sampled_from([GERMAN, ENGLISH]),
)  # fmt: skip
def test_what_was_decided_reads_back(decision: Decision, say: Catalogue) -> None:
    read = READER.decision(decision_line(decision, SETTINGS, say))

    assert read is not None
    assert (read.stage, read.next) == (decision.stage, decision.next)
    if decision.every and decision.every.is_none:
        assert read.every == Cadence(0)
    else:
        assert read.every == decision.every


def test_the_entry_recorded_with_it_gets_the_line() -> None:
    entry = NewEntry(MONDAY, channel="Zoom")

    made = change_for(MIA, Verdict(next=FRIDAY), FRAME, talked=Talked(MONDAY), entry=entry)

    assert (made.fields, made.decided) == ({"next": "2026-11-27"}, None)
    assert made.entry == replace(entry, decision="weiter · 2026-11-27")


def test_a_rhythm_that_ends_the_time_without_a_date_names_the_first() -> None:
    paused = replace(MIA, never=True)
    verdict = Verdict(every=Rhythm(SIX_WEEKS, "6 Wochen"))
    entry = NewEntry(MONDAY, channel="Zoom")

    made = change_for(paused, verdict, FRAME, talked=Talked(MONDAY), entry=entry)

    assert made.fields == {"next": "2027-01-04", "every": "6 Wochen"}
    assert made.entry == replace(entry, decision="weiter · alle 6 Wochen · 2027-01-04")


def test_an_entry_in_the_file_gets_the_line_unless_it_has_one() -> None:
    open_talk = Entry(MONDAY, EntryKind.TALK, line=9)
    decided_talk = open_talk._replace(decision=Decision("pflege"))
    verdict = Verdict(DEFAULT.stage("angebot"))

    assert change_for(MIA, verdict, FRAME, entry=open_talk).decided == (open_talk, "angebot")
    assert change_for(MIA, verdict, FRAME, entry=decided_talk).decided is None
    assert change_for(MIA, Verdict(), FRAME, entry=open_talk).decided is None


def test_the_shared_story_is_added_to_its_list() -> None:
    made = change_for(MIA, Verdict(story=("Messe", "Handwerk")), FRAME)

    assert made.items == (("story", "Messe"), ("story", "Handwerk"))
    assert made.keys == {"story"}
