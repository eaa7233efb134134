"""Whom a search found on lists, in text and for programs."""

from datetime import date

import pytest

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.on_lists import ListHit, ListHits, cell_of
from kontaktjournal.domain.query.places import Places
from kontaktjournal.domain.query.tree import Words
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.found import on_lists_lines, on_lists_total_lines
from kontaktjournal.views.rows import list_hit_row
from kontaktjournal.views.terminal import render, width
from kontaktjournal.views.words import Frame
from listed_rows import NEWSLETTER, somebody

#: Angle quotation marks.
OPEN, CLOSE = "\u2039", "\u203a"
MONDAY = date(2026, 11, 23)
SABINE = somebody("Sabine Roth", line=12, org="Verlag Roth", city="Köln", hobby="Papier\nund  Tee")


def frame(columns: int = 80) -> Frame:
    return Frame(Catalogue("de"), Settings(), MONDAY, columns)


def hit(listed: Listed, *words: str) -> ListHit:
    return ListHit(listed, cell_of(listed, Places([Words(word) for word in words])))


def text_of(found: ListHit, columns: int = 80) -> list[str]:
    return render(on_lists_lines([found], frame(columns), marks=True), colour=False).splitlines()


def test_the_place_stands_before_the_cell_that_says_most() -> None:
    assert text_of(hit(SABINE, "tee", "papier")) == [
        "    Sabine Roth  Verlag Roth · Köln",
        f"    {NEWSLETTER}:12  hobby: {OPEN}Papier{CLOSE} und {OPEN}Tee{CLOSE}",
    ]


def test_a_cell_that_only_repeats_the_name_is_not_shown() -> None:
    named = somebody("Sabine Roth", first="Sabine", last="ROTH")

    assert text_of(hit(named, "sabine")) == ["    Sabine Roth", f"    {NEWSLETTER}:2"]


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        (somebody(email="info@example.org", phone="0221 5550111"), "info@example.org"),
        (somebody(phone="0221 5550111"), "0221 5550111"),
        (somebody(note="leer"), "ohne Namen"),
    ],
)
def test_whoever_has_no_name_is_called_by_what_there_is(listed: Listed, name: str) -> None:
    assert text_of(ListHit(listed))[0].strip() == name


def test_whoever_must_not_be_written_to_is_marked() -> None:
    gone = SABINE._replace(is_blocked=True)

    assert text_of(ListHit(gone))[0] == "    Sabine Roth  gesperrt · Verlag Roth · Köln"
    assert list_hit_row(ListHit(gone), MONDAY)["consent"] == "none"


@pytest.mark.parametrize("columns", [20, 44, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    long = somebody("Sabine-Wilhelmine Roth-Hagenbeck", org="Verlag " * 20, note="Papier " * 50)

    assert all(width(line) <= columns for line in text_of(hit(long, "papier"), columns))


@pytest.mark.parametrize(
    ("hits", "told"),
    [
        (ListHits(iter(()), 3, 3), "  3 auf Listen"),
        (ListHits(iter(()), 20, 1200), "  20 von 1.200 auf Listen (alle: limit:1205)"),
        (
            ListHits(iter(()), 20, 1200, is_exact=False),
            "  20 von höchstens 1.200 auf Listen (alle: limit:1205)",
        ),
    ],
)
def test_it_is_said_how_many_there_are_and_how_to_see_them(hits: ListHits, told: str) -> None:
    assert render(on_lists_total_lines(hits, 5, frame()), colour=False).strip() == told.strip()


def test_a_row_for_programs_says_where_it_stands_and_is_no_contact() -> None:
    row = list_hit_row(hit(SABINE, "tee"), MONDAY)

    assert (row["list"], row["line"], row["key"]) == (NEWSLETTER, 12, "#12")
    assert (row["path"], row["status"], row["kind"], row["n"]) == (None, None, None, None)
    assert (row["name"], row["org"], row["city"]) == ("Sabine Roth", ["Verlag Roth"], "Köln")
    assert (row["snippet"], row["marks"]) == ("hobby: Papier und Tee", [[18, 21]])


def test_a_card_says_what_no_cell_does() -> None:
    listed = Listed(NEWSLETTER, 2, "", Card("Uwe Kern", phone=("+49 221 555 0199",)))

    assert list_hit_row(ListHit(listed), MONDAY)["phone"] == ["+49 221 555 0199"]
    assert list_hit_row(ListHit(listed), MONDAY)["key"] is None
