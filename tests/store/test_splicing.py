"""A list larger than the memory is changed at places, whole or not at all, and back again."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import Desk
from kontaktjournal.domain.errors import Conflict, Refused
from kontaktjournal.domain.splice import Splice
from kontaktjournal.store import target
from kontaktjournal.store.changes import Replaced, spliced
from kontaktjournal.store.files import Large
from kontaktjournal.store.parts import OpenFile, mark
from kontaktjournal.store.splicing import Spliced
from kontaktjournal.store.undo import Record

LIST = "listen/leser.csv"
BEFORE = b"name,ort\nAnna,\nUwe,Bonn\n"
PLACES = (Splice(14, 0, b"Ulm"), Splice(24, 0, b"Mia,Ulm\n"))
AFTER = b"name,ort\nAnna,Ulm\nUwe,Bonn\nMia,Ulm\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(target, "_HELD_BYTES", 8)
    return Desk(tmp_path, {LIST: BEFORE})


def revise(desk: Desk, seen: bytes = BEFORE) -> None:
    with desk.writer().transaction("import") as transaction:
        transaction.revise(LIST, lambda _: PLACES, mark(seen))


@given(st.binary(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.binary(max_size=5))))
def test_what_is_made_part_by_part_is_made_at_once(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, places: list[tuple[int, bytes]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "text"
    path.write_bytes(text)
    starts = sorted(min(start, len(text)) for start, _ in places)
    puts = [put for _, put in places]
    splices = [
        Splice(start, (end - start) // 2, put)
        for (start, end), put in zip(pairwise([*starts, len(text)]), puts, strict=True)
    ]
    with path.open("rb") as file:
        new = Spliced(OpenFile(file.fileno()), lambda _: splices)

        made = b"".join(new.parts())

        assert made == spliced(text, splices)
        assert b"".join(new.parts()) == made
        assert spliced(made, new.back()) == text


def test_places_are_changed_and_changed_back(desk: Desk) -> None:
    revise(desk)

    assert desk.texts() == {LIST: AFTER}

    undone = desk.writer().undo()

    assert desk.texts() == {LIST: BEFORE}
    assert undone.files == {LIST: (Large(mark(AFTER)), Large(mark(BEFORE)))}


def test_what_is_kept_for_undoing_is_only_what_was_there(desk: Desk) -> None:
    revise(desk)

    (record,) = desk.records()

    (change,) = Record.read(record, 1).changes
    assert isinstance(change, Replaced)
    assert change.back == (Splice(14, 3, b""), Splice(27, 8, b""))


def test_the_file_is_read_where_the_places_are_looked_for(desk: Desk) -> None:
    def edit(file: IO[bytes]) -> Iterator[Splice]:
        for line in file:
            if line == b"Anna,\n":
                yield Splice(14, 0, b"Ulm")

    with desk.writer().transaction("import") as transaction:
        transaction.revise(LIST, edit, mark(BEFORE))

    assert desk.texts() == {LIST: b"name,ort\nAnna,Ulm\nUwe,Bonn\n"}


def test_nothing_to_change_writes_nothing(desk: Desk) -> None:
    with desk.writer().transaction("import") as transaction:
        transaction.revise(LIST, lambda _: (), mark(BEFORE))

    assert desk.texts() == {LIST: BEFORE}
    assert desk.records() == []


def test_a_list_somebody_saved_meanwhile_is_left_as_it_is(desk: Desk) -> None:
    with pytest.raises(Conflict) as refused:
        revise(desk, seen=b"what was there when it was looked at")

    assert refused.value.key == "refusal.changed"
    assert desk.texts() == {LIST: BEFORE}


def test_a_list_somebody_changed_since_is_not_turned_back(desk: Desk) -> None:
    revise(desk)
    (desk.root / LIST).write_bytes(AFTER + b"Emre,Bonn\n")

    with pytest.raises(Conflict) as refused:
        desk.writer().undo()

    assert refused.value.key == "refusal.changed_since"
    assert desk.texts() == {LIST: AFTER + b"Emre,Bonn\n"}


def test_a_record_that_lies_of_a_large_list_writes_nothing(desk: Desk) -> None:
    revise(desk)
    (record,) = desk.records()
    record.write_text(record.read_text().replace('"back": [[14, 3, ""]', '"back": [[14, 2, ""]'))

    with pytest.raises(Conflict):
        desk.writer().undo()

    assert desk.texts() == {LIST: AFTER}


def test_a_large_list_made_anew_is_gone_after_undo(desk: Desk) -> None:
    with desk.writer().transaction("import") as transaction:
        transaction.create("listen/neu.csv", BEFORE)

    desk.writer().undo()

    assert desk.texts() == {LIST: BEFORE}


def test_a_large_list_comes_back_where_the_rest_cannot_be_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.writer().transaction("import") as transaction:
        transaction.revise(LIST, lambda _: PLACES, mark(BEFORE))
        transaction.create("listen/neu.csv", BEFORE)
    writer = desk.writer()
    turn_back = writer._files._turn_back  # the second of two steps fails

    def fail(*arguments: object) -> None:
        del arguments
        raise Refused("refusal.protected", path=LIST)

    monkeypatch.setattr(writer._files, "_turn_back", fail)
    with pytest.raises(Refused):
        writer.undo()

    assert desk.texts() == {LIST: AFTER, "listen/neu.csv": BEFORE}

    monkeypatch.setattr(writer._files, "_turn_back", turn_back)
    writer.undo()

    assert desk.texts() == {LIST: BEFORE}


def test_a_record_from_before_there_were_many_places_is_understood(desk: Desk) -> None:
    with desk.writer().transaction("log") as transaction:
        transaction.replace_by(LIST, lambda text: text + b"Mia,Ulm\n")
    (record,) = desk.records()
    since = '"splice": {"start": 24, "before": "", "after": "TWlhLFVsbQo="}'
    record.write_text(record.read_text().replace('"back": [[24, 8, ""]]', since))

    desk.writer().undo()

    assert desk.texts() == {LIST: BEFORE}
