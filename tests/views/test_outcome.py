"""What a command wrote: a difference that git takes, and values for programs."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.contact import Contact, Decision, Entry, EntryKind
from kontaktjournal.views.outcome import difference, difference_lines, outcome
from kontaktjournal.views.terminal import render

ANNA = "kontakte/anna.md"

#: Lines of a file: of two kinds of line ends, without one at the end, with bytes of no text.
TEXTS = st.lists(
    st.sampled_from([b"a\n", b"b\n", b"c\r\n", b"\n", b"\xff\n", b"--- x\n", b"d"]), max_size=8
).map(b"".join)


def test_a_changed_line_stands_between_its_neighbours() -> None:
    before = b"---\nname: Anna\nstatus: pflege\n---\n"
    after = b"---\nname: Anna\nstatus: angebot\n---\n"

    assert difference(ANNA, ANNA, before, after) == (
        "--- kontakte/anna.md\n"
        "+++ kontakte/anna.md\n"
        "@@ -1,4 +1,4 @@\n"
        " ---\n"
        " name: Anna\n"
        "-status: pflege\n"
        "+status: angebot\n"
        " ---\n"
    )


def test_a_new_file_comes_from_nowhere() -> None:
    assert difference(ANNA, ANNA, None, b"# Anna\n") == (
        "--- /dev/null\n+++ kontakte/anna.md\n@@ -0,0 +1 @@\n+# Anna\n"
    )


def test_a_file_that_goes_leads_nowhere() -> None:
    assert difference(ANNA, ANNA, b"# Anna\n", None) == (
        "--- kontakte/anna.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-# Anna\n"
    )


def test_a_name_alone_is_told_as_git_tells_it() -> None:
    assert difference(ANNA, "kontakte/berta.md", b"x", b"x", headed=True) == (
        "diff --git kontakte/anna.md kontakte/berta.md\n"
        "rename from kontakte/anna.md\nrename to kontakte/berta.md\n"
    )


def test_git_follows_a_new_name_and_all_that_comes_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a\n")
    (tmp_path / "b.md").write_bytes(b"[[a]]\n")
    (tmp_path / "d.md").write_bytes(b"d\n")
    told = [
        difference("a.md", "c.md", b"a\n", b"A\n", headed=True),
        difference("b.md", "b.md", b"[[a]]\n", b"[[c]]\n", headed=True),
        difference("d.md", "d.md", b"d\n", None, headed=True),
        difference("e.md", "e.md", None, b"e\n", headed=True),
    ]

    words = ["git", "apply", "-p0", "-"]
    subprocess.run(words, input="".join(told).encode(), check=True, cwd=tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "b.md": b"[[c]]\n", "c.md": b"A\n", "e.md": b"e\n",
    }  # fmt: skip


def test_a_missing_last_newline_is_told() -> None:
    assert difference(ANNA, ANNA, b"a", b"a\n") == (
        "--- kontakte/anna.md\n"
        "+++ kontakte/anna.md\n"
        "@@ -1 +1 @@\n"
        "-a\n"
        "\\ No newline at end of file\n"
        "+a\n"
    )


@given(before=TEXTS, after=TEXTS)
def test_git_makes_one_file_of_the_other(
    tmp_path_factory: pytest.TempPathFactory, before: bytes, after: bytes
) -> None:
    folder = tmp_path_factory.mktemp("git")
    file = folder / "anna.md"
    file.write_bytes(before)
    told = difference("anna.md", "anna.md", before, after).encode("utf-8", "surrogateescape")

    if told:
        words = ["git", "apply", "-p0", "--whitespace=nowarn", "-"]
        subprocess.run(words, input=told, check=True, cwd=folder)

    assert file.read_bytes() == after


def test_at_a_terminal_what_goes_and_comes_has_its_colour() -> None:
    lines = difference_lines("-a\n+b\n c\n")

    assert render(lines, colour=True) == "\x1b[31m-a\x1b[0m\n\x1b[32m+b\x1b[0m\n c\n"


def test_programs_hear_what_differs_in_the_head_and_what_was_recorded() -> None:
    contact = Contact(ANNA, "Anna Müller")
    talk = Entry(date(2026, 11, 23), EntryKind.TALK, channel="Zoom", decision=Decision("pflege"))
    heads = ({"status": "anbahnung", "name": "Anna", "step": "x"},
             {"status": "pflege", "name": "Anna", "every": "6 Wochen"})  # fmt: skip

    assert outcome("log", contact, heads, (talk, "Text"), dry_run=True) == {
        "version": 1,
        "command": "log",
        "path": ANNA,
        "name": "Anna Müller",
        "changed": [
            {"key": "status", "from": "anbahnung", "to": "pflege"},
            {"key": "step", "from": "x", "to": None},
            {"key": "every", "from": None, "to": "6 Wochen"},
        ],
        "entry": {
            "date": "2026-11-23", "time": None, "kind": "talk", "channel": "Zoom",
            "minutes": None, "title": None, "text": "Text",
            "decision": {"stage": "pflege", "every": None, "next": None, "reason": None},
        },
        "dry_run": True,
    }  # fmt: skip
