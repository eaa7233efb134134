"""Copies of a contact's file are told from everything that may be somebody else's."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kontaktjournal.store.copies import copies_of
from kontaktjournal.store.ignore import is_conflict_copy

OWN = "kontakte/anna.md"


def of_anna(*names: str, own: str = OWN) -> set[str]:
    """Return which files are copies, of those that lie beside her file."""
    folder = own.rpartition("/")[0]
    found = copies_of(own, [own, *(f"{folder}/{name}" for name in names)])
    return {path.removeprefix(f"{folder}/") for path in found}


@pytest.mark.parametrize(
    "name",
    [
        "anna.md~", "anna.md.~2~", "anna.md.bak", "anna.md.BAK", "anna.md.orig", "anna.md.tmp",
        ".anna.md.swp", ".anna.md.swo", "anna.md.swp", ".anna.md.un~", "#anna.md#", ".#anna.md",
        "anna.sync-conflict-20260101-101010-ABCDEFG.md",
        "anna.sync-conflict-20260101-101010-journal-2.md",
        "anna_conflict-20260101-101010.md",
        "anna (conflicted copy 2026-01-01).md",
        "anna (Uwes conflicted copy 2026-01-01).md",
        "anna (PC in Konflikt stehende Kopie 2026-01-01).md",
        "anna (SFConflict uwe@example.org 2026-01-01-10-10-10).md",
        "anna (Konflikt 2026-01-01).md",
        "anna_BACKUP_1234.md", "anna_LOCAL_1234.md",
        "anna (conflicted copy 2026-01-01).md~",
        ".j-8f94740e-54c8a72c", ".j-8f94740e-54c8a72c~",
    ],
)  # fmt: skip
def test_what_was_left_of_her_file_is_a_copy(name: str) -> None:
    assert of_anna(name) == {name}


@pytest.mark.parametrize(
    "name",
    [
        "anna_lena.md~", "anna.lena.md.bak", "anna lena (conflicted copy 2026-01-01).md",
        "anna-lena.md~", "annabell.md~", "anna_lena.sync-conflict-20260101-101010-ABCDEFG.md",
        "anna (Berg).md", "anna (Konfliktberatung).md", "anna (Konflikt 7).md",
        "anna.txt.bak", "anna.bak", "anna.html",
        "Anna.md~", "..anna.md.swp", ".anna.md", ".j-db58210b-e1711534", "anna.md.txt",
        "alt/anna.md~", "anna.markdown~",
    ],
)  # fmt: skip
def test_what_may_be_of_somebody_else_is_none(name: str) -> None:
    assert of_anna(name) == set()


def test_first_and_last_name_are_told_apart_where_files_are_called_by_names() -> None:
    names = ("Anna Berg (conflicted copy).md", "Anna (conflicted copy).md")

    assert of_anna(*names, own="kontakte/Anna.md") == {"Anna (conflicted copy).md"}


def test_a_contact_whose_file_looks_like_a_copy_is_none_and_neither_are_its_own() -> None:
    other = "anna (_BACKUP_1).md"

    assert of_anna(other, f"{other}~", "anna (_BACKUP_1)_BACKUP_1.md") == set()


def test_of_a_stem_with_two_endings_each_has_its_own_copies() -> None:
    assert of_anna("anna.markdown", "anna.markdown~", "anna.md~") == {"anna.md~"}


def test_a_journal_whose_root_holds_the_contacts_has_copies_too() -> None:
    assert copies_of("anna.md", ["anna.md", "anna.md~", "x/anna.md~"]) == {"anna.md~"}


_WORDS = st.sampled_from(("anna", "lena", "Berg", "bak", "md", "_BACKUP_1", "conflicted copy 1"))
_SIGNS = st.sampled_from(("", ".", " ", "_", "-", "~", "(", ")", " (", "#"))
_STEMS = st.lists(st.tuples(_WORDS, _SIGNS), min_size=1, max_size=4).map(
    lambda parts: "".join(map("".join, parts))
)
_LEFT = st.sampled_from(
    (
        "{}.md", "{}.md~", "{}.md.bak", ".{}.md.swp", "#{}.md#", ".#{}.md", "{}_BACKUP_1.md",
        "{}.sync-conflict-20260101-101010-ABCDEFG.md", "{} (conflicted copy 2026-01-01).md",
        "{} (Konflikt 2026-01-01).md", "{}_conflict-20260101-101010.md", "{}.md.orig~",
    )
)  # fmt: skip


@given(tail=_STEMS, sign=_SIGNS, left=st.lists(_LEFT, min_size=1, max_size=4))
def test_no_file_of_another_contact_is_ever_a_copy(
    tail: str, sign: str, left: Sequence[str]
) -> None:
    stem = f"anna{sign}{tail}"
    assume(not is_conflict_copy(f"{stem}.md"))

    found = of_anna(f"{stem}.md", *(each.format(stem) for each in left))

    assert found == set()
