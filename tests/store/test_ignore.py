"""What is no contact by its name, and patterns as git reads them (F1-F3)."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontaktjournal.store.ignore import (
    Ignore,
    always_ignored,
    is_conflict_copy,
    is_note,
    patterns_of,
)

# --- F1 ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["anna.md", "anna.MD", "anna.Markdown", "anna.b.md", ".md"])
def test_markdown_is_a_note_in_any_case(name: str) -> None:
    assert is_note(name)


@pytest.mark.parametrize("name", ["anna.txt", "anna", "md", "anna.md.bak", "anna.mdx", ""])
def test_other_files_are_no_notes(name: str) -> None:
    assert not is_note(name)


# --- F2 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        ".anna.md", ".anna.md.swp", ".#anna.md", "#anna.md#", "anna.md~", "anna.swp", "anna.tmp",
        "4913", "README.md", "readme.de.md", "README", "index.md", "Index.md", "_anna.md",
        "LICENSE.md", "license", "CHANGELOG.md", "Changelog-2026.md",
    ],
)  # fmt: skip
def test_a_file_of_this_name_is_never_a_contact(name: str) -> None:
    assert always_ignored(name, is_folder=False)


@pytest.mark.parametrize(
    "name",
    [
        ".git", ".obsidian", ".trash", ".stversions", "node_modules", "Templates", "templates",
        "Vorlagen", "vorlagen", "_templates", "_alt", "@eaDir", "#recycle", "$RECYCLE.BIN",
    ],
)  # fmt: skip
def test_a_folder_of_this_name_is_never_entered(name: str) -> None:
    assert always_ignored(name, is_folder=True)


@pytest.mark.parametrize(
    "name", ["anna.md", "vorlagen.md", "templates.md", "index-verlag.md", "a#b.md", "49131.md"]
)
def test_a_file_that_only_looks_alike_is_kept(name: str) -> None:
    assert not always_ignored(name, is_folder=False)


@pytest.mark.parametrize("name", ["2024", "Vorlagenbau", "readme", "index.md", "a~", "kunden.tmp"])
def test_a_folder_that_only_looks_alike_is_entered(name: str) -> None:
    assert not always_ignored(name, is_folder=True)


# --- F3 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "anna.sync-conflict-20261123-101010-ABCDEFG.md",
        "anna (conflicted copy).md",
        "anna (conflicted copy 2026-11-23 101010).md",
        "anna (Conflicted copy Laptop 202611231010).md",
        "anna (Jonas's conflicted copy 2026-11-23).md",
        "anna (In Konflikt stehende Kopie von Jonas 2026-11-23).md",
        "anna (Jonas' in Konflikt stehende Kopie 2026-11-23).md",
        "anna_conflict-20261123-101010.md",
        "anna (SFConflict jonas@example.org 2026-11-23-10-10-10).md",
        "anna.md.orig",
        "anna_BASE_4711.md",
        "anna_LOCAL_4711.md",
        "anna_REMOTE_4711.md",
        "anna_BACKUP_4711.md",
    ],
)
def test_a_copy_left_by_sync_or_merge_is_known(name: str) -> None:
    assert is_conflict_copy(name)


@pytest.mark.parametrize(
    "name",
    [
        "anna.md",
        "anna 2.md",
        "anna (Köln).md",
        "conflicted copy.md",
        "anna_base_4711.md",
        "anna_BASE_Köln.md",
        "anna_conflict-loesung.md",
        "anna.original.md",
    ],
)
def test_a_contact_of_a_similar_name_is_no_copy(name: str) -> None:
    assert not is_conflict_copy(name)


# --- patterns: git decides --------------------------------------------------------------

_FOLDERS = ("a/", "b/", "ab/", "a/a/", "a/b/", "a/a/b/", "b/a/")
_NAMES = ("x", "a", "b", "ab", "abc", "a-b", "a]", "]", "!a", "#a", "a ", "\\", "a\\b", "*", "A")
_PATHS = sorted({folder + name for folder in ("", *_FOLDERS) for name in _NAMES} - {
    folder.removesuffix("/") for folder in _FOLDERS
})  # fmt: skip
_ENTRIES = {**dict.fromkeys(_PATHS, False), **{each[:-1]: True for each in _FOLDERS}}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a git repository that holds every path of the tables."""
    root = tmp_path_factory.mktemp("repository")
    for folder in _FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
    for path in _PATHS:
        (root / path).touch()
    subprocess.run(["git", "init", "--quiet", "--template=", root], check=True)
    return root


def ignored_by_git(repository: Path, patterns: Sequence[str]) -> set[str]:
    (repository / ".gitignore").write_text("\n".join(patterns), "utf-8", newline="")
    answer = subprocess.run(
        ["git", "-c", "core.excludesFile=", "check-ignore", "--no-index", "-z", "--stdin"],
        cwd=repository,
        input="\0".join(_ENTRIES).encode(),
        capture_output=True,
        check=False,
    )
    assert answer.returncode in {0, 1}, answer.stderr
    return set(filter(None, answer.stdout.decode().split("\0")))


def ignored_by_us(patterns: Sequence[str]) -> set[str]:
    ignore = Ignore(patterns)
    return {
        path for path, is_folder in _ENTRIES.items() if ignore.ignores(path, is_folder=is_folder)
    }


@pytest.mark.parametrize(
    "patterns",
    [
        # Names anywhere, tied to the root, tied by a slash in the middle.
        ["a"], ["/a"], ["a/b"], ["/a/b"], ["b/a"], ["x"], ["/x"],
        # Folders only.
        ["a/"], ["/a/"], ["a/b/"], ["x/"], ["ab/", "abc/"],
        # Stars and question marks never cross a slash.
        ["*"], ["a*"], ["*b"], ["*a*"], ["?"], ["a?"], ["a?b"], ["/*"], ["*/b"], ["a/*"],
        ["a/*/b"], ["*/*"], ["a*b*c"], ["/a*/"], ["a?a"],
        # Two stars do.
        ["**"], ["/**"], ["**/"], ["**/b"], ["**/b/"], ["a/**"], ["a/**/b"], ["**/a/**"],
        ["a/**/"], ["***/b"], ["a/***"], ["**a"], ["a**"], ["**/**/b"], ["a/**/**/x"],
        # Brackets.
        ["[ab]"], ["[a-c]b"], ["[!a]"], ["[^a]"], ["[]]"], ["[!]]"], ["a[]]"], ["[a-]"],
        ["a[-x]b"], ["[z-a]"], ["[!z-a]"], ["[[:alpha:]]"], ["[[:upper:]]"], ["[^[:lower:]]"],
        ["[[:punct:]]*"], ["[[:nothing:]]"], ["[["], ["[a"], ["a[/]b"], ["a[!x]b"], [r"[\]]"],
        [r"[\!]a"], ["[#-%]a"], ["[[:space:]]"], ["a[[:blank:]]"],
        ["[[:digit:][:alpha:]]"], ["[a-c-e]"], ["[:a:]"], ["[[:a]"], [r"[\\]"], [r"[a-\c]b"],
        # Escapes.
        [r"\*"], [r"a\b"], [r"a\\b"], [r"\#a"], [r"\!a"], [r"\\"], ["\\"], ["a\\"], [r"a\/"],
        [r"\a"], [r"a/\b"], [r"a/**\/x"],
        # Comments, blanks, empty patterns.
        ["#a"], ["", "  "], ["a  "], [r"a\ "], [r"a\  "], [" a"], ["a\t"], ["!"], ["/"], ["//"],
        ["a//"], ["a\r"],
        # The last match wins; what lies below an ignored folder stays ignored.
        ["a", "!a"], ["!a", "a"], ["*", "!a"], ["a/", "!a/x"], ["a/*", "!a/x"], ["a/*", "!a/b/"],
        ["/*", "!/a", "/a/*", "!/a/b"], ["*", "!*/", "!*.md", "!x"], ["a*", "!ab", "abc"], ["!x"],
        ["/**", "!a/"], ["*", "!a/", "!**/x"], ["!a[", "a"], ["a", "![z", "b"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_patterns_mean_what_they_mean_to_git(repository: Path, patterns: list[str]) -> None:
    expected = ignored_by_git(repository, patterns)

    assert ignored_by_us(patterns_of("\n".join(patterns))) == expected


_PIECES = st.sampled_from(
    [
        "a",
        "b",
        "x",
        "*",
        "**/",
        "/**",
        "?",
        "[ab]",
        "[!a]",
        "[",
        "]",
        "-",
        "!",
        "/",
        "\\",
        " ",
        "#",
    ]
)
#: Git drops a literal beginning before it looks for "**/", and so reads "a**/b" as if "**"
#: were a step of its own. Its manual says "regular asterisks", and so do we.
_ODD_TO_GIT = re.compile(r"[^/*]\*\*+/")
_PATTERNS = (
    st.lists(_PIECES, min_size=1, max_size=6)
    .map("".join)
    .filter(lambda pattern: not _ODD_TO_GIT.search(pattern.removeprefix("!")))
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])
@given(patterns=st.lists(_PATTERNS, min_size=1, max_size=4))
def test_any_patterns_mean_what_they_mean_to_git(repository: Path, patterns: list[str]) -> None:
    expected = ignored_by_git(repository, patterns)

    assert ignored_by_us(patterns) == expected


# --- patterns: where we differ from git, and the rest ---------------------------------------


def test_two_stars_inside_a_step_are_no_more_than_one() -> None:
    ignore = Ignore(["a**/x"])

    assert ignore.ignores("ab/x", is_folder=False)
    assert not ignore.ignores("ab/b/x", is_folder=False)


@pytest.mark.parametrize("pattern", ["m?ller.md", "m[äü]ller.md", "müller.md", "mu\u0308ller.md"])
@pytest.mark.parametrize("path", ["müller.md", "kontakte/mu\u0308ller.md"])
def test_an_umlaut_is_one_character_however_encoded(pattern: str, path: str) -> None:
    assert Ignore([pattern]).ignores(path, is_folder=False)


def test_the_entry_alone_is_asked_about_where_the_walk_knows_the_rest() -> None:
    ignore = Ignore(["alt/", "!anna.md"])

    assert not ignore.matches("alt/anna.md", is_folder=False)
    assert ignore.ignores("alt/anna.md", is_folder=False)
    assert ignore.matches("kontakte/alt", is_folder=True)
    assert not ignore.matches("kontakte/alt", is_folder=False)


def test_without_patterns_nothing_is_ignored() -> None:
    assert not Ignore([]).ignores("kontakte/anna.md", is_folder=False)


def test_the_patterns_of_the_specification_keep_templates_out() -> None:
    ignore = Ignore(["Vorlagen/", "Templates/", "_*"])

    ignored = [
        path
        for path in ("kontakte/Vorlagen/a.md", "kontakte/_a.md", "kontakte/Vorlagen.md", "a_b.md")
        if ignore.ignores(path, is_folder=False)
    ]

    assert ignored == ["kontakte/Vorlagen/a.md", "kontakte/_a.md"]


def test_a_pattern_file_is_split_at_line_ends_only() -> None:
    text = "\ufeff# alt\r\nalt/\r\n\r\na\u2028b\nende"

    patterns = patterns_of(text)

    assert patterns == ("# alt", "alt/", "", "a\u2028b", "ende")


def test_many_stars_do_not_stop_the_walk() -> None:
    # Backtracking would not end before the universe does; the guard against hanging says so.
    ignore = Ignore(["*a" * 20 + "*b"])

    assert not ignore.ignores("a" * 250, is_folder=False)
    assert ignore.ignores("a" * 250 + "b", is_folder=False)
