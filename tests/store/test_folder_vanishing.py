"""A folder that vanishes for a moment is not forgotten; one that is gone for good is."""

import errno
import shutil
from pathlib import Path

import pytest

from watched_folder import Watched, write


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_a_folder_that_is_away_only_while_it_is_looked_for_is_not_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    # As where a sync service renames it and back while several commands run.
    write(tmp_path, {"kontakte/vip/tief/anna.md": "a", "kontakte/vip/eva.md": "e"})
    watched = Watched(tmp_path)
    watched.look()
    away = [True] * times
    opened = watched.folder._open

    def elusive(path: str, flags: int) -> int:
        if path == "kontakte/vip" and away:
            away.pop()
            raise FileNotFoundError(errno.ENOENT, "away")
        return opened(path, flags)

    monkeypatch.setattr(watched.folder, "_open", elusive)

    for _ in range(times + 1):
        watched.look()

    assert watched.notes == {"kontakte/vip/tief/anna.md", "kontakte/vip/eva.md"}


def test_a_folder_that_vanished_for_good_is_looked_for_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"kontakte/vip/eva.md": "e", "kontakte/jonas.md": "j"})
    watched = Watched(tmp_path)
    watched.look()
    opened = watched.folder._open

    def gone(path: str, flags: int) -> int:
        if path == "kontakte/vip":
            raise FileNotFoundError(errno.ENOENT, "gone")
        return opened(path, flags)

    monkeypatch.setattr(watched.folder, "_open", gone)
    watched.look()
    shutil.rmtree(tmp_path / "kontakte/vip")

    watched.look()

    assert watched.notes == {"kontakte/jonas.md"}
    assert "kontakte/vip" not in watched.known
    assert watched.look().is_empty
