"""A folder of files the tool makes: it never touches what the user put there or changed."""

import errno
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.errors import DiskTrouble, Refused
from kontaktjournal.store import own_files
from kontaktjournal.store.own_files import Outcome, OwnFiles
from kontaktjournal.store.own_list import LIST
from kontaktjournal.store.parts import OpenFile

PAGE, NEWER = b"<p>Anna</p>\n", b"<p>Anna, morgen</p>\n"


def said(folder: Path) -> dict[str, bytes]:
    """Return everything in a folder but the list."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != LIST
    }


def own(folder: Path) -> OwnFiles:
    return OwnFiles(str(folder))


def test_files_are_written_into_folders_that_are_made_for_them(tmp_path: Path) -> None:
    files = {"index.html": PAGE, "kontakte/köln/anna.html": NEWER}

    outcome = own(tmp_path / "seite").write(files)

    assert outcome == Outcome(written=tuple(files))
    assert said(tmp_path / "seite") == files


def test_what_says_the_same_already_is_not_written_again(tmp_path: Path) -> None:
    files = {"index.html": PAGE, "kontakte/anna.html": NEWER}
    own(tmp_path).write(files)
    before = {path: path.stat() for path in tmp_path.rglob("*")}

    outcome = own(tmp_path).write(files)

    assert outcome == Outcome(unchanged=tuple(files))
    assert {path: path.stat() for path in tmp_path.rglob("*")} == before


def test_what_is_not_wanted_any_more_is_removed_with_its_empty_folder(tmp_path: Path) -> None:
    own(tmp_path).write({"index.html": PAGE, "kontakte/mia.html": NEWER})

    outcome = own(tmp_path).write({"index.html": PAGE})

    assert outcome == Outcome(unchanged=("index.html",), removed=("kontakte/mia.html",))
    assert not (tmp_path / "kontakte").exists()


def test_files_of_another_ending_stay_where_that_is_wanted(tmp_path: Path) -> None:
    own(tmp_path).write({"a.ics": PAGE, "b.ics": PAGE, "a.vcf": PAGE})

    outcome = own(tmp_path).write({"a.ics": PAGE}, ending=".ics")

    assert outcome == Outcome(unchanged=("a.ics",), removed=("b.ics",))
    assert said(tmp_path).keys() == {"a.ics", "a.vcf"}


def test_a_file_of_the_user_is_neither_written_over_nor_removed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"mine")
    (tmp_path / "notizen.txt").write_bytes(b"mine, too")

    first = own(tmp_path).write({"index.html": PAGE})
    then = own(tmp_path).write({})

    assert first == Outcome(kept=("index.html",))
    assert then == Outcome()
    assert said(tmp_path) == {"index.html": b"mine", "notizen.txt": b"mine, too"}


@pytest.mark.parametrize("wanted", [{"a.ics": NEWER}, {}])
def test_a_file_changed_by_hand_is_kept_and_named_every_time(
    tmp_path: Path, wanted: dict[str, bytes]
) -> None:
    own(tmp_path).write({"a.ics": PAGE})
    (tmp_path / "a.ics").write_bytes(b"changed by hand")

    outcomes = [own(tmp_path).write(wanted) for _ in range(2)]

    assert outcomes == [Outcome(kept=("a.ics",))] * 2
    assert said(tmp_path) == {"a.ics": b"changed by hand"}


def test_a_change_that_keeps_size_and_time_apart_is_seen_by_its_bytes(tmp_path: Path) -> None:
    own(tmp_path).write({"a.ics": b"old"})
    (tmp_path / "a.ics").write_bytes(b"own")
    os.utime(tmp_path / "a.ics", ns=(0, 0))

    outcome = own(tmp_path).write({"a.ics": b"new"})

    assert outcome.kept == ("a.ics",)


def test_a_file_whose_time_alone_changed_is_still_the_tools(tmp_path: Path) -> None:
    own(tmp_path).write({"a.ics": PAGE})
    os.utime(tmp_path / "a.ics", ns=(0, 0))

    outcome = own(tmp_path).write({"a.ics": NEWER})

    assert outcome.written == ("a.ics",)


def test_a_file_the_user_deleted_comes_back(tmp_path: Path) -> None:
    own(tmp_path).write({"a.ics": PAGE})
    (tmp_path / "a.ics").unlink()

    assert own(tmp_path).write({"a.ics": PAGE}).written == ("a.ics",)


def test_files_that_say_what_they_shall_are_the_tools_even_if_the_list_is_lost(
    tmp_path: Path,
) -> None:
    own(tmp_path).write({"a.ics": PAGE, "b.ics": PAGE})
    (tmp_path / LIST).unlink()

    found = own(tmp_path).write({"a.ics": PAGE, "b.ics": NEWER})
    then = own(tmp_path).write({})

    assert found == Outcome(unchanged=("a.ics",), kept=("b.ics",))
    assert then.removed == ("a.ics",)


def test_an_update_leaves_the_rest_as_it_is(tmp_path: Path) -> None:
    files = OwnFiles(str(tmp_path))
    files.write({"index.html": PAGE, "anna.html": PAGE, "mia.html": PAGE})

    outcome = files.update({"index.html": NEWER}, removed=["mia.html", "unknown.html"])

    assert outcome == Outcome(written=("index.html",), removed=("mia.html",))
    assert said(tmp_path) == {"index.html": NEWER, "anna.html": PAGE}


def test_updates_see_what_another_command_wrote_meanwhile(tmp_path: Path) -> None:
    watcher = OwnFiles(str(tmp_path))
    watcher.write({"a.html": PAGE})
    own(tmp_path).write({"a.html": NEWER, "b.html": PAGE})

    outcome = watcher.update({"a.html": PAGE}, removed=["b.html"])

    assert outcome == Outcome(written=("a.html",), removed=("b.html",))


def test_the_list_stays_short_however_often_a_file_changes(tmp_path: Path) -> None:
    files = OwnFiles(str(tmp_path))
    for count in range(500):
        files.update({"a.html": b"%d" % count})

    assert len((tmp_path / LIST).read_bytes().splitlines()) < 250
    assert own(tmp_path).write({}).removed == ("a.html",)


def test_the_stamps_tell_what_was_written(tmp_path: Path) -> None:
    own(tmp_path).write({"a.html": PAGE})

    stamps = own(tmp_path).stamps()

    assert {name: stamp.size for name, stamp in stamps.items()} == {"a.html": len(PAGE)}


def test_without_a_folder_there_are_no_stamps_and_none_is_made(tmp_path: Path) -> None:
    files = own(tmp_path / "seite")

    assert (files.stamps(), files.write({})) == ({}, Outcome())
    assert not (tmp_path / "seite").exists()


# --- who may see it ----------------------------------------------------------------------


def modes(folder: Path) -> set[str]:
    return {oct(stat.S_IMODE(path.stat().st_mode)) for path in folder.rglob("*")}


def test_nobody_else_may_look_into_the_files(tmp_path: Path) -> None:
    own(tmp_path / "cal").write({"a.ics": PAGE, "b/c.ics": PAGE})

    assert stat.S_IMODE((tmp_path / "cal").stat().st_mode) == 0o700
    assert modes(tmp_path / "cal") == {"0o600", "0o700"}


def test_others_may_where_that_is_wanted(tmp_path: Path) -> None:
    OwnFiles(str(tmp_path / "seite"), mode=0o644).write({"b/c.html": PAGE})
    (tmp_path / "seite" / LIST).unlink()

    assert modes(tmp_path / "seite") == {"0o644", "0o755"}


# --- ways out ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../a.html", "/etc/a", "a/../../b", "", "a//b", "./a", "a\0b", LIST, f"{LIST}~"]
)
def test_a_name_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        own(tmp_path / "seite").write({"a.html": PAGE, name: PAGE})

    assert refused.value.key == "refusal.outside"
    assert [*tmp_path.iterdir()] == []


def test_a_list_that_names_files_outside_removes_none_of_them(tmp_path: Path) -> None:
    outside = tmp_path / "a.txt"
    outside.write_bytes(b"")
    folder = tmp_path / "seite"
    folder.mkdir()
    lines = [["../a.txt", "00"], ["../a.txt", "00", 0, outside.stat().st_mtime_ns], "x", None]
    (folder / LIST).write_text("".join(f"{json.dumps(line)}\n" for line in lines))

    own(folder).write({})

    assert outside.exists()


def test_lines_of_the_list_that_say_nothing_are_passed_over(tmp_path: Path) -> None:
    own(tmp_path).write({"a.html": PAGE})
    lines: list[object] = [
        None,
        "x",
        [],
        [1],
        [[]],
        ["b.html", {}],
        ["b.html", [], {}, None],
        ["b.html", 1, 2],
    ]
    with (tmp_path / LIST).open("a") as file:
        file.write("".join(f"{json.dumps(line)}\n" for line in lines) + "[[[\n\xff\n")

    assert own(tmp_path).write({"b.html": PAGE}).removed == ("a.html",)


@pytest.mark.parametrize("name", ["a.html", "kontakte/a.html"])
def test_no_link_is_followed(tmp_path: Path, name: str) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "seite"
    outside.mkdir()
    folder.mkdir()
    (outside / "a.html").write_bytes(b"mine")
    (folder / "a.html").symlink_to(outside / "a.html")
    (folder / "kontakte").symlink_to(outside)

    outcome = own(folder).write({name: PAGE})

    assert outcome == Outcome(kept=(name,))
    assert (outside / "a.html").read_bytes() == b"mine"


def test_files_behind_a_folder_that_became_a_link_are_not_removed(tmp_path: Path) -> None:
    folder = tmp_path / "seite"
    own(folder).write({"kontakte/a.html": PAGE})
    (folder / "kontakte").rename(tmp_path / "moved")
    (folder / "kontakte").symlink_to(tmp_path / "moved")

    own(folder).write({})

    assert (tmp_path / "moved/a.html").read_bytes() == PAGE


@pytest.mark.parametrize("name", ["a", "a/b"])
def test_what_is_no_file_is_the_users(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b").mkdir()

    assert own(tmp_path).write({name: PAGE}) == Outcome(kept=(name,))


def test_a_file_in_place_of_a_folder_is_the_users(tmp_path: Path) -> None:
    (tmp_path / "kontakte").write_bytes(b"mine")

    assert own(tmp_path).write({"kontakte/a.html": PAGE}).kept == ("kontakte/a.html",)
    assert said(tmp_path) == {"kontakte": b"mine"}


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "seite").symlink_to(tmp_path / "real")

    own(tmp_path / "seite").write({"a.html": PAGE})

    assert said(tmp_path / "real") == {"a.html": PAGE}


# --- trouble -----------------------------------------------------------------------------


def test_what_cannot_be_written_is_named_and_the_rest_is_known(tmp_path: Path) -> None:
    too_long = "x" * 300

    with pytest.raises(DiskTrouble) as trouble:
        own(tmp_path).write({"a.html": PAGE, too_long: PAGE})

    assert trouble.value.values == {
        "path": str(tmp_path / too_long),
        "reason": "ENAMETOOLONG",
    }
    assert own(tmp_path).write({}) == Outcome(removed=tuple(said(tmp_path)))


def test_a_file_of_a_command_that_was_killed_is_still_the_tools(tmp_path: Path) -> None:
    files = own(tmp_path)
    files.write({"a.html": PAGE})
    # Killed between the file and its line: the list knows only what was about to be written.
    lines = (tmp_path / LIST).read_bytes().splitlines(keepends=True)
    (tmp_path / LIST).write_bytes(lines[0] + b'["b.html", "3f')
    (tmp_path / ".j-00000000-11111111~").write_bytes(b"half")

    outcome = own(tmp_path).write({"a.html": NEWER})

    assert outcome == Outcome(written=("a.html",))
    assert said(tmp_path) == {"a.html": NEWER}


def test_an_empty_file_a_crash_left_is_written_again(tmp_path: Path) -> None:
    own(tmp_path).write({"a.html": PAGE})
    (tmp_path / "a.html").write_bytes(b"")

    assert own(tmp_path).write({"a.html": PAGE}).written == ("a.html",)


def test_a_file_the_disk_will_not_give_stays_the_tools(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own(tmp_path).write({"a.html": PAGE})
    os.utime(tmp_path / "a.html", (1, 1))
    with monkeypatch.context() as patched:
        patched.setattr(own_files, "OpenFile", broken)
        assert own(tmp_path).update({}, ["a.html"]) == Outcome(kept=("a.html",))

    assert own(tmp_path).update({}, ["a.html"]) == Outcome(removed=("a.html",))


def broken(_descriptor: int) -> OpenFile:
    raise OSError(errno.EIO, "broken")


def test_a_file_somebody_replaces_while_it_is_removed_is_kept_and_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own(tmp_path).write({"a.html": PAGE})
    with monkeypatch.context() as patched:
        patched.setattr(own_files, "_is_same", lambda *_: False)
        assert own(tmp_path).write({}) == Outcome(kept=("a.html",))
    assert own(tmp_path).write({}) == Outcome(removed=("a.html",))


def test_a_list_that_is_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / LIST).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(DiskTrouble):
        own(tmp_path).write({"a.html": PAGE})
    with pytest.raises(DiskTrouble):
        own(tmp_path).stamps()


NAMES = st.sampled_from(["a", "b", "c/a", "c/b", "d/e/f"])
CONTENTS = st.sampled_from([b"", b"one", b"two", b"three"])


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["write", "update", "edit"]), st.dictionaries(NAMES, CONTENTS)),
        max_size=6,
    )
)
def test_whatever_happens_the_users_bytes_stay(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, dict[str, bytes]]]
) -> None:
    folder = tmp_path_factory.mktemp("own")
    theirs: dict[str, bytes] = {}
    ours: dict[str, bytes] = {}
    for count, (act, files) in enumerate(steps):
        if act == "edit":
            for name, data in files.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                theirs[name] = b"user %d %s" % (count, data)
                path.write_bytes(theirs[name])
            continue
        wanted = files if act == "write" else {**ours, **files}
        outcome = own(folder).write(files) if act == "write" else own(folder).update(files)
        assert set(outcome.kept) >= theirs.keys() & files.keys()
        ours = {name: data for name, data in wanted.items() if name not in theirs}

        assert said(folder) == {**ours, **theirs}
