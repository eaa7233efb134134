"""When names and numbers are the same, and which are near (N6, X1)."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.names import (
    digits_of,
    folds,
    near,
    same,
    spoken,
    starts,
    strip_marks,
    transliterate,
)

#: Letters that decompose, join, fold to more than one or vanish: where rules break first.
_LETTERS = "äöüßẞÄÖÜåøæœðþłđ\u0131\u017fİﬁǅǖŉ½²№ªΣςϓйЁꭰᎠあが王ि\u0627"
_SIGNS = "\u094d\u0301\u0308\u200b\u00ad\u202e'’-_. ,()/\\\x00\n"
_texts = st.one_of(st.text(max_size=60), st.text(_LETTERS + _SIGNS + "abzABZ019", max_size=60))
_quick = settings(max_examples=200)


# --- N6: folding ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("Müller", {"muller", "mueller"}),
        ("Mueller", {"mueller"}),
        ("Muller", {"muller"}),
        ("WEISS", {"weiss"}),
        ("Weiß", {"weiss"}),
        ("Ångström", {"angstrom", "aangstroem"}),
        ("Søren Łęcki", {"soren lecki", "soeren lecki"}),
        ("José", {"jose"}),
        ("Mu\u0308ller", {"muller", "mueller"}),
        ("  Anna\u00a0\n Otto ", {"anna otto"}),
        ("O’Berg", {"oberg"}),
        ("An\u00adna", {"anna"}),
        ("\uff21nna", {"anna"}),
        ("王芳", {"王芳"}),
        ("だ", {"だ"}),
        ("", {""}),
    ],
)
def test_a_text_is_found_under_these_spellings(text: str, spellings: set[str]) -> None:
    assert folds(text) == spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("müller", "MÜLLER"),
        ("Jörg Mueller", "Joerg Müller"),
        ("Weiß", "Weiss"),
    ],
)
def test_spellings_meet_where_one_holds_the_umlaut(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Mueller", "Muller"), ("Weiß", "Weis"), ("Anna", "Anne"), ("Anna", "")]
)
def test_spellings_stay_apart_where_none_does(one: str, other: str) -> None:
    assert not same(one, other)


@_quick
@given(_texts, _texts)
def test_being_the_same_has_no_direction(one: str, other: str) -> None:
    assert same(one, other) is same(other, one)
    assert same(one, one)


@_quick
@given(_texts)
def test_the_two_foldings_are_what_folds_returns(text: str) -> None:
    assert folds(text) == {strip_marks(text), transliterate(text)}


@_quick
@given(_texts)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    bare, german = strip_marks(text), transliterate(text)

    assert strip_marks(bare) == bare
    assert transliterate(german) == german


@_quick
@given(_texts)
def test_both_ways_to_encode_a_letter_fold_alike(text: str) -> None:
    assert folds(normalize("NFD", text)) == folds(normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("Müller", "mul"),
        ("Müller", "muel"),
        ("Müller", "MÜ"),
        ("Mueller", "mü"),
        ("Muller", "mü"),
        ("Weiß", "weis"),
        ("Anna", ""),
    ],
)
def test_a_prefix_begins_a_text_in_any_spelling(text: str, prefix: str) -> None:
    assert starts(text, prefix)


@pytest.mark.parametrize(
    ("text", "prefix"), [("Mueller", "mul"), ("Anna Müller", "müller"), ("Anna", "annab")]
)
def test_what_stands_elsewhere_begins_nothing(text: str, prefix: str) -> None:
    assert not starts(text, prefix)


# --- "Did you mean" ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "candidates", "meant"),
    [
        ("anan", ["Jonas Weber", "Anna Müller", "Anna Otto"], ["Anna Müller", "Anna Otto"]),
        ("per_dag", ["focus", "per_day", "retry"], ["per_day"]),
        ("perday", ["focus", "per_day"], ["per_day"]),
        ("nxet", ["status", "next", "text"], ["next"]),
        ("pfleg", ["liste", "pflege", "angebot"], ["pflege"]),
        ("pfl", ["liste", "pflege"], ["pflege"]),
        ("mullr", ["Otto Weber", "Anna Müller"], ["Anna Müller"]),
        ("Ana Muler", ["Hannah Möhring", "Anna Müller"], ["Anna Müller"]),
        ("anna-mulle", ["anna-mueller", "anna-otto"], ["anna-mueller"]),
        ("GESPRÄCH", ["gespraech"], ["gespraech"]),
        # The whole before a part, the nearer before the farther.
        ("otto", ["Anna Otto", "Otte", "Otto"], ["Otto", "Anna Otto", "Otte"]),
        # Too far to be a slip.
        ("bald", ["next", "status"], []),
        ("update", ["date", "creation_date"], []),
        ("xy", ["xa", "ay"], []),
        ("x", ["y"], []),
        ("", ["a", "Anna"], []),
        ("anna", [], []),
    ],
)
def test_a_slip_finds_what_was_meant(word: str, candidates: list[str], meant: list[str]) -> None:
    assert near(word, candidates) == meant


def test_no_more_are_proposed_than_asked_for_and_none_twice() -> None:
    names = ["Anna A", "Anna B", "Anna A", "Anna C", "Anna D"]

    proposed = near("anna", names, most=2)

    assert proposed == ["Anna A", "Anna B"]


@_quick
@given(st.text("abcdäü", min_size=3, max_size=12), st.integers(0, 11))
def test_two_swapped_letters_are_one_slip(word: str, place: int) -> None:
    at = place % (len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    assert near(swapped, [word]) == [word]


# --- X1: telephone numbers --------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "+49 221 555 0171",
        "+492215550171",
        "0049 221 5550171",
        "0221 / 555 01 71",
        "0221/5550171",
        "(0221) 555-0171",
        "(0)221 5550171",
        "+49 (0)221 5550171",
        "+49(0) 221-555.0171",
        "0049 ( 0 ) 221 5550171",
        "+49 0221 5550171",
        "49 221 5550171",
        "tel:+49-221-5550171",
        "+49\u00a0221\u20115550171",
        "+49 \uff12\uff12\uff11 5550171",
    ],
)
def test_all_spellings_of_a_number_are_one(typed: str) -> None:
    assert digits_of(typed) == "492215550171"


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("+43 (0)1 5550171", "4315550171"),
        ("0041 44 555 01 71", "41445550171"),
        # An Italian zero belongs to the number.
        ("+39 06 5550171", "39065550171"),
        ("555 0171", "5550171"),
        ("0221 5550171-12", "49221555017112"),
        ("12345", "12345"),
        ("1234", ""),
        ("0123", ""),
        ("110", ""),
        ("auf Anfrage", ""),
        ("", ""),
    ],
)
def test_a_number_has_these_digits(typed: str, digits: str) -> None:
    assert digits_of(typed) == digits


@_quick
@given(_texts, st.text("+0123456789 ()/-", max_size=20))
def test_digits_are_plain_digits_or_nothing(words: str, number: str) -> None:
    digits = digits_of(words + number)

    assert digits == "" or (digits.isascii() and digits.isdigit())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Anna Müller", "Müller Anna"),
        ("née Müller", "née Müller"),
        ("Geborene Müller", "Geborene Müller"),
        ("Frau Müller", "Müller"),
        ("van Uhl", "van Uhl"),
        ("Uwe MBA", "Uwe"),
        ("Anna née ", "Anna"),
    ],
)
def test_of_a_name_of_two_words_the_family_comes_first(name: str, said: str) -> None:
    assert spoken(name) == said
