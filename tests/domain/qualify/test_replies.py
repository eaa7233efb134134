"""A sentence tells of an answer where it can mean nothing else: better none than a wrong one."""

import pytest

from kontaktjournal.domain.qualify.reasons import Side, Sort, reasons
from kontaktjournal.domain.qualify.told import Told
from kontaktjournal.domain.settings import Me, Weights
from opened_journal import MONDAY


def is_reason(note: str) -> bool:
    told = Told(("Eva Klar",), (), "", {"Notiz": note})
    found = reasons(told, Side(Me(), Weights(), MONDAY))
    assert {one.sort for one in found} <= {Sort.REPLIED}
    return bool(found)


@pytest.mark.parametrize(
    "note",
    [
        "hat 2024 geantwortet",
        "Geantwortet am 3.5.2024",
        "Mail kam nicht an. Im Mai telefoniert.",
        "lange mit ihr gesprochen",
        "hat zurückgerufen",
        "Wir haben uns getroffen",
        "replied in 2024",
        "She wrote back.",
        "Never at home. We met in May.",
        "spoke to her in Leipzig",
    ],
)
def test_somebody_answered(note: str) -> None:
    assert is_reason(note)


@pytest.mark.parametrize(
    "note",
    [
        "hat nicht geantwortet",
        "hat nix geantwortet",
        "niemand hat geantwortet",
        "Angeschrieben, geantwortet hat niemand",
        "nie geantwortet",
        "hat auf keine Mail geantwortet",
        "keine Antwort",
        "Antwort steht aus",
        "noch nicht zurückgeschrieben",
        "weder geantwortet noch angerufen",
        "fast nie telefoniert",
        "Geantwortet? Nein",
        "geantwortet: nein",
        "Hat sie geantwortet?",
        "wenn er geantwortet hat, anrufen",
        "warten, bis sie geantwortet hat",
        "hätte gern mit mir gesprochen",
        "hat automatisch geantwortet (Abwesenheit)",
        "hasn't replied",
        "hasn’t replied",
        "hasnt replied",
        "hasn t replied",
        "didn't answer",
        "never replied",
        "has not yet replied",
        "no reply",
        "nobody replied",
        "call her unless she replied",
        "should be talked to",
        "auto replied",
        # Words that mean something else, too.
        "Entscheidung getroffen",
        "met vriendelijke groet",
        "ein Büro unterhalten",
    ],
)
def test_nobody_answered_or_nobody_knows(note: str) -> None:
    assert not is_reason(note)


def test_a_day_needs_no_words() -> None:
    told = Told(("Eva Klar",), (), "", {"Notiz": "hat nicht geantwortet"}, exchanged=MONDAY)

    (reason,) = reasons(told, Side(Me(), Weights(), MONDAY))

    assert (reason.sort, reason.day, reason.cell) == (Sort.REPLIED, MONDAY, "")
