"""What others ask of the loop: a bug in an answer is said once, and ends nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.watch.told import Remark
from watched_folder import write
from watched_journal import House, watched


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    write(house.root, {"journal.toml": "version = 1\n", "kontakte/anna.md": "# Anna Otto\n"})
    return house


def raising(error: Exception) -> Callable[[], None]:
    """Return a question that cannot be answered."""

    def question() -> None:
        raise error

    return question


def test_a_bug_is_said_once_and_the_watching_goes_on(house: House) -> None:
    with watched(house) as beside:
        for error in (ValueError("one\ntwo"), ValueError("one\ntwo"), KeyError("x")):
            with pytest.raises(TimeoutError):
                beside.ask(raising(error))
        answer = beside.ask(lambda: "there")

    said = [dict(one.values)["error"] for one in house.all(Remark) if one.key == "watch.failed"]
    assert said == ["ValueError: one two", "KeyError: 'x'"]
    assert answer == "there"


def test_what_printing_has_told_already_is_not_said_again(house: House) -> None:
    with watched(house) as beside, pytest.raises(TimeoutError):
        beside.ask(raising(WrongUse("refusal.page.heavy", path="x", line=1)))

    assert house.all(Remark) == []
