"""What is kept between two runs: all of it or nothing, and nothing else stays behind."""

import os
from pathlib import Path

from kontaktjournal.press.kept import Kept


def test_a_value_is_found_again(tmp_path: Path) -> None:
    Kept(tmp_path / "page-a").write(("ä", {"b": b"c"}))

    assert Kept(tmp_path / "page-a").read() == ("ä", {"b": b"c"})
    assert [file.name for file in tmp_path.iterdir()] == ["page-a"]


def test_without_a_file_nothing_is_kept() -> None:
    Kept(None).write(1)

    assert Kept(None).read() is None


def test_what_a_killed_command_left_goes_with_the_next(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "page-a")
    kept.write(1)
    left, others = tmp_path / "page-a.0badcafe~", tmp_path / "page-a-roll.0badcafe~"
    for file in (left, others):
        file.write_bytes(b"half")
        os.utime(file, (1, 1))

    kept.write(2)

    assert kept.read() == 2
    assert {file.name for file in tmp_path.iterdir()} == {"page-a", others.name}


def test_what_another_command_writes_this_moment_stays(tmp_path: Path) -> None:
    begun = tmp_path / "page-a.0badcafe~"
    begun.write_bytes(b"half")

    Kept(tmp_path / "page-a").write(1)

    assert begun.exists()


def test_a_number_that_comes_again_keeps_nobody_from_writing(tmp_path: Path) -> None:
    # Of a process long gone, with the number of this one.
    (tmp_path / f"page-a.{os.getpid()}~").write_bytes(b"half")

    Kept(tmp_path / "page-a").write(1)

    assert Kept(tmp_path / "page-a").read() == 1
