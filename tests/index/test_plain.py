"""Whom the full text may leave out of a search for words in a field, and whom it may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.query.spelling import stand_in
from kontaktjournal.domain.query.tree import Words
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import schema
from kontaktjournal.index.plain import ODD, field_match, is_plain
from kontaktjournal.index.rows import row_of, timeless
from kontaktjournal.notation.parse import Reader

READER = Reader(Settings())


def plain(text: str, path: str = "kontakte/anna.md") -> bool:
    reading = READER.read(text.encode(), path)
    assert reading.contact
    return is_plain(reading)


@pytest.mark.parametrize(
    "text",
    [
        "# Anna\nIt’s a body, with `code` and 🚀.\n",
        "---\nort: Köln\nfirma: \"Müller & Söhne\"\nstory: 'Straße'\n---\n## 2026-11-20 Zoom\n",
        "---\nhobby: [segeln, Café]  # beides\ntags:\n  - a/b\n---\n",
        "---\nort: O'Brien\nhobby: \"Land's End\"\n---\n",
        "---\nort: Ko\u0308ln\nfirma: Malmö, Ørsta\nhobby: 東京\n---\n",
        "---\nort: Kö\u00adln\nhobby: ½\n---\n# Ångström\n",
    ],
)
def test_a_plain_head_stands_in_the_full_text_as_it_is(text: str) -> None:
    assert plain(text)


@pytest.mark.parametrize(
    "text",
    [
        '---\nort: "K\\u00f6ln"\n---\n',
        "---\nort: >-\n  Köln\n---\n",
        "# Anna\nort:: Köln\n",
    ],
)
def test_what_does_not_stand_in_the_head_word_by_word_is_marked(text: str) -> None:
    assert not plain(text)


_PIECES = st.sampled_from(
    [*"aeous-/ 1ÄÖÜß", "ä", "ö", "ü", "ae", "oe", "ue", "ss", "é", ",", *"·§€„“”–—…→\xa0à",
     "ø", "ł", "æ", "å", "Ά", "½", "'", "’", "\u0308", "\u00ad"]
)  # fmt: skip
_SPELLED = st.lists(_PIECES, max_size=9).map("".join).map(str.strip)


@given(st.lists(_SPELLED, min_size=1, max_size=6), st.builds(Words, _SPELLED, st.booleans()))
def test_the_full_text_has_everybody_in_whose_field_words_stand(
    values: list[str], words: Words
) -> None:
    connection = schema.connect(None)
    schema.build(connection, "")
    for number, value in enumerate(values):
        reading = READER.read(f'---\nhobby: "{value}"\n---\n'.encode(), f"{number}.md")
        row = row_of(f"{number}.md", b"", reading, timeless(Settings()))
        assert ODD not in row.names
        connection.execute(
            "INSERT INTO texts (rowid, name, body) VALUES (?, ?, ?)", (number, row.names, row.body)
        )

    match = field_match(words)
    rows = connection.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (match or "x",))
    found = {number for (number,) in rows} if match else {*range(len(values))}

    assert {n for n, value in enumerate(values) if stand_in(words, value)} <= found
    connection.close()
