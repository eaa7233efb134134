"""Whom the day proposes is set at any width, and nothing of it is lost."""

from datetime import date

import pytest

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.qualify.bars import Bar
from kontaktjournal.domain.qualify.prequalified import Prequalified, Prospect, Short
from kontaktjournal.domain.qualify.reasons import Reason, Sort
from kontaktjournal.domain.qualify.told import Friend
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.qualify import (
    cells_lines,
    explained_lines,
    prequalified_lines,
    question,
    reason_word,
    values,
)
from kontaktjournal.views.terminal import render
from kontaktjournal.views.words import Frame

MONDAY = date(2026, 11, 23)
STAGE = DEFAULT.stage("angebot")
assert STAGE
JONAS = Friend("kontakte/jonas.md", "Jonas Weber", STAGE)
REASONS = (
    Reason(Sort.KNOWS, 3, "Jonas Weber", "Notiz", "kennt Jonas Weber", JONAS),
    Reason(Sort.EVENT, 3, "Buchmesse Leipzig", "Notiz", "Buchmesse Leipzig 2019"),
    Reason(Sort.ORG, 3, "Verlag Nord", "Firma", "Verlag Nord", JONAS),
    Reason(Sort.ORG, 3, "Uni Bonn", "Firma", "Uni Bonn"),
    Reason(Sort.PLACE, 2, "Köln", "Ort", "Köln"),
    Reason(Sort.TOPIC, 2, "Buchbinden", "Notiz", "mag Buchbinden"),
    Reason(Sort.REPLIED, 4, "hat 2024 geantwortet", "Notiz", "hat 2024 geantwortet."),
    Reason(Sort.REPLIED, 4, day=date(2024, 5, 12)),
    Reason(Sort.CONNECTED, 1, day=date(2026, 3, 12)),
)
CARD = Card("Sabine Roth", city="Köln", phone=("+49 221 555 0111",))
SABINE = Prospect(
    ("listen/a.csv", "k"),
    Listed("listen/a.csv", 2, "k", CARD, cells={"Name": "Sabine Roth", "Notiz": "Buch\x1b[2J"}),
    None,
    REASONS,
)
TOLD = Prequalified(
    100_000,
    {Bar.NO_NAME: 61_204, Bar.ROLE_ADDRESS: 2_310, Bar.BLOCKED: 1_877, Bar.IN_PLAY: 96,
     Bar.FILED: 310, Bar.NO_CHANNEL: 30_118},
    212, 3, 0, (SABINE,) * 12,
)  # fmt: skip


def frame(columns: int, language: str = "de") -> Frame:
    return Frame(Catalogue(language), Settings(), MONDAY, columns)


def test_the_counts_stand_below_each_other_as_in_the_specification() -> None:
    lines = render(prequalified_lines(TOLD, 5, frame(100)), colour=False).split("\n")

    assert lines[:5] == [
        "Vor-Qualifizierung  100.000 Einträge",
        "   − 61.204 ohne Namen (anonym)   − 2.310 Sammeladressen   −  1.877 abgemeldet/gesperrt",  # noqa: RUF001  # as printed
        "   −     96 schon im Gespräch     −   310 abgelegt         − 30.118 ohne erlaubten Weg",  # noqa: RUF001  # as printed
        "   = 4.085 ansprechbar, davon 212 mit mindestens einem Anknüpfungspunkt",
        "Auswahl für heute: 12 (höchstens 5 am Tag; Agenda: 3 von 8 Plätzen frei)",
    ]


@pytest.mark.parametrize("columns", range(20, 121, 5))
@pytest.mark.parametrize("language", ["de", "en"])
def test_no_line_is_longer_than_there_is_room(columns: int, language: str) -> None:
    here = frame(columns, language)
    lines = [
        *prequalified_lines(TOLD, 5, here),
        *explained_lines(SABINE._replace(bar=Bar.LATER), here),
        *cells_lines(SABINE, here),
    ]

    assert max(line.width for line in lines) <= columns


FEW = TOLD._replace(drawn=(SABINE,), wanted=5)


@pytest.mark.parametrize(
    ("told", "short", "said"),
    [
        (FEW._replace(wanted=1), None, ""),
        (FEW._replace(wanted=2, handled=1), None, ""),
        (FEW._replace(size=1), Short.ROOM,
         "Mehr sind es heute nicht: die Agenda hat nur Platz für 1."),
        (FEW._replace(size=2, handled=1), Short.ROOM,
         "Mehr sind es heute nicht: die Agenda hat nur Platz für 2."),
        (FEW._replace(size=1, hooked=1), Short.HOOKS,
         "Mehr sind es heute nicht: sonst gibt es bei niemandem einen Anknüpfungspunkt."),
        (FEW._replace(is_alike=True), Short.ALIKE,
         "Alle anderen haben nur denselben Anknüpfungspunkt wie zwei von heute."),
        (FEW._replace(drawn=(), hooked=0), Short.HOOKS,
         "Bei niemandem gibt es einen Anknüpfungspunkt"),
        (FEW._replace(drawn=(), handled=2), Short.HOOKS,
         "Mehr sind es heute nicht: sonst gibt es bei niemandem einen Anknüpfungspunkt."),
        (FEW._replace(drawn=(), handled=3), Short.ROOM,
         "Für heute ist die Auswahl entschieden."),
        (FEW._replace(drawn=(), total=95_915, hooked=0), Short.BARRED,
         "Mit niemandem davon kann jetzt ein Gespräch beginnen."),
    ],
)  # fmt: skip
def test_it_is_said_in_a_line_why_there_are_no_more(
    told: Prequalified, short: Short | None, said: str
) -> None:
    lines = render(prequalified_lines(told, 5, frame(160)), colour=False).split("\n")
    why = "" if lines[5].startswith(" 1  ") else lines[5]

    assert (told.short, values(told, 5)["short"]) == (short, short)
    assert why.startswith(said) if said else not why


def test_each_reason_is_told_in_a_few_words() -> None:
    assert [reason_word(each, frame(80)) for each in REASONS] == [
        "kennt Jonas Weber (Angebot)",
        "Buchmesse Leipzig (Notiz 2019)",
        "Verlag Nord wie Jonas Weber (Angebot)",
        "Uni Bonn (Firma)",
        "Ort Köln",
        "„Buchbinden“",
        "hat 2024 geantwortet",
        "zuletzt in Kontakt 12.05.2024",
        "verbunden seit 12.03.2026",
    ]


def test_a_cell_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in render(cells_lines(SABINE, frame(80)), colour=False)


def test_the_tenth_is_begun_with_by_a_letter() -> None:
    asked = [question(number, date(2026, 11, 24), frame(80))[:18] for number in (9, 10)]

    assert asked == ["[9] Anbahnen (Di) ", "[a] Anbahnen (Di) "]
