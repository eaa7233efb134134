"""Two contacts become one: files, links, undo, and what keeps it from happening (X6)."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings

from any_history import HISTORIES
from kontaktjournal.desk.merging import Merged, Merger
from kontaktjournal.domain.errors import Conflict, Refused
from kontaktjournal.journal import Journal
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.words import Frame
from opened_journal import opened

A, B = "kontakte/a.md", "kontakte/b.md"
NOTE = "## 2026-11-23 Notiz: zusammengeführt mit Berta ({})\n"


def merge(journal: Journal, kept: str = A, gone: str = B, *, dry_run: bool = False) -> Merged:
    frame = Frame(Catalogue("de"), journal.settings, journal.today, 80)
    merger = Merger(journal.renamer(), frame)
    linking = merger.look(journal.find(kept), journal.find(gone))
    desk = journal.desk("merge-contacts", dry_run=dry_run)
    with desk:
        return merger.merge(desk, linking)


def texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def merged(
    folder: Path, files: Mapping[str, str], kept: str = A, gone: str = B
) -> tuple[dict[str, str], Merged]:
    with opened(folder, files) as journal:
        told = merge(journal, kept, gone)
        after = texts(folder / "root")
        journal.undo()
        assert texts(folder / "root") == files
    return after, told


def test_of_a_key_that_stands_twice_the_last_is_taken(tmp_path: Path) -> None:
    files = {
        A: "---\nname: Anna\n---\n",
        B: "---\nname: Berta\nnext: 2026-12-01\nnext: 2026-12-02\nstatus: pflege\nstatus: kunde\n"
        "---\n",
    }

    after, _ = merged(tmp_path, files)

    head = after[A].partition("\n---\n")[0]
    assert "next: 2026-12-02\n" in head
    assert "status: kunde\n" in head
    assert "2026-12-01" in after[A].partition("\n---\n")[2]


def test_links_in_all_notes_lead_to_whoever_stays(tmp_path: Path) -> None:
    files = {
        A: "---\nname: Anna\nlinks: ['[[b]]', '[[c]]']\n---\nWie [[b|sie]].\n",
        B: "---\nname: Berta\nvia: '[[a]]'\n---\n",
        "kontakte/c.md": "---\nname: Carl\nvia: Berta\ndistinct: '[[b]]'\n---\n![[b#Bild]]\n",
        "Tagebuch/heute.md": "[sie](../kontakte/b.md), [[Berta]], `[[b]]`\n",
    }

    after, told = merged(tmp_path, files)

    assert after == {
        A: "---\nname: Anna\naliases:\n  - Berta\nlinks: ['[[c]]']\n---\nWie [[a|sie]].\n\n"
        + NOTE.format("b.md"),
        "kontakte/c.md": "---\nname: Carl\nvia: Berta\ndistinct: '[[a]]'\n---\n![[a#Bild]]\n",
        "Tagebuch/heute.md": "[sie](../kontakte/a.md), [[Berta]], `[[b]]`\n",
    }
    assert told.links == {A: 1, "kontakte/c.md": 2, "Tagebuch/heute.md": 1}
    assert not told.left


def test_paths_are_written_from_the_folder_they_stand_in_now(tmp_path: Path) -> None:
    files = {
        "kontakte/archiv/a.md": "# Anna\n",
        B: "# Berta\n\n[Carl](c.md) ![Bild](bilder/b.png) [Heim](https://example.org/b.md)\n",
        "kontakte/c.md": "[sie](b.md)\n",
    }

    after, _ = merged(tmp_path, files, kept="kontakte/archiv/a.md")

    assert after["kontakte/archiv/a.md"] == (
        "---\naliases:\n  - Berta\n---\n\n# Anna\n\n"
        "[Carl](../c.md) ![Bild](../bilder/b.png) [Heim](https://example.org/b.md)\n\n"
        + NOTE.format("b.md")
    )
    assert after["kontakte/c.md"] == "[sie](archiv/a.md)\n"


def test_a_link_by_a_name_both_have_is_no_riddle_any_more(tmp_path: Path) -> None:
    files = {
        A: "---\nname: Berta\n---\n",
        B: "---\nname: Berta\n---\n",
        "kontakte/c.md": "[[Berta]]\n",
    }

    after, told = merged(tmp_path, files)

    assert after["kontakte/c.md"] == "[[Berta]]\n"
    assert not told.left


def test_a_dry_run_writes_nothing_and_says_the_same(tmp_path: Path) -> None:
    files = {A: "# Anna\n", B: "# Berta\n\n## 2026-10-01 Zoom\n", "kontakte/c.md": "[[b]]\n"}
    with opened(tmp_path, files) as journal:
        meant = merge(journal, dry_run=True)
        untouched = texts(tmp_path / "root")
        done = merge(journal)

    assert untouched == files
    assert meant.written.after == done.written.after
    assert (meant.links, len(meant.entries)) == (done.links, 1)


def test_the_other_file_stays_where_it_cannot_be_deleted(tmp_path: Path) -> None:
    files = {A: "# Anna\n", B: "# Berta\n", "kontakte/c.md": "[[b]]\n"}
    with opened(tmp_path, files) as journal:
        (tmp_path / "root" / B).chmod(0o444)

        with pytest.raises(Refused):
            merge(journal)

        assert texts(tmp_path / "root") == files


@pytest.mark.parametrize("broken", [A, B])
def test_a_broken_head_on_either_side_refuses(tmp_path: Path, broken: str) -> None:
    files = {A: "# Anna\n", B: "# Berta\n", broken: "---\nname: Ka: Putt\n---\n"}
    with opened(tmp_path, files) as journal, pytest.raises(Conflict) as refused:
        merge(journal)

    assert refused.value.values["path"] == broken
    assert texts(tmp_path / "root") == files


def test_nobody_is_merged_with_themselves(tmp_path: Path) -> None:
    with opened(tmp_path, {A: "# Anna\n"}) as journal, pytest.raises(Refused) as refused:
        merge(journal, A, A)

    assert refused.value.key == "refusal.merge.same"


@settings(max_examples=25, deadline=None)
@given(HISTORIES, HISTORIES)
def test_an_undo_gives_both_files_back_byte_for_byte(own: str, other: str) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "root/kontakte").mkdir(parents=True)
        for path, text in ((A, own), (B, other)):
            (folder / "root" / path).write_bytes(text.encode())
        before = texts(folder / "root")
        with opened(folder) as journal:
            try:
                merge(journal)
            except Conflict:
                assert texts(folder / "root") == before
                return
            assert B not in texts(folder / "root")
            journal.undo()
            assert texts(folder / "root") == before
    finally:
        shutil.rmtree(folder)


def test_only_what_a_person_would_miss_is_noted(tmp_path: Path) -> None:
    files = {
        A: "---\nname: Anna\nuid: eins\ncreated: 2026-01-02\nnext: 2026-12-01\nstatus: pflege\n"
        "every: 6 Wochen\nbirthday: 1960-11-23\nfit: ja\ncity: Köln\n---\n",
        B: "---\nname: Berta\nID: zwei\nangelegt: 2026-03-04\nnext: 1.12.2026\nstatus: Pflege\n"
        "every: 6w\nbirthday: 23.11.1960\nfit: yes\ncity: Bonn\n---\n",
    }

    after, told = merged(tmp_path, files)

    note = after[A].partition(NOTE.format("b.md"))[2]
    assert note.strip().split("\n") == ["In b.md stand anderes:", "", "- city: Bonn"]
    assert {"ID", "angelegt"} <= {one.key for one in told.outvoted}


def test_where_only_trifles_differ_the_note_says_nothing_else(tmp_path: Path) -> None:
    files = {A: "---\nname: Anna\nuid: eins\n---\n", B: "---\nname: Berta\nuid: zwei\n---\n"}

    after, told = merged(tmp_path, files)

    assert after[A].endswith(NOTE.format("b.md"))
    assert told.noted == ()


def test_another_date_is_noted_though_the_same_stands_there_too(tmp_path: Path) -> None:
    files = {
        A: "---\nname: Anna\nnext: 2026-12-02\n---\n",
        B: "---\nname: Berta\nnext: 2026-12-01\nnext: 2026-12-02\n---\n",
    }

    after, _ = merged(tmp_path, files)

    assert "- next: 2026-12-01\n" in after[A]
