"""Whatever is typed: a tree or a refusal with its place, and a tree reads back as itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.query.fields import FIELDS
from kontaktjournal.domain.query.tree import Query
from kontaktjournal.domain.query.written import written
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.query.arguments import joined
from kontaktjournal.notation.query.errors import BadQuery
from kontaktjournal.notation.query.parse import QueryReader

TODAY = date(2026, 11, 23)
VIEWS = {"kalt": "status:pflege last:..-6m sort:last", "alle": "", "rund": "@eckig limit:3",
         "eckig": "@rund", "krumm": "next:bald"}  # fmt: skip
READER = QueryReader(Settings(views=VIEWS), TODAY)

_SIGNS = st.sampled_from(
    [*"()-+@:,.*\"„“” \t/&'#|[]\\", "..", "none", "any", "und", "oder", "nicht", "not", "or",
     "\0", "\u2028", "\udcff", "ß", "Müller", "İ", "王", "🚀", "e\u0301", "²", "2026", "9" * 5000]
)  # fmt: skip
_VALUES = st.sampled_from(
    ["köln", "mül*", '"zweiter laden"', "none", "any", "a,b", '"a, b",c', "heute", "-6m", "..-6m",
     "heute..+2w", "2026", "2026-12", "KW50", "24.12...31.12.", "05-14", "3", "3..", "..4,5",
     "4.800", "6w", "..3m", "nie", "ja", "offen", "pflege", "vip", "pflgee", "fällig", "story",
     "aufgabe", "telefon", '"mail nein"', "0221/555", "(0221)", "", "..", "a..b", "-", "name-"]
)  # fmt: skip
_FIELDS = st.sampled_from([*FIELDS, "ort", "firma", "hobby", "sort", "limit", "e-mail", "TEL[X]"])
_TERMS = st.one_of(
    st.builds("{}:{}".format, _FIELDS, _VALUES),
    st.builds("+{}".format, _VALUES),
    st.sampled_from([f"@{name}" for name in VIEWS]),
    _VALUES,
)
_QUERIES = st.lists(st.one_of(_TERMS, _TERMS, _SIGNS, st.text(max_size=3)), max_size=8)


def read(text: str) -> Query | BadQuery:
    try:
        return READER.read(text)
    except BadQuery as error:
        return error


@given(st.text() | st.builds("".join, st.lists(_SIGNS)) | _QUERIES.map(" ".join))
def test_any_text_is_a_tree_or_a_refusal_with_its_place(text: str) -> None:
    found = read(text)

    if isinstance(found, BadQuery):
        begin, end = found.at
        where = VIEWS[found.view] if found.view else text
        assert 0 <= begin <= end <= len(where)
        assert found.text == where


@given(_QUERIES.map(" ".join) | st.builds("".join, st.lists(_SIGNS)) | st.text())
def test_a_tree_that_is_written_reads_back_as_itself(text: str) -> None:
    found = read(text)

    if isinstance(found, Query):
        assert READER.read(written(found)) == found


@given(st.lists(st.text() | _TERMS | _SIGNS, max_size=4))
def test_any_words_of_a_command_line_make_a_query_or_a_refusal(words: list[str]) -> None:
    assert isinstance(read(joined(words, READER)), Query | BadQuery)


@pytest.mark.parametrize(
    "text", ["(" * 5000, "-" * 5000 + "a", "not " * 1200 + "a", "(a " * 31 + ")" * 31]
)
def test_no_depth_is_too_much(text: str) -> None:
    assert isinstance(read(text), BadQuery)


def test_a_query_takes_a_thousand_words_and_values() -> None:
    assert isinstance(read("wort -feld:wert " * 500), Query)
    assert isinstance(read(f"feld:{','.join(['wert'] * 1000)}"), Query)


@pytest.mark.parametrize("query", ["wort " * 1001, f"feld:{','.join(['wert'] * 1001)}"])
def test_nobody_waits_for_a_query_of_more(query: str) -> None:
    refusal = read(query)

    assert isinstance(refusal, BadQuery)
    assert refusal.key == "refusal.query.many"
