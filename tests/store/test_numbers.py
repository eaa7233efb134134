"""The numbers of the last list: they mean whom they were shown for, or nobody."""

import json
import stat
from pathlib import Path

import pytest

from kontaktjournal.store.numbers import Numbers

NOW = 1_795_428_000.0  # 2026-11-23
HOUR = 3600.0


def test_a_number_means_whom_it_was_shown_for(tmp_path: Path) -> None:
    numbers = Numbers(tmp_path)
    numbers.remember({1: "kontakte/anna.md", 2: "kontakte/jonas.md"}, NOW)

    assert numbers.path_of(2, NOW + HOUR) == "kontakte/jonas.md"


def test_numbers_outlive_the_process(tmp_path: Path) -> None:
    Numbers(tmp_path).remember({1: "kontakte/anna.md"}, NOW)

    assert Numbers(tmp_path).path_of(1, NOW) == "kontakte/anna.md"


def test_a_number_that_was_not_shown_means_nobody(tmp_path: Path) -> None:
    numbers = Numbers(tmp_path)
    numbers.remember({1: "kontakte/anna.md"}, NOW)

    assert numbers.path_of(7, NOW) is None


def test_a_new_list_replaces_the_old_numbers(tmp_path: Path) -> None:
    numbers = Numbers(tmp_path)
    numbers.remember({1: "kontakte/anna.md", 2: "kontakte/jonas.md"}, NOW)
    numbers.remember({1: "kontakte/zoe.md"}, NOW)

    assert (numbers.path_of(1, NOW), numbers.path_of(2, NOW)) == ("kontakte/zoe.md", None)


@pytest.mark.parametrize(
    ("age", "known"), [(24 * HOUR, True), (24 * HOUR + 1, False), (-1, False)]
)
def test_numbers_are_forgotten_after_a_day_and_when_the_clock_is_set_back(
    tmp_path: Path, age: float, *, known: bool
) -> None:
    numbers = Numbers(tmp_path)
    numbers.remember({1: "kontakte/anna.md"}, NOW)

    assert (numbers.path_of(1, NOW + age) is not None) == known


def test_before_any_list_there_are_no_numbers(tmp_path: Path) -> None:
    assert Numbers(tmp_path / "noch-nicht-da").path_of(1, NOW) is None


def test_a_name_that_is_no_utf_8_comes_back_as_it_was(tmp_path: Path) -> None:
    numbers = Numbers(tmp_path)
    numbers.remember({1: "kontakte/J\udcf6rg.md"}, NOW)

    assert numbers.path_of(1, NOW) == "kontakte/J\udcf6rg.md"


def test_nobody_else_may_read_them(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    Numbers(folder).remember({1: "kontakte/anna.md"}, NOW)

    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"\0" * 100, b"\xff", b"[]", b"7", b"null", b'{"at": 1}', b'{"at": "x", "paths": {}}',
        b'{"at": 1795428000, "paths": []}', b'{"at": 1795428000, "paths": {"1": 7}}',
        b'{"at": NaN, "paths": {"1": "a"}}', b'{"at": 1e999, "paths": {"1": "a"}}',
        b'{"at": 1' + b"0" * 400 + b', "paths": {"1": "a"}}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_damaged_file_means_nobody(tmp_path: Path, damage: bytes) -> None:
    numbers = Numbers(tmp_path)
    numbers.remember({1: "kontakte/anna.md"}, NOW)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)

    assert numbers.path_of(1, NOW) is None


def test_a_damaged_file_is_replaced_by_the_next_list(tmp_path: Path) -> None:
    numbers = Numbers(tmp_path)
    (tmp_path / "numbers.json").write_bytes(b"\0")
    numbers.remember({1: "kontakte/anna.md"}, NOW)

    assert numbers.path_of(1, NOW) == "kontakte/anna.md"


def test_where_a_folder_stands_in_its_place_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "numbers.json").mkdir()
    numbers = Numbers(tmp_path)

    numbers.remember({1: "kontakte/anna.md"}, NOW)

    assert numbers.path_of(1, NOW) is None
    assert [path.name for path in tmp_path.iterdir()] == ["numbers.json"]


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("kein Ordner")
    numbers = Numbers(tmp_path / "datei")

    numbers.remember({1: "kontakte/anna.md"}, NOW)

    assert numbers.path_of(1, NOW) is None


def test_no_temporary_file_is_left(tmp_path: Path) -> None:
    Numbers(tmp_path).remember({1: "kontakte/anna.md"}, NOW)

    (file,) = tmp_path.iterdir()
    assert json.loads(file.read_text())["paths"] == {"1": "kontakte/anna.md"}


def test_a_number_stays_with_who_is_renamed(tmp_path: Path) -> None:
    numbers = Numbers(tmp_path)
    numbers.remember({1: "kontakte/anna.md", 2: "kontakte/jonas.md"}, NOW)

    numbers.follow("kontakte/anna.md", "kontakte/anna-schmidt.md")

    later = NOW + 24 * HOUR
    assert numbers.path_of(1, later) == "kontakte/anna-schmidt.md"
    assert numbers.path_of(2, later) == "kontakte/jonas.md"
    assert numbers.path_of(1, later + 1) is None


def test_who_had_no_number_gets_none_by_being_renamed(tmp_path: Path) -> None:
    Numbers(tmp_path).follow("kontakte/anna.md", "kontakte/anna-schmidt.md")

    assert list(tmp_path.iterdir()) == []
