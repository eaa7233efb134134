"""Claims about several words on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.notation.enumeration import answered, enumerated, words_in

PRESENT = ("Köln", "Leipzig")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Köln, Leipzig", ("Köln", "Leipzig")),
        ("Köln; Frankfurt a. M. ;", ("Köln", "Frankfurt a. M.")),
        ("  Köln  ,, ; ", ("Köln",)),
        ("Köln, köln, KÖLN", ("Köln",)),
        ('"Walther, Buchhandlung", Uni Bonn', ("Walther, Buchhandlung", "Uni Bonn")),
        ("„Walther, Buchhandlung“; Uni", ("Walther, Buchhandlung", "Uni")),
        ("“Walther, Books”, »a;b« , «c, d»", ("Walther, Books", "a;b", "c, d")),
        ('Verein "Papier, Köln', ('Verein "Papier', "Köln")),
        ('"Papier" Köln, b', ('"Papier" Köln', "b")),
        ('"Papier, Köln', ('"Papier', "Köln")),
        ("Harry's, 'n Abend", ("Harry's", "'n Abend")),
        ('"", "-", "+1"', ("-", "+1")),
        ("", ()),
    ],
)
def test_commas_and_semicolons_part_what_is_not_quoted(text: str, words: tuple[str, ...]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", PRESENT),
        (" , ", PRESENT),
        ("-", ()),
        ("Bonn", ("Bonn",)),
        ("+ Bonn, köln", ("Köln", "Leipzig", "Bonn")),
        ("+Bonn; Trier", ("Köln", "Leipzig", "Bonn", "Trier")),
        ("- KÖLN", ("Leipzig",)),
        ("-köln, leipzig, Bonn", ()),
        ('"-"', ("-",)),
        ("+", PRESENT),
    ],
)
def test_an_answer_keeps_replaces_adds_or_takes_away(text: str, words: tuple[str, ...]) -> None:
    assert answered(text, PRESENT) == words


LETTERS = st.sampled_from(
    ["a", "B", "ß", " ", ",", ";", "-", "+", "„", "“", "»", '"', "\N{NO-BREAK SPACE}"]
)
WORDS = st.lists(
    st.text(LETTERS, min_size=1, max_size=8).map(str.strip).filter(bool), max_size=4,
    unique_by=str.casefold,
)  # fmt: skip


@given(WORDS)
def test_what_is_shown_can_be_typed_again(words: list[str]) -> None:
    # Who has every closing mark in a name must write it by hand.
    typeable = [word for word in words if not set('”"«') <= {*word}]

    assert answered(enumerated(typeable), ()) == tuple(typeable)
