"""The words behind ``journal next`` and ``journal file``, and who is meant by them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kontaktjournal.cli.behind import finishing
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
    assert words[finishing([ANNA], ref, words) :] == left


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a journal of two Annas."""
    (tmp_path / "kontakte").mkdir()
    for name in ("Anna Müller", "Anna Otto"):
        text = f"---\nname: {name}\nnext: 2026-12-07\n---\n"
        (tmp_path / f"kontakte/{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def namesakes(tmp_path: Path) -> Path:
    """Return a journal of people whose first names say nothing."""
    (tmp_path / "kontakte").mkdir()
    people = ("Mia Sommer", "Mia Winter", "Müller, Mia", "Uwe", "Uwe Kern")
    for number, name in enumerate(people):
        text = f"---\nname: {name}\nstatus: pflege\n---\n"
        (tmp_path / f"kontakte/{number}-{name[:3]}.md").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("file", "Mia", "Sommer"), "Abgelegt: Mia Sommer."),
        (("file", "Uwe", "Kern"), "Abgelegt: Uwe Kern."),
        (("file", "mia", "sommer", "kein", "Bedarf"), "Abgelegt: Mia Sommer (kein Bedarf)."),
        (("next", "Mia", "Sommer", "+3w"), "Mia Sommer · nächstes Gespräch Mo 14.12.2026"),
        (("log", "Mia", "Sommer", "kurz"), "Mia Sommer · Telefonat 23.11.2026 · Pflege"),
        (("log", "Müller,", "Mia", "kurz"), "Müller, Mia · Telefonat 23.11.2026 · Pflege"),
    ],
)
def test_a_whole_name_is_clear_where_its_first_word_is_not(
    namesakes: Path, words: tuple[str, ...], told: str, run: Run
) -> None:
    done = run(namesakes, *words)

    assert done.stdout.decode() == f"{told}\n"


def test_the_last_of_several_may_be_named_in_several_words(namesakes: Path, run: Run) -> None:
    done = run(namesakes, "log", "uwe,Mia", "Winter", "kurz")

    assert done.stdout.decode() == (
        "Uwe · Telefonat 23.11.2026 · Pflege\nMia Winter · Telefonat 23.11.2026 · Pflege\n"
    )
    text = (namesakes / "kontakte/1-Mia.md").read_text(encoding="utf-8")
    assert "## 2026-11-23 Telefonat: kurz\n" in text


@pytest.mark.parametrize(
    "words",
    [
        ("file", "mia", "kein", "Bedarf"), ("next", "Mia", "+3w"), ("log", "Mia", "Som", "kurz"),
        ("file", "Mia", "Sommers"),
    ],
)  # fmt: skip
def test_half_a_name_stays_unclear(namesakes: Path, words: tuple[str, ...], run: Run) -> None:
    done = run(namesakes, *words)

    assert done.returncode == 3
    assert "passt auf 3" in done.stderr.decode()


def test_bytes_that_are_no_text_are_said_as_they_are_written(folder: Path, run: Run) -> None:
    done = run(folder, "file", "Anna Otto", b"f\xfcr  immer")

    assert done.stdout.decode() == "Abgelegt: Anna Otto (f\ufffdr immer).\n"


def test_who_is_meant_is_asked_before_anything_is_written(
    folder: Path, at_terminal: AtTerminal
) -> None:
    shown = at_terminal(folder, "next", "anna", "fr", typed=b"2\n")

    assert "Anna Otto · nächstes Gespräch Fr 27.11.2026" in shown.decode()
    assert "next: 2026-11-27" in (folder / "kontakte/Anna Otto.md").read_text(encoding="utf-8")


def test_without_a_terminal_nobody_is_guessed(folder: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}

    for words in (("next", "anna", "fr"), ("file", "anna", "ott"), ("reopen", "anna")):
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
