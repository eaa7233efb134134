"""What a file tells in prose: its entries, the newest first, and what stands outside."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader
from kontaktjournal.notation.passages import passages

READER = Reader(Settings())
FILE = """---
name: Anna Otto
city: Bonn
---
# Anna Otto

Baut Orgeln. Mehr unter https://example.org/orgeln und [hier](https://example.org/pfeifen).

## Story

Wir saßen in derselben Klasse.

## 2026-05-12 Telefonat: die Orgel im Flur

Gruß von [[karl-ott]], auch anna@example.org.

→ pflege · Termin im Orgelwerk

## 2026-06-01 Besuch

Firma:: Orgelbau Otto
<!-- nur ein Entwurf -->
Im Hof stand ein Blasebalg.
"""


def told(text: str) -> list[tuple[date | None, str]]:
    contact = READER.read(text.encode(), "anna.md").contact
    assert contact is not None
    return [
        (entry and entry.day, " ".join(said.split())) for entry, said in passages(text, contact)
    ]


def test_entries_come_first_the_newest_before_the_others() -> None:
    assert [day for day, _ in told(FILE)] == [date(2026, 6, 1), date(2026, 5, 12), None]


def test_the_title_of_an_entry_belongs_to_it() -> None:
    _, (_, words), _ = told(FILE)

    assert words == "die Orgel im Flur Gruß von , auch"


def test_facts_and_what_nobody_sees_were_not_told() -> None:
    (_, words), *_ = told(FILE)

    assert words == "Im Hof stand ein Blasebalg."


def test_outside_of_entries_stands_the_prose_without_head_headings_and_addresses() -> None:
    *_, (day, words) = told(FILE)

    assert day is None
    assert words == "Baut Orgeln. Mehr unter und [hier . Wir saßen in derselben Klasse."


def test_of_a_very_long_file_the_newest_part_is_read() -> None:
    long = "".join(f"\n## 2026-05-{day:02} Treffen\n{'Orgel ' * 4000}\n" for day in range(1, 9))

    lengths = [len(words) for _, words in told(f"# Anna\n{long}")]

    assert sum(lengths) <= 50_000
    assert lengths[0] == len("Orgel " * 4000) - 1
    assert lengths[-1] == 0


@given(st.text("## 2026-05-1\n[](:)→->=`<!->%ab|*", max_size=80))
def test_any_file_tells_something_or_nothing(text: str) -> None:
    contact = READER.read(text.encode(), "anna.md").contact

    assert contact is None or all(isinstance(said, str) for _, said in passages(text, contact))


def test_a_word_of_many_letters_is_no_address() -> None:
    # A picture written as text. It took seconds, as each letter might have begun an address.
    picture = "x" * 45_000

    ((_, words),) = told(f"# Anna\n\n{picture}\n\nMail an anna@example.org genügt.\n")

    assert words == f"{picture} Mail an genügt."
