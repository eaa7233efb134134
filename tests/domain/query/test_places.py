"""The words of a query are found in a text at the very characters that say them (N6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.names import digits_of
from kontaktjournal.domain.query.places import Places
from kontaktjournal.domain.query.spelling import dialled, stand_in
from kontaktjournal.domain.query.tree import Words


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Ein zweiter Laden.", Words("laden"), ["Laden"]),
        ("Ein zweiter Laden.", Words("zweiter laden"), ["zweiter Laden"]),
        ("Ein zweiter\n  Laden.", Words("zweiter laden"), ["zweiter\n  Laden"]),
        ("Ein zweiter, alter Laden.", Words("zweiter laden"), []),
        ("Ladenbau und Laden", Words("laden"), ["Laden"]),
        ("Ladenbau und Laden", Words("lad", prefix=True), ["Ladenbau", "Laden"]),
        ("zweiter Ladenbau", Words("zweiter lad", prefix=True), ["zweiter Ladenbau"]),
        ("Herr Müller", Words("mueller"), ["Müller"]),
        ("Herr Müller", Words("muller"), ["Müller"]),
        ("Herr Mu\u0308ller!", Words("müller"), ["Mu\u0308ller"]),
        ("Frau Mueller", Words("müller"), ["Mueller"]),
        ("Frau Mueller", Words("muller"), []),
        ("die Straße", Words("strasse"), ["Straße"]),
        ("die STRASSE", Words("straße"), ["STRASSE"]),
        ("Anna's Laden", Words("annas"), ["Anna's"]),
        ("Küchen–Müller", Words("müller"), ["Müller"]),
        ("ein So\u00adfa", Words("sofa"), ["So\u00adfa"]),
        ("nur ½ Tag", Words("1 2 tag"), ["½ Tag"]),
        ("im 王芳的书店.", Words("王芳的书店"), ["王芳的书店"]),
        ("snake_case", Words("case"), ["case"]),
        ("phone: +49 221 555 0171", Words("0221/5550171"), ["+49 221 555 0171"]),
        ("phone: 0221-5550171, 0221-5550172", Words("0221 555 0172"), ["0221-5550172"]),
        ("Tel. (0221) 555 01 71 ab 14 Uhr", Words("+49 221 5550171"), ["(0221) 555 01 71"]),
        ("", Words("laden"), []),
        ("Laden", Words("!"), []),
    ],
)
def test_words_are_found_where_they_stand(text: str, words: Words, found: list[str]) -> None:
    assert [text[begin:end] for begin, end, _ in Places([words])(text)] == found


def test_each_place_says_which_words_stand_there() -> None:
    text = "Anna Müller eröffnet einen zweiten Laden."

    found = Places([Words("laden"), Words("anna mueller"), Words("müller")])(text)

    assert [(text[begin:end], which) for begin, end, which in found] == [
        ("Anna Müller", 1),
        ("Müller", 2),
        ("Laden", 0),
    ]


_PIECES = st.sampled_from(
    ["müller", "mueller", "Muller", "mu\u0308ller", "Größe", "groesse", "GROSSE", "straße",
     "strasse", "neue", "o'brien", "½", "№", "–", "_", " ", "\n", "'", "2026", "0221/555", "ﬁn",
     "fin", "王", "x", "\u00ad", "ǖ", "\u0301"]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=8).map("".join)
_ASKED = st.builds(
    Words, st.lists(_PIECES, min_size=1, max_size=3).map(" ".join), prefix=st.booleans()
)


@given(_TEXTS, _ASKED)
def test_places_are_found_exactly_where_words_stand(text: str, words: Words) -> None:
    is_number = len(dialled(words.text)) > len("0000")

    assert bool(Places([words], dialled=False)(text)) is stand_in(words, text)
    found = [text[begin:end] for begin, end, _ in Places([words])(text)]

    assert bool(found) == stand_in(words, text) or is_number
    assert all(stand_in(words, each) or dialled(words.text) in digits_of(each) for each in found)
