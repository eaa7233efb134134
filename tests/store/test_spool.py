"""A file larger than the memory is made whole, or not at all, like any other."""

from pathlib import Path

import pytest

from kontaktjournal.domain.errors import Refused
from kontaktjournal.store.parts import mark, parts_of
from kontaktjournal.store.spool import Spool
from kontaktjournal.store.write import Writer

ROWS = b"Anna,K\xc3\xb6ln\n" * 200_000


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    (tmp_path / "root").mkdir()
    return Writer(str(tmp_path / "root"), ("kontakte",), tmp_path / "state")


def test_what_comes_first_may_be_known_last(tmp_path: Path) -> None:
    with Spool(tmp_path / "made") as spool:
        spool.write(b"Anna\n")
        spool.write(b"Uwe\n")
        spool.head = b"name\n"

        assert b"".join(parts_of(spool)) == b"name\nAnna\nUwe\n"
        assert b"".join(parts_of(spool)) == b"name\nAnna\nUwe\n"
        assert mark(spool) == mark(b"name\nAnna\nUwe\n")


def test_nothing_of_it_is_left_in_its_folder(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.write(ROWS)

    assert list(tmp_path.iterdir()) == []


def test_a_file_is_made_of_it_and_taken_back(tmp_path: Path, writer: Writer) -> None:
    path = tmp_path / "root/listen/liste.csv"
    with Spool(tmp_path) as spool:
        spool.write(ROWS)
        spool.head = b"name,ort\n"
        with writer.transaction("import") as transaction:
            transaction.create("listen/liste.csv", spool)

        assert path.read_bytes() == b"name,ort\n" + ROWS

    writer.undo()

    assert not path.parent.exists()


def test_it_never_takes_the_place_of_a_file(tmp_path: Path, writer: Writer) -> None:
    (tmp_path / "root/liste.csv").write_text("mine")

    with Spool(tmp_path) as spool, writer.transaction("import") as transaction:
        spool.write(ROWS)
        with pytest.raises(Refused):
            transaction.create("liste.csv", spool)

    assert (tmp_path / "root/liste.csv").read_text() == "mine"
