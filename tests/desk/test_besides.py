"""What a row says besides its card: every cell is kept once, and none of it becomes anything."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.desk.besides import line, noted, unsaid
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader

ANNA = Card(
    "Anna Müller", org=("Müller Buchbinderei",), role="Meisterin", phone=("+49 221 555 0171",),
    email=("anna@example.org",), city="Köln", address="Ehrenstraße 12, 50672 Köln",
    birthday=Birthday(5, 14, 1980), tags=("Kunden", "VIP"), note="mag Leinen",
)  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Vorname", "Anna"), ("Kunde", "ANNA MÜLLER"), ("PLZ", "50672"), ("Ort", "Koeln"),
        ("Telefon", "0221/5550171"), ("Mail", "anna@example.org"), ("Geburtstag", "14.05.1980"),
        ("Tags", '"VIP","Kunden"'), ("Notiz", "mag Leinen"), ("Connected On", "07 Jun 2022"),
        ("Rabatt", ""), ("Rabatt", "–"), ("Telefon", "null"), ("LEID", "17"),
        ("Phone 1 - Label", "Mobile"),
    ],
)  # fmt: skip
def test_what_the_card_says_is_not_said_again(column: str, cell: str) -> None:
    assert [*unsaid([(column, cell)], ANNA, (date(2022, 6, 7), None))] == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Rabatt", "10 %"), ("Geburtsort", "Köln"), ("Telefon", "siehe Zettel"),
        ("Geburtstag", "im Mai"), ("Ort", "Köln-Kalk"), ("Kauf am", "2022-06-08"),
        ("CONFIRM_TIME", "2024-03-01 10:00:00"), ("Anrede", "Frau"),
    ],
)  # fmt: skip
def test_what_it_does_not_say_is_kept(column: str, cell: str) -> None:
    assert [*unsaid([(column, cell)], ANNA, (date(2022, 6, 7), None))] == [(column, cell)]


def test_it_stands_below_the_note_a_line_each_however_long() -> None:
    cells = [("Rabatt", "10 %"), ("Verlauf", "erst dies\n\ndann das " + "x" * 300)]

    assert noted("mag Leinen\n", cells) == (
        "mag Leinen\n- Rabatt: 10 %\n- Verlauf: erst dies dann das " + "x" * 300
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("#kunde", "\\#kunde"), ("Nr. # 3", "Nr. # 3"), ("[[Karl]]", "\\[\\[Karl]]"),
        ("[ ] rufen", "\\[ ] rufen"), ("![](https://example.org/x.png)",
                                      "!\\[](https://example.org/x.png)"),
        ("{{name}}", "{\\{name}}"), ("<% x %>", "<\\% x %>"), ("next:: morgen", "next:\\: morgen"),
        ("<b>fett</b>", "\\<b>fett\\</b>"), ("3 < 4, a: b", "3 < 4, a: b"), ("`x`", "\\`x\\`"),
    ],
)  # fmt: skip
def test_no_sign_in_a_cell_means_anything(cell: str, written: str) -> None:
    assert line("Rabatt", cell) == f"- Rabatt: {written}"


_SIGNS = st.sampled_from([
    "#kunde", "# 2026-01-01 Telefonat", "---", "- [ ] anrufen bis 2026-12-01", "[[Karl]]",
    "next::", "{{x}}", "<% x %>", "Entscheidung: angebot", "2026-01-01 Telefonat: x", "```", "%%",
    "\n", " ", "~~~", "> ", "\t", "<!--", "^id",
])  # fmt: skip


@given(st.lists(_SIGNS | st.text(max_size=5), max_size=5), st.text(max_size=5) | _SIGNS)
def test_whatever_it_says_the_contact_is_read_as_before(parts: list[str], column: str) -> None:
    reader, head = Reader(Settings()), "---\nname: Anna\n---\n\n# Anna\n"

    noted_down = head + f"\n> {line(column, ''.join(parts))}\n"

    before = reader.read(head.encode(), "anna.md")
    after = reader.read(noted_down.encode("utf-8", "replace"), "anna.md")
    assert (after.contact, after.problems) == (before.contact, before.problems)
