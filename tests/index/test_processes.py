"""Several processes at once, and processes that die: the next answer is right."""

import random
import shutil
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest

from elsewhere import Elsewhere
from kontaktjournal.index import fill, select
from small_vault import SmallVault
from watched_folder import write

CROWD = 8


def _at_once(vault: SmallVault) -> list[list[str]]:
    crowd = [Elsewhere(vault.answers) for _ in range(CROWD)]
    return [one.result() for one in crowd]


def test_a_crowd_without_an_index_gets_right_answers(tmp_path: Path) -> None:
    vault = SmallVault(tmp_path)

    assert _at_once(vault) == [vault.names] * CROWD
    assert vault.answers() == vault.names


def test_a_crowd_with_an_index_gets_right_answers(tmp_path: Path) -> None:
    vault = SmallVault(tmp_path)
    vault.answers()

    assert _at_once(vault) == [vault.names] * CROWD


def test_a_crowd_that_finds_changes_gets_right_answers(tmp_path: Path) -> None:
    vault = SmallVault(tmp_path)
    vault.answers()

    for round_number in range(4):
        name = f"Zoe {round_number}"
        vault.names.append(name)
        write(vault.root, {f"kontakte/{name}.md": f"# {name}\n"})
        assert _at_once(vault) == [vault.names] * CROWD


def test_a_crowd_that_finds_a_damaged_index_gets_right_answers(tmp_path: Path) -> None:
    vault = SmallVault(tmp_path)
    vault.answers()

    for _ in range(3):
        data = bytearray((vault.cache / "index.sqlite").read_bytes())
        data[:4096] = bytes(4096)
        (vault.cache / "index.sqlite").write_bytes(data)
        assert _at_once(vault) == [vault.names] * CROWD


def test_who_had_the_index_open_when_it_was_replaced_follows(tmp_path: Path) -> None:
    vault = SmallVault(tmp_path)
    with closing(vault.index()) as index:
        index.refresh()
        shutil.rmtree(vault.cache)
        vault.answers()
        write(vault.root, {"kontakte/Zoe.md": "# Zoe\n"})
        index.refresh()
        seen = sorted(one.name for one in index.ask(select.contacts()))

    assert seen == vault.answers() == [*vault.names, "Zoe"]
    with closing(vault.index()) as index:  # and what it wrote is in the new file
        assert index.ask(select.counts())[""] == 21


@pytest.mark.parametrize("shared", [False, True])
def test_a_build_killed_at_any_moment_is_made_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, shared: bool
) -> None:
    if shared:
        monkeypatch.setattr(fill, "_WORTH_SHARING", 1)
        monkeypatch.setattr(fill, "_CHUNK", 5)
    vault = SmallVault(tmp_path, count=30)
    start = time.perf_counter()
    vault.answers()
    takes = time.perf_counter() - start
    rng = random.Random(7)  # noqa: S311  # the same moments in every run

    for _ in range(15):
        shutil.rmtree(vault.cache, ignore_errors=True)
        building = Elsewhere(vault.answers)
        time.sleep(rng.random() * takes * 1.5)
        building.kill()

        assert vault.answers() == vault.names


def test_an_update_killed_at_any_moment_is_made_up_for(tmp_path: Path) -> None:
    vault = SmallVault(tmp_path, count=30)
    vault.answers()
    rng = random.Random(11)  # noqa: S311  # the same moments in every run

    for round_number in range(15):
        name = f"Zoe {round_number:02}"
        vault.names.append(name)
        write(vault.root, {f"kontakte/{name}.md": f"# {name}\n"})
        updating = Elsewhere(vault.answers)
        time.sleep(rng.random() * 0.02)
        updating.kill()

        assert vault.answers() == vault.names


def test_a_build_that_is_interrupted_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    vault = SmallVault(tmp_path)
    vault.answers()
    write(vault.root, {"kontakte/Zoe.md": "# Zoe\n"})

    def interrupt(_done: int, _total: int) -> None:
        signal.raise_signal(signal.SIGINT)

    with closing(vault.index()) as index, pytest.raises(KeyboardInterrupt):
        index.refresh(interrupt)

    with closing(vault.index()) as index:
        assert len(index.ask(select.contacts())) == 20
    assert vault.answers() == [*vault.names, "Zoe"]
