"""The question after a talk: one key, and what belongs to it."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from kontaktjournal.cli import decide
from kontaktjournal.cli.session import Session
from kontaktjournal.domain.contact import Answer, Contact
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.verdict import Rhythm, Verdict

#: Returns the verdict, and what was asked and said.
Ask = Callable[..., tuple[Verdict | None, list[str]]]

UWE = Contact("kontakte/uwe.md", "Uwe Kern", status="anbahnung")
KNOWN = Contact("kontakte/uwe.md", "Uwe Kern", status="pflege", story=("Messe",), fit=Answer.YES)
EIGHT_WEEKS = Rhythm(Cadence(8, Unit.WEEK), "8 Wochen")
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return a function that asks, and answers with the given keys and lines."""
    (tmp_path / "kontakte").mkdir()
    said: list[str] = []
    answers: list[str] = []

    def answer(question: str) -> str:
        said.append(question)
        return answers.pop(0)

    monkeypatch.setattr(Session, "ask", staticmethod(answer))
    monkeypatch.setattr(Session, "ask_key", staticmethod(answer))
    monkeypatch.setattr(Session, "refuse", staticmethod(said.append))

    def asked(
        contact: Contact, *typed: str, settings: str = "", lang: str = "de", **how: object
    ) -> tuple[Verdict | None, list[str]]:
        (tmp_path / "journal.toml").write_text(f"version = 1\n{settings}", encoding="utf-8")
        session = Session(
            {"JOURNAL_TODAY": "2026-11-23", "JOURNAL_NOW": "09:00", "HOME": str(tmp_path)}
        )
        session.directory, session.lang = str(tmp_path), lang
        answers[:] = typed
        verdict = decide.ask(session, contact, **how)  # type: ignore[arg-type]  # each its own
        session.journal.close()
        assert answers == []
        return verdict, said

    return asked


def stage_of(verdict: Verdict | None) -> str:
    assert verdict is not None
    assert verdict.stage is not None
    return verdict.stage.id


# --- the question ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "question"),
    [
        ("de", ["Uwe Kern – wie geht's weiter?  [w]eiter am …  [p]flegen  [a]ngebot  [k]unde",
                "[x] ablegen  [Enter] offen lassen"]),
        ("en", ["Uwe Kern – what next?  [c]ontinue on …  [n]urture  [o]ffer  [w]on  [x] file",
                "[Enter] leave open"]),
    ],
)  # fmt: skip
def test_it_names_every_key(ask: Ask, lang: str, question: list[str]) -> None:
    verdict, said = ask(UWE, "", lang=lang)

    assert (verdict, said) == (None, ["\n".join(question)])


def test_it_says_what_enter_leaves_it_at(ask: Ask) -> None:
    _, said = ask(UWE, "\n", planned=When(FRIDAY, time(10)))

    assert said[0].split("\n") == [
        "Uwe Kern, wieder Fr 27.11.2026 10:00 – wie geht's weiter?  [w]eiter am …",
        "[p]flegen  [a]ngebot  [k]unde  [x] ablegen  [Enter] dabei bleibt es",
    ]


def test_a_name_cannot_steer_the_terminal(ask: Ask) -> None:
    _, said = ask(Contact("a.md", "Eva\x1b[2J"), "")

    assert said[0].startswith("Eva\\x1b[2J – wie")


PIPELINE = """
[[stage]]
id = "neu"
kind = "active"

[[stage]]
id = "demo"
kind = "active"
label = "Vorführung"

[[stage]]
id = "warm"
kind = "waiting"

[[stage]]
id = "aus"
kind = "filed"
"""


def test_it_offers_the_stages_there_are(ask: Ask) -> None:
    verdict, said = ask(UWE, "x", settings=PIPELINE)

    assert said[0].split("\n") == [
        "Uwe Kern – wie geht's weiter?  [w]eiter am …  [p] warm  [a] Vorführung",
        "[x] aus  [Enter] offen lassen",
    ]
    assert stage_of(verdict) == "aus"


def test_a_key_of_a_stage_that_is_not_there_asks_again(ask: Ask) -> None:
    verdict, said = ask(UWE, "k", "?", "\x1b", "", settings=PIPELINE)

    assert (verdict, len(set(said)), len(said)) == (None, 1, 4)


def test_in_a_row_there_is_a_key_to_end_it(ask: Ask) -> None:
    with pytest.raises(decide.Enough):
        ask(UWE, "q", in_row=True)


def test_alone_there_is_no_such_key(ask: Ask) -> None:
    verdict, said = ask(UWE, "q", "")

    assert (verdict, len(said)) == (None, 2)
    assert "[q]" not in said[0]


def test_something_else_can_be_done_first(ask: Ask) -> None:
    with pytest.raises(decide.Aside):
        ask(UWE, "ö", aside="[ö]ffnen")


# --- a date ----------------------------------------------------------------------------------


def test_a_date_keeps_the_stage_and_the_words_behind_it_are_the_step(ask: Ask) -> None:
    verdict, said = ask(UWE, "w", "fr 10 uhr Mappe zeigen")

    assert verdict == Verdict(next=When(FRIDAY, time(10)), step="Mappe zeigen")
    assert said[2:] == ["fr 10 uhr: Fr 27.11.2026 10:00 (der erste nach heute)"]


def test_keys_may_be_capitals(ask: Ask) -> None:
    verdict, _ = ask(UWE, "W", "27.11.2026")

    assert verdict == Verdict(next=When(FRIDAY))


def test_what_is_no_date_is_asked_again(ask: Ask) -> None:
    verdict, said = ask(UWE, "w", "bald", "gestern", "nie")

    assert verdict == Verdict(never=True)
    assert [one for one in said if one.startswith("„")] == [
        "„bald“ ist kein Datum. Beispiele: 2026-12-07, 7.12., +6w, fr, nie",
        "„gestern“ ist schon vorbei. Beispiele: 2026-12-07, 7.12., +6w, fr, nie",
    ]


def test_no_date_leads_back_to_the_question(ask: Ask) -> None:
    verdict, said = ask(UWE, "w", "", "w", "", "x")

    assert stage_of(verdict) == "ablage"
    assert said.count(said[0]) == 3


# --- nurturing -------------------------------------------------------------------------------


def test_nurturing_asks_for_rhythm_story_and_fit(ask: Ask) -> None:
    verdict, said = ask(UWE, "p", "oft", "8w", "beide Messe-Aufbau 2009", "j")

    assert stage_of(verdict) == "pflege"
    assert verdict
    assert verdict._replace(stage=None) == Verdict(
        every=EIGHT_WEEKS, story=("beide Messe-Aufbau 2009",), fit=Answer.YES
    )
    assert said[1:] == [
        "Rhythmus? (z. B. 8 Wochen; leer = keiner) >",
        "„oft“ ist kein Rhythmus. Beispiele: 6w, 6 Wochen, monatlich, nie",
        "Rhythmus? (z. B. 8 Wochen; leer = keiner) >",
        "Gemeinsame Story? (leer = keine) >",
        "Passt es? [j/n/Enter]",
    ]


@pytest.mark.parametrize(
    ("key", "fit"),
    [("j", Answer.YES), ("y", Answer.YES), ("N", Answer.NO), ("", None), ("?", None)],
)
def test_whether_it_fits_may_stay_open(ask: Ask, key: str, fit: Answer | None) -> None:
    verdict, _ = ask(UWE, "p", "8w", "", key)

    assert verdict
    assert (verdict.story, verdict.fit) == ((), fit)


def test_what_is_known_is_not_asked(ask: Ask) -> None:
    verdict, said = ask(KNOWN, "p", "8w")

    assert verdict
    assert verdict._replace(stage=None) == Verdict(every=EIGHT_WEEKS)
    assert len(said) == 2


@pytest.mark.parametrize(
    ("contact", "settings", "suggested", "rhythm"),
    [
        (Contact("a.md", "A", every=Cadence(6, Unit.WEEK), status="pflege"), "",
         "6 Wochen", Rhythm(Cadence(6, Unit.WEEK), "6 Wochen")),
        (Contact("a.md", "A", tags=("a-kunde",)), '[cadence]\ntag.a-kunde = "3 Wochen"\n',
         "3 Wochen", Rhythm(Cadence(3, Unit.WEEK), "3 Wochen")),
        (Contact("a.md", "A"), '[cadence]\nstage.pflege = "8 Wochen"\n',
         "8 Wochen", EIGHT_WEEKS),
    ],
)  # fmt: skip
def test_a_rhythm_that_is_known_is_suggested(
    ask: Ask, contact: Contact, settings: str, suggested: str, rhythm: Rhythm
) -> None:
    verdict, said = ask(contact, "p", "", "", "", settings=settings)

    assert said[1] == f"Rhythmus [{suggested}]:"
    assert verdict
    assert verdict.every == rhythm


def test_without_a_rhythm_there_is_the_question_when_again(ask: Ask) -> None:
    verdict, said = ask(KNOWN, "p", "", "+3w nach der Messe")

    assert verdict
    assert (verdict.next, verdict.step) == (When(date(2026, 12, 14)), "nach der Messe")
    assert stage_of(verdict) == "pflege"
    assert said[2] == "Wann wieder, und wozu? (leer = es bleibt, wie es ist) >"


def test_who_waits_for_a_moment_needs_no_date(ask: Ask) -> None:
    waiting = Contact("a.md", "A", moment="zweiter Laden", story=("Messe",), fit=Answer.NO)

    verdict, _ = ask(waiting, "p", "nie")

    assert verdict
    assert verdict._replace(stage=None) == Verdict(every=Rhythm(Cadence(0), ""))


# --- offer, deal, filing ---------------------------------------------------------------------


def test_an_offer_has_a_value_and_a_date(ask: Ask) -> None:
    verdict, said = ask(UWE, "a", "4.800 EUR", "fr")

    assert stage_of(verdict) == "angebot"
    assert verdict
    assert verdict._replace(stage=None) == Verdict(next=When(FRIDAY), value="4.800 EUR")
    assert said[1] == "Wert? (leer = keiner) >"


def test_neither_is_needed(ask: Ask) -> None:
    verdict, _ = ask(UWE, "a", "", "")

    assert verdict
    assert verdict._replace(stage=None) == Verdict()
    assert stage_of(verdict) == "angebot"


def test_a_value_that_is_known_is_shown_and_kept(ask: Ask) -> None:
    verdict, said = ask(Contact("a.md", "A", value="4.800 EUR"), "k", "")

    assert stage_of(verdict) == "kunde"
    assert verdict
    assert verdict.value == ""
    assert said[1] == "Wert [4.800 EUR]:"


def test_filing_asks_nothing(ask: Ask) -> None:
    verdict, said = ask(UWE, "x")

    assert stage_of(verdict) == "ablage"
    assert len(said) == 1
