"""Pairs who may be one, in words and as values."""

from datetime import date

import pytest

from kontaktjournal.domain.contact import Birthday, Contact
from kontaktjournal.domain.duplicates import Likeness
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.duplicates import Tally, double_lines, double_value, sum_lines
from kontaktjournal.views.words import Frame

NUMBER = ("+49 221 555 0171",)
ANNA = Contact("kontakte/anna-mueller.md", "Anna Müller", status="pflege", phone=NUMBER)
SHORT = Contact("kontakte/a-mueller.md", "A. Müller", status_typed="vip", phone=NUMBER)


def frame(*commands: str, columns: int = 80, language: str = "de") -> Frame:
    return Frame(Catalogue(language), Settings(), date(2026, 11, 23), columns, frozenset(commands))


def test_a_pair_is_told_with_its_reasons_and_what_to_do_about_it() -> None:
    lines = double_lines([(Likeness.STRONG, ANNA, SHORT)], frame("merge-contacts"))

    assert [line.text for line in lines] == [
        "Wohl derselbe Mensch",
        "  Anna Müller  kontakte/anna-mueller.md · Pflege",
        "  A. Müller    kontakte/a-mueller.md · vip",
        "    dieselbe Nummer +49 221 555 0171",
        "    → derselbe Mensch: journal merge-contacts anna-mueller a-mueller",
        "    → zwei Menschen: journal merge-contacts anna-mueller a-mueller --never",
    ]


def test_no_command_is_named_that_is_not_there() -> None:
    lines = [line.text for line in double_lines([(Likeness.STRONG, ANNA, SHORT)], frame())]

    assert not [line for line in lines if "journal" in line]


def test_a_command_is_never_broken() -> None:
    lines = double_lines([(Likeness.STRONG, ANNA, SHORT)], frame("merge-contacts", columns=30))

    command = "      journal merge-contacts anna-mueller a-mueller"
    assert [line.text for line in lines][-4:] == [
        "    → derselbe Mensch:", command, "    → zwei Menschen:", f"{command} --never",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "other", "refs"),
    [
        ("kontakte/a.md", "kontakte/alt/A.md", "kontakte/a.md kontakte/alt/A.md"),
        ("kontakte/7.md", "kontakte/Anna Otto.md", "kontakte/7.md 'Anna Otto'"),
        ("kontakte/An na.md", "x/An na.md", "'kontakte/An na.md' 'x/An na.md'"),
    ],
)
def test_both_are_called_by_what_means_nobody_else(path: str, other: str, refs: str) -> None:
    pair = (Likeness.WEAK, Contact(path, "A"), Contact(other, "A"))

    *_, last = double_lines([pair], frame("merge-contacts"))

    assert last.text.endswith(f" journal merge-contacts {refs} --never")


def test_each_kind_of_likeness_has_one_heading() -> None:
    likenesses = (Likeness.STRONG, Likeness.STRONG, Likeness.MEDIUM)
    pairs = [(likeness, ANNA, SHORT) for likeness in likenesses]

    told = [line.text for line in double_lines(pairs, frame(language="en"))]

    assert [line for line in told if line and not line.startswith(" ")] == [
        "Probably one person",
        "Perhaps one person",
    ]
    assert told.count("") == 2


def test_a_birthday_is_told_as_far_as_it_is_known() -> None:
    born, known = Birthday(5, 14), Birthday(2, 29, 1980)
    one = Contact("a.md", "A", birthday=born)
    other = Contact("b.md", "A", birthday=known)

    assert double_value((Likeness.MEDIUM, one, one), Catalogue("de"))["reasons"] == [
        {"type": "name", "text": "derselbe Name", "value": "A"},
        {"type": "birthday", "text": "derselbe Geburtstag 14.05.", "value": "--05-14"},
    ]
    assert double_value((Likeness.MEDIUM, other, other), Catalogue("en"))["reasons"] == [
        {"type": "name", "text": "same name", "value": "A"},
        {"type": "birthday", "text": "same birthday 29 Feb 1980", "value": "1980-02-29"},
    ]


@pytest.mark.parametrize(
    ("tally", "told"),
    [
        (Tally(0, 0, 0, 0), ["Niemand scheint doppelt da zu sein."]),
        (
            Tally(1, 2, 1, 1),
            [
                "",
                "1 Paar, das derselbe Mensch sein kann.",
                "2 weitere Paare haben nur den Namen gemeinsam: journal check dup --all",
            ],
        ),
        (
            Tally(30, 0, 35, 20, everybody=True),
            [
                "",
                "30 Paare, die derselbe Mensch sein können.",
                "15 weitere Paare: journal check dup --all -n 35",
            ],
        ),
    ],
)
def test_what_is_not_shown_is_counted(tally: Tally, told: list[str]) -> None:
    assert [line.text for line in sum_lines(tally, frame())] == told
