"""What a text is about: its significant words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.names import folds
from kontaktjournal.domain.topics import forms, keywords, stems, topics


def words(text: str, *, is_brief: bool = False) -> list[str]:
    return [topic.word for topic in topics(text, is_brief=is_brief)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie hat einen Stand auf der Buchmesse.", ["Stand", "Buchmesse"]),
        ("beide aus dem Handwerk in die Selbstständigkeit", ["Handwerk", "Selbstständigkeit"]),
        ("She repairs pipes of an old organ", ["repairs", "pipes", "organ"]),
        ("hat eine orgel im treppenhaus", ["orgel", "treppenhaus"]),
        ("Messe-Aufbau 2009, Halle 3", ["Messe", "Aufbau", "2009", "Halle"]),
        ("Am Montag im Gespräch: das Jahr, die Leute, ein Anruf", []),
        ("0221 5550171, 12.05.", []),
        ("", []),
    ],
)
def test_only_words_that_tell_something_are_topics(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_the_first_word_of_a_sentence_is_a_noun_only_perhaps() -> None:
    found = {topic.word: topic.is_sure for topic in topics("Klappert. „Orgeln stehen im Stall.“")}

    assert found == {"Klappert": False, "Orgeln": False, "Stall": True}


def test_the_first_word_of_a_line_in_the_head_is_sure() -> None:
    (topic,) = topics("Buchmesse", is_brief=True)

    assert topic.is_sure


def test_a_word_that_stands_there_twice_is_one_topic_the_sure_one() -> None:
    (topic,) = topics("Stall. Ein Stall.")

    assert topic.is_sure


def test_a_year_says_something_beside_other_words() -> None:
    assert [topic.is_year for topic in topics("Tagung 2019")] == [False, True]


def test_every_word_of_a_tag_was_chosen() -> None:
    assert [topic.word for topic in keywords("alte-orgeln")] == ["alte", "orgeln"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Etikett", "Etiketten"),
        ("Orgel", "orgeln"),
        ("Kästen", "Kasten"),
        ("Straße", "Strasse"),
        ("Müller", "Mueller"),
        ("zweiter", "zweiten"),
        ("Besucher", "Besuchers"),
    ],
)
def test_spellings_and_endings_make_no_other_topic(one: str, other: str) -> None:
    assert not stems(one).isdisjoint(stems(other))


@pytest.mark.parametrize(("one", "other"), [("Messe", "Messer"), ("Mueller", "Muller")])
def test_other_words_are_other_topics(one: str, other: str) -> None:
    assert stems(one).isdisjoint(stems(other))


WORDS = st.text("abenrsäöüß", min_size=1, max_size=9)


@given(WORDS, WORDS)
def test_whatever_is_the_same_topic_is_among_its_forms(one: str, other: str) -> None:
    is_same = not stems(one).isdisjoint(stems(other))

    assert not (is_same and forms(stems(one)).isdisjoint(folds(other)))


@given(st.text())
def test_any_text_has_topics(text: str) -> None:
    assert all(topic.word and topic.stems for topic in topics(text))
