"""The index may be damaged, forged, or deleted at any time: the answers stay right."""

import os
import random
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kontaktjournal.domain.rhythm import Cadence
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import schema, select
from kontaktjournal.index.lock import Lock
from kontaktjournal.index.sync import Index
from kontaktjournal.notation.parse import Reader
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from watched_folder import LATER, picture, write

FILES = {
    "kontakte/anna.md": "---\nstatus: pflege\nnext: 2026-11-23\n---\n# Anna Müller\n[[jonas]]\n",
    "kontakte/jonas.md": "---\nnext: bald\n---\n# Jonas Weber\n",
    "kontakte/2024/ilse.md": "# Ilse\n\n## 2026-11-20 Zoom\n",
}


class Vault:
    """A folder of contacts, a cache, and how often files had to be read."""

    def __init__(self, base: Path) -> None:
        self.root = base / "root"
        self.cache = base / "cache"
        self.read = 0
        write(self.root, FILES)

    def _reader(self) -> Reader:
        self.read += 1
        return Reader(Settings())

    def index(self, settings: Settings | None = None, mark: str = "") -> Index:
        folder = Folder(str(self.root), ["kontakte"], Ignore(()), lambda: LATER)
        return Index(self.cache, folder, settings or Settings(), mark, self._reader)

    def answers(self, settings: Settings | None = None, mark: str = "") -> list[Any]:
        with closing(self.index(settings, mark)) as index:
            index.refresh()
            return [
                sorted((one.path, one.name, one.next) for one in index.ask(select.contacts())),
                index.ask(select.problems()),
                sorted(one.stem for one in index.ask(select.called("jonas"))),
                sorted(one.stem for one in index.ask(select.linking(["jonas"]))),
                index.ask(select.counts()),
            ]

    @property
    def files(self) -> list[str]:
        return sorted(path.name for path in self.cache.iterdir())


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path)


def test_building_and_asking_write_nothing_into_the_journal(vault: Vault) -> None:
    before = picture(vault.root)

    vault.answers()
    _delete(vault.cache)
    vault.answers()

    assert picture(vault.root) == before


def test_a_second_run_reads_nothing(vault: Vault) -> None:
    first = vault.answers()

    assert vault.answers() == first
    assert vault.read == 1


def test_other_settings_build_the_index_anew(vault: Vault) -> None:
    vault.answers()
    settings = Settings(stage_cadence={"pflege": Cadence(3)})

    vault.answers(settings, "cadence")
    vault.answers(settings, "cadence")

    assert vault.read == 2


@pytest.mark.parametrize("what", ["SCHEMA", "__version__"])
def test_another_version_builds_the_index_anew(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    first = vault.answers()
    monkeypatch.setattr(schema, what, 99)

    assert vault.answers() == first
    assert vault.read == 2


# --- damage --------------------------------------------------------------------------------


def _delete(cache: Path) -> None:
    for path in cache.iterdir():
        path.unlink()
    cache.rmdir()


def _replace(cache: Path, name: str, data: bytes) -> None:
    (cache / name).unlink(missing_ok=True)
    (cache / name).write_bytes(data)


_DAMAGE: dict[str, Callable[[Path], object]] = {
    "all deleted": _delete,
    "index deleted": lambda cache: (cache / "index.sqlite").unlink(),
    "lock deleted": lambda cache: (cache / "lock").unlink(),
    "index empty": lambda cache: os.truncate(cache / "index.sqlite", 0),
    "index cut": lambda cache: os.truncate(cache / "index.sqlite", 5000),
    "index of NUL": lambda cache: _replace(cache, "index.sqlite", bytes(40960)),
    "index is text": lambda cache: _replace(cache, "index.sqlite", b"# Anna\n" * 1000),
    "index touched": lambda cache: os.utime(cache / "index.sqlite"),
    "lock empty": lambda cache: os.truncate(cache / "lock", 0),
    "lock is garbage": lambda cache: _replace(cache, "lock", b"\xff\0" * 1000),
    "a journal left": lambda cache: _replace(cache, "index.sqlite-journal", b"\xd9\xd5" * 5000),
    "a stranger": lambda cache: _replace(cache, "fremd.txt", b"x"),
}


@pytest.mark.parametrize("damage", _DAMAGE)
def test_a_damaged_cache_costs_only_time(vault: Vault, damage: str) -> None:
    first = vault.answers()
    _DAMAGE[damage](vault.cache)

    assert vault.answers() == first
    assert vault.answers() == first


@pytest.mark.parametrize("damage", _DAMAGE)
def test_a_cache_damaged_while_it_is_open_costs_only_time(vault: Vault, damage: str) -> None:
    with closing(vault.index()) as index:
        index.refresh()
        _DAMAGE[damage](vault.cache)
        write(vault.root, {"kontakte/zoe.md": "# Zoe\n"})
        index.refresh()
        found = sorted(one.stem for one in index.ask(select.contacts()))

    assert found == ["anna", "ilse", "jonas", "zoe"]
    assert [name for _, name, _ in vault.answers()[0]] == [
        "Ilse",
        "Anna Müller",
        "Jonas Weber",
        "Zoe",
    ]


def _folder(cache: Path, name: str) -> None:
    (cache / name).unlink(missing_ok=True)
    (cache / name).mkdir()


def _pipe(cache: Path, name: str) -> None:
    (cache / name).unlink(missing_ok=True)
    os.mkfifo(cache / name)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", ["index.sqlite", "lock", "index.sqlite-journal"])
@pytest.mark.parametrize("put", [_folder, _pipe])
def test_what_is_no_file_in_the_place_of_one_costs_only_time(
    vault: Vault, name: str, put: Callable[[Path, str], None]
) -> None:
    first = vault.answers()
    put(vault.cache, name)

    assert vault.answers() == first
    assert vault.answers() == first


@pytest.mark.parametrize("name", ["index.sqlite", "lock"])
def test_a_link_in_the_place_of_a_file_damages_nothing_outside(
    vault: Vault, tmp_path: Path, name: str
) -> None:
    first = vault.answers()
    (tmp_path / "wichtig").write_text("bleibt")
    (vault.cache / name).unlink()
    (vault.cache / name).symlink_to(tmp_path / "wichtig")

    assert vault.answers() == first
    if name == "index.sqlite":
        assert (tmp_path / "wichtig").read_text() == "bleibt"


def test_a_file_in_the_place_of_the_cache_folder_costs_only_time(vault: Vault) -> None:
    vault.cache.write_text("kein Ordner")

    assert len(vault.answers()[0]) == 3
    assert vault.cache.read_text() == "kein Ordner"


def _flip(file: Path, rng: random.Random) -> None:
    data = bytearray(file.read_bytes())
    for _ in range(rng.choice([1, 1, 8])):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    file.write_bytes(data)


def test_flipped_bits_are_noticed_by_the_stamp(vault: Vault) -> None:
    first = vault.answers()
    rng = random.Random(23)  # noqa: S311  # the same damage in every run

    for _ in range(100):
        _flip(vault.cache / "index.sqlite", rng)
        assert vault.answers() == first


def test_flipped_bits_that_nobody_noticed_raise_nothing(vault: Vault) -> None:
    # As if the disk itself had lost them: the stamp is right, the bytes are not.
    vault.answers()
    whole = (vault.cache / "index.sqlite").read_bytes()
    rng = random.Random(42)  # noqa: S311  # the same damage in every run

    for _ in range(200):
        file = vault.cache / "index.sqlite"
        file.write_bytes(whole)
        _flip(file, rng)
        with Lock(vault.cache / "lock", file) as lock:
            lock.vouch()
        assert len(vault.answers()) == 5


def test_values_of_another_kind_are_damage(vault: Vault) -> None:
    first = vault.answers()
    for change in (
        "UPDATE notes SET contact = 7",
        "UPDATE notes SET path = id",
        "UPDATE notes SET kind = 'x', contact = '{}', name = x'ff'",
        "UPDATE folders SET stamps = x'01'",
        "UPDATE folders SET path = rowid",
        "UPDATE folders SET notes = 7",
        "UPDATE meta SET value = 'x' WHERE key = 'version'",
        "UPDATE meta SET value = 'x' WHERE key = 'newest'",
        "DELETE FROM meta WHERE key = 'version'",
        "UPDATE problems SET words = 'x'",
        "UPDATE problems SET path = 7",
        "DROP TABLE links",
        "DROP TABLE texts",
        "DROP TABLE folders",
    ):
        connection = schema.connect(vault.cache / "index.sqlite")
        connection.execute(change)
        connection.close()
        with Lock(vault.cache / "lock", vault.cache / "index.sqlite") as lock:
            lock.vouch()

        found = vault.answers()

        if "kind = 'x'" not in change:
            assert (change, found) == (change, first)
        _delete(vault.cache)
        vault.answers()


# --- privacy (P1) --------------------------------------------------------------------------


def test_nobody_else_may_read_the_cache(vault: Vault) -> None:
    vault.answers()

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in vault.cache.iterdir()}
    assert stat.S_IMODE(vault.cache.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}
    assert set(modes) >= {"index.sqlite", "lock"}


def test_a_cache_folder_others_may_read_is_shut(vault: Vault) -> None:
    vault.cache.mkdir(mode=0o755)

    vault.answers()

    assert stat.S_IMODE(vault.cache.stat().st_mode) == 0o700
