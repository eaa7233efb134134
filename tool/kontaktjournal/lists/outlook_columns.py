"""What Outlook calls its columns, in German and English (6.4).

Brackets and colons do not count (`Columns`): newer builds write ``Telefon (privat 2)`` for
``Telefon privat 2``.
"""

from collections.abc import Iterator
from typing import NamedTuple

Names = tuple[str, ...]


class Home(NamedTuple):
    """The columns of one address.

    Args:
        label: what it is called; some programs have a column of that name for all of it.
        streets: one below the other.
        box: number of a box at the post office.
        city: its town.
        region: its state.
        code: its postal code.
        country: its country.
    """

    label: str
    streets: Names
    box: Names
    city: Names
    region: Names
    code: Names
    country: Names


class Tongue(NamedTuple):
    """What the columns are called in one language; of some names any may stand there.

    Args:
        name: title, given name, further ones, family name, suffix.
        nickname: what friends say.
        company: where somebody works.
        department: of the company.
        role: what somebody does there.
        phones: at which somebody answers, the likeliest ones first.
        mails: the first one must be there.
        urls: addresses on the web.
        homes: addresses, the first one is a contact's.
        birthday: day of birth.
        tags: categories.
        notes: what somebody wrote.
        own: columns by which Outlook is told from other tables.
        technical: columns that Outlook fills in by itself, or out of others.
        has_month_first: whether 5/14/1980 is a day in May.
    """

    name: tuple[Names, Names, Names, Names, Names]
    nickname: Names
    company: Names
    department: Names
    role: Names
    phones: Names
    mails: Names
    urls: Names
    homes: tuple[Home, ...]
    birthday: Names
    tags: Names
    notes: Names
    own: Names
    technical: Names
    has_month_first: bool

    @property
    def known(self) -> frozenset[str]:
        """Return the names of all columns that have a place, or say nothing to people."""
        return frozenset(self._known())

    def _known(self) -> Iterator[str]:
        for names in self.name:
            yield from names
        for label, *columns in self.homes:
            yield label
            for names in columns:
                yield from names
        for names in (
            self.nickname, self.company, self.department, self.role, self.phones, self.mails,
            self.urls, self.birthday, self.tags, self.notes, self.technical,
        ):  # fmt: skip
            yield from names


def _numbered(name: str) -> Names:
    return name, f"{name} 2", f"{name} 3"


def _german(whose: str) -> Home:
    return Home(
        f"Adresse {whose}",
        _numbered(f"Straße {whose}"),
        (f"Postfach {whose}",),
        (f"Ort {whose}",),
        (f"Region {whose}", f"Bundesland/Kanton {whose}"),
        (f"Postleitzahl {whose}", f"PLZ {whose}"),
        (f"Land/Region {whose}", f"Land {whose}"),
    )


def _english(whose: str) -> Home:
    return Home(
        f"{whose} Address",
        _numbered(f"{whose} Street"),
        (f"{whose} Address PO Box",),
        (f"{whose} City",),
        (f"{whose} State",),
        (f"{whose} Postal Code",),
        (f"{whose} Country/Region", f"{whose} Country"),
    )


GERMAN = Tongue(
    name=(("Anrede",), ("Vorname",), ("Weitere Vornamen",), ("Nachname",), ("Suffix",)),
    nickname=("Spitzname",),
    company=("Firma",),
    department=("Abteilung",),
    role=("Position",),
    phones=(
        "Haupttelefon", "Mobiltelefon", "Mobiltelefon 2", "Mobilfunktelefon",
        "Telefon geschäftlich", "Telefon geschäftlich 2", "Telefon privat", "Telefon privat 2",
        "Weiteres Telefon", "Autotelefon", "Telefon Firma", "Rückmeldung",
    ),
    mails=(
        "E-Mail-Adresse", "E-Mail 2: Adresse", "E-Mail 3: Adresse", "E-Mail-Adresse 2",
        "E-Mail-Adresse 3", "E-Mail 2-Adresse", "E-Mail 3-Adresse",
    ),
    urls=("Webseite", "Persönliche Webseite", "Web-Seite"),
    homes=(
        _german("geschäftlich"),
        _german("privat"),
        Home(
            "Weitere Adresse",
            _numbered("Weitere Straße"),
            ("Weiteres Postfach",),
            ("Weiterer Ort",),
            ("Weitere Region", "Weiteres/r Bundesland/Kanton"),
            ("Weitere Postleitzahl", "Weitere PLZ"),
            ("Weiteres/e Land/Region", "Weiteres Land/Region", "Weiteres Land"),
        ),
    ),
    birthday=("Geburtstag",),
    tags=("Kategorien",),
    notes=("Notizen",),
    own=(
        "Weitere Vornamen", "E-Mail-Typ", "E-Mail: Angezeigter Name", "Telefon geschäftlich",
        "Telefon privat", "Straße geschäftlich", "Ort geschäftlich", "Straße privat",
        "Ort privat", "Internet-Frei/Gebucht",
    ),
    technical=(
        "E-Mail-Typ", "E-Mail 2: Typ", "E-Mail 3: Typ", "E-Mail: Angezeigter Name",
        "E-Mail 2: Angezeigter Name", "E-Mail 3: Angezeigter Name", "Initialen", "Priorität",
        "Privat", "Vertraulichkeit", "Internet-Frei/Gebucht", "Internet Frei/Gebucht",
        "Verzeichnisserver", "Sprache", "Reisekilometer",
    ),
    has_month_first=False,
)  # fmt: skip

ENGLISH = Tongue(
    name=(("Title",), ("First Name",), ("Middle Name",), ("Last Name",), ("Suffix",)),
    nickname=("Nickname",),
    company=("Company",),
    department=("Department",),
    role=("Job Title",),
    phones=(
        "Primary Phone", "Mobile Phone", "Mobile Phone 2", "Business Phone", "Business Phone 2",
        "Home Phone", "Home Phone 2", "Other Phone", "Car Phone", "Radio Phone",
        "Company Main Phone", "Callback",
    ),
    mails=("E-mail Address", "E-mail 2 Address", "E-mail 3 Address"),
    urls=("Web Page", "Personal Web Page"),
    homes=(_english("Business"), _english("Home"), _english("Other")),
    birthday=("Birthday",),
    tags=("Categories",),
    notes=("Notes",),
    own=(
        "E-mail Type", "E-mail Display Name", "E-mail 2 Address", "Business Phone", "Home Phone",
        "Business Street", "Business City", "Home Street", "Home City", "Internet Free Busy",
        "Web Page",
    ),
    technical=(
        "E-mail Type", "E-mail 2 Type", "E-mail 3 Type", "E-mail Display Name",
        "E-mail 2 Display Name", "E-mail 3 Display Name", "Initials", "Priority", "Private",
        "Sensitivity", "Internet Free Busy", "Directory Server", "Language", "Mileage",
    ),
    has_month_first=True,
)  # fmt: skip
