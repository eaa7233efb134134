"""Arrays in files of JSON, one entry at a time."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.lists.json_array import Damaged, entries
from kontaktjournal.lists.source import sources

ARRAY = re.compile(r'"friends(?:_v2)?"\s*:\s*\[')
ANNA = {"name": "Anna Weber", "timestamp": 1300000000}
JONAS = {"name": "Jonas Roth", "timestamp": 1300000001}


def read(folder: Path, data: str | bytes) -> list[tuple[int, Any]]:
    file = folder / "friends.json"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    (source,) = sources(str(file))
    return list(entries(source, ARRAY))


def only(folder: Path, data: str | bytes) -> list[Any]:
    return [entry for _, entry in read(folder, data)]


def test_each_entry_comes_with_its_line(tmp_path: Path) -> None:
    text = json.dumps({"friends_v2": [ANNA, JONAS]}, indent=2)

    assert read(tmp_path, text) == [(3, ANNA), (7, JONAS)]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"friends": [ANNA]}),
        json.dumps({"friends_v2": [ANNA]}),
        json.dumps({"version": 2, "friends": [ANNA], "rest": [JONAS]}),
        '\ufeff{ "friends" :\r\n[ ' + json.dumps(ANNA) + " , ] }",
    ],
)
def test_the_array_is_found_by_its_key(tmp_path: Path, text: str) -> None:
    assert only(tmp_path, text) == [ANNA]


@pytest.mark.parametrize("text", ["", "{", "{}", '{"friends": []}', "[1, 2]"])
def test_where_there_is_no_entry_there_is_none(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == []


def test_entries_may_lie_across_any_border_of_what_is_read_at_once(tmp_path: Path) -> None:
    friends = [{"name": f"Anna {number}", "note": "ü" * (number % 300)} for number in range(3000)]

    found = only(tmp_path, json.dumps({"friends": friends}, ensure_ascii=False))

    assert found == friends


def test_an_entry_may_be_longer_than_what_is_read_at_once(tmp_path: Path) -> None:
    friends = [{"name": "Anna", "note": "x" * 500_000}, JONAS]

    assert only(tmp_path, json.dumps({"friends": friends})) == friends


@pytest.mark.parametrize(
    "bad",
    [
        '{"name": "Ida" "timestamp": 1}',
        '{"name": Ida}',
        '{"name"',
        '{"name": "Ida", "timestamp": 1}}',
        '{"name": "Ida", "timestamp": ' + "9" * 5000 + "}",
        '{"name": "Ida", "deep": ' + "[" * 200_000 + "}",
        "x",
    ],
)
def test_a_damaged_entry_costs_itself(tmp_path: Path, bad: str) -> None:
    text = f'{{"friends": [{json.dumps(ANNA)}, {bad}, {json.dumps(JONAS)}]}}'

    found = only(tmp_path, text)

    assert (found[0], found[-1]) == (ANNA, JONAS)
    assert any(isinstance(entry, Damaged) for entry in found)


def test_an_entry_without_an_end_is_given_up(tmp_path: Path) -> None:
    text = '{"friends": [{"name": "' + "x" * (3 << 20)

    assert only(tmp_path, text) == [Damaged('{"name": "' + "x" * 70)]


def test_a_file_cut_off_anywhere_loses_its_last_entry_at_most_and_says_so(tmp_path: Path) -> None:
    data = json.dumps({"friends": [ANNA, JONAS, ANNA]}).encode()
    start = len(b'{"friends": [')

    for end in range(start, len(data) - len(b"]}") + 1):
        *whole, last = only(tmp_path, data[:end])

        assert isinstance(last, Damaged)
        assert whole == [ANNA, JONAS, ANNA][: len(whole)]
        rest = data[start + len(json.dumps(whole)[1:-1]) : end]
        assert str(last).strip(", ") == rest.decode().strip(", ")


@pytest.mark.parametrize(("rest", "line"), [("", 2), (",", 2), (" ,\n\n", 2), (",\r\n  \n", 2)])
def test_a_file_cut_off_between_two_entries_is_told(tmp_path: Path, rest: str, line: int) -> None:
    text = f'{{"friends": [\n{json.dumps(ANNA)}{rest}'

    assert read(tmp_path, text) == [(line, ANNA), (line + rest.count("\n"), Damaged(""))]


@pytest.mark.parametrize("rest", ["]", "]}", '], "more": [1', "]\n\0"])
def test_what_stands_behind_the_array_is_nobody_s(tmp_path: Path, rest: str) -> None:
    text = f'{{"friends": [{json.dumps(ANNA)}{rest}'

    assert only(tmp_path, text) == [ANNA]


@given(st.binary(max_size=200) | st.text('{}[]":,\\ntrue1-name friends', max_size=80))
def test_nothing_is_ever_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, tail: str | bytes
) -> None:
    data = tail.encode() if isinstance(tail, str) else tail

    found = read(tmp_path_factory.mktemp("any"), b'{"friends": [' + data)

    assert [line for line, _ in found] == sorted(line for line, _ in found)


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)


@given(st.lists(st.fixed_dictionaries({"name": NAMES, "timestamp": st.integers(0, 1 << 40)})))
def test_whatever_json_writes_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, friends: list[dict[str, Any]]
) -> None:
    text = json.dumps({"friends_v2": friends})

    assert only(tmp_path_factory.mktemp("any"), text) == friends
