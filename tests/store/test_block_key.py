"""The key of the block list: made once, for the user's eyes only, and never written over."""

import errno
import os
import stat
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import BadConfig, DiskTrouble
from kontaktjournal.store.block_key import FILE, keys_in, made_in

KEY, OTHER_KEY = bytes(range(32)), bytes(32)


def test_where_there_is_no_folder_there_is_no_key(tmp_path: Path) -> None:
    assert keys_in(str(tmp_path / "kontaktjournal")) == ()
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_with_its_folder_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "config/kontaktjournal"

    key = made_in(str(folder))

    assert keys_in(str(folder)) == (key,)
    assert len(key) == len(KEY)
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [each.name for each in folder.iterdir()] == [FILE]


def test_two_keys_are_not_the_same(tmp_path: Path) -> None:
    assert made_in(str(tmp_path / "one")) != made_in(str(tmp_path / "other"))


def test_a_key_that_is_there_is_taken_and_not_written_over(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(KEY.hex())

    assert made_in(str(tmp_path)) == KEY
    assert (tmp_path / FILE).read_text() == KEY.hex()
    assert [each.name for each in tmp_path.iterdir()] == [FILE]


def test_where_a_file_has_but_one_name_a_key_is_made_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(_source: str, _target: str) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    key = made_in(str(tmp_path))

    assert keys_in(str(tmp_path)) == (key,)
    assert [each.name for each in tmp_path.iterdir()] == [FILE]


def test_lines_of_other_machines_are_read_too(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        f"\ufeff# Laptop\r\n{KEY.hex().upper()}\r\n\r\n  {OTHER_KEY.hex()}", encoding="utf-8"
    )

    assert keys_in(str(tmp_path)) == (KEY, OTHER_KEY)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"# leer\n", 1),
        (b"00" * 31, 1),
        (b"00" * 33, 1),
        (b"00" * 32 + b"\nkein Schl\xc3\xbcssel\n", 2),
        (b"\0" * 200, 1),
    ],
)
def test_a_damaged_key_is_refused_with_its_line_and_left_alone(
    tmp_path: Path, data: bytes, line: int
) -> None:
    (tmp_path / FILE).write_bytes(data)

    for use in (keys_in, made_in):
        with pytest.raises(BadConfig) as refused:
            use(str(tmp_path))
        assert refused.value.key == "refusal.block_key"
        assert refused.value.values == {"path": str(tmp_path / FILE), "line": line}
    assert (tmp_path / FILE).read_bytes() == data


def test_a_key_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()

    with pytest.raises(DiskTrouble) as refused:
        keys_in(str(tmp_path))

    assert refused.value.key == "refusal.cannot_read"


@pytest.mark.parametrize("name", [".", FILE])
def test_where_no_key_can_be_made_the_reason_is_told(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "kontaktjournal"
    if name == ".":
        folder.write_text("kein Ordner")
    else:
        folder.mkdir()
        (folder / name).symlink_to(tmp_path / "nirgends")

    with pytest.raises(DiskTrouble) as refused:
        made_in(str(folder))

    assert refused.value.key == "refusal.cannot_write"
