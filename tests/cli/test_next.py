"""The words behind ``journal next`` and ``journal file``, and who is meant by them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kontaktjournal.cli.behind import behind_name
from kontaktjournal.domain.contact import Contact

Run = Callable[..., subprocess.CompletedProcess[bytes]]
AtTerminal = Callable[..., bytes]

ANNA = Contact("kontakte/anna-mueller.md", "Anna Müller", aliases=("Anni von der Mühle",))


@pytest.mark.parametrize(
    ("ref", "words", "left"),
    [
        ("Anna", ("Müller",), ()),
        ("anna", ("mueller", "+3w", "Mappe"), ("+3w", "Mappe")),
        ("anni", ("von", "der", "Mühle", "nie"), ("nie",)),
        # these say something else
        ("anna", ("+3w", "Müller"), ("+3w", "Müller")),
        ("anna", ("Müllers", "Laden"), ("Müllers", "Laden")),
        ("müller", ("kein", "Bedarf"), ("kein", "Bedarf")),
        ("Anna Müller", ("zieht", "weg"), ("zieht", "weg")),
        ("7", ("Müller",), ("Müller",)),
    ],
)
def test_words_that_finish_the_name_belong_to_it(
    ref: str, words: tuple[str, ...], left: tuple[str, ...]
) -> None:
    assert behind_name(ANNA, ref, words) == left


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a journal of two Annas."""
    (tmp_path / "kontakte").mkdir()
    for name in ("Anna Müller", "Anna Otto"):
        text = f"---\nname: {name}\nnext: 2026-12-07\n---\n"
        (tmp_path / f"kontakte/{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_who_is_meant_is_asked_before_anything_is_written(
    folder: Path, at_terminal: AtTerminal
) -> None:
    shown = at_terminal(folder, "next", "anna", "fr", typed=b"2\n")

    assert "Anna Otto · nächstes Gespräch Fr 27.11.2026" in shown.decode()
    assert "next: 2026-11-27" in (folder / "kontakte/Anna Otto.md").read_text(encoding="utf-8")


def test_without_a_terminal_nobody_is_guessed(folder: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}

    for words in (("next", "anna", "fr"), ("file", "anna", "otto"), ("reopen", "anna")):
        assert run(folder, *words).returncode == 3

    assert {path: path.read_bytes() for path in folder.rglob("*.md")} == before


@pytest.mark.parametrize("words", [("-3d",), ("-3d", "--dry-run"), ("-1w", "Mappe"), ("-2q",)])
def test_a_day_that_has_been_is_never_an_option(
    words: tuple[str, ...], folder: Path, run: Run
) -> None:
    done = run(folder, "next", "Anna Otto", *words)

    assert done.returncode == 2
    assert "ist schon vorbei" in done.stderr.decode()


def test_a_step_may_begin_with_a_minus(folder: Path, run: Run) -> None:
    done = run(folder, "next", "Anna Otto", "fr", "--step", "-3 Grad mitbringen")

    assert done.returncode == 0
    text = (folder / "kontakte/Anna Otto.md").read_text(encoding="utf-8")
    assert "step: -3 Grad mitbringen" in text


def test_a_journal_of_obsidian_keeps_the_t_of_its_times(folder: Path, run: Run) -> None:
    (folder / ".obsidian").mkdir()

    assert run(folder, "next", "Anna Otto", "fr 10 uhr").returncode == 0

    text = (folder / "kontakte/Anna Otto.md").read_text(encoding="utf-8")
    assert "next: 2026-11-27T10:00:00" in text
