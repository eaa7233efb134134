"""A generated newsletter list, as Mailchimp writes it: the same bytes for the same N anywhere.

Its readers are invented. Some are among the contacts of the generated journals, most are not;
a third of them has no name, as in lists of people who left their address and nothing else.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from people import WORDS, Dice, person

HEADER = (
    "Email Address", "First Name", "Last Name", "Ort", "Firma", "MEMBER_RATING", "OPTIN_TIME",
    "OPTIN_IP", "CONFIRM_TIME", "CONFIRM_IP", "LATITUDE", "LONGITUDE", "GMTOFF", "DSTOFF",
    "TIMEZONE", "CC", "REGION", "LAST_CHANGED", "LEID", "EUID", "NOTES", "TAGS",
)  # fmt: skip
SHARES = {
    "a name": 2 / 3,
    "a town": 0.4,
    "a firm, of those with a name": 0.3,
    "a proof of consent": 0.6,
    "tags": 0.3,
    "a note of two lines": 0.02,
}
_TAGS = ('"Buchmesse Leipzig"', '"Herbstmarkt","Stammgast"', '"Publizieren"', '"Messe","Presse"')
_BEGINNING = date(2017, 1, 1)
_DAYS = 3_000
#: Not the dice of the contacts, or every town would be that of the contact of the same index.
_SEED = 1_000_003


def write(path: Path, count: int) -> None:
    """Write a list of ``count`` readers."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        table.writerows(map(reader, range(count)))


def reader(index: int) -> tuple[str, ...]:
    """Return the row of an index."""
    dice = Dice(_SEED + index)
    who = person(index * 3)
    has_name = dice.roll() < SHARES["a name"]
    has_firm = has_name and dice.roll() < SHARES["a firm, of those with a name"]
    city, _ = dice.pick(WORDS["places"]["cities"])
    firm = f"{dice.pick(WORDS['work']['trades'])} {who.last}"
    tags = dice.pick(list(_TAGS)) if dice.roll() < SHARES["tags"] else ""
    note = "Am Stand getroffen.\nWill den Katalog."
    return (
        f"{who.slug}@example.org",
        *((who.first, who.last) if has_name else ("", "")),
        city if dice.roll() < SHARES["a town"] else "",
        firm if has_firm else "",
        str(dice.between(1, 5)),
        *_consent(dice),
        "", "", "1", "2", "Europe/Berlin", "DE", "",
        _moment(dice),
        str(40_000_000 + index),
        who.uid,
        note if dice.roll() < SHARES["a note of two lines"] else "",
        tags,
    )  # fmt: skip


def _consent(dice: Dice) -> Iterator[str]:
    is_proved = dice.roll() < SHARES["a proof of consent"]
    for _ in ("asked for", "confirmed"):
        moment, place = _moment(dice), f"192.0.2.{dice.between(1, 254)}"
        yield moment if is_proved else ""
        yield place if is_proved else ""


def _moment(dice: Dice) -> str:
    day = _BEGINNING + timedelta(days=dice.between(0, _DAYS))
    return f"{day} {dice.between(6, 22):02}:{dice.between(0, 59):02}:{dice.between(0, 59):02}"
