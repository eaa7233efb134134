"""``journal import`` as people and programs see it: what it was given may be anybody's."""

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]
AtTerminal = Callable[..., bytes]

#: Enough cards that taking them in is worth a word.
MANY = 60


def card(name: str, *lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "kontakte/anna.md").write_text("---\nname: Anna\n---\n", encoding="utf-8")
    return tmp_path


def taken_in(run: Run, folder: Path, text: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    (folder / "adressen.vcf").write_bytes(text.encode())
    done = run(folder, "import", "adressen.vcf", *words)
    assert b"Traceback" not in done.stderr
    return done


def test_whoever_waits_sees_how_far_it_is(at_terminal: AtTerminal, folder: Path) -> None:
    (folder / "adressen.vcf").write_text("".join(card(f"Otto {n}") for n in range(MANY)))

    told = at_terminal(folder, "--no-color", "import", "adressen.vcf").decode().split("\r")

    assert told[0] == "50 gelesen"
    assert told[1].strip() == ""
    assert "".join(told).count("gelesen") == len(("50 gelesen", "gelesen 60 = …"))


def test_a_pipe_and_quiet_see_none_of_it(run: Run, folder: Path) -> None:
    done = taken_in(run, folder, "".join(card(f"Otto {n}") for n in range(MANY)), "-q")

    assert done.stderr == b""
    assert done.stdout.decode().splitlines()[1].startswith("gelesen 60 = neu 60 + ergänzt 0")


def test_what_a_card_says_is_harmless_on_a_terminal_and_in_a_spreadsheet(
    run: Run, folder: Path
) -> None:
    hostile = (
        card("Anna", "TEL:110") + card("=cmd|'/C calc'!A0 \x1b[31m") + "BEGIN:VCARD\nFN:\x1bX"
    )

    done = taken_in(run, folder, hostile, "--report", "bericht.csv")

    assert b"\x1b" not in done.stdout + done.stderr
    with (folder / "bericht.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert [row["name"][:1] for row in rows if row["outcome"] == "new"] == ["A", "'"]


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_a_program_reads_a_sum_that_adds_up(
    run: Run, folder: Path, words: tuple[str, ...]
) -> None:
    text = card("Anna", "EMAIL:anna@example.org") + card("Otto") + card("Otto") + card("")

    said = json.loads(taken_in(run, folder, text, "--json", *words).stdout)

    parts = [said[part] for part in ("new", "filled", "unchanged", "skipped", "unclear")]
    assert said["read"] == sum(parts)
    assert parts == [2, 0, 0, 2, 0]
    assert said["skipped"] == sum(said["skipped_by"].values())
    assert said["dry_run"] is bool(words)


def test_what_breaks_off_while_it_is_read_leaves_nothing_behind(run: Run, folder: Path) -> None:
    (folder / "eins.vcf").write_text(card("Otto"))
    before = sorted(path.name for path in (folder / "kontakte").iterdir())

    done = run(folder, "import", "eins.vcf", "weg.vcf")

    assert done.returncode == 5
    assert sorted(path.name for path in (folder / "kontakte").iterdir()) == before


def test_a_file_of_two_names_is_left_and_the_others_come(run: Run, folder: Path) -> None:
    known = folder / "kontakte/karl.md"
    known.write_text("---\nname: Karl\nphone: 0221 5550199\n---\n")
    (folder / "anderswo.md").hardlink_to(known)

    text = card("Karl", "TEL:0221 5550199", "EMAIL:karl@example.org") + card("Otto")
    done = taken_in(run, folder, text)

    assert "neu 1 + ergänzt 0" in done.stdout.decode()
    assert "übersprungen 1 (1 nicht sicher zu schreiben)" in done.stdout.decode()
    assert known.read_text() == "---\nname: Karl\nphone: 0221 5550199\n---\n"


def test_an_older_report_is_replaced_and_nothing_else(run: Run, folder: Path) -> None:
    (folder / "brief.csv").write_text("Liebe Anna\n")

    first = taken_in(run, folder, card("Otto"), "--report", "bericht.csv")
    second = taken_in(run, folder, card("Karl"), "--report", "bericht.csv")
    refused = taken_in(run, folder, card("Uwe"), "--report", "brief.csv")

    assert (first.returncode, second.returncode, refused.returncode) == (0, 0, 3)
    assert '"Karl"' in (folder / "bericht.csv").read_text()
    assert (folder / "brief.csv").read_text() == "Liebe Anna\n"
    assert not (folder / "kontakte/uwe.md").exists()


def test_a_table_tells_no_story_and_moves_nobody(run: Run, folder: Path) -> None:
    head = "name: Anna\nemail: anna@example.org\nstatus: gespraech\nstory:\nfit:\nnext:\n"
    (folder / "kontakte/anna.md").write_text(f"---\n{head}city:\n---\n", encoding="utf-8")
    (folder / "kunden.csv").write_text(
        "Name,E-Mail,Ort,Story,Fit,Status,Next\n"
        "Anna,anna@example.org,Köln,kennt mich gut,yes,kunde,2026-12-01\n"
        "Tom Kern,tom@example.org,Ulm,kennt mich gut,yes,kunde,2026-12-01\n",
        encoding="utf-8",
    )

    run(folder, "import", "kunden.csv", "--as", "kontakte")

    known = (folder / "kontakte/anna.md").read_text(encoding="utf-8")
    assert known == f"---\n{head}city: Köln\n---\n"
    new = (folder / "kontakte/tom-kern.md").read_text(encoding="utf-8").split("---\n")
    assert [line.split(":")[0] for line in new[1].splitlines()] == [
        "name", "status", "email", "city", "source", "created", "uid",
    ]  # fmt: skip
    assert "status: liste\n" in new[1]
    assert "> - Story: kennt mich gut\n> - Fit: yes\n> - Status: kunde\n" in new[2]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_a_list_of_any_encoding_is_added_to(run: Run, folder: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding.startswith("utf-16-") else ""
    path = folder / "listen/leser.csv"
    path.parent.mkdir()
    path.write_bytes(f"{mark}Name;E-Mail;Ort\r\nJörg Kern;joerg@example.org;\r\n".encode(encoding))
    came = "Name,E-Mail,Ort\nJörg Kern,joerg@example.org,Fürth\nMia Öz,mia@example.org,Köln\n"
    (folder / "leser.csv").write_text(came, encoding="utf-8")

    done = run(folder, "import", "leser.csv", "--as", "liste")

    assert done.returncode == 0
    assert path.read_bytes() == (
        f"{mark}Name;E-Mail;Ort;journal_key\r\n"
        "Jörg Kern;joerg@example.org;Fürth\r\n"
        "Mia Öz;mia@example.org;Köln;mia@example.org\r\n"
    ).encode(encoding)
