"""The rows of the benchmark that take in a list and choose from it; nothing here is timed."""

import csv
from pathlib import Path

import pytest

import readership
import selecting
from kontaktjournal.lists.formats import found_in
from kontaktjournal.lists.record import Record
from measure import MET, MISSED
from workshop import Command, Journal, Workshop

SAMPLE = 1_000
NOTHING = Command(("{python}", "-c", "pass"))


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    shop = Workshop(tmp_path, 3)
    monkeypatch.setattr(shop, "settle", lambda _: None)
    monkeypatch.setattr(selecting, "ROWS", 10)
    return shop


def test_the_same_size_gives_the_same_list(tmp_path: Path) -> None:
    one, two, small = tmp_path / "one.csv", tmp_path / "two.csv", tmp_path / "small.csv"

    for path, count in ((one, 300), (two, 300), (small, 100)):
        readership.write(path, count)

    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes().startswith(small.read_bytes())


def test_the_list_is_one_of_mailchimp_and_every_row_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    readership.write(path, SAMPLE)

    (found,) = found_in(str(path))
    entries = list(found.records())

    assert found.format.name == "mailchimp"
    people = [entry for entry in entries if isinstance(entry, Record)]
    assert len(people) == len(entries) == SAMPLE
    assert len({one.key for one in people}) == SAMPLE
    nameless = sum(not one.card.name for one in people)
    assert SAMPLE * 0.28 < nameless < SAMPLE * 0.39
    assert 0 < sum(bool(one.consent) for one in people) < SAMPLE


@pytest.mark.parametrize(
    ("within", "processor", "found"),
    [(1e9, None, MET), (0.0, None, MISSED), (1e9, 1e9, MET), (1e9, 0.0, MISSED)],
)
def test_clock_and_processor_are_both_judged(
    workshop: Workshop, within: float, processor: float | None, found: str
) -> None:
    gauge = selecting.against_reading(
        NOTHING, selecting.empty, within=within, processor=processor, rounds=1
    )

    assert gauge.take(workshop).verdict == found


def test_targets_are_written_from_the_limits() -> None:
    targets = [
        selecting.against_reading(NOTHING, selecting.empty, within=10).target,
        selecting.against_reading(NOTHING, selecting.empty, within=5, processor=2).target,
        selecting.memory_among(NOTHING, selecting.empty, limit=300).target,
    ]

    assert targets == ["<= 10 x", "<= 5 x, 2 s", "<= 300 MB"]


def rows_of(journal: Journal) -> int:
    with (journal.root / "listen" / "newsletter.csv").open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def test_each_import_is_the_first_one(workshop: Workshop) -> None:
    journal = selecting.empty(workshop)
    before = selecting.IMPORT.before
    assert before

    for _ in range(2):
        before(workshop, journal)
        assert not (journal.root / "listen").exists()
        workshop.time(selecting.IMPORT, journal)

    assert rows_of(journal) == 10


def test_rows_are_added_to_a_large_list(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selecting, "BEFORE", 7)
    monkeypatch.setattr(selecting, "LARGE", 10)
    journal = selecting.empty_beside_large(workshop)
    before = selecting.IMPORT_LARGER.before
    assert before

    for _ in range(2):
        before(workshop, journal)
        assert rows_of(journal) == 7
        workshop.time(selecting.IMPORT_LARGER, journal)

    assert rows_of(journal) == 10


def test_who_chooses_has_the_list_and_is_known(workshop: Workshop) -> None:
    journal = selecting.with_list(workshop)

    # Whoever was filed is not taken up again.
    assert 7 <= rows_of(journal) <= 10
    assert len(journal.files) == 3
    assert "[me]" in (journal.root / "journal.toml").read_text(encoding="utf-8")
    # The journal that others are measured in stays as it was.
    assert "[me]" not in (workshop.journal(3).root / "journal.toml").read_text(encoding="utf-8")
