"""Deciding about one contact after the other, at a real terminal."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue import dialogue

Run = Callable[..., subprocess.CompletedProcess[bytes]]

#: The end of the question about each.
KEY = "[q] Schluss"

MIA = """\
---
name: Mia Sommer
status: gespraech
story: [beide aus Köln]
---

## 2026-11-20 Zoom: viel gelacht

Laden läuft.
"""
UWE = "---\nname: Uwe Kern\nstatus: anbahnung\n---\n"
STEFFEN = """\
---
name: Steffen Raabe
status: anbahnung
next: 2026-11-20
---

- 2026-11-20 Versuch
- 2026-11-18 Versuch
- 2026-11-16 Versuch
- 2026-11-12 Versuch
- 2026-11-10 Versuch
"""
FILED = UWE.replace("anbahnung", "ablage")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    people = tmp_path / "kontakte"
    people.mkdir()
    (people / "mia.md").write_text(MIA, encoding="utf-8")
    (people / "uwe.md").write_text(UWE, encoding="utf-8")
    (people / "steffen.md").write_text(STEFFEN, encoding="utf-8")
    return tmp_path


def file_of(folder: Path, name: str) -> str:
    return (folder / "kontakte" / f"{name}.md").read_text(encoding="utf-8")


def editor(folder: Path, script: str) -> str:
    """Return a command that does something instead of letting anybody edit."""
    file = folder / "editor.sh"
    file.write_text(f'cd "{folder}/kontakte"\n{script}\n', encoding="utf-8")
    return f"sh '{file}'"


def answered(folder: Path, *keys: str, options: tuple[str, ...] = (), **environ: str) -> list[str]:
    """Press one key at each question; return the lines that were written."""
    with dialogue(folder, "triage", *options, **environ) as talk:
        for key in keys:
            talk.answer(KEY, key)
        return talk.end()


def test_each_is_asked_about_and_what_is_decided_is_written(folder: Path) -> None:
    with dialogue(folder, "triage") as talk:
        talk.answer(KEY, "p")
        talk.answer("Rhythmus?", "8 wochen\n")
        talk.answer("Passt es?", "j")
        talk.answer(KEY, "w")
        talk.answer("Wann,", "fr 10 uhr Mappe zeigen\n")
        talk.answer(KEY, "x")
        lines = talk.end()

    assert [line for line in lines if line.endswith(" von 3")] == ["1 von 3", "2 von 3", "3 von 3"]
    assert "Mia Sommer · Pflege, alle 8 Wochen · nächstes Gespräch Fr 15.01.2027" in lines
    assert "Uwe Kern · Anbahnung · nächstes Gespräch Fr 27.11.2026 10:00" in lines
    assert "Steffen Raabe · abgelegt" in lines
    assert "3 entschieden." in lines
    assert file_of(folder, "mia") == (
        "---\nname: Mia Sommer\nstatus: pflege\nnext: 2027-01-15\nevery: 8 Wochen\n"
        "story: [beide aus Köln]\nfit: yes\n---\n\n## 2026-11-20 Zoom: viel gelacht\n\n"
        "Laden läuft.\n\n→ pflege · alle 8 Wochen · 2027-01-15\n"
    )
    assert "next: 2026-11-27 10:00\nstep: Mappe zeigen\n" in file_of(folder, "uwe")
    assert "status: ablage\nnext:\n" in file_of(folder, "steffen")


def test_a_card_shows_what_helps_to_decide(folder: Path) -> None:
    lines = answered(folder, "\n", "\n", "q")

    mia, steffen = lines.index("1 von 3"), lines.index("3 von 3")
    assert lines[mia : mia + 5] == [
        "1 von 3",
        "Mia Sommer · Gespräch",
        "  Zoom am 20.11. geführt – wie geht's weiter?",
        "  Letztes Gespräch  Fr 20.11. Zoom: viel gelacht",
        "                    Laden läuft.",
    ]
    assert lines[mia + 5] == "  Gemeinsame Story  beide aus Köln"
    assert lines[steffen : steffen + 5] == [
        "3 von 3",
        "Steffen Raabe · Anbahnung",
        "  5 Versuche ohne Gespräch – ablegen?",
        "  Versuche  Fr 20.11. Versuch",
        "            Mi 18.11. Versuch · … 3 weitere",
    ]


def test_enter_leaves_open_and_q_ends(folder: Path) -> None:
    lines = answered(folder, "\n", "x", "q")

    assert "1 entschieden, 1 offen gelassen, 1 noch nicht gesehen." in lines
    assert (file_of(folder, "mia"), file_of(folder, "uwe")) == (MIA, FILED)
    assert file_of(folder, "steffen") == STEFFEN


def test_the_whole_triage_is_one_command_to_undo(run: Run, folder: Path) -> None:
    state = str(folder / "state")
    answered(folder, "x", "x", "x", XDG_STATE_HOME=state)

    run(folder, "undo", XDG_STATE_HOME=state)

    assert (file_of(folder, "mia"), file_of(folder, "uwe")) == (MIA, UWE)
    assert file_of(folder, "steffen") == STEFFEN


def test_who_is_filed_goes_into_the_archive(folder: Path) -> None:
    (folder / "journal.toml").write_text(
        'version = 1\n[folders]\narchive = "kontakte/archiv"\n', encoding="utf-8"
    )

    lines = answered(folder, "\n", "x", "q")

    assert "Die Datei liegt jetzt in kontakte/archiv/" in lines
    assert file_of(folder, "archiv/uwe") == FILED
    assert not (folder / "kontakte" / "uwe.md").exists()


def test_a_dry_run_asks_and_only_says_what_it_would_write(folder: Path) -> None:
    lines = answered(folder, "\n", "x", "q", options=("--dry-run",))

    assert "-status: anbahnung" in lines
    assert "+status: ablage" in lines
    assert "Nichts geschrieben (--dry-run)." in lines
    assert file_of(folder, "uwe") == UWE


def test_whoever_got_a_step_meanwhile_is_not_asked_about(folder: Path) -> None:
    script = editor(folder, "printf -- '---\\nnext: 2026-12-07\\n---\\n' > uwe.md; rm steffen.md")

    lines = answered(folder, "o", "\n", EDITOR=script)

    assert "2 von 3" not in lines
    assert "1 offen gelassen, 2 inzwischen geklärt." in lines


def test_what_was_decided_in_the_editor_is_decided(folder: Path) -> None:
    script = editor(folder, "sed -i s/gespraech/kunde/ mia.md")

    lines = answered(folder, "o", "q", EDITOR=script)

    assert "1 entschieden, 2 noch nicht gesehen." in lines
    assert lines.count("1 von 3") == 1


def test_what_broke_in_the_editor_is_told_at_once(folder: Path) -> None:
    script = editor(folder, "sed -i 's/^status.*/next: bald/' mia.md")

    lines = answered(folder, "o", "q", EDITOR=script)

    assert any(line.startswith("kontakte/mia.md:3 ") for line in lines)
    assert "1 offen gelassen, 2 noch nicht gesehen." in lines


def test_without_an_editor_the_question_comes_again(folder: Path) -> None:
    lines = answered(folder, "o", "x", "q", EDITOR="no-such-editor")

    assert lines.count("1 von 3") == 2
    assert any("no-such-editor" in line for line in lines)
    assert "1 entschieden, 2 noch nicht gesehen." in lines


def test_a_file_that_must_not_be_written_is_said_and_asked_again(folder: Path) -> None:
    (folder / "elsewhere.md").hardlink_to(folder / "kontakte/mia.md")

    lines = answered(folder, "x", "\n", "q")

    assert any("harte Verknüpfung" in line for line in lines)
    assert "1 offen gelassen, 2 noch nicht gesehen." in lines
    assert file_of(folder, "mia") == MIA


def test_in_english_its_keys_are_english(folder: Path) -> None:
    script = editor(folder, "sed -i s/gespraech/kunde/ mia.md")
    with dialogue(folder, "--lang", "en", "triage", EDITOR=script) as talk:
        talk.answer("[q] quit", "e")
        talk.answer("[q] quit", "c")
        talk.answer("When,", "mon\n")
        talk.answer("[q] quit", "q")
        lines = talk.end()

    assert "Uwe Kern · Approach · next conversation Mon 30 Nov 2026" in lines
    assert "2 decided, 1 not seen yet." in lines


def test_ctrl_c_leaves_what_was_decided(folder: Path) -> None:
    with dialogue(folder, "triage") as talk:
        talk.answer(KEY, "x")
        talk.answer(KEY, "\x03")
        lines = talk.end()

    assert talk.status == 130
    assert "1 entschieden, 2 noch nicht gesehen." in lines
    assert "status: ablage" in file_of(folder, "mia")
    assert file_of(folder, "uwe") == UWE


def test_what_was_changed_while_the_question_was_open_is_not_written_over(folder: Path) -> None:
    changed = MIA.replace("gespraech", "angebot")
    with dialogue(folder, "triage") as talk:
        talk.wait_for(KEY)
        (folder / "kontakte/mia.md").write_text(changed, encoding="utf-8")
        talk.type("x")
        talk.answer(KEY, "q")
        lines = talk.end()

    assert any(line.startswith("mia.md wurde gerade geändert") for line in lines)
    assert "Mia Sommer · Angebot" in lines
    assert file_of(folder, "mia") == changed
