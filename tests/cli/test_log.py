"""Logging at a real terminal: the question after a talk, and the editor for what was said."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue import dialogue

AtTerminal = Callable[..., bytes]
Run = Callable[..., subprocess.CompletedProcess[bytes]]

#: The end of the question.
KEY = "[Enter] offen lassen"

UWE = "---\nname: Uwe Kern\nstatus: anbahnung\n---\n"
ANNA = "---\nname: Anna Müller\nstatus: pflege\nnext: 2026-11-20\nevery: 6 Wochen\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    people = tmp_path / "kontakte"
    people.mkdir()
    (people / "uwe.md").write_text(UWE, encoding="utf-8")
    (people / "anna.md").write_text(ANNA, encoding="utf-8")
    return tmp_path


def file_of(folder: Path, name: str) -> str:
    return (folder / "kontakte" / f"{name}.md").read_text(encoding="utf-8")


def editor(folder: Path, script: str) -> str:
    """Return a command that writes a text instead of letting anybody."""
    file = folder / "editor.sh"
    file.write_text(script, encoding="utf-8")
    return f"sh '{file}'"


# --- the question ----------------------------------------------------------------------------


def test_after_a_talk_it_is_asked_how_it_goes_on(folder: Path) -> None:
    with dialogue(folder, "log", "uwe", "Gutes Gespräch über Messebau") as talk:
        talk.answer(KEY, "p")
        talk.answer("Rhythmus?", "8 wochen\n")
        talk.answer("Story?", "beide Messe-Aufbau 2009\n")
        talk.answer("Passt es?", "j")
        lines = talk.end()

    told = "Uwe Kern · Telefonat 23.11.2026 · Pflege, alle 8 Wochen · nächstes Gespräch"
    # What is too long for the terminal is broken between words.
    assert [line for line in lines if line in {f"{told} Mo", "  18.01.2027"}] == [
        f"{told} Mo",
        "  18.01.2027",
    ]
    assert talk.status == 0
    assert file_of(folder, "uwe") == (
        "---\nname: Uwe Kern\nstatus: pflege\nnext: 2027-01-18\nevery: 8 Wochen\nstory:\n"
        "  - beide Messe-Aufbau 2009\nfit: yes\n---\n\n"
        "## 2026-11-23 Telefonat: Gutes Gespräch über Messebau\n\n"
        "→ pflege · alle 8 Wochen · 2027-01-18\n"
    )


def test_one_undo_takes_back_question_and_answer(folder: Path, at_terminal: AtTerminal) -> None:
    with dialogue(folder, "log", "uwe", "kurz") as talk:
        talk.answer(KEY, "x")
        talk.end()

    at_terminal(folder, "undo")

    assert file_of(folder, "uwe") == UWE


def test_enter_leaves_it_open_without_another_word(folder: Path) -> None:
    with dialogue(folder, "log", "uwe", "kurz") as talk:
        talk.answer(KEY, "\n")
        lines = talk.end()

    assert lines[-2:] == ["Uwe Kern · Telefonat 23.11.2026 · Anbahnung", ""]
    assert file_of(folder, "uwe") == f"{UWE}\n## 2026-11-23 Telefonat: kurz\n"


def test_enter_leaves_it_at_the_rhythm(folder: Path) -> None:
    with dialogue(folder, "log", "anna", "kurz") as talk:
        talk.answer("Anna Müller, wieder Mo 04.01.2027 – wie geht's weiter?", "\n")
        talk.end()

    assert file_of(folder, "anna") == (
        ANNA.replace("2026-11-20", "2027-01-04") + "\n## 2026-11-23 Telefonat: kurz\n"
    )


def test_what_was_given_with_the_call_is_not_lost_to_the_answer(folder: Path) -> None:
    given = ("--story", "Messe", "--fit", "nein", "--step", "Mappe", "--value", "800 EUR")
    with dialogue(folder, "log", "uwe", "kurz", *given) as talk:
        talk.answer(KEY, "a")
        talk.answer("Wert [800 EUR]:", "\n")
        talk.answer("Wann wieder", "fr\n")
        talk.end()

    assert file_of(folder, "uwe") == (
        "---\nname: Uwe Kern\nstatus: angebot\nnext: 2026-11-27\nstep: Mappe\n"
        "story:\n  - Messe\nfit: no\nvalue: 800 EUR\n---\n\n"
        "## 2026-11-23 Telefonat: kurz\n\n→ angebot · 2026-11-27 · Mappe\n"
    )


def test_each_of_several_is_asked_about(folder: Path) -> None:
    with dialogue(folder, "log", "uwe,anna", "zu dritt") as talk:
        talk.answer("Uwe Kern – wie geht's weiter?", "k")
        talk.answer("Wert?", "\n")
        talk.answer("Anna Müller, wieder Mo 04.01.2027 – wie geht's weiter?", "x")
        lines = talk.end()

    assert "Uwe Kern · Telefonat 23.11.2026 · Kunde. Glückwunsch – Geschäft eingetütet." in lines
    assert "Anna Müller · Telefonat 23.11.2026 · abgelegt." in lines
    assert file_of(folder, "uwe").endswith("\nmit [[anna]]\n\n→ kunde\n")
    assert file_of(folder, "anna").endswith("\nmit [[uwe]]\n\n→ ablage\n")


def test_ctrl_c_leaves_what_was_recorded(folder: Path) -> None:
    with dialogue(folder, "log", "uwe,anna", "zu dritt") as talk:
        talk.answer("Uwe Kern – wie geht's weiter?", "x")
        talk.answer("Anna Müller, wieder", "\x03")
        lines = talk.end()

    assert talk.status == 130
    assert "Uwe Kern · Telefonat 23.11.2026 · abgelegt." in lines
    assert "status: ablage" in file_of(folder, "uwe")
    assert file_of(folder, "anna") == (
        f"{ANNA}\n## 2026-11-23 Telefonat: zu dritt\n\nmit [[uwe]]\n"
    )


def test_the_end_of_input_leaves_it_open(folder: Path) -> None:
    with dialogue(folder, "log", "uwe", "kurz") as talk:
        talk.answer(KEY, "\x04")
        talk.end()

    assert talk.status == 0
    assert file_of(folder, "uwe").endswith("kurz\n")


def test_nobody_else_has_to_wait_for_the_answer(folder: Path, at_terminal: AtTerminal) -> None:
    with dialogue(folder, "log", "uwe", "kurz") as talk:
        talk.answer(KEY, "w")

        at_terminal(folder, "next", "anna", "fr")

        talk.answer("Wann, und wozu?", "mo\n")
        talk.end()

    assert "next: 2026-11-27" in file_of(folder, "anna")
    assert "next: 2026-11-30" in file_of(folder, "uwe")


def test_a_decision_is_not_written_over_another_one(folder: Path) -> None:
    with dialogue(folder, "log", "uwe", "kurz") as talk:
        talk.answer(KEY, "w")
        file = folder / "kontakte/uwe.md"
        file.write_text(file_of(folder, "uwe").replace("status:", "next: 2026-12-24\nstatus:"))
        talk.answer("Wann, und wozu?", "fr\n")
        lines = talk.end()

    assert talk.status == 4
    refusal = "uwe.md wurde gerade geändert: das Gespräch steht drin, die Entscheidung nicht."
    assert lines[lines.index(refusal) + 1] == "  Noch einmal: journal next uwe …"
    assert "Uwe Kern · Telefonat 23.11.2026 · Anbahnung" in lines
    assert "next: 2026-12-24" in file_of(folder, "uwe")
    assert "## 2026-11-23 Telefonat: kurz" in file_of(folder, "uwe")


@pytest.mark.parametrize(
    "words",
    [
        ("--next", "fr"), ("--to", "pflege"), ("--every", "nie"), ("--file",), ("--attempt",),
        ("-c", "mail"), ("-c", "notiz"), ("--dry-run",), ("--json",),
    ],
)  # fmt: skip
def test_where_there_is_nothing_to_ask_nothing_is_asked(
    folder: Path, words: tuple[str, ...], at_terminal: AtTerminal
) -> None:
    shown = at_terminal(folder, "log", "uwe", "kurz", *words).decode()

    assert "Uwe Kern" in shown
    assert "wie geht's weiter" not in shown


def test_who_is_not_to_be_contacted_is_not_asked_about(
    folder: Path, at_terminal: AtTerminal
) -> None:
    (folder / "kontakte/uwe.md").write_text("---\nname: Uwe Kern\nconsent: none\n---\n")

    shown = at_terminal(folder, "log", "uwe", "ruft an").decode()

    assert shown == "Uwe Kern · Telefonat 23.11.2026 · ohne Status\r\n"


# --- the text --------------------------------------------------------------------------------


def test_without_words_the_editor_opens(folder: Path) -> None:
    typed = 'printf "Erste Zeile.\\n\\nZweite.\\n"; cat "$1"'
    command = editor(folder, f'( {typed} ) > "$1.new"; cp "$1.new" "$1"; rm "$1.new"')
    with dialogue(folder, "log", "uwe", EDITOR=command) as talk:
        talk.answer(KEY, "\n")
        talk.end()

    assert file_of(folder, "uwe") == (
        f"{UWE}\n## 2026-11-23 Telefonat\n\nErste Zeile.\n\nZweite.\n"
    )


def test_a_text_left_empty_records_nothing(folder: Path) -> None:
    with dialogue(folder, "log", "uwe", EDITOR="true") as talk:
        lines = talk.end()

    assert talk.status == 0
    assert lines[0].startswith("Nichts geschrieben, der Text blieb leer.")
    assert file_of(folder, "uwe") == UWE


def test_words_left_out_on_purpose_open_no_editor(folder: Path) -> None:
    with dialogue(folder, "log", "uwe", "", EDITOR="false") as talk:
        talk.answer(KEY, "\n")
        talk.end()

    assert file_of(folder, "uwe") == f"{UWE}\n## 2026-11-23 Telefonat\n"


def test_an_attempt_needs_no_words(folder: Path) -> None:
    with dialogue(folder, "log", "uwe", "--attempt", EDITOR="false") as talk:
        lines = talk.end()

    assert lines == ["Uwe Kern · 1. Versuch · wieder Mi 25.11.2026", ""]


def test_what_is_refused_is_refused_before_anybody_writes(folder: Path) -> None:
    with dialogue(folder, "log", "uwe", "--next", "bald", EDITOR="false") as talk:
        lines = talk.end()

    assert talk.status == 2
    assert lines == ["„bald“ ist kein Datum. Beispiele: 2026-12-07, 7.12., +6w, fr, nie", ""]


def test_a_text_that_finds_no_place_is_kept(folder: Path) -> None:
    (folder / "kontakte/uwe.md").write_text("---\nname: Uwe Kern\n")
    broken = f'echo "tel: a: b" >> "{folder}/kontakte/uwe.md"'
    command = editor(folder, f'{broken}; printf Lang. > "$1"')
    with dialogue(folder, "log", "uwe", EDITOR=command) as talk:
        lines = talk.end()

    assert talk.status == 4
    (kept,) = (line for line in lines if line.startswith("Was du geschrieben hast, liegt in "))
    assert Path(kept.rpartition(" ")[2]).read_text() == "Lang."


def test_the_text_may_come_from_standard_input(folder: Path) -> None:
    with dialogue(folder, "log", "uwe", "-") as talk:
        talk.answer("", "von Hand getippt\n\x04")
        talk.answer(KEY, "x")
        talk.end()

    assert "## 2026-11-23 Telefonat: von Hand getippt\n" in file_of(folder, "uwe")


@pytest.mark.parametrize("typed", [b"Gr\xfc\xdfe\x00", b"\xff\xfeG\0r\0\xfc\0\xdf\0e\0"])
def test_a_text_of_another_encoding_is_read_as_it_was_meant(folder: Path, typed: bytes) -> None:
    subprocess.run(
        [sys.executable, "-m", "kontaktjournal", "log", "uwe", "-"],
        cwd=folder,
        env=os.environ | {"JOURNAL_TODAY": "2026-11-23", "LC_ALL": "de_DE.UTF-8"},
        input=typed,
        check=True,
        capture_output=True,
    )

    assert "Telefonat: Grüße\n" in file_of(folder, "uwe")


# --- completion ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("journal log an", ["anna"]),
        ("journal log uwe,an", ["uwe,anna"]),
        ("journal log uwe,anna,", ["uwe,anna,anna", "uwe,anna,uwe"]),
    ],
)
def test_the_last_of_several_people_is_completed(
    folder: Path, run: Run, typed: str, offered: list[str]
) -> None:
    run(folder, "agenda")

    answer = run(
        folder,
        _JOURNAL_COMPLETE="bash_complete",
        COMP_WORDS=typed,
        COMP_CWORD=str(typed.count(" ")),
    )

    assert sorted(answer.stdout.decode().split()) == [f"plain,{one}" for one in offered]
