"""The archive of LinkedIn."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.lists.days import day_of
from kontaktjournal.lists.linkedin import CONNECTIONS
from kontaktjournal.lists.record import Call, Lack, Passed, Record
from kontaktjournal.lists.source import sources
from kontaktjournal.lists.table import header_in, layout, rows

NEWEST = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
WITHOUT_URL = "First Name,Last Name,Email Address,Company,Position,Connected On"
GERMAN = "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am"
PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are '
    "missing. You will only see email addresses for connections who have allowed their "
    'connections to see or download them, using this setting."\n'
    "\n"
)
ANNA = Card(
    "Anna Weber",
    org=("Papierwerk GmbH",),
    role="Leitung, Einkauf",
    email=("anna@example.org",),
    url=("https://www.linkedin.com/in/anna-weber",),
)
ROWS = (
    'Anna,Weber,https://www.linkedin.com/in/anna-weber,anna@example.org,Papierwerk GmbH,"Leitung, '
    'Einkauf",07 Jun 2022\n'
    "Zoë,Brandt,https://www.linkedin.com/in/zo%C3%AB-brandt,,,,21 Dec 2023\n"
)

Entries = list[Record | Call | Passed]


def read(folder: Path, data: str | bytes) -> Entries:
    file = folder / "Connections.csv"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    (source,) = sources(str(file))
    written = layout(source)
    place = header_in(written.first, CONNECTIONS.is_header)
    assert place is not None
    header = written.first[place].cells or ()
    return list(CONNECTIONS.read(header, rows(source, written, place)))


def people(folder: Path, data: str | bytes) -> list[Record]:
    return [entry for entry in read(folder, data) if isinstance(entry, Record)]


def only(folder: Path, row: str, header: str = NEWEST) -> Record | Call | Passed:
    (entry,) = read(folder, f"{header}\n{row}\n")
    return entry


# Connections ---------------------------------------------------------------------------------


def test_an_archive_of_today_has_a_note_before_the_header(tmp_path: Path) -> None:
    anna, zoe = read(tmp_path, f"{PREAMBLE}{NEWEST}\n{ROWS}")

    assert anna == Record(
        5,
        ANNA,
        key="anna-weber",
        connected=date(2022, 6, 7),
        cells=(
            "Anna",
            "Weber",
            "https://www.linkedin.com/in/anna-weber",
            "anna@example.org",
            "Papierwerk GmbH",
            "Leitung, Einkauf",
            "07 Jun 2022",
        ),
    )
    assert isinstance(zoe, Record)
    assert (zoe.line, zoe.card.name, zoe.key, zoe.connected) == (
        6,
        "Zoë Brandt",
        "zoë-brandt",
        date(2023, 12, 21),
    )


@pytest.mark.parametrize("preamble", [PREAMBLE, ""])
def test_older_archives_have_no_profiles_and_the_oldest_no_note(
    tmp_path: Path, preamble: str
) -> None:
    text = f"{preamble}{WITHOUT_URL}\nAnna,Weber,anna@example.org,Papierwerk GmbH,,07 Jun 2022"

    (anna,) = people(tmp_path, text)

    assert anna.card == ANNA._replace(role="", url=())
    assert (anna.key, anna.connected) == ("anna weber 2022-06-07", date(2022, 6, 7))


def test_the_german_header_has_english_months(tmp_path: Path) -> None:
    found = people(tmp_path, f"{GERMAN}\n{ROWS}")

    assert [(one.card.name, one.connected) for one in found] == [
        ("Anna Weber", date(2022, 6, 7)),
        ("Zoë Brandt", date(2023, 12, 21)),
    ]
    assert found[0].card == ANNA


@pytest.mark.parametrize(("delimiter", "day"), [(",", "7-Jun-22"), (";", "07. Jun 22")])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_what_a_spreadsheet_made_of_it_is_the_same_person(
    tmp_path: Path, delimiter: str, day: str, encoding: str
) -> None:
    filler = delimiter * 6
    lines = [
        f"Notes:{filler}",
        f'"When exporting your connection data, you may notice …"{filler}',
        filler,
        NEWEST.replace(",", delimiter),
        delimiter.join(
            ["Zoë", "Brandt", "https://www.linkedin.com/in/zo%C3%AB-brandt", "", "", "", day]
        ),
    ]

    (zoe,) = people(tmp_path, "\r\n".join([*lines, ""]).encode(encoding))

    assert (zoe.line, zoe.card.name) == (5, "Zoë Brandt")
    assert (zoe.key, zoe.connected) == ("zoë-brandt", date(2022, 6, 7))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("07 Jun 2022", date(2022, 6, 7)),
        ("4-Apr-21", date(2021, 4, 4)),
        ("04-Apr-2021", date(2021, 4, 4)),
        ("04. Apr 21", date(2021, 4, 4)),
        ("1 March 2020", date(2020, 3, 1)),
        ("2022-06-07", date(2022, 6, 7)),
        ("2022-06-07 11:12:13 UTC", date(2022, 6, 7)),
        ("31 Feb 2022", None),
        ("07 Mär 2022", date(2022, 3, 7)),
        ("07 Mai 2022", date(2022, 5, 7)),
        ("6/7/2022", None),
        ("gestern", None),
        ("", None),
    ],
)
def test_a_day_is_read_where_it_cannot_be_mistaken(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize("row", [",,,,,,07 Jun 2022", ",,,someone@example.org,,,07 Jun 2022"])
def test_a_closed_profile_names_nobody(tmp_path: Path, row: str) -> None:
    entry = only(tmp_path, row)

    assert isinstance(entry, Passed)
    assert (entry.line, entry.lack) == (2, Lack.NO_NAME)
    assert entry.words.endswith("07 Jun 2022")


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ('Zoë,"Brandt, Ph.D.",,,,,07 Jun 2022', "Zoë Brandt"),
        ("Jonas 🚀,Weber,,,,,07 Jun 2022", "Jonas Weber"),
        ("Jonas,,,,,,07 Jun 2022", "Jonas"),
    ],
)
def test_a_name_comes_without_what_is_added_to_it(tmp_path: Path, row: str, name: str) -> None:
    entry = only(tmp_path, row)

    assert isinstance(entry, Record)
    assert (entry.card.name, entry.key) == (name, f"{name.casefold()} 2022-06-07")
    assert entry.cells[0] == row.partition(",")[0]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.linkedin.com/in/Zo%C3%AB-Brandt/", "zoë-brandt"),
        ("https://www.linkedin.com/in/zoe%CC%88-brandt", "zoë-brandt"),
        ("https://de.linkedin.com/in/anna-weber/en?trk=x", "anna-weber"),
        ("www.linkedin.com/in/anna-weber#about", "anna-weber"),
        ("https://www.linkedin.com/pub/anna-weber/1/2a/3b", "anna-weber/1/2a/3b"),
        ("https://www.linkedin.com/in/anna%00%0Aweber", "annaweber"),
        ("https://www.linkedin.com/in/", "anna weber 2022-06-07"),
        ("https://example.org/anna", "anna weber 2022-06-07"),
    ],
)
def test_a_profile_is_told_by_its_own_name(tmp_path: Path, url: str, key: str) -> None:
    entry = only(tmp_path, f"Anna,Weber,{url},,,,07 Jun 2022")

    assert isinstance(entry, Record)
    assert (entry.key, entry.card.url) == (key, (url,))


def test_a_name_alone_is_no_key(tmp_path: Path) -> None:
    entry = only(tmp_path, "Anna,Weber,,,,,bald")

    assert isinstance(entry, Record)
    assert (entry.key, entry.connected) == ("", None)


def test_what_is_no_address_stays_in_the_cells(tmp_path: Path) -> None:
    entry = only(tmp_path, "Anna,Weber,,verborgen,,,07 Jun 2022")

    assert isinstance(entry, Record)
    assert entry.card == Card("Anna Weber")
    assert "verborgen" in entry.cells


def test_a_bad_row_costs_itself(tmp_path: Path) -> None:
    text = f"{NEWEST}\nEva,Roth,,,Roth, Söhne, GmbH,07 Jun 2022,mehr\n" + 'Ida,"Au,,,,,\n' + ROWS

    first, second, *others = read(tmp_path, text)

    assert first == Passed(2, Lack.DAMAGED, "Eva Roth Roth Söhne GmbH 07 Jun 2022 mehr")
    assert second == Passed(3, Lack.DAMAGED)
    assert [one.card.name for one in others if isinstance(one, Record)] == [
        "Anna Weber",
        "Zoë Brandt",
    ]


def test_a_header_alone_has_nobody(tmp_path: Path) -> None:
    assert read(tmp_path, f"{PREAMBLE}{NEWEST}\n") == []


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Middle Name,Last Name,Labels,E-mail 1 - Value",
        "Vorname,Nachname,Firma,E-Mail-Adresse",
        "Name,Connected On",
    ],
)
def test_address_books_of_others_are_not_claimed(header: str) -> None:
    assert not CONNECTIONS.is_header(tuple(header.split(",")))


@given(st.text('AB ,;"\n\r\t07 Jun2-é🚀/%\0', max_size=60))
def test_each_row_is_a_person_or_passed_over(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    file = folder / "Connections.csv"
    file.write_bytes(f"{NEWEST}\nEva,Roth,,,,,07 Jun 2022\n{text}".encode())
    (source,) = sources(str(file))
    written = layout(source)
    found = list(rows(source, written, 0))

    entries = list(CONNECTIONS.read(written.first[0].cells or (), found))

    assert [entry.line for entry in entries] == [row.line for row in found]
