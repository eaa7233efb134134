"""``journal new`` at a terminal, and what only a process of its own can show."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]
AtTerminal = Callable[..., bytes]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    root = tmp_path / "journal"
    (root / "kontakte").mkdir(parents=True)
    (root / "kontakte/jonas-weber.md").write_text("---\nname: Jonas Weber\n---\n")
    return root


def test_at_a_terminal_the_name_is_asked_for(journal: Path, at_terminal: AtTerminal) -> None:
    told = at_terminal(journal, "new", "--next", "nie", typed="Anna  Müller\n".encode())

    assert "Wie heißt der Mensch? " in told.decode()
    assert told.decode().endswith("kontakte/anna-mueller.md · Anbahnung · bewusst ohne Termin\r\n")
    assert (journal / "kontakte/anna-mueller.md").exists()


def test_nobody_is_made_of_no_answer(journal: Path, at_terminal: AtTerminal) -> None:
    told = at_terminal(journal, "new", typed=b"\n")

    assert told.decode().endswith('Wer ist es? Beispiel: journal new "Anna Müller"\r\n')
    assert [path.name for path in (journal / "kontakte").iterdir()] == ["jonas-weber.md"]


@pytest.mark.parametrize("name", ["", "  ", "\x01"])
def test_nobody_is_made_of_no_name(run: Run, journal: Path, name: str) -> None:
    answer = run(journal, "new", name)

    assert answer.stderr.decode() == 'Wer ist es? Beispiel: journal new "Anna Müller"\n'
    assert answer.returncode == 2


def test_at_a_terminal_a_signature_can_be_pasted(journal: Path, at_terminal: AtTerminal) -> None:
    signature = "Anna Müller\n0221 5550171\n".encode()

    told = at_terminal(journal, "new", "--stdin", "--next", "nie", typed=signature + b"\x04")

    assert "Signatur oder vCard einfügen, dann Strg-D:" in told.decode()
    assert "phone: 0221 5550171" in (journal / "kontakte/anna-mueller.md").read_text()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_card_is_read_however_it_is_encoded(journal: Path, encoding: str) -> None:
    card = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Jörg Weiß\r\nEND:VCARD\r\n".encode(encoding)

    subprocess.run(
        [sys.executable, "-m", "kontaktjournal", "new", "--stdin"],
        cwd=journal, input=card, check=True, capture_output=True,
    )  # fmt: skip

    assert (journal / "kontakte/joerg-weiss.md").exists()


def test_what_a_typed_word_puts_aside_is_not_lost(journal: Path) -> None:
    card = "BEGIN:VCARD\nFN:J. Otto\nTITLE:Setzer\nADR:;;Am See 3;Bonn;;53111;\nEND:VCARD\n"

    subprocess.run(
        [sys.executable, "-m", "kontaktjournal", "new", "Jan Otto", "--role", "Drucker",
         "--address", "Köln", "--stdin"],
        cwd=journal, input=card.encode(), check=True, capture_output=True,
    )  # fmt: skip

    text = (journal / "kontakte/jan-otto.md").read_text()
    assert "role: Drucker\n" in text
    assert text.endswith("# Jan Otto\n\n> J. Otto\n> Setzer\n> Am See 3, 53111 Bonn\n")


def test_uids_differ_and_a_dry_run_shows_the_one_that_will_be(journal: Path, run: Run) -> None:
    def uid(name: str, *options: str, moment: str = "08:00") -> str:
        done = run(journal, "new", name, "--json", *options, JOURNAL_NOW=moment)
        changed = {one["key"]: one["to"] for one in json.loads(done.stdout)["changed"]}
        return str(changed["uid"])

    shown = uid("Anna", "--dry-run")
    written = uid("Anna", moment="08:01")

    assert written == shown
    assert len({written, uid("Berta"), uid("Anna", "--force")}) == 3


def test_a_journal_that_cannot_be_written_to_says_so(journal: Path, run: Run) -> None:
    (journal / "journal.toml").write_text('[folders]\ncontacts = ["kontakte/jonas-weber.md"]\n')

    done = run(journal, "new", "Anna")

    assert done.returncode == 5
    assert done.stdout == b""
