"""The full text reads what it is given as folding does, in every version of SQLite (N6)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.query.spelling import stand_in
from kontaktjournal.domain.query.tree import Words
from kontaktjournal.index import schema
from kontaktjournal.index.folded import indexed, spelled_otherwise
from kontaktjournal.index.fulltext import matches_of


@pytest.fixture(scope="module", name="connection")
def _connection() -> Iterator[sqlite3.Connection]:
    with closing(schema.connect(None)) as connection:
        schema.build(connection, "")
        yield connection


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Anna\nGrüße aus Köln – „schön“ · 12 €\n",
        "---\nstory: 'Straße'\nlinks: '[[ben]]'\n---\n`code` and the boys' house\n",
        "- [ ] anrufen 📅 2026-11-23\n",
    ],
)
def test_a_text_that_both_read_alike_is_left_as_it_is(text: str) -> None:
    assert indexed(text) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("# Anna\naus Łódź, neu\nEnde\n", ["# Anna\naus lodz neu\nEnde\n"]),
        ("København\n", ["kobenhavn\n", "koebenhavn"]),
        ("bei Ålborg", ["bei alborg", "bei aalborg"]),
        ("Ελλάδα Œuvre ½", ["ελλαδα oeuvre 1 2"]),
        ("Müller, geht's?\nja\n", ["Müller, gehts?\nja\n", "geht s?"]),
        ("It’s O'Brien's", ["Its OBriens", "It s", "O Brien s"]),
        ("Mes\u00adse für Øle’s", ["messe fur oles", "messe fuer oeles", "mes se fur ole s"]),
        ("Łódź\nŁódź", ["lodz\nlodz"]),
        ("a'b\n\n\nc'd", ["ab\n\n\ncd", "a b", "c d"]),
    ],
)  # fmt: skip
def test_a_line_that_the_full_text_reads_otherwise_is_folded(text: str, read: list[str]) -> None:
    assert indexed(text).split("\n\ue001\n") == read


def test_names_are_read_in_every_spelling() -> None:
    names = ["Søren Łoś", "Anna Müller", "O'Brien"]

    assert [*spelled_otherwise(names)] == ["soren los", "soeren los", "OBrien", "O Brien"]


def _found(connection: sqlite3.Connection, texts: list[str], words: Words) -> set[int]:
    """Return in which texts the full text finds words for sure, or says they may stand there."""
    connection.execute("INSERT INTO texts (texts) VALUES ('delete-all')")
    connection.executemany(
        "INSERT INTO texts (rowid, name, body) VALUES (?, '', ?)",
        [(number, indexed(text)) for number, text in enumerate(texts)],
    )
    found: set[int] = set()
    sure, unsure = matches_of(words)
    for match, is_sure in ((sure, True), (unsure, False)):
        if match:
            rows = connection.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (match,))
            found |= {n for (n,) in rows if is_sure or stand_in(words, texts[n])}
    return found


def test_every_letter_is_found_as_folding_finds_it(connection: sqlite3.Connection) -> None:
    letters = [chr(code) for code in range(0x20, 0x600) if chr(code).isalnum()]
    texts = [f"x{letter}y {letter}" for letter in letters]

    found = [_found(connection, [text], Words(text)) for text in texts]

    assert [text for text, where in zip(texts, found, strict=True) if not where] == []


#: An umlaut behind another vowel is deliberately no other spelling of "ue" (see spelled.py).
_SIGNS = st.sampled_from([
    *"øłæåđþıéΆш½ª", *"'’`-/.", "\u00ad", "\u0308", "\u030a", "mu", "mü", "mue", "bo", "bö", "boe",
    "da", "daa", "aß", "ass", " ", "\n", "\ue001", "東", "🚀",
])  # fmt: skip
_ANY = st.lists(_SIGNS, max_size=9).map("".join)


@settings(max_examples=150)
@given(texts=st.lists(_ANY, min_size=1, max_size=4), words=st.builds(Words, _ANY, st.booleans()))
def test_whatever_folding_finds_is_found(
    connection: sqlite3.Connection, texts: list[str], words: Words
) -> None:
    found = _found(connection, texts, words)

    assert {n for n, text in enumerate(texts) if stand_in(words, text)} <= found
