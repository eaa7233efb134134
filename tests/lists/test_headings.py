"""What the columns of a table hold, by their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.lists.headings import Field, Heading, heading_of


@pytest.mark.parametrize(
    ("names", "field"),
    [
        ("Name|Vor- und Nachname|Full Name|full_name|Ansprechpartner/in|Kontakt", Field.NAME),
        ("Vorname|First Name|FirstName|Given Name|vorname", Field.GIVEN),
        ("Nachname|Familienname|Last Name|Surname|LASTNAME", Field.FAMILY),
        ("Spitzname|Nickname", Field.ALIAS),
        ("Firma|Unternehmen|Firma/Organisation|Company|Company Name", Field.ORG),
        ("Position|Funktion|Beruf|Job Title|job_title", Field.ROLE),
        ("E-Mail|Email|eMail|E-Mail-Adresse|Mail|Email Address|E-Mail 2|EMAIL:", Field.EMAIL),
        ("Telefon|Tel.|Tel.-Nr.|Telefon 2|Tel1|Rufnummer|Phone Number|Festnetz", Field.PHONE),
        ("Mobil|Handy|Handy-Nr.|Telefon (mobil)|Mobile Phone|Mobiltelefon", Field.PHONE),
        ("Straße|Strasse|Straße, Nr.|STRASSE|Street Address|Address Line 1", Field.STREET),
        ("Hausnummer|Haus-Nr.|House Number", Field.HOUSE),
        ("PLZ|Postleitzahl|ZIP|Zip Code|Postal Code", Field.CODE),
        ("Ort|Stadt|Wohnort|PLZ/Ort|PLZ, Ort|City|Town", Field.CITY),
        ("Land|Country", Field.COUNTRY),
        ("Adresse|Anschrift|Postal Address", Field.ADDRESS),
        ("Geburtstag|Geburtsdatum|Geb.-Datum|geb. am|Birthday|Date of Birth", Field.BIRTHDAY),
        ("Webseite|Website|Homepage|URL|LinkedIn", Field.URL),
        ("Tags|Kategorien|Gruppe|Schlagwörter|Labels", Field.TAGS),
        ("Notiz|Notizen|Bemerkung|Kommentar|Notes|Comments", Field.NOTE),
    ],
)
def test_columns_are_known_by_their_usual_names(names: str, field: Field) -> None:
    found = {name: heading_of(name) for name in names.split("|")}

    assert found == {name: Heading(field) for name in names.split("|")}


def test_umlauts_may_be_written_in_two_characters() -> None:
    assert heading_of("Schlagwo\u0308rter") == Heading(Field.TAGS)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Telefon (privat)", Heading(Field.PHONE, "home")),
        ("Telefon geschäftlich", Heading(Field.PHONE, "work")),
        ("Private E-Mail", Heading(Field.EMAIL, "home")),
        ("Business Street", Heading(Field.STREET, "work")),
        ("Ort privat", Heading(Field.CITY, "home")),
        ("Weitere E-Mail", Heading(Field.EMAIL, "other")),
    ],
)
def test_a_name_may_say_whose_it_is(name: str, heading: Heading) -> None:
    assert heading_of(name) == heading


@pytest.mark.parametrize(
    "name",
    ["", "1", "Fax", "Telefax", "Privat", "E-Mail-Typ", "Kunde", "Kundennummer", "ID", "Datum",
     "Anrede", "Title", "Telefon gültig", "Umsatz"],
)  # fmt: skip
def test_other_names_say_nothing(name: str) -> None:
    assert heading_of(name) is None


@given(st.text())
def test_any_name_may_be_asked_for(name: str) -> None:
    assert heading_of(name) is None or isinstance(heading_of(name), Heading)


@pytest.mark.parametrize("field", Field)
def test_each_kind_is_known_by_its_own_name(field: Field) -> None:
    assert heading_of(field) == Heading(field)
