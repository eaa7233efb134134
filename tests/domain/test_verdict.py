"""Claims about what a verdict makes of a file, on Monday, 23 November 2026."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from any_contact import CONTACTS, DAYS
from kontaktjournal.domain.contact import Answer, Contact, Decision, Entry, EntryKind
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage
from kontaktjournal.domain.rhythm import Cadence, Calendar, Unit, When
from kontaktjournal.domain.settings import AgendaSettings, Settings
from kontaktjournal.domain.verdict import (
    Rhythm,
    Settled,
    Talked,
    Verdict,
    first_of,
    is_ahead,
    offer_of,
    planned,
    retry_for,
    settle,
    written,
)

MONDAY = date(2026, 11, 23)
TODAY = Talked(MONDAY)
FRIDAY = When(date(2026, 11, 27))
SIX_WEEKS = Cadence(6, Unit.WEEK)
#: Six weeks after Monday.
IN_SIX_WEEKS = "2027-01-04"
SETTINGS = Settings()
PFLEGE, ANGEBOT, ABLAGE = (DEFAULT.stage(word) for word in ("pflege", "angebot", "ablage"))


def contact(**known: object) -> Contact:
    return Contact("kontakte/mia.md", "Mia", **{"status": "gespraech", **known})  # type: ignore[arg-type]  # each its own


def settled(before: Contact, verdict: Verdict, talked: Talked | None = None) -> Settled:
    return settle(before, verdict, SETTINGS, MONDAY, talked)


def entry(month: int, day: int, kind: EntryKind = EntryKind.TALK) -> Entry:
    return Entry(date(2026, month, day), kind)


# --- what is said, is written ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "fields"),
    [
        (Verdict(), {}),
        (Verdict(ANGEBOT), {"status": "angebot"}),
        (Verdict(next=FRIDAY), {"next": "2026-11-27"}),
        (Verdict(next=FRIDAY._replace(at=time(9, 5))), {"next": "2026-11-27 09:05"}),
        (Verdict(next=When(date(2027, 1, 1), whole_month=True)), {"next": "2027-01"}),
        (Verdict(never=True), {"next": "never"}),
        (Verdict(every=Rhythm(SIX_WEEKS, "6 Wochen")), {"every": "6 Wochen"}),
        (Verdict(every=Rhythm(Cadence(0), "")), {"every": None}),
        (Verdict(step="Mappe zeigen"), {"step": "Mappe zeigen"}),
        (Verdict(step=""), {"step": None}),
        (Verdict(fit=Answer.YES), {"fit": "yes"}),
        (Verdict(fit=Answer.OPEN), {"fit": "open"}),
        (Verdict(value="4.800 EUR"), {"value": "4.800 EUR"}),
        (Verdict(ABLAGE, reason="kein Bedarf"), {"status": "ablage", "next": None, "every": None}),
    ],
)
def test_what_is_said_is_written(verdict: Verdict, fields: dict[str, str | None]) -> None:
    assert settled(contact(), verdict).fields == fields


def test_a_rhythm_said_in_other_words_stays_as_it_is_written() -> None:
    before = contact(every=SIX_WEEKS)

    assert settled(before, Verdict(every=Rhythm(SIX_WEEKS, "6 Wochen"))).fields == {}


def test_a_snooze_does_not_hide_a_new_date() -> None:
    hidden = contact(snooze=date(2026, 12, 24))

    assert settled(hidden, Verdict(next=FRIDAY)).fields == {"next": "2026-11-27", "snooze": None}
    later = Verdict(next=When(date(2027, 1, 7)))
    assert settled(hidden, later).fields == {"next": "2027-01-07"}


def test_the_shared_story_is_handed_on() -> None:
    assert settled(contact(), Verdict(story=("Messe", "Handwerk"))).story == ("Messe", "Handwerk")


# --- the decision line -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "decision"),
    [
        (Verdict(), None),
        (Verdict(story=("Messe",), fit=Answer.YES, value="800"), None),
        (Verdict(step=""), None),
        (Verdict(step="Mappe"), Decision(reason="Mappe")),
        (Verdict(ANGEBOT, FRIDAY), Decision("angebot", None, FRIDAY)),
        (Verdict(next=FRIDAY, step="Mappe"), Decision(None, None, FRIDAY, "Mappe")),
        (Verdict(never=True), Decision()),
        (Verdict(every=Rhythm(SIX_WEEKS, "6 Wochen")), Decision(every=SIX_WEEKS)),
        (Verdict(ABLAGE, reason="kein Bedarf"), Decision("ablage", reason="kein Bedarf")),
    ],
)
def test_only_a_decision_gets_a_line(verdict: Verdict, decision: Decision | None) -> None:
    assert settled(contact(), verdict).decision == decision


def test_a_date_the_rhythm_makes_is_no_decision_but_stands_in_the_line_of_one() -> None:
    before = contact(every=SIX_WEEKS)
    then = When(date(2027, 1, 4))

    assert settled(before, Verdict(), TODAY).decision is None
    assert settled(before, Verdict(PFLEGE), TODAY).decision == Decision("pflege", None, then)


# --- a rhythm counts on (W8) -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "then"),
    [
        ({}, IN_SIX_WEEKS),
        ({"next": When(date(2026, 11, 20))}, IN_SIX_WEEKS),
        ({"next": When(MONDAY, time(14, 30))}, IN_SIX_WEEKS),
        ({"next": FRIDAY}, None),
        ({"never": True}, None),
        ({"blocked": True}, None),
        ({"status": "ablage"}, None),
        ({"every": None}, None),
        ({"every": Cadence(0)}, None),
        ({"every": Cadence(5)}, "2026-11-30"),
        ({"entries": (entry(12, 1),)}, None),
        ({"last_noted": date(2026, 11, 30)}, IN_SIX_WEEKS),
        ({"unreadable": True}, IN_SIX_WEEKS),
    ],
    ids=str,
)
def test_after_a_talk_a_rhythm_counts_on_where_nothing_else_is_agreed(
    known: dict[str, object], then: str | None
) -> None:
    before = contact(**{"every": SIX_WEEKS, **known})

    assert settled(before, Verdict(), TODAY).fields.get("next") == then


def test_a_rhythm_counts_from_the_last_contact() -> None:
    before = contact(every=SIX_WEEKS, entries=(entry(11, 20, EntryKind.MESSAGE), entry(11, 2)))
    forgotten = Talked(date(2026, 11, 9))

    assert settled(before, Verdict(), forgotten).fields == {"next": "2027-01-01"}


def test_a_new_rhythm_counts_at_once_and_none_stops_it() -> None:
    before = contact(every=SIX_WEEKS)
    monthly = Verdict(every=Rhythm(Cadence(1, Unit.MONTH), "1 Monat"))

    assert settled(before, monthly, TODAY).fields == {"every": "1 Monat", "next": "2026-12-23"}
    assert settled(before, Verdict(every=Rhythm(Cadence(0), "")), TODAY).fields == {"every": None}


def test_the_rhythm_of_the_stage_decided_for_counts() -> None:
    settings = Settings(stage_cadence={"pflege": Cadence(8, Unit.WEEK)})

    made = settle(contact(), Verdict(PFLEGE), settings, MONDAY, TODAY)

    assert made.fields == {"status": "pflege", "next": "2027-01-18"}


def test_nothing_is_computed_without_a_talk_or_before_the_answer() -> None:
    before = contact(every=SIX_WEEKS)

    assert settled(before, Verdict()).fields == {}
    assert settled(before, Verdict(), Talked(MONDAY, is_open=True)).fields == {}


def test_what_was_agreed_on_after_a_forgotten_talk_stays() -> None:
    before = contact(every=SIX_WEEKS, next=When(MONDAY, time(14, 30)), step="Vertrag",
                     entries=(entry(11, 16),))  # fmt: skip

    assert settled(before, Verdict(), Talked(date(2026, 11, 9))).fields == {}


@given(CONTACTS, st.integers(1, 90), DAYS, st.integers(0, 400))
def test_a_rhythm_makes_the_date_the_agenda_would_show_anyway(
    known: Contact, every: int, today: date, ago: int
) -> None:
    assume(today.toordinal() > ago + 1)
    talk = Entry(today - timedelta(days=ago), EntryKind.TALK)
    known = replace(known, every=Cadence(every), never=False, blocked=False, snooze=None,
                    promises=(), birthday=None)  # fmt: skip

    made = settle(known, Verdict(), SETTINGS, today, Talked(talk.day)).fields

    if "next" in made:
        after = replace(known, entries=(*known.entries, talk))
        assert made["next"] == str(assess(after, today, SETTINGS).day)


# --- the step --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "talked", "step"),
    [
        (Verdict(), TODAY, None),
        (Verdict(), Talked(MONDAY, is_open=True), None),
        (Verdict(next=FRIDAY), TODAY, None),
        (Verdict(ABLAGE), TODAY, None),
        (Verdict(step="Vertrag"), TODAY, "Vertrag"),
        (Verdict(), None, "kept"),
        (Verdict(next=FRIDAY), None, "kept"),
    ],
)
def test_a_talk_is_done_with_the_step_that_led_to_it(
    verdict: Verdict, talked: Talked | None, step: str | None
) -> None:
    before = contact(step="Mappe zeigen")

    assert settled(before, verdict, talked).fields.get("step", "kept") == step


def test_where_there_is_no_step_none_is_emptied() -> None:
    assert settled(contact(), Verdict(), TODAY).fields == {}


# --- what is agreed on already ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "day", "is_agreed"),
    [
        ({}, MONDAY, False),
        ({"next": FRIDAY}, MONDAY, True),
        ({"next": When(MONDAY)}, MONDAY, False),
        ({"next": When(MONDAY)}, date(2026, 11, 20), True),
        ({"next": When(MONDAY), "entries": (entry(11, 23),)}, date(2026, 11, 20), False),
        ({"next": When(date(2026, 11, 19))}, date(2026, 11, 20), False),
        ({"entries": (entry(12, 1),)}, MONDAY, True),
        ({"entries": (entry(11, 1),)}, MONDAY, False),
        ({"never": True}, MONDAY, False),
    ],
    ids=str,
)
def test_a_date_is_agreed_on_where_no_talk_was_it(
    known: dict[str, object], day: date, *, is_agreed: bool
) -> None:
    assert is_ahead(contact(**known), MONDAY, day) is is_agreed


@pytest.mark.parametrize(
    ("known", "retry"),
    [
        ({}, "2026-11-25"),
        ({"next": When(date(2026, 11, 19))}, "2026-11-25"),
        ({"next": When(MONDAY, time(14, 30))}, "2026-11-25"),
        ({"next": FRIDAY}, None),
        ({"entries": (entry(12, 1),)}, None),
        ({"never": True}, None),
        ({"blocked": True}, None),
    ],
    ids=str,
)
def test_an_attempt_is_made_again_where_nothing_else_is_agreed(
    known: dict[str, object], retry: str | None
) -> None:
    when = retry_for(contact(**known), SETTINGS, MONDAY, MONDAY)

    assert (written(when) if when else None) == retry


def test_a_retry_counts_from_today_in_working_days() -> None:
    closed = Calendar(closed=((date(2026, 11, 25), date(2026, 11, 27)),))
    settings = Settings(calendar=closed, agenda=AgendaSettings(retry=Cadence(2, Unit.WORKDAY)))

    when = retry_for(contact(), settings, MONDAY, date(2026, 11, 16))

    assert when == When(date(2026, 11, 30))


@pytest.mark.parametrize(
    ("known", "then"),
    [
        ({}, None),
        ({"next": FRIDAY}, FRIDAY),
        ({"next": When(MONDAY)}, None),
        ({"entries": (Entry(date(2026, 12, 1), EntryKind.TALK, time(9)),)},
         When(date(2026, 12, 1), time(9))),
        ({"every": SIX_WEEKS}, When(date(2027, 1, 4))),
        ({"every": SIX_WEEKS, "next": FRIDAY}, FRIDAY),
        ({"every": SIX_WEEKS, "never": True}, None),
    ],
    ids=str,
)  # fmt: skip
def test_after_a_talk_it_is_known_what_comes_without_a_decision(
    known: dict[str, object], then: When | None
) -> None:
    assert planned(contact(**known), SETTINGS, MONDAY, MONDAY, Verdict()) == then


# --- stages ----------------------------------------------------------------------------------


def pipeline(*stages: tuple[str, Kind]) -> Pipeline:
    return Pipeline(tuple(Stage(word, kind) for word, kind in stages))


@pytest.mark.parametrize(
    ("stages", "offer"),
    [
        (DEFAULT, "angebot"),
        (pipeline(("lead", Kind.ACTIVE), ("demo", Kind.ACTIVE), ("won", Kind.WON)), "demo"),
        (pipeline(("lead", Kind.ACTIVE), ("proposal", Kind.ACTIVE), ("legal", Kind.ACTIVE)),
         "proposal"),
        (pipeline(("lead", Kind.ACTIVE), ("won", Kind.WON)), None),
        (pipeline(("kontakt", Kind.POOL)), None),
        (pipeline(("offer", Kind.WAITING), ("lead", Kind.ACTIVE)), None),
    ],
)  # fmt: skip
def test_the_offer_is_what_is_called_so_else_the_last_before_the_deal(
    stages: Pipeline, offer: str | None
) -> None:
    found = offer_of(stages)

    assert (found.id if found else None) == offer


def test_the_first_of_a_kind_is_found() -> None:
    stages = pipeline(("warm", Kind.WAITING), ("kalt", Kind.WAITING))

    assert first_of(stages, Kind.WAITING) == stages.stages[0]
    assert first_of(stages, Kind.FILED) is None


@pytest.mark.parametrize(
    ("verdict", "decides", "is_filing"),
    [
        (Verdict(), False, False),
        (Verdict(step="Mappe", story=("Messe",), value="800", fit=Answer.NO), False, False),
        (Verdict(PFLEGE), True, False),
        (Verdict(ABLAGE), True, True),
        (Verdict(next=FRIDAY), True, False),
        (Verdict(never=True), True, False),
        (Verdict(every=Rhythm(Cadence(0), "")), True, False),
    ],
)
def test_how_it_goes_on_is_said_by_stage_date_and_rhythm(
    verdict: Verdict, *, decides: bool, is_filing: bool
) -> None:
    assert (verdict.decides, verdict.is_filing) == (decides, is_filing)
