"""Whoever is known by nothing but a profile: filed, blocked or forgotten, they stay away."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kontaktjournal.desk import enlisting, intake
from kontaktjournal.desk.blocking import Blocking
from kontaktjournal.desk.forgetting import marks_of_all
from kontaktjournal.desk.tracing import Tracer, of_row
from kontaktjournal.domain.blocking import Reason
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.intake import Taken, Why
from kontaktjournal.domain.traces import Person
from kontaktjournal.journal import Journal
from kontaktjournal.lists.record import Record
from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.keys import Keys
from opened_journal import MONDAY, opened

LIST, OTHER, FILE = "listen/linkedin.csv", "listen/andere.csv", "kontakte/anna.md"
COLUMNS = ("First Name", "Last Name", "URL", "Connected On")
URL = "https://www.linkedin.com/in/Anna-M/"
CELLS = ("Anna", "Müller", URL, "07 Jun 2022")
DAY = date(2022, 6, 7)
ANNA = Record(2, Card("Anna Müller", url=(URL,)), "anna-m", DAY, cells=CELLS)
#: As archives of before say it.
OLD = ANNA._replace(
    card=Card("Anna Müller"), key="anna müller 2022-06-07", cells=(*CELLS[:2], "", CELLS[3])
)
WRITTEN = "First Name,Last Name,URL,Connected On,journal_key\n{},{},{},{},{}\n"


def blocking_of(journal: Journal) -> Blocking:
    root = journal.place.root
    return Blocking(str(root), str(root.parent / "keys"), MONDAY, Catalogue("de"))


def to_list(journal: Journal, record: Record, path: str = LIST) -> Taken:
    desk = journal.desk("import")
    incoming = enlisting.Incoming(path, [record], COLUMNS)
    with desk:
        (taken,) = journal.enlisting(blocking_of(journal)).take(desk, [incoming])
    return taken


def to_contacts(journal: Journal, record: Record) -> Taken:
    desk = journal.desk("import")
    with desk:
        incoming = [intake.Incoming("linkedin", [record])]
        (taken,) = journal.intake(blocking_of(journal)).take(desk, incoming)
    return taken


def forget(journal: Journal, person: Person) -> None:
    """Put somebody on the block list as `journal forget` does, and take the rows away."""
    root = journal.place.root
    tracer = Tracer(str(root), journal.shelf, Keys({}), journal.index.ask)
    found = tracer.look(person)
    blocking, desk = blocking_of(journal), journal.desk("forget")
    blocking.block(marks_of_all(found.person), Reason.FORGOTTEN)
    with desk:
        blocking.write(desk)
    (root / LIST).unlink(missing_ok=True)


WAYS: dict[str, Callable[[Journal], Taken]] = {
    "the same list": lambda journal: to_list(journal, ANNA),
    "as contacts": lambda journal: to_contacts(journal, ANNA),
    "another list": lambda journal: to_list(journal, ANNA, OTHER),
    "an archive of before": lambda journal: to_list(journal, OLD),
    "an archive of before, another list": lambda journal: to_list(journal, OLD, OTHER),
    "an archive of before, as contacts": lambda journal: to_contacts(journal, OLD),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(
    "row",
    [(*CELLS, "anna-m"), (*CELLS[:2], "", CELLS[3], "anna müller 2022-06-07")],
    ids=["with a profile", "of before"],
)
def test_whoever_was_forgotten_from_a_list_comes_back_no_way(
    tmp_path: Path, row: tuple[str, ...], way: Callable[[Journal], Taken]
) -> None:
    with opened(tmp_path, {LIST: WRITTEN.format(*row)}) as journal:
        (listed,) = journal.shelf.read(LIST)
        forget(journal, of_row(listed))

        assert way(journal).why is Why.BLOCKED


@pytest.mark.parametrize("way", [*WAYS][:3])
def test_whoever_was_forgotten_as_a_contact_is_known_by_the_profile(
    tmp_path: Path, way: str
) -> None:
    files = {FILE: f"---\nname: Anna Müller\nurl: {URL}\n---\n"}
    with opened(tmp_path, files) as journal:
        forget(journal, Person(journal.find("anna")))
        (tmp_path / "root" / FILE).unlink()
        journal.refresh()

        assert WAYS[way](journal).why is Why.BLOCKED


def test_whoever_was_taken_over_from_an_archive_is_known_by_the_day(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        taken = to_contacts(journal, ANNA)
        journal.refresh()
        forget(journal, Person(journal.find("anna-mueller")))
        (tmp_path / "root" / taken.path).unlink()
        journal.refresh()

        assert to_list(journal, OLD).why is Why.BLOCKED


def test_a_namesake_linked_on_another_day_is_somebody_else(tmp_path: Path) -> None:
    other = OLD._replace(key="anna müller 2023-06-07", connected=date(2023, 6, 7))
    with opened(tmp_path, {LIST: WRITTEN.format(*CELLS, "anna-m")}) as journal:
        (listed,) = journal.shelf.read(LIST)
        forget(journal, of_row(listed))

        assert to_list(journal, other).why is None


@pytest.mark.parametrize(
    ("head", "why"), [("status: ablage", Why.FILED), ("consent: none", Why.BLOCKED)]
)
@pytest.mark.parametrize("way", [to_list, to_contacts])
def test_who_was_filed_or_blocked_is_known_by_the_profile(
    tmp_path: Path, head: str, why: Why, way: Callable[[Journal, Record], Taken]
) -> None:
    url = "https://de.linkedin.com/in/anna-m?trk=x"
    files = {FILE: f"---\nname: A. Müller\n{head}\nurl: {url}\n---\n"}
    with opened(tmp_path, files) as journal:
        taken = way(journal, ANNA)

    assert (taken.why, taken.path) == (why, FILE)


@pytest.mark.parametrize("way", [to_list, to_contacts])
def test_who_was_filed_in_a_file_without_a_name_is_known_by_the_address(
    tmp_path: Path, way: Callable[[Journal, Record], Taken]
) -> None:
    card = Card("Bo Ott", email=("b@example.org",))
    files = {"kontakte/bott.md": "---\nstatus: ablage\nemail: b@example.org\n---\n"}
    with opened(tmp_path, files) as journal:
        taken = way(journal, Record(2, card, "bott", cells=("Bo", "Ott", "", "")))

    assert (taken.why, taken.path) == (Why.FILED, "kontakte/bott.md")


def test_taken_in_again_whoever_has_the_profile_in_another_spelling_is_no_news(
    tmp_path: Path,
) -> None:
    files = {FILE: "---\nname: Anna Müller\nurl: linkedin.com/in/anna-m\n---\n"}
    with opened(tmp_path, files) as journal:
        taken = to_contacts(journal, ANNA)

    assert (taken.fate, taken.path) == ("unchanged", FILE)
