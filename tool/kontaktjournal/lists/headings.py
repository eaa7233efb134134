"""What the columns of a table hold, by the names people give them in German and English."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from kontaktjournal.domain.names import key_of
from kontaktjournal.notation.keys import ALIASES


class Field(StrEnum):
    """What a column may hold; named as in a contact's file, where it stands there, too."""

    NAME = "name"
    GIVEN = "given_name"
    FAMILY = "family_name"
    ALIAS = "aliases"
    ORG = "org"
    ROLE = "role"
    EMAIL = "email"
    PHONE = "phone"
    STREET = "street"
    HOUSE = "house"
    CODE = "postal_code"
    CITY = "city"
    COUNTRY = "country"
    ADDRESS = "address"
    BIRTHDAY = "birthday"
    URL = "url"
    TAGS = "tags"
    UID = "uid"
    NOTE = "note"
    CONNECTED = "connected"
    BLOCKED = "blocked"


class Heading(NamedTuple):
    """A column's name, understood.

    Args:
        field: what stands in the column.
        whose: "home", "work", "other"; empty if the name does not say.
    """

    field: Field
    whose: str = ""


class Told(NamedTuple):
    """What the user says of a column: ``--map name=Kunde``."""

    field: Field
    column: str


#: What tables say besides the keys of a contact's file; written as one word.
_MORE: Mapping[Field, str] = {
    Field.NAME: (
        "vorundnachname vorundzuname vornamenachname namevorname nachnamevorname kompletternname"
        " ansprechpartner ansprechpartnerin ansprechperson kontaktperson kontaktname kontakt"
        " person contactname contactperson contact personname"
    ),
    Field.GIVEN: "vornamen rufname givenname forename",
    Field.FAMILY: "familienname zuname surname familyname",
    Field.ALIAS: "rufnamen",
    Field.ORG: (
        "firmenname firmaorganisation verlag institution einrichtung arbeitgeber"
        " unternehmensname companyname organizationname organisationname"
    ),
    Field.ROLE: "stelle jobtitel berufsbezeichnung jobposition occupation",
    Field.EMAIL: (
        "emailadresse emailadressen mailadresse emailaddress mailaddress emailanschrift"
        " elektronischepost"
    ),
    Field.PHONE: (
        "telefonnummern telefonnr telnr telnummer rufnummer durchwahl handynummer handynr"
        " mobilnummer mobilnr mobiltelefon mobilfunk mobilfunknummer festnetznummer"
        " telefonmobil telmobil telefonfestnetz telefonhandy telefonzentrale"
        " phonenumbers phoneno phonenr telephonenumber mobilephone mobilenumber"
        " mobilephonenumber cellphone cellphonenumber phonemobile landline telno"
    ),
    Field.STREET: (
        "strasse strassehausnummer strasseundhausnummer strassehausnr strasseundhausnr"
        " strassenr strasseundnr strassenname street streetaddress streetname addressline"
    ),
    Field.HOUSE: "hausnummer hausnr housenumber houseno streetnumber",
    Field.CODE: "plz postleitzahl zip zipcode postalcode postcode",
    Field.CITY: "plzort ortplz postleitzahlort town towncity wohnsitz sitz",
    Field.COUNTRY: "land staat country",
    Field.ADDRESS: "postanschrift postadresse postaladdress mailingaddress fulladdress",
    Field.BIRTHDAY: "geboren geborenam geb gebam gebdatum gebtag dateofbirth born",
    Field.URL: "internet internetseite internetadresse webadresse profil profilurl profileurl",
    Field.TAGS: (
        "schlagwort schlagwoerter stichwort stichworte stichwoerter kategorie kategorien"
        " gruppe gruppen etiketten label"
    ),
    Field.NOTE: (
        "notiz notizen bemerkung bemerkungen anmerkung anmerkungen kommentar kommentare"
        " note notes comment comments remark remarks"
    ),
    Field.CONNECTED: (
        "connectedon connectedsince connectedat verbunden verbundenam verbundenseit vernetztam"
        " vernetztseit befreundetseit friendsince friendssince"
    ),
    Field.BLOCKED: "blacklisted unsubscribed abgemeldet",
}
#: Keys of a contact's file that a table's column means something else by, or too much.
_NOT_MEANT = frozenset({"kunde", "id", "kennung", "identifier", "place", "tag", "affiliation"})
#: The place or use an address or a number is of.
_WHOSE: Mapping[str, str] = {
    "privat": "home", "private": "home", "privates": "home", "privater": "home",
    "persoenlich": "home", "home": "home", "personal": "home",
    "geschaeftlich": "work", "geschaeftliche": "work", "geschaeft": "work",
    "dienstlich": "work", "dienstliche": "work", "beruflich": "work", "berufliche": "work",
    "arbeit": "work", "buero": "work", "work": "work", "business": "work", "office": "work",
    "weitere": "other", "weiterer": "other", "weiteres": "other", "andere": "other",
    "anderes": "other", "other": "other", "primaer": "", "primary": "", "haupt": "",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def _table() -> dict[str, Field]:
    table: dict[str, Field] = {}
    for field in Field:
        table[_one_word(field)] = field
        for word in (*ALIASES.get(field, "").split(), *_MORE.get(field, "").split()):
            if word not in _NOT_MEANT:
                table.setdefault(_one_word(word), field)
    return table


def _one_word(key: str) -> str:
    return key.replace("_", "")


_FIELDS = _table()


@lru_cache(maxsize=1024)
def heading_of(column: str) -> Heading | None:
    """Return what a column holds, by its name; None where the name does not say."""
    # Numbers count the columns of one kind: "E-Mail 2", "Tel1".
    named = " ".join(_WORD.findall(normalize("NFC", column)))
    words = key_of(named).split("_")
    field = _FIELDS.get("".join(word for word in words if word not in _WHOSE))
    return Heading(field, next(filter(None, map(_WHOSE.get, words)), "")) if field else None
