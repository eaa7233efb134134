"""Words are found in a text in any spelling, with their places (N6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.hits import hits, holds


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("zweiter Laden (Frühjahr)", ["laden"], ["Laden"]),
        ("zweiter Laden (Frühjahr)", ["fruehjahr"], ["Frühjahr"]),
        ("zweiter Laden (Frühjahr)", ["fruhj"], ["Frühj"]),
        ("Fruehjahr", ["frühjahr"], ["Fruehjahr"]),
        ("Fru\u0308hjahr", ["frü"], ["Fru\u0308"]),
        ("Buchmesse in Leipzig", ["messe", "leipzig"], ["messe", "Leipzig"]),
        ("Buchmesse in Leipzig", ["messe in"], ["messe in"]),
        ("Messe und Messebau", ["messe"], ["Messe", "Messe"]),
        ("Messebau", ["messe", "sebau"], ["Messebau"]),
        ("Straße", ["strasse"], ["Straße"]),
        ("anna's Laden", ["annas"], ["anna's"]),
        ("王芳的书店", ["书店"], ["书店"]),
        ("Laden", ["Garten"], []),
        ("Laden", ["", " "], []),
        ("", ["laden"], []),
    ],
)
def test_words_are_found_with_their_places(text: str, words: list[str], found: list[str]) -> None:
    assert [text[begin:end] for begin, end in hits(text, words)] == found


def test_an_umlaut_is_not_found_where_neither_side_has_one() -> None:
    assert not holds("Muller", "mueller")
    assert holds("Müller", "mueller")
    assert holds("Müller", "muller")


@given(st.text(max_size=30), st.text(min_size=1, max_size=5))
def test_places_are_in_order_and_within_the_text(text: str, word: str) -> None:
    found = hits(text, [word])

    places = [place for span in found for place in span]
    assert places == sorted(places)
    assert all(0 <= begin < end <= len(text) for begin, end in found)
    assert not found or holds(text, word)


@pytest.mark.timeout(20)
def test_a_long_text_takes_no_time() -> None:
    text = "Laden und Garten, " * 3000

    assert len(hits(text, ["garten"])) == 3000
