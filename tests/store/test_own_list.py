"""The list of the tool's own files: read at once, it says what it says line by line."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontaktjournal.store.own_list import LIST, OwnList, Stamp, is_inside

INSIDE = ["anna.html", "kontakte/anna.html", "...", "a.b/.c", "ä"]
OUTSIDE = ["", ".", "..", "/", "/etc", "a//b", "a/../b", "./a", "a/.", "a/", "a\0", f"{LIST}~"]
NAMES = st.sampled_from([*INSIDE, *OUTSIDE, "a\nb", "a\n../b", f"a\n{LIST}"])
SAID = st.sampled_from([[], ["m"], ["n"], ["m", 1, 2], ["n", 3, 4], ["m", 1], ["m", 1, 2, 3]])
LINES = st.lists(
    st.builds(lambda name, said: [name, *said], NAMES, SAID) | st.sampled_from([[], 1, [[1], 2]]),
    max_size=12,
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[int]:
    """Return the descriptor of a folder without a list."""
    descriptor = os.open(tmp_path, os.O_RDONLY)
    yield descriptor
    os.close(descriptor)


def written(tmp_path: Path, lines: list[object]) -> None:
    """Write a list, one value on each line."""
    (tmp_path / LIST).write_text("".join(f"{json.dumps(line)}\n" for line in lines))


@given(LINES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_file_is_known_by_its_own_lines(
    tmp_path: Path, folder: int, lines: list[object]
) -> None:
    stamps: dict[object, Stamp] = {}
    begun: dict[object, object] = {}
    for line in lines:
        if not isinstance(line, list) or not line or not isinstance(line[0], str):
            continue
        name, *said = line
        if not is_inside(name):
            continue
        begun.pop(name, None)
        match said:
            case [mark, size, modified]:
                stamps[name] = Stamp(mark, size, modified)
            case [mark]:
                begun[name] = mark
            case []:
                stamps.pop(name, None)
    written(tmp_path, lines)

    known = OwnList(folder)

    assert known.stamps == stamps
    assert known.begun == begun


def test_a_list_in_which_much_is_old_is_written_anew(tmp_path: Path, folder: int) -> None:
    own = OwnList(folder)
    for number in range(300):
        own.note(folder, [("anna.html", "m")])
        own.note(folder, [("anna.html", "m", number, number)])

    lines = (tmp_path / LIST).read_text().splitlines()

    assert len(lines) < 300
    assert OwnList(folder).stamps == {"anna.html": Stamp("m", 299, 299)}


def test_names_and_marks_are_written_as_json(tmp_path: Path, folder: int) -> None:
    own = OwnList(folder)

    own.note(folder, [('ä"\\\n.html', "m", 1, 2), ("weg.html",), ("x", None)])

    assert [json.loads(line) for line in (tmp_path / LIST).read_text().splitlines()] == [
        ['ä"\\\n.html', "m", 1, 2], ["weg.html"], ["x", None]
    ]  # fmt: skip
