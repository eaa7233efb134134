"""What columns of a table say besides a card: consent, keys, notes; none of it is lost."""

from datetime import date
from pathlib import Path

import pytest

from kontaktjournal.desk.intake import Incoming
from kontaktjournal.domain.card import Card
from kontaktjournal.lists.record import Record
from opened_journal import opened
from taken_in import fates, take_all


def text(base: Path, name: str = "anna") -> str:
    return (base / f"root/kontakte/{name}.md").read_text("utf-8")


def test_columns_nobody_knows_and_days_of_a_platform_are_keys(tmp_path: Path) -> None:
    record = Record(
        2, Card("Anna Müller"), connected=date(2022, 6, 7), cells=("Anna Müller", "10 %")
    )
    with opened(tmp_path) as journal:
        taken = take_all(journal, [Incoming("kunden.csv", [record], ((1, "Rabatt"), (7, "x")))])

    assert fates(taken) == [("new", None)]
    head = text(tmp_path, "anna-mueller")
    assert "Rabatt: 10 %\nconnected: 2022-06-07\n---\n" in head


TABLE = ("Name", "Consent", "Einwilligung Telefon", "Telefon", "Rabatt")


def row(*cells: str) -> Incoming:
    """Return a table of one row, the last column being nobody's, and consent in two."""
    named = [*enumerate(TABLE)]
    record = Record(2, Card(cells[0], phone=cells[3:4] if "+" in cells[3] else ()), cells=cells)
    return Incoming("kunden.csv", [record], (*named[1:3], named[4]), (named[0], named[3]))


@pytest.mark.parametrize(
    ("cell", "by_phone", "head"),
    [
        ("no", "", "consent: no\n"),
        ("nein 2026-01-02", "", "consent: nein 2026-01-02\n"),
        ("email: no 2026-05-02", "", 'consent: "email: no 2026-05-02"\n'),
        ("", "FALSCH", "consent:\n  phone: nein\n"),
        ("email", "nein", "consent:\n  email: yes\n  phone: no\n"),
    ],
)
def test_consent_in_a_column_is_consent(
    tmp_path: Path, cell: str, by_phone: str, head: str
) -> None:
    with opened(tmp_path) as journal:
        take_all(journal, [row("Anna", cell, by_phone, "", "10 %")])
        contact = journal.find("anna")

    written = text(tmp_path)
    assert head in written
    assert written.endswith("Rabatt: 10 %\n---\n\n# Anna\n")
    assert contact.consent
    assert not contact.blocked


def test_whoever_is_not_to_be_contacted_is_not_and_stays_so(tmp_path: Path) -> None:
    table = row("Anna", "none", "ja", "", "")
    with opened(tmp_path) as journal:
        once, again = take_all(journal, [table]), take_all(journal, [table])
        contact = journal.find("anna")

    assert (fates(once), fates(again)) == ([("new", None)], [("skipped", "blocked")])
    assert (contact.blocked, contact.consent) == (True, ())
    assert text(tmp_path).endswith("> - Einwilligung Telefon: ja\n")


def test_consent_nobody_understands_and_a_number_that_is_none_are_notes(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        take_all(journal, [row("Anna", "siehe #Vertrag", "", "bei [[Karl]] fragen", "")])
        contact = journal.find("anna")

    assert (contact.consent, contact.phone) == ((), ())
    assert text(tmp_path).endswith(
        "> - Telefon: bei \\[\\[Karl]] fragen\n> - Consent: siehe \\#Vertrag\n"
    )


@pytest.mark.parametrize(
    ("there", "fate", "line"),
    [
        ("", "filled", 'consent: "email: no"\n'),
        ("consent: phone\n", "unchanged", "consent: phone\n"),
        ("consent:\n", "filled", 'consent: "email: no"\n'),
    ],
)
def test_somebody_known_learns_it_where_nothing_was_said(
    tmp_path: Path, there: str, fate: str, line: str
) -> None:
    known = f"---\nname: Anna\nphone: +49 221 5550171\n{there}---\n"
    table = row("Anna", "email: no", "", "+49 221 5550171", "")
    with opened(tmp_path, {"kontakte/anna.md": known}) as journal:
        once, again = take_all(journal, [table]), take_all(journal, [table])

    assert (fates(once), fates(again)) == ([(fate, None)], [("unchanged", None)])
    assert line in text(tmp_path)


def test_two_columns_of_one_name_are_both_kept(tmp_path: Path) -> None:
    record = Record(2, Card("Anna Müller"), cells=("Anna Müller", "10 %", "20 %"))
    with opened(tmp_path) as journal:
        take_all(journal, [Incoming("kunden.csv", [record], ((1, "Rabatt"), (2, "Rabatt")))])

    written = text(tmp_path, "anna-mueller")
    assert "\nRabatt: 10 %\n" in written
    assert written.endswith("> - Rabatt: 20 %\n")
