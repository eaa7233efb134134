"""Beside editors that save all the time, and beside more of us: nothing is lost.

A sample; ``make crash`` does more of it.
"""

from pathlib import Path

import pytest

from desk import ANNA, JONAS, Desk
from rivals import SAVES, Editor, Save, arrived, crowd, race


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, {ANNA: b"", JONAS: b"", "kontakte/mia.md": b""})


@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize("pause", [0.0, 0.004], ids=["fast", "slower"])
def test_no_save_of_an_editor_is_lost(desk: Desk, save: Save, pause: float) -> None:
    ended = race(desk, Editor(save, 200, pause))

    assert ended.lost == 0
    assert not [path for path in ended.texts if "/.j-" in path]


@pytest.mark.parametrize("paths", [[ANNA], [ANNA, JONAS, "kontakte/mia.md"]], ids=["one", "many"])
def test_what_several_commands_write_at_once_all_arrives(desk: Desk, paths: list[str]) -> None:
    crowd(desk, 4, 10, paths)

    assert arrived(desk, paths) == sorted(
        b"%d.%d" % (me, number) for me in range(4) for number in range(10)
    )
    assert set(desk.texts()) == {ANNA, JONAS, "kontakte/mia.md"}
