"""What a new file needs to know: which names are taken, and how it shall begin."""

import os
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.domain.names import caseless
from kontaktjournal.store.new_file import TEMPLATE, names_in, template_of
from kontaktjournal.store.sample import template
from watched_folder import write


def test_names_of_everything_are_taken_whatever_their_case(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/Anna.md": "", "kontakte/.hidden": "", "kontakte/2024/x.md": ""})
    decomposed = "mu\N{COMBINING DIAERESIS}ller.md"
    write(tmp_path, {f"kontakte/{decomposed}": ""})

    names = names_in(str(tmp_path), "kontakte")

    assert names == {
        "anna.md",
        ".hidden",
        "2024",
        "m\N{LATIN SMALL LETTER U WITH DIAERESIS}ller.md",
    }
    assert caseless("MÜLLER.md") in names


def test_nothing_is_taken_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert names_in(str(tmp_path), "kontakte") == frozenset()


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte": "no folder"})

    with pytest.raises(DiskTrouble) as refusal:
        names_in(str(tmp_path), "kontakte")

    assert refusal.value.values == {"path": "kontakte", "reason": "ENOTDIR"}


def test_the_template_that_comes_along_serves_where_the_user_has_none(tmp_path: Path) -> None:
    text, path = template_of(str(tmp_path), "templates")

    assert (text, path) == (template(TEMPLATE).decode(), f"kontaktjournal/templates/{TEMPLATE}")


def test_the_users_own_template_comes_first(tmp_path: Path) -> None:
    write(tmp_path, {f"vorlagen/{TEMPLATE}": "\ufeff# {{ name }}\n"})

    assert template_of(str(tmp_path), "vorlagen/") == ("# {{ name }}\n", f"vorlagen/{TEMPLATE}")


def test_a_template_may_be_a_link_inside_the_journal_only(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(tmp_path, {"root/mine.j2": "inside", "outside.j2": "outside", "root/templates/x": ""})
    link = root / "templates" / TEMPLATE
    link.symlink_to("../mine.j2")

    assert template_of(str(root), "templates")[0] == "inside"

    link.unlink()
    link.symlink_to(tmp_path / "outside.j2")
    with pytest.raises(DiskTrouble):
        template_of(str(root), "templates")


def test_another_template_is_never_looked_for_outside_the_journal(tmp_path: Path) -> None:
    write(tmp_path, {"root/x": "", "outside.j2": "outside"})

    with pytest.raises(DiskTrouble):
        template_of(str(tmp_path / "root"), "templates", "../../outside.j2")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_no_template(tmp_path: Path, make: object) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    assert callable(make)
    make(folder / TEMPLATE)

    with pytest.raises(DiskTrouble):
        template_of(str(tmp_path), "templates")


def test_a_template_in_another_encoding_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / TEMPLATE).write_bytes(b"# M\xfcller")

    with pytest.raises(DiskTrouble) as refusal:
        template_of(str(tmp_path), "templates")

    assert refusal.value.values["reason"] == "EILSEQ"
