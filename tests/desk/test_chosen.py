"""With somebody on a list a conversation begins: all that the row says comes along."""

from datetime import date
from pathlib import Path

import pytest

from kontaktjournal.desk.chosen import Chosen, Outcome
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Answer, Permission
from kontaktjournal.domain.errors import Refused
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.qualify.prequalified import Prospect
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.verdict import Verdict
from kontaktjournal.journal import Journal
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.words import Frame
from opened_journal import MONDAY, opened

LIST = "listen/kunden.csv"
BEA = Card("Bea Uhl", phone=("+49 221 555 0111",), city="Köln", note="mag Leinen")


def start(journal: Journal, base: Path, listed: Listed) -> Outcome:
    frame = Frame(Catalogue("de"), Settings(), MONDAY, 80)
    desk = journal.desk("qualify")
    chosen = Chosen(desk, journal.newcomers(), frame, str(base / "root"))
    with desk:
        prospect = Prospect((LIST, listed.key), listed, None)
        return chosen.start(prospect, Verdict(None, next=When(date(2026, 11, 24))), ("Ort Köln",))


def body(base: Path) -> str:
    whole = (base / "root/kontakte/bea-uhl.md").read_text("utf-8")
    return whole.partition("\n---\n")[2]


def test_every_cell_that_stands_nowhere_else_stands_in_the_body(tmp_path: Path) -> None:
    cells = {
        "Vorname": "Bea", "Nachname": "Uhl", "Telefon": "0221/5550111", "Ort": "Köln",
        "Notiz": "mag Leinen", "Rabatt": "10 %", "Geburtstag": "im Mai",
        "Verlauf": "# 2019-03-01 Telefonat\n#kunde kennt [[Karl]]", "Dabei seit": "2022-06-07",
    }  # fmt: skip
    row = Listed(LIST, 2, "bea", BEA, connected=date(2022, 6, 7), cells=cells)
    with opened(tmp_path) as journal:
        outcome = start(journal, tmp_path, row)

    assert body(tmp_path) == (
        "\n# Bea Uhl\n"
        "\n> mag Leinen\n"
        "> - Rabatt: 10 %\n"
        "> - Geburtstag: im Mai\n"
        "> - Verlauf: # 2019-03-01 Telefonat \\#kunde kennt \\[\\[Karl]]\n"
    )
    assert outcome.written is not None
    contact = outcome.written.contact
    assert (contact.entries, contact.tags, contact.links) == ((), (), ())
    assert contact.others == (("connected", "2022-06-07"),)


@pytest.mark.parametrize(
    "cell", ["{{name}}", "<% x %>", "---", "- [ ] rufen", "```", "next:: nie"]
)
def test_no_cell_keeps_a_conversation_from_beginning(tmp_path: Path, cell: str) -> None:
    row = Listed(LIST, 2, "bea", BEA._replace(note=cell), cells={cell: cell, "Notiz": cell})
    with opened(tmp_path) as journal:
        outcome = start(journal, tmp_path, row)

    assert outcome.written is not None
    assert outcome.written.contact.name == "Bea Uhl"
    assert body(tmp_path).startswith("\n# Bea Uhl\n\n")


def test_consent_in_a_column_is_consent_beside_what_was_proved(tmp_path: Path) -> None:
    proved = Permission("email", Answer.YES, date(2024, 3, 1), "Double-Opt-in")
    row = Listed(LIST, 2, "bea", BEA, consent=(proved,), cells={"Einwilligung Telefon": "nein"})
    with opened(tmp_path) as journal:
        outcome = start(journal, tmp_path, row)

    assert outcome.written is not None
    assert outcome.written.contact.consent == (proved, Permission("phone", Answer.NO))
    assert body(tmp_path) == "\n# Bea Uhl\n\n> mag Leinen\n"


def test_with_whoever_must_not_be_contacted_nothing_begins(tmp_path: Path) -> None:
    row = Listed(LIST, 2, "bea", BEA, cells={"Consent": "none"})
    with opened(tmp_path) as journal, pytest.raises(Refused) as refusal:
        start(journal, tmp_path, row)

    assert refusal.value.key == "refusal.qualify.blocked"
    assert not (tmp_path / "root/kontakte/bea-uhl.md").exists()


POOLED = "---\nstatus: liste\nemail: bea@example.org\nphone: []\n---\n# Bea Uhl\n"


def taken_up(journal: Journal, base: Path, listed: Listed) -> str:
    """Begin with a contact of the pool who stands on a list, and return the head."""
    frame = Frame(Catalogue("de"), Settings(), MONDAY, 80)
    desk = journal.desk("qualify")
    chosen = Chosen(desk, journal.newcomers(), frame, str(base / "root"))
    contact = journal.find("bea-uhl")
    with desk:
        prospect = Prospect((LIST, listed.key), listed, contact, met=contact.path)
        chosen.start(prospect, Verdict(None, next=When(date(2026, 11, 24))), ())
    return (base / "root/kontakte/bea-uhl.md").read_text("utf-8").partition("\n---\n")[0]


def test_a_contact_of_the_pool_gets_what_only_the_row_says(tmp_path: Path) -> None:
    card = BEA._replace(email=("bea@example.org",), org=("Uhl GmbH",))
    row = Listed(LIST, 2, "bea", card, cells={"Einwilligung Telefon": "ja"})
    with opened(tmp_path, {"kontakte/bea-uhl.md": POOLED}) as journal:
        head = taken_up(journal, tmp_path, row)

    assert head.splitlines() == [
        "---", "status: anbahnung", "next: 2026-11-24", "org: Uhl GmbH", "email: bea@example.org",
        "city: Köln", 'consent: "phone: ja"', 'phone: ["+49 221 555 0111"]',
    ]  # fmt: skip


def test_what_the_file_says_stays_and_whoever_may_be_another_gives_nothing(
    tmp_path: Path,
) -> None:
    said = POOLED.replace("phone: []", "phone: 0160 5550199\ncity: Ulm\nconsent:\n  phone: nein")
    medium = BEA._replace(email=(), city="Ulm", org=("Uhl GmbH",))
    with opened(tmp_path, {"kontakte/bea-uhl.md": said}) as journal:
        head = taken_up(journal, tmp_path, Listed(LIST, 2, "bea", medium))

    assert "0111" not in head
    assert "GmbH" not in head
    assert "city: Ulm" in head
