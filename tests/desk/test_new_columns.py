"""What somebody else's table says of a new contact: keys of its own, and never more than that."""

from pathlib import Path

import pytest

from kontaktjournal.desk.new import Newcomer
from kontaktjournal.domain.contact import Contact
from kontaktjournal.journal import Journal
from opened_journal import opened


def text_of(base: Path, contact: Contact) -> str:
    return (base / "root" / contact.path).read_text("utf-8")


def with_others(journal: Journal, **others: str) -> Contact:
    desk = journal.desk("import")
    with desk:
        newcomer = Newcomer("Anna", {}, "liste", "Buchmesse", others)
        return journal.newcomers().create(desk, newcomer).contact


def test_what_only_a_table_knows_becomes_a_key_of_its_own(tmp_path: Path) -> None:
    others = {"Rabatt": "10 %", "Kunden-Nr.": "0815", "leer": " "}
    with opened(tmp_path) as journal:
        contact = with_others(journal, **others)

    text = text_of(tmp_path, contact)
    assert 'Rabatt: 10 %\nKunden-Nr.: "0815"\n---\n' in text
    assert "leer" not in text


@pytest.mark.parametrize(
    "column", ["Status", "next", "Story", "fit", "Telefon", "sperre", "\x01", "nxet"]
)
def test_a_column_that_would_mean_something_is_but_a_note(tmp_path: Path, column: str) -> None:
    with opened(tmp_path) as journal:
        contact = with_others(journal, **{column: "2026-12-01"})

    assert (contact.status, contact.next, contact.others) == ("liste", None, ())
    assert "> Buchmesse\n> - " in text_of(tmp_path, contact)
    assert "2026-12-01\n" in text_of(tmp_path, contact)


def test_of_two_columns_of_one_name_the_second_is_a_note(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        contact = with_others(journal, Rabatt="10 %", rabatt="20 %")

    assert text_of(tmp_path, contact).endswith("> Buchmesse\n> - rabatt: 20 %\n")
