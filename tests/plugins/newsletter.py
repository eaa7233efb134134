"""The readers of a newsletter, as many as are wanted, and always the same ones.

No row is like the next, and all that a list may bring is among them: readers without a name,
addresses of offices, readers who left, some with a telephone, and a few who say something of
themselves. Nobody of them lives.
"""

from collections.abc import Iterator

_HEADER = (
    "Email Address,First Name,Last Name,Company,City,Phone,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,"
    "CONFIRM_IP,UNSUB_TIME,LEID,NOTES"
)
_GIVEN = ("Sabine", "Peter", "Clara", "Jörg", "Ilse", "Karl", "Zoë", "Uwe", "Mia", "Björn", "Eva")
_FAMILY = (
    "Roth", "Lindner", "Uhl", "Weiß", "Kern", "Otto", "Brandt", "Sommer", "Lang", "Thiel",
    "Ångström", "Vogt", "Fink",
)  # fmt: skip
_TOWNS = (
    "Aachen", "Berlin", "Bonn", "Dresden", "Emden", "Fulda", "Gera", "Hamm", "Jena", "Kassel",
    "Lübeck", "Mainz", "Norden", "Oldenburg", "Passau", "Rostock", "Siegen",
)  # fmt: skip
_NOTES = {
    977: "fragt nach Buchbinden",
    9973: "Buchmesse Leipzig 2024, Stand gegenüber",
    24989: "empfohlen von Jonas Weber",
}


def newsletter(rows: int) -> bytes:
    """Return the export of a newsletter.

    Args:
        rows: how many readers it has.
    """
    return "\n".join((_HEADER, *_rows(rows), "")).encode()


def _rows(count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        is_named = number % 5 > 1
        given = _GIVEN[number % len(_GIVEN)] if is_named else ""
        family = _FAMILY[number % len(_FAMILY)] if is_named else ""
        office = "info" if number % 47 == 0 else f"leser{number}"
        mail = f"{office}@{number}.example.org" if number % 47 == 0 else f"{office}@example.org"
        company = f"Werkstatt {number % 4001}" if number % 4 == 0 else ""
        town = _TOWNS[number % len(_TOWNS)] if is_named else ""
        phone = f"+49 221 555 {number % 10_000:04d}" if number % 6 == 0 else ""
        when = f"2024-03-{number % 28 + 1:02d} 10:11:12"
        proof = f"{when},{when},192.0.2.{number % 250 + 1}" if number % 25 == 0 else f"{when},,"
        left = "2025-05-06 07:08:09" if number % 53 == 0 else ""
        note = next((note for every, note in _NOTES.items() if number % every == 0), "")
        quoted = f'"{note}"' if note else ""
        person = f"{mail},{given},{family},{company},{town},{phone}"
        yield f"{person},2,{proof},{left},{number},{quoted}"
