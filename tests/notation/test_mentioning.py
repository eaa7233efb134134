"""Where files mention others, and in which words."""

from datetime import date
from textwrap import dedent

import pytest

from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.mentioning import links_in, sentences
from kontaktjournal.notation.parse import Reader

READER = Reader(Settings())
DAY = date(2026, 11, 2)


def about_anna(text: str) -> list[tuple[date | None, str]]:
    reading = READER.read(dedent(text).lstrip("\n").encode(), "kontakte/jonas.md")
    assert reading.contact is not None
    found = sentences(reading.text, reading.contact)
    return [(day, words) for target, day, words in found if target.startswith("anna")]


def test_links_are_found_in_every_form_and_each_once() -> None:
    body = "[[anna|A]] [[anna#x]] ![[ada]] [E](eike.md) [w](http://x.y) `[[no]]`"

    assert links_in(f"---\nvia: '[[uwe]]'\n---\n{body}") == ("anna", "ada", "eike.md")
    assert links_in("nichts") == ()


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("Frag [[anna]] danach.", "Frag [[anna]] danach."),
        ("Erst das. Dann zu [[anna]]! Und nun?", "Dann zu [[anna]]!"),
        ("Erst\nüber zwei Zeilen zu\n[[anna|ihr]], dann\nweiter.",
         "Erst über zwei Zeilen zu [[anna|ihr]], dann weiter."),
        ("- [ ] Mappe an [[anna]] 📅 2026-11-20", "Mappe an [[anna]] 📅 2026-11-20"),
        ("- eins\n- zwei: [Anna](anna.md)\n  weiter\n- drei", "zwei: [Anna](anna.md) weiter"),
        ("> „Frag [[anna]].“\n\nEnde.", "„Frag [[anna]].“"),
        ("Absatz.\n\nNeuer mit [[anna]]", "Neuer mit [[anna]]"),
        ("| a | [[anna]] |", "a | [[anna]]"),
    ],
)  # fmt: skip
def test_a_mention_is_its_sentence(entry: str, told: str) -> None:
    assert about_anna(f"# Jonas\n\n## 2026-11-02 Zoom\n\n{entry}\n") == [(DAY, told)]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("## 2026-11-02 Kaffee mit [[anna|Anna]]", "Kaffee mit [[anna|Anna]]"),
        ("## Log\n- **2026-11-02**: Anruf bei [[anna]]", "Anruf bei [[anna]]"),
        ("## Log\n\n| 2026-11-02 | Mail | an [[anna]] |", "Mail | an [[anna]]"),
    ],
)
def test_a_mention_in_a_head_is_what_stands_behind_its_date(head: str, told: str) -> None:
    assert about_anna(f"# Jonas\n\n{head}\n") == [(DAY, told)]


def test_mentions_outside_of_entries_have_no_day() -> None:
    assert about_anna("# Jonas\n\nKennt [[anna]].\n\n## 2026-11-02 Zoom\n") == [
        (None, "Kennt [[anna]].")
    ]


def test_a_link_in_the_head_is_no_sentence() -> None:
    assert about_anna("---\nvia: '[[anna]]'\n---\n") == []
    assert about_anna("---\nvia: '[[anna]]'\n---\n[[anna]] hier") == [(None, "[[anna]] hier")]


def test_a_sentence_with_several_links_is_one_for_each() -> None:
    text = "# Jonas\n\n[[anna]], [[ada]] und [[anna]]."
    reading = READER.read(text.encode(), "kontakte/jonas.md")
    assert reading.contact is not None

    found = list(sentences(reading.text, reading.contact))

    words = "[[anna]], [[ada]] und [[anna]]."
    assert found == [("anna", None, words), ("ada", None, words)]


def test_a_sentence_without_end_is_cut_around_the_name() -> None:
    words = "wort " * 100

    [(_, told)] = about_anna(f"# Jonas\n\n{words}[[anna]] {words}")

    assert len(told) <= 260
    assert told.startswith("… wort")
    assert told.endswith("wort …")
    assert "[[anna]]" in told


def test_of_a_file_full_of_links_only_some_are_told() -> None:
    text = "# Jonas\n" + "".join(f"- {n} [[anna]]\n" for n in range(900))

    assert len(about_anna(text)) == 500
