"""WHEN on the command line: what is read, what is refused, and what is told of it."""

from datetime import date
from pathlib import Path

import pytest

from kontaktjournal.cli import when
from kontaktjournal.cli.session import Session
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.rhythm import Cadence, Unit, When


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Return a call on Monday, 23 November 2026."""
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "journal.toml").write_text("[calendar]\nclosed = '2026-12-14'\n")
    call = Session({"HOME": str(tmp_path), "LANG": "de_DE.UTF-8", "JOURNAL_TODAY": "2026-11-23"})
    call.directory = str(tmp_path)
    return call


def refusal(session: Session, *words: str) -> str:
    with pytest.raises(WrongUse) as refused:
        when.split(session, words)
    return session.say.refusal(refused.value)


SPLIT = {
    ("+1w", "Mappe"): (When(date(2026, 11, 30)), "Mappe"),
    # the journal's own days off
    ("+3w", "Mappe"): (When(date(2026, 12, 15)), "Mappe"),
    ("14.12.",): (When(date(2026, 12, 14)), ""),
    ("nie",): (None, ""),
}


@pytest.mark.parametrize("words", SPLIT, ids=" ".join)
def test_words_are_split_into_the_day_and_the_rest(
    words: tuple[str, ...], session: Session
) -> None:
    phrase, rest = when.split(session, words)

    assert (phrase.when, rest) == SPLIT[words]


REFUSALS = {
    ("",): "Es fehlt ein Datum.",
    ("bald",): "„bald“ ist kein Datum.",
    ("-3d",): "„-3d“ ist schon vorbei.",
    ("32.1.",): "„32.1.“ gibt es nicht.",
    ("fr", "in", "2", "Wochen"): "„fr“ und dann „in 2 Wochen“",
    ("fr", "um", "3"): "„fr um 3“ – vor oder nach Mittag?",
}


@pytest.mark.parametrize("words", REFUSALS, ids=" ".join)
def test_what_is_no_day_is_refused_with_what_is_wrong(
    words: tuple[str, ...], session: Session
) -> None:
    assert refusal(session, *words).startswith(REFUSALS[words])


def test_one_phrase_is_read_and_refused_like_the_first_of_many_words(session: Session) -> None:
    assert when.read(session, "fr 10 uhr").when == when.split(session, ["fr", "10", "uhr"])[0].when
    for words, key in {"": "missing", "bald": "unknown", "-3d": "past"}.items():
        with pytest.raises(WrongUse, match=rf"refusal\.when\.{key}"):
            when.read(session, words)


def test_a_day_that_has_been_is_read_backward(session: Session) -> None:
    assert when.read_past(session, "fr") == When(date(2026, 11, 20))
    for words, key in {"": "missing_past", "bald": "unknown", "morgen": "future"}.items():
        with pytest.raises(WrongUse, match=rf"refusal\.when\.{key}"):
            when.read_past(session, words)


def test_a_rhythm_that_is_none_is_refused(session: Session) -> None:
    assert when.read_cadence("6 Wochen") == Cadence(6, Unit.WEEK)
    with pytest.raises(WrongUse, match=r"refusal\.bad_cadence"):
        when.read_cadence("manchmal")


RULES = {
    "morgen": "morgen: Di 24.11.2026 (von heute aus)\n",
    "fr": "fr: Fr 27.11.2026 (der erste nach heute)\n",
    # not the first such day, so it must not say so
    "nächste Woche fr": "nächste Woche fr: Fr 04.12.2026 (in KW 49)\n",
    "+1w": "+1w: Mo 30.11.2026 (gezählt ab heute)\n",
    "+3w": "+3w: Di 15.12.2026 (gezählt ab heute) – Mo 14.12. ist kein Arbeitstag\n",
    "14.12.": ("14.12.: Mo 14.12.2026 (das nächste dieses Datums)\nMo 14.12. – kein Arbeitstag\n"),
    "Dezember": "Dezember: Dez. 2026 (der ganze Monat, ohne Tag)\n",
    # nothing was found out
    "heute": "",
    "2026-12-07": "",
    "24.12.2026 14:30": "",
    "24.12.26": "",
    "nie": "",
}


@pytest.mark.parametrize("words", RULES)
def test_it_is_told_by_which_rule_words_became_a_day(
    words: str, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    when.tell_rule(session, words, when.read(session, words))

    assert capsys.readouterr().err == RULES[words]
