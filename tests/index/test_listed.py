"""The index of the lists says what reading all of their rows would say."""

from collections import Counter
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Answer, Birthday, Permission
from kontaktjournal.domain.duplicates import numbers, traces
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.on_lists import is_answered, is_meant, stands, wanted
from kontaktjournal.domain.qualify.bars import Bar, bar_of, is_reachable
from kontaktjournal.domain.qualify.told import told_of_row
from kontaktjournal.domain.query.tree import And, Node, Not, Or, Query, Text, Words
from kontaktjournal.domain.query.tree import Test as Field
from kontaktjournal.index.listed import Lists
from kontaktjournal.index.listed_select import Tally
from listed_rows import LATER, NEWSLETTER, PaperShelf, somebody

MONDAY = date(2026, 11, 23)
FRIENDS = "listen/freunde.csv"
SABINE = somebody("Sabine Roth", phone="+49 221 555 0111", city="Köln", hobby="Buchbinden")
PETER = somebody("Peter Müller", line=3, email="peter@example.org", hobby="Buch")


def lists_of(shelf: PaperShelf, folder: Path | None = None) -> Lists:
    lists = Lists(folder, shelf, lambda: LATER)
    lists.refresh()
    return lists


def names(lists: Lists, query: Node) -> list[str]:
    return [hit.listed.card.name for hit in lists.search(Query(query), MONDAY).hits]


# --- rows ----------------------------------------------------------------------------------


def test_a_row_comes_back_as_it_was_read() -> None:
    whole = Listed(
        NEWSLETTER,
        7,
        "sabine@example.org",
        Card("Sabine Roth", ("Bine",), ("Verlag",), "Lektorin", birthday=Birthday(2, 29, None)),
        date(2024, 3, 21),
        date(2025, 1, 2),
        (Permission("email", Answer.YES, date(2024, 5, 1), "Messe"),),
        is_blocked=True,
        cells={"Firma": "Verlag", "Ort": ""},
    )
    lists = lists_of(PaperShelf({NEWSLETTER: [whole]}))

    assert [*lists.rows([1])] == [(1, whole)]


@pytest.mark.parametrize(
    "cells",
    [
        {"Ort": "Köln\n\x1f\nMaier", "Firma": "Maier"},
        {"Ort\n\x1f\nFirma": "Köln", "Firma": "Maier"},
        {"": "Köln", "Firma": "Maier"},
        {"": "Köln"},
        {"Ort": "\ud800", "Firma": "Maier"},
        {"\ud800": "Köln", "Firma": "\0"},
        {"Firma": "Maier", "Ort": "Köln"},
        {},
    ],
)
def test_cells_come_back_as_they_were_whatever_stands_in_them(cells: dict[str, str]) -> None:
    odd = Listed(NEWSLETTER, 3, "#3", Card("Rosa Roth", city="Bonn"), cells=cells)
    lists = lists_of(PaperShelf({NEWSLETTER: [SABINE, odd, SABINE]}))

    found = [row for _, row in lists.rows([1, 2, 3])]

    assert found == [SABINE, odd, SABINE]
    assert [*found[1].cells] == [*cells]
    assert lists.tales([2])[0].told == told_of_row(odd)


def test_rows_come_in_the_order_they_are_asked_for_and_none_that_is_gone() -> None:
    lists = lists_of(PaperShelf({NEWSLETTER: [SABINE, PETER]}))

    assert [*lists.rows([2, 99, 1])] == [(2, PETER), (1, SABINE)]


def test_briefs_are_of_those_who_say_nothing_against_themselves() -> None:
    office = somebody("", line=4, email="info@example.org")
    shelf = PaperShelf({NEWSLETTER: [SABINE, office, PETER], FRIENDS: []})

    found = lists_of(shelf).briefs([3, 2, 1, 99])

    assert [(one.id, one.key, one.is_reachable) for one in found] == [
        (1, SABINE.key, True),
        (3, PETER.key, False),
    ]


def test_rows_are_counted_list_by_list() -> None:
    friend = somebody("Mia Sommer", path=FRIENDS)
    office = somebody("", line=4, email="info@example.org")
    lists = lists_of(PaperShelf({FRIENDS: [friend], NEWSLETTER: [SABINE, PETER, office]}))

    assert sorted(lists.tallies(), key=repr) == [
        Tally(FRIENDS, None, is_reachable=False, rows=1),
        Tally(NEWSLETTER, Bar.NO_NAME, is_reachable=False, rows=1),
        Tally(NEWSLETTER, None, is_reachable=False, rows=1),
        Tally(NEWSLETTER, None, is_reachable=True, rows=1),
    ]
    assert [one.key for one in lists.briefs([1, 2, 3, 4], [FRIENDS])] == [friend.key]


def test_a_list_that_is_gone_is_not_counted() -> None:
    shelf = PaperShelf({FRIENDS: [somebody("Mia Sommer", path=FRIENDS)], NEWSLETTER: [SABINE]})
    lists = lists_of(shelf)
    del shelf.lists[FRIENDS]
    lists.refresh()

    assert lists.tallies() == [Tally(NEWSLETTER, None, is_reachable=True, rows=1)]


def test_days_of_contact_are_found() -> None:
    day = MONDAY.toordinal()
    linked = SABINE._replace(connected=MONDAY)
    written = PETER._replace(exchanged=MONDAY)
    lists = lists_of(PaperShelf({NEWSLETTER: [SABINE, linked, written]}))

    assert lists.in_touch(day, day) == {2, 3}
    assert lists.in_touch(day + 1, day + 9) == {3}


def test_what_may_make_a_story_is_told_of_many_as_of_one() -> None:
    known = SABINE._replace(connected=MONDAY, exchanged=MONDAY)
    lists = lists_of(PaperShelf({NEWSLETTER: [known, PETER]}))

    found = lists.tales([2, 1])

    assert [one.told for one in found] == [told_of_row(known), told_of_row(PETER)]
    assert [(one.id, one.path, one.key) for one in found] == [
        (1, NEWSLETTER, known.key), (2, NEWSLETTER, PETER.key)
    ]  # fmt: skip
    assert [numbers(one.card) for one in found] == [numbers(known.card), numbers(PETER.card)]


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("sabine roth", ["Sabine Roth"]),
        ("Roth, Sabine", ["Sabine Roth"]),
        ("0221 5550111", ["Sabine Roth"]),
        ("Peter@Example.org", ["Peter Müller"]),
        ("Peter Mueller", ["Peter Müller"]),
        ("#2", ["Sabine Roth"]),
        (f"{NEWSLETTER}:3", ["Peter Müller"]),
        ("müller", ["Peter Müller"]),
        ("peter", ["Peter Müller"]),
        ("buch", []),
        ("", []),
        (f"{NEWSLETTER}:9", []),
    ],
)
def test_a_word_on_the_command_line_names_rows(ref: str, found: list[str]) -> None:
    lists = lists_of(PaperShelf({NEWSLETTER: [SABINE, PETER]}))

    assert [row.card.name for _, row in lists.named(ref)] == found


# --- searching -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Text(Words("buch")), ["Peter Müller"]),
        (Text(Words("buch", prefix=True)), ["Peter Müller", "Sabine Roth"]),
        (Text(Words("mueller")), ["Peter Müller"]),
        (Text(Words("0221/5550111")), ["Sabine Roth"]),
        (Text(Words("2215550111")), ["Sabine Roth"]),
        (Field("phone", (Words("555 01"),)), ["Sabine Roth"]),
        (Field("phone", (Words("555 02"),)), []),
        (Field("phone", (Words("0221 555"),)), ["Sabine Roth"]),
        (Field("city", (Words("koeln"),)), ["Sabine Roth"]),
        (Field("org", (Words("köln"),)), []),
        (Field("hobby", (Words("buchbinden"),)), ["Sabine Roth"]),
        (And((Text(Words("buch", prefix=True)), Not(Text(Words("köln"))))), ["Peter Müller"]),
        (
            Or((Text(Words("roth")), Field("name", (Words("peter"),)))),
            ["Sabine Roth", "Peter Müller"],
        ),
        (Not(Text(Words("köln"))), []),
        (Or((Text(Words("roth")), Not(Text(Words("peter"))))), []),
    ],
)
def test_a_query_finds_rows(query: Node, found: list[str]) -> None:
    lists = lists_of(PaperShelf({NEWSLETTER: [SABINE, PETER]}))

    assert sorted(names(lists, query)) == sorted(found)


def test_nobody_is_found_where_a_query_asks_for_what_no_row_can_say() -> None:
    lists = lists_of(PaperShelf({NEWSLETTER: [SABINE]}))

    found = lists.search(Query(And((Text(Words("roth")), Field("status", ())))), MONDAY)

    assert (found.total, [*found.hits]) == (0, [])


def test_whose_name_it_is_comes_first_then_whose_words_are_rarer() -> None:
    lists = lists_of(
        PaperShelf(
            {
                NEWSLETTER: [
                    somebody(
                        "Ilse Brandt", line=2, notiz="kennt jemanden, der Papier macht, sagt sie"
                    ),
                    somebody("Anna Papier", line=3),
                    somebody("Uwe Kern", line=4, notiz="Papier"),
                ]
            }
        )
    )

    assert names(lists, Text(Words("papier"))) == ["Anna Papier", "Uwe Kern", "Ilse Brandt"]


def test_no_more_than_are_wanted_are_read_and_all_are_counted() -> None:
    rows = [somebody(f"Anna {number}", line=number, city="Bonn") for number in range(2, 1202)]
    lists = lists_of(PaperShelf({NEWSLETTER: rows}))

    words = lists.search(Query(Text(Words("anna"))), MONDAY, 3)
    field = lists.search(Query(Field("city", (Words("bonn"),))), MONDAY, 3)

    assert (words.shown, words.total, words.is_exact) == (3, 1200, True)
    assert [hit.listed.line for hit in words.hits] == [2, 3, 4]
    assert (field.shown, field.total, field.is_exact) == (3, 1200, False)


@pytest.mark.parametrize("word", ["o'malley", "omalley", "malley"])
@pytest.mark.parametrize("more", [[], [Field("city", (Words("bonn"),))]])
def test_an_apostrophe_may_stand_in_a_word_or_between_two(word: str, more: list[Node]) -> None:
    lists = lists_of(PaperShelf({NEWSLETTER: [somebody("Tim O’Malley", city="Bonn")]}))

    assert names(lists, And((Text(Words(word)), *more))) == ["Tim O’Malley"]


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("Köln Maier", []),
        ("koeln maier", []),
        ("0111 Köln", []),
        ("example org Köln", []),
        ("Stadt Köln", ["Rosa Roth"]),
        ("Maier Söhne", ["Rosa Roth"]),
        ("Rosa Roth", ["Rosa Roth"]),
        ("Roth Röschen", []),
        ("\ue001", []),
        ("Köln \ue001 Maier", []),
    ],
)
def test_words_of_two_cells_do_not_stand_together(phrase: str, found: list[str]) -> None:
    card = Card("Rosa Roth", aliases=("Röschen",), city="Stadt Köln", org=("Maier & Söhne",))
    cells = {"phone": "+49 221 555 0111", "city": "Stadt Köln", "org": "Maier & Söhne"}
    lists = lists_of(PaperShelf({NEWSLETTER: [Listed(NEWSLETTER, 2, "#2", card, cells=cells)]}))

    assert names(lists, Text(Words(phrase))) == found
    assert [row.card.name for _, row in lists.rows([*lists.holding(phrase)])] == found


WORDS = [
    "anna",
    "Müller",
    "Mueller",
    "Muller",
    "Straße",
    "buch",
    "0221",
    "5550111",
    "½",
]
#: What divides a word for the full text, and for nobody else: see folded.py.
APOSTROPHES = frozenset("'`´‘’‛′ʹʻʼʾʿ＇")  # noqa: RUF001
texts = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join) | st.text(max_size=12).filter(
    APOSTROPHES.isdisjoint
)


@st.composite
def rows(draw: st.DrawFn) -> list[Listed]:
    cells = st.dictionaries(st.sampled_from(["Ort", "Notiz", "note"]), texts.filter(bool))
    cards = st.builds(
        Card,
        name=texts,
        org=st.lists(texts, max_size=1).map(tuple),
        phone=st.lists(texts, max_size=1).map(tuple),
        email=st.lists(texts, max_size=1).map(tuple),
        city=texts,
    )
    made = draw(st.lists(st.tuples(cards, cells, texts), max_size=4))
    return [
        Listed(NEWSLETTER, line, key, card, cells=said)
        for line, (card, said, key) in enumerate(made, start=2)
    ]


asked = st.builds(Words, texts, st.booleans())
tests = st.sampled_from(["name", "org", "phone", "city", "note", "path"])
leaves = asked.map(Text) | st.builds(Field, tests, asked.map(lambda each: (each,)))
trees = st.recursive(
    leaves,
    lambda part: (
        part.map(Not)
        | st.lists(part, min_size=1, max_size=3).map(tuple).map(And)
        | st.lists(part, min_size=1, max_size=3).map(tuple).map(Or)
    ),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(rows(), asked)
def test_words_stand_where_reading_all_rows_finds_them(told: list[Listed], words: Words) -> None:
    with closing(lists_of(PaperShelf({NEWSLETTER: told}))) as lists:
        found = {row for _, row in map_of(lists, lists.holding(words))}

    assert found == {row.line for row in told if stands(words, row)}


def map_of(lists: Lists, ids: frozenset[int]) -> list[tuple[int, int]]:
    return [(number, row.line) for number, row in lists.rows(sorted(ids))]


def holds(row: Listed, words: Words) -> bool:
    return stands(words, row)


@settings(max_examples=150, deadline=None)
@given(rows(), trees)
def test_a_query_finds_whom_reading_all_rows_finds(told: list[Listed], tree: Node) -> None:
    with closing(lists_of(PaperShelf({NEWSLETTER: told}))) as lists:
        hits = lists.search(Query(And((Text(Words("anna")), tree))), MONDAY)
        found = {hit.listed.line for hit in hits.hits}

    meant = And((Text(Words("anna")), tree))
    assert is_answered(Query(meant))
    assert found == {row.line for row in told if is_meant(meant, row, MONDAY, partial(holds, row))}
    assert hits.total == len(found)


@settings(max_examples=80, deadline=None)
@given(rows())
def test_every_mark_leads_to_whoever_bears_it(told: list[Listed]) -> None:
    marks = sorted({mark for row in told for mark in traces(row.card)})
    with closing(lists_of(PaperShelf({NEWSLETTER: told}))) as lists:
        found = {(number + 1, mark) for number, mark in lists.bearing(marks)}

    assert found == {(row.line, mark) for row in told for mark in traces(row.card)}


@settings(max_examples=80, deadline=None)
@given(rows())
def test_rows_are_counted_by_what_each_says_of_itself(told: list[Listed]) -> None:
    with closing(lists_of(PaperShelf({NEWSLETTER: told}))) as lists:
        briefs = lists.briefs(range(len(told) + 1))
        counted = {one[1:3]: one.rows for one in lists.tallies()}

    free = [row for row in told if bar_of(row) is None]
    assert [(one.id + 1, one.is_reachable) for one in briefs] == [
        (row.line, is_reachable(row)) for row in free
    ]
    assert counted == Counter((bar_of(row), is_reachable(row)) for row in told)


def test_what_a_query_wants_is_what_it_does_not_deny() -> None:
    query = Query(And((Text(Words("a")), Not(Text(Words("b"))), Field("city", (Words("c"),)))))

    assert wanted(query) == [Words("a"), Words("c")]
