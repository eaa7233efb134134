"""A decision that is copied is part of the save it was written with, and told with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kontaktjournal.watch.told import Applied, Updated
from watched_folder import write
from watched_journal import House, until, watched

ANNA, MIA = "kontakte/anna.md", "kontakte/mia.md"
TALK = "---\nname: Anna Otto\nstatus: {}\n---\n\n## 2026-11-22 Telefonat\n\n"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Return the house of a watcher that copies decisions."""
    house = House(tmp_path)
    write(house.root, {"journal.toml": "version = 1\n", ANNA: TALK.format("gespraech")})
    with watched(house, applies=True):
        yield house


def decide(house: House, line: str, status: str = "gespraech") -> None:
    """Write a decision line, and wait until the watcher has nothing more to do with it."""
    write(house.root, {ANNA: f"{TALK.format(status)}{line}\n"})
    until(lambda: house.all(Updated))
    write(house.root, {MIA: "# Mia Sommer\n"})
    until(lambda: "Mia Sommer" in house.names)


def test_what_is_copied_belongs_to_the_same_update(house: House) -> None:
    runs = len(house.press.runs)

    decide(house, "→ pflege · 2027-01-11")

    first, second = house.all(Updated)
    assert "next: 2027-01-11" in (house.root / ANNA).read_text(encoding="utf-8")
    assert (first.changed, first.applied) == ((ANNA,), (Applied(ANNA),))
    assert (second.changed, second.applied) == ((MIA,), ())
    assert house.all(Applied) == []
    assert len(house.press.runs) == runs + 2


@pytest.mark.parametrize("words", ["14.12.", "KW 51", "am 14. Dezember", "in 3 Wochen"])
def test_what_looks_like_a_date_and_is_none_there_is_named(house: House, words: str) -> None:
    decide(house, f"→ pflege · {words} · sie ruft an")

    head = (house.root / ANNA).read_text(encoding="utf-8").partition("\n---\n")[0]
    assert "status: pflege" in head
    assert "next" not in head
    assert house.all(Updated)[0].applied == (Applied(ANNA, doubtful=words),)


def test_it_is_named_too_where_the_head_says_the_rest_already(house: House) -> None:
    decide(house, "→ gespraech · 14.12.")

    assert house.all(Updated)[0].applied == (Applied(ANNA, is_copied=False, doubtful="14.12."),)


@pytest.mark.parametrize(
    "line", ["→ pflege · sie ruft an", "→ pflege · 2027-01-11 · oder 14.12.", "→ pflege · Montag"]
)
def test_other_words_behind_a_decision_are_no_matter(house: House, line: str) -> None:
    decide(house, line)

    assert house.all(Updated)[0].applied == (Applied(ANNA),)


def test_what_git_takes_away_and_brings_back_is_not_decided_again(house: House) -> None:
    decide(house, "→ pflege · 2027-01-11")
    before = TALK.format("gespraech")

    # Another branch, and back: the head never said it there.
    write(house.root, {ANNA: before, MIA: "# Mia Sommer dort\n"})
    until(lambda: "Mia Sommer dort" in house.names)
    write(house.root, {ANNA: f"{before}→ pflege · 2027-01-11\n", MIA: "# Mia Sommer hier\n"})
    until(lambda: "Mia Sommer hier" in house.names)

    assert (house.root / ANNA).read_text(encoding="utf-8") == f"{before}→ pflege · 2027-01-11\n"
