"""Claims about what a verdict makes of a file, on Monday, 23 November 2026."""

from datetime import date, time

import pytest

from kontaktjournal.domain.contact import Answer, Contact, Decision
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.verdict import (
    Rhythm,
    Settled,
    Talked,
    Verdict,
    first_of,
    offer_of,
    settle,
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
        (Verdict(step=""), {}),
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


# --- the step --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "talked", "step"),
    [
        (Verdict(), TODAY, None),
        (Verdict(), Talked(MONDAY, is_open=True), None),
        (Verdict(next=FRIDAY), TODAY, None),
        (Verdict(ABLAGE), TODAY, None),
        (Verdict(step="Vertrag"), TODAY, "Vertrag"),
        (Verdict(step=""), TODAY, None),
        (Verdict(step="Mappe zeigen"), TODAY, "kept"),
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
