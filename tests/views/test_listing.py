"""Contacts as a table for people (4.7)."""

from datetime import date, time

import pytest

from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.listing import footer_lines, table_lines
from kontaktjournal.views.terminal import render
from kontaktjournal.views.words import Frame

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()

RUTH = Contact("kontakte/ruth-albers.md", "Ruth Albers", status="pflege", city="Köln",
               every=Cadence(6, Unit.MONTH), phone=("+49 221 555 0195", "+49 221 555 0196"),
               story=("Buchhandlung Walther, drei Jahre an derselben Kasse",),
               entries=(Entry(date(2026, 5, 12), EntryKind.TALK, channel="Treffen"),))  # fmt: skip
EMRE = Contact("kontakte/emre-aksoy.md", "Emre Aksoy", status="anbahnung",
               next=When(MONDAY, time(9)), phone=("0221/5550118",), city="Köln",
               others=(("Hobby", "segeln"),))  # fmt: skip
TOM = Contact("kontakte/tom-lang.md", "Tom Lang", status_typed="vip", unreadable=True)
CONTACTS = (RUTH, EMRE, TOM)


def frame(columns: int, language: str = "de") -> Frame:
    return Frame(Catalogue(language), SETTINGS, MONDAY, columns)


def numbered(*contacts: Contact) -> list[tuple[int | None, Due]]:
    return [(n, assess(contact, MONDAY, SETTINGS)) for n, contact in enumerate(contacts, 1)]


def table(columns: int, *names: str, language: str = "de") -> list[str]:
    lines = table_lines(numbered(*CONTACTS), frame(columns, language), columns=names)
    return render(lines, colour=False).splitlines()


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            82,
            [
                " 1  Ruth Albers  Pflege     Do 12.11. (11 T)  zuletzt Treffen 12.05.2026 (6 Mon)",
                " 2  Emre Aksoy   Anbahnung  heute 09:00",
                " 3  Tom Lang     vip        nicht zu lesen",
            ],
        ),
        (
            64,
            [
                " 1  Ruth Albers  Pflege     Do 12.11. (11 T)  +49 221 555 0195",
                " 2  Emre Aksoy   Anbahnung  heute 09:00       0221/5550118",
                " 3  Tom Lang     vip        nicht zu lesen",
            ],
        ),
        (
            24,
            [
                " 1  Ruth Al…  Pflege",
                " 2  Emre Ak…  Anbahnung",
                " 3  Tom Lang  vip",
            ],
        ),
    ],
)
def test_a_table_shows_what_the_width_allows(columns: int, expected: list[str]) -> None:
    assert table(columns) == expected


def test_columns_asked_for_stand_under_their_names() -> None:
    assert table(80, "name", "next", "every", "last", "hobby", "kind", language="en") == [
        "    Name         Next               Rhythm          Last    hobby   Kind",
        " 1  Ruth Albers  Thu 12 Nov (11 d)  every 6 months  12 May          waiting",
        " 2  Emre Aksoy   today 09:00                                segeln  active",
        " 3  Tom Lang     unreadable                                         pool",
    ]


def test_long_texts_give_way_to_dates_and_numbers() -> None:
    assert table(60, "name", "story", "next") == [
        "    Name         Story                      Nächstes",
        " 1  Ruth Albers  Buchhandlung Walther, dr…  Do 12.11. (11 T)",
        " 2  Emre Aksoy                              heute 09:00",
        " 3  Tom Lang                                nicht zu lesen",
    ]


def test_more_than_fits_is_set_in_lines() -> None:
    assert table(40, "name", "status", "next", "story", "phone") == [
        " 1  Name: Ruth Albers · Status: Pflege",
        "    Nächstes: Do 12.11. (11 T)",
        "    Story: Buchhandlung Walther, drei",
        "    Jahre an derselben Kasse",
        "    Telefon: +49 221 555 0195; +49 221",
        "    555 0196",
        " 2  Name: Emre Aksoy · Status: Anbahnung",
        "    Nächstes: heute 09:00",
        "    Telefon: 0221/5550118",
        " 3  Name: Tom Lang · Status: vip",
        "    Nächstes: nicht zu lesen",
    ]


def test_nobody_makes_no_table() -> None:
    assert table_lines([], frame(80)) == []


@pytest.mark.parametrize(
    ("shown", "counts", "said"),
    [
        (
            1,
            {"active": 200, "waiting": 10, "won": 2, "pool": 98_000, "": 412, "filed": 310},
            "1 von 212 im Spiel (98.412 Gelistete und 310 Abgelegte nicht gezeigt: --all)",
        ),
        (
            212,
            {"active": 212, "filed": 1},
            "212 im Spiel (1 abgelegter Kontakt nicht gezeigt: --all)",
        ),
        (3, {"won": 3}, "3 im Spiel"),
        (0, {}, "0 im Spiel"),
    ],
)
def test_the_footer_says_who_is_not_shown(shown: int, counts: dict[str, int], said: str) -> None:
    assert [line.text for line in footer_lines(shown, counts, frame(100))] == [said]


@pytest.mark.parametrize(
    ("everybody", "said"),
    [
        (False, "1 von 2 im Spiel (3 Gelistete nicht durchsucht: --all)"),
        (True, "1 von 5 Kontakten"),
    ],
)
def test_the_footer_of_a_search_says_who_was_not_searched(everybody: bool, said: str) -> None:  # noqa: FBT001  # a row of a table
    counts = {"won": 2, "pool": 3}

    lines = footer_lines(1, counts, frame(100), everybody=everybody, asked=True)

    assert [line.text for line in lines] == [said]


def test_where_everybody_is_shown_nobody_is_missing() -> None:
    lines = footer_lines(98_412, {"pool": 98_412}, frame(100, "en"), everybody=True)

    assert [line.text for line in lines] == ["98,412 contacts"]
