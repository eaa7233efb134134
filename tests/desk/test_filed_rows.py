"""Whoever was filed on a list does not come back by an import, from wherever (A4, L8)."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kontaktjournal.desk import enlisting, intake
from kontaktjournal.desk.blocking import Blocking
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.intake import Taken
from kontaktjournal.journal import Journal
from kontaktjournal.lists.record import Record
from kontaktjournal.messages import Catalogue
from opened_journal import MONDAY, opened

LIST = "listen/kunden.csv"
ROWS = (
    "Name,E-Mail,Telefon,LinkedIn\n"
    "Peter Lindner,peter@example.org,0221 5550171,https://www.linkedin.com/in/lindner\n"
    "Uwe Kern,uwe@example.org,,\n"
)
FILED = "key,decision,until,date\npeter@example.org,file,,2026-11-20\n"
PETER = Card("Peter Lindner", email=("peter@example.org",))


def told(taken: Sequence[Taken]) -> list[tuple[str, str, str]]:
    return [(one.fate.value, one.why.value if one.why else "", one.path) for one in taken]


def from_cards(journal: Journal, *cards: Card) -> list[tuple[str, str, str]]:
    entries = [Record(line, card) for line, card in enumerate(cards, 1)]
    with journal.desk("import") as desk:
        return told([*journal.intake().take(desk, [intake.Incoming("adressen.vcf", entries)])])


def from_list(
    journal: Journal, path: str, *cards: Card, connected: date | None = None
) -> list[tuple[str, str, str]]:
    root = journal.place.root
    blocking = Blocking(str(root), str(root.parent / "keys"), MONDAY, Catalogue("de"))
    entries = [
        Record(line, card, next(iter(card.email), ""), connected=connected,
               cells=(card.name, *card.email))
        for line, card in enumerate(cards, 2)
    ]  # fmt: skip
    coming = enlisting.Incoming(path, entries, ("Name", "E-Mail"))
    with journal.desk("import") as desk:
        return told([*journal.enlisting(blocking).take(desk, [coming])])


@pytest.mark.parametrize(
    "card",
    [
        PETER,
        Card("P. Lindner", email=("PETER@example.org",)),
        Card("Lindner, Peter", phone=("+49 221 5550171",)),
        Card("Peter Lindner", url=("linkedin.com/in/lindner/",)),
    ],
)
def test_who_was_filed_on_a_list_becomes_no_contact(tmp_path: Path, card: Card) -> None:
    with opened(tmp_path, {LIST: ROWS, "listen/kunden.entschieden.csv": FILED}) as journal:
        taken = from_cards(journal, card)

    assert taken == [("skipped", "filed", LIST)]
    assert [*(tmp_path / "root/kontakte").iterdir()] == []


def test_who_was_filed_on_a_list_comes_on_no_other(tmp_path: Path) -> None:
    with opened(tmp_path, {LIST: ROWS, "listen/kunden.entschieden.csv": FILED}) as journal:
        taken = from_list(journal, "listen/andere.csv", PETER, Card("Eva", email=("e@x.example",)))

    assert taken == [("skipped", "filed", LIST), ("new", "", "listen/andere.csv")]
    assert "Lindner" not in (tmp_path / "root/listen/andere.csv").read_text("utf-8")


def test_a_list_taken_in_again_leaves_who_was_filed_as_they_are(tmp_path: Path) -> None:
    with opened(tmp_path, {LIST: ROWS, "listen/kunden.entschieden.csv": FILED}) as journal:
        taken = from_list(journal, LIST, PETER, Card("Uwe Kern", email=("uwe@example.org",)))

    assert taken == [("skipped", "filed", LIST), ("unchanged", "", LIST)]
    assert (tmp_path / "root" / LIST).read_text("utf-8") == ROWS


@pytest.mark.parametrize(
    "card",
    [
        Card("Peter Lindner", city="Köln"),
        Card("Ida Lindner", phone=("0221 5550171",)),
        Card("Uwe Kern", email=("uwe@example.org",)),
    ],
)
def test_whoever_else_it_may_be_comes_in(tmp_path: Path, card: Card) -> None:
    with opened(tmp_path, {LIST: ROWS, "listen/kunden.entschieden.csv": FILED}) as journal:
        ((fate, why, _),) = from_cards(journal, card)

    assert (fate, why) == ("new", "")


@pytest.mark.parametrize("choice", ["later", "start"])
def test_who_was_not_filed_comes_in(tmp_path: Path, choice: str) -> None:
    decided = FILED + f"peter@example.org,{choice},,2026-11-21\n"
    with opened(tmp_path, {LIST: ROWS, "listen/kunden.entschieden.csv": decided}) as journal:
        ((fate, _, _),) = from_cards(journal, PETER)

    assert fate == "new"


def test_what_was_decided_holds_for_the_same_person_on_another_list(tmp_path: Path) -> None:
    files = {
        LIST: ROWS,
        "listen/kunden.entschieden.csv": FILED,
        "listen/verein.csv": "Name,E-Mail,Telefon\nPeter Lindner,peter@example.org,0160 5550199\n",
    }
    with opened(tmp_path, files) as journal:
        taken = from_cards(journal, Card("Peter Lindner", phone=("0160 5550199",)))

    assert taken == [("skipped", "filed", "listen/verein.csv")]


@pytest.mark.parametrize(
    ("key", "card"),
    [
        ("peter@example.org", PETER),
        ("+49 221 5550171", Card("Peter Lindner", phone=("0221 5550171",))),
        ("https://www.linkedin.com/in/lindner",
         Card("Peter Lindner", url=("https://linkedin.com/in/lindner",))),
    ],
)  # fmt: skip
def test_who_was_filed_stays_so_when_the_list_is_gone(
    tmp_path: Path, key: str, card: Card
) -> None:
    files = {"listen/alt.entschieden.csv": f"key,decision,until,date\n{key},file,,2026-11-20\n"}
    with opened(tmp_path, files) as journal:
        taken = from_cards(journal, card)

    assert taken == [("skipped", "filed", "listen/alt.csv")]


def test_friends_without_a_number_are_known_by_name_and_day(tmp_path: Path) -> None:
    files = {
        "listen/linkedin.csv": "Name,journal_connected,journal_key\nUwe Kern,2024-02-01,u1\n",
        "listen/linkedin.entschieden.csv": FILED.replace("peter@example.org", "u1"),
    }
    with opened(tmp_path, files) as journal:
        same = from_list(journal, "listen/b.csv", Card("Uwe Kern"), connected=date(2024, 2, 1))
        other = from_list(journal, "listen/c.csv", Card("Uwe Kern"), connected=date(2024, 2, 2))

    assert (same[0][0], other[0][0]) == ("skipped", "new")


def test_a_contact_who_was_filed_and_whose_file_is_gone_stays_away(tmp_path: Path) -> None:
    files = {"listen/entschieden.csv": FILED.replace("peter@example.org", "uid-7")}
    with opened(tmp_path, files) as journal:
        taken = from_cards(journal, PETER._replace(uid="uid-7"), Card("Uwe Kern", uid="uid-8"))

    assert taken[0] == ("skipped", "filed", "")
    assert taken[1][0] == "new"


def test_who_is_a_contact_again_stays_one(tmp_path: Path) -> None:
    files = {
        LIST: ROWS,
        "listen/kunden.entschieden.csv": FILED,
        "kontakte/peter.md":
            "---\nstatus: pflege\nemail: peter@example.org\n---\n# Peter Lindner\n",
    }  # fmt: skip
    with opened(tmp_path, files) as journal:
        taken = from_cards(journal, PETER._replace(city="Köln"))

    assert taken == [("filled", "", "kontakte/peter.md")]


@pytest.mark.parametrize("decided", ["", FILED.replace(",file,", ",later,")])
def test_where_nobody_was_filed_no_list_is_read(tmp_path: Path, decided: str) -> None:
    files = {LIST: ROWS, **({"listen/kunden.entschieden.csv": decided} if decided else {})}
    with opened(tmp_path, files) as journal:
        from_cards(journal, PETER)
        from_list(journal, "listen/andere.csv", PETER)

    assert [*(tmp_path / "cache").glob("lists*")] == []
