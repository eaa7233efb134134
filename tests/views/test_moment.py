"""Who waits for a moment: its own words, what was looked for emphasised, the story below."""

from collections.abc import Sequence
from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from any_contact import CONTACTS
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.moments import waiting
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.moment import moment_footer, moment_lines
from kontaktjournal.views.terminal import Line, render
from kontaktjournal.views.words import Frame

MONDAY = date(2026, 11, 23)


def frame(columns: int = 80) -> Frame:
    return Frame(Catalogue("de"), Settings(), MONDAY, columns)


def lines(contacts: Sequence[Contact], *typed: str, columns: int = 80) -> list[Line]:
    dues = waiting(contacts, MONDAY, Settings())
    return moment_lines([*enumerate(dues, start=1)], typed, frame(columns))


def anna(next: When | None = None, *story: str) -> Contact:  # noqa: A002  # what the key is called
    return Contact(
        "kontakte/anna.md", "Anna Müller", status="pflege", next=next, story=story,
        moment="zweiter Laden (Frühjahr)",
    )  # fmt: skip


def test_what_was_looked_for_is_emphasised() -> None:
    (line,) = lines([anna()], "fruehjahr", "lade")

    strong = [span.text for span in line.spans if span.style == "strong"]
    assert strong == ["Anna Müller", "Lade", "Frühjahr"]


def test_a_row_that_fits_stands_on_one_line_else_the_details_stand_below() -> None:
    contact = anna(When(date(2026, 12, 7), time(14, 30)), "aus Leipzig")

    assert render(lines([contact], columns=110), colour=False) == (
        " 1  Anna Müller  Pflege  zweiter Laden (Frühjahr)"
        " · nächstes Gespräch Mo 07.12. 14:30 · Story: aus Leipzig\n"
    )
    assert render(lines([contact], columns=60), colour=False) == (
        " 1  Anna Müller  Pflege  zweiter Laden (Frühjahr)\n"
        "      nächstes Gespräch Mo 07.12. 14:30 · Story: aus Leipzig\n"
    )
    assert render(lines([contact], columns=40), colour=False) == (
        " 1  Anna Müller  Pflege\n"
        "      zweiter Laden (Frühjahr)\n"
        "      nächstes Gespräch Mo 07.12. 14:30\n"
        "      Story: aus Leipzig\n"
    )


def test_a_date_that_has_passed_says_for_how_long() -> None:
    *_, line = lines([anna(When(date(2026, 11, 20)))])

    assert "nächstes Gespräch Fr 20.11. (3 T)" in line.text
    assert line.spans[-1].style == "late"


def test_the_footer_says_how_many_have_a_date() -> None:
    dues = waiting([anna(), anna(When(MONDAY))], MONDAY, Settings())

    (all_of_them,) = moment_footer(dues, 2, frame(), asked=False)
    (some,) = moment_footer(dues[:1], 2, frame(), asked=True)

    assert all_of_them.text == "2 warten auf ihren Moment · 1 davon mit Termin"
    assert some.text == "1 von 2 passt"


@given(st.lists(CONTACTS, max_size=3), st.text(max_size=5), st.integers(40, 120))
def test_whatever_a_file_holds_the_width_is_kept(
    contacts: list[Contact], word: str, columns: int
) -> None:
    shown = lines(contacts, word, columns=columns)

    assert all(line.width <= columns for line in shown)
