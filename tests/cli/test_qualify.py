"""Whom the day proposes, asked about one after the other, at a real terminal."""

import re
from pathlib import Path

import pytest

from dialogue import dialogue

#: The end of the question about each.
KEY = "[q] Schluss"
LIST = """\
Name,Telefon,E-Mail,Notiz
Sabine Roth,+49 221 555 0111,sabine@example.org,Buchbinden auf der Buchmesse Leipzig
Peter Lindner,+49 341 555 0120,peter@example.org,Buchmesse Leipzig
Ute Lang,+49 228 555 0131,ute@example.org,Buchbinden
Otto Nichts,+49 89 555 0160,otto@example.org,
"""
ME = '[me]\nevents = ["Buchmesse Leipzig"]\ntopics = ["Buchbinden"]\n'
UWE = "---\nname: Uwe Kern\nstatus: liste\nphone: +49 221 555 0177\nmet: Buchbinden\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "listen").mkdir()
    (tmp_path / "journal.toml").write_text(ME, encoding="utf-8")
    (tmp_path / "listen/leute.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def answered(folder: Path, *keys: str, words: tuple[str, ...] = (), **environ: str) -> list[str]:
    """Press one key at each question; return the lines that were shown."""
    with dialogue(folder, "qualify", *words, **environ) as talk:
        for key in keys:
            talk.answer(KEY, key)
        return talk.end()


def decisions(folder: Path) -> list[str]:
    file = folder / "listen/leute.entschieden.csv"
    return file.read_text(encoding="utf-8").splitlines()[1:] if file.exists() else []


def contacts(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "kontakte").iterdir())


def test_each_is_asked_about_and_one_key_decides(folder: Path) -> None:
    lines = answered(folder, "1", "s", "x")

    assert decisions(folder) == [
        "sabine@example.org,start,,2026-11-23",
        "peter@example.org,later,2027-02-22,2026-11-23",
        "ute@example.org,file,,2026-11-23",
    ]
    assert contacts(folder) == ["sabine-roth.md"]
    assert "kontakte/sabine-roth.md · Anbahnung · nächstes Gespräch Di 24.11.2026" in lines
    assert "Später: Peter Lindner, ab Mo 22.02.2027." in lines
    assert "Abgelegt: Ute Lang." in lines


def test_the_question_names_the_number_and_the_day(folder: Path) -> None:
    lines = answered(folder, "\n", "q")

    asked = [line for line in lines if line.startswith("[")]
    assert [re.sub(r" [q\n]?$", "", line) for line in asked][::2] == [
        "[1] Anbahnen (Di)  [w]ann anders …  [s]päter (in 90 Tagen)  [b]is …",
        "[2] Anbahnen (Di)  [w]ann anders …  [s]päter (in 90 Tagen)  [b]is …",
    ]


def test_with_nobody_it_begins_while_the_block_list_cannot_be_checked(folder: Path) -> None:
    line = f"hmac-sha256 1f0c77aa {'9d' * 32} 2026-11-01 unsubscribed\n"
    (folder / "sperrliste.txt").write_text(line, encoding="utf-8")

    lines = answered(folder, "1", "x", "q")
    assert contacts(folder) == []
    assert [one.split(",")[1] for one in decisions(folder)] == ["file"]
    assert any("--unchecked" in one for one in lines)

    answered(folder, "1", "q", words=("--unchecked",))
    assert len(contacts(folder)) == 1


def test_enter_and_q_decide_nothing(folder: Path) -> None:
    answered(folder, "\n", "q")

    assert decisions(folder) == []
    assert contacts(folder) == []


def test_another_number_and_any_other_key_are_no_answer(folder: Path) -> None:
    answered(folder, "2", "ä", "a", "q")

    assert decisions(folder) == ["sabine@example.org,start,,2026-11-23"]


def test_open_shows_all_that_a_row_says_and_asks_again(folder: Path) -> None:
    lines = answered(folder, "o", "q")

    place = lines.index("listen/leute.csv:2")
    assert lines[place + 1 : place + 5] == [
        "   Name: Sabine Roth",
        "   Telefon: +49 221 555 0111",
        "   E-Mail: sabine@example.org",
        "   Notiz: Buchbinden auf der Buchmesse Leipzig",
    ]


def test_open_opens_the_file_of_somebody_who_has_one(folder: Path) -> None:
    (folder / "kontakte/uwe.md").write_text(UWE, encoding="utf-8")
    (folder / "listen/leute.csv").unlink()
    opened = folder / "opened.txt"

    answered(folder, "o", "q", EDITOR=f'sh -c \'echo "$@" > "{opened}"\' --')

    assert "uwe.md" in opened.read_text(encoding="utf-8")


def test_who_is_a_contact_already_gets_another_status_or_is_filed(folder: Path) -> None:
    (folder / "kontakte/uwe.md").write_text(UWE, encoding="utf-8")
    (folder / "listen/leute.csv").unlink()

    answered(folder, "x")

    said = (folder / "listen/entschieden.csv").read_text(encoding="utf-8")
    written = (folder / "kontakte/uwe.md").read_text(encoding="utf-8")
    (uid,) = re.findall(r"(?m)^uid: (\w{10})$", written)
    assert said == f"key,decision,until,date\n{uid},file,,2026-11-23\n"
    assert "status: ablage" in written


def test_one_undo_takes_all_of_it_back(folder: Path) -> None:
    before = sorted(path.read_bytes() for path in folder.rglob("*") if path.is_file())

    answered(folder, "1", "s", "x")
    with dialogue(folder, "undo") as talk:
        talk.end()

    after = sorted(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert after == before


def test_ctrl_c_keeps_what_was_decided(folder: Path) -> None:
    with dialogue(folder, "qualify") as talk:
        talk.answer(KEY, "1")
        talk.answer(KEY, "\x03")
        talk.end()

    assert talk.status == 130
    assert decisions(folder) == ["sabine@example.org,start,,2026-11-23"]


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    lines = answered(folder, "1", "s", "q", words=("--dry-run",))

    assert "+status: anbahnung" in lines
    assert contacts(folder) == decisions(folder) == []


def test_the_same_five_come_again_until_they_are_handled(folder: Path) -> None:
    more = "".join(
        f"Eva {name},+49 221 555 02{place},,Buchmesse Leipzig mit Buchbinden\n"
        for place, name in enumerate("abcdefgh", start=10)
    )
    with (folder / "listen/leute.csv").open("a", encoding="utf-8") as file:
        file.write(more)

    first, again = (names_in(answered(folder, "q")) for _ in range(2))
    answered(folder, "\n", "1", "2", "q")
    after = names_in(answered(folder, "q"))

    assert first == again
    assert len(first) == 5
    assert after == [first[0], *first[2:]]


def names_in(lines: list[str]) -> list[str]:
    """Return whom the table shows, in order; the question's own rows are left out."""
    shown = [line for line in lines if re.match(r" \d  ", line)]
    names = [re.split(r"\s{2,}", line.strip())[1] for line in shown]
    return [*dict.fromkeys(names)]


def test_another_day_can_be_named_with_what_it_is_for(folder: Path) -> None:
    with dialogue(folder, "qualify") as talk:
        talk.answer(KEY, "w")
        talk.answer("Wann, und wozu?", "heute 15:00 Muster zeigen\n")
        talk.answer(KEY, "q")
        lines = talk.end()

    written = (folder / "kontakte/sabine-roth.md").read_text(encoding="utf-8")
    assert "\nnext: 2026-11-23 15:00\nstep: Muster zeigen\n" in written
    assert decisions(folder) == ["sabine@example.org,start,,2026-11-23"]
    assert any("nächstes Gespräch Mo 23.11.2026 15:00" in line for line in lines)


def test_another_day_can_be_named_for_later(folder: Path) -> None:
    with dialogue(folder, "qualify") as talk:
        talk.answer(KEY, "b")
        talk.answer("Bis wann?", "bald\n")
        talk.answer("Bis wann?", "nie\n")
        talk.answer("Bis wann?", "15.1.\n")
        talk.answer(KEY, "q")
        lines = talk.end()

    assert decisions(folder) == ["sabine@example.org,later,2027-01-15,2026-11-23"]
    assert any("„bald“ ist kein Datum" in line for line in lines)


@pytest.mark.parametrize(("key", "question"), [("w", "Wann, und wozu?"), ("b", "Bis wann?")])
def test_whoever_names_no_day_is_asked_again(folder: Path, key: str, question: str) -> None:
    with dialogue(folder, "qualify") as talk:
        talk.answer(KEY, key)
        talk.answer(question, "\n")
        talk.answer(KEY, "q")
        talk.end()

    assert decisions(folder) == []


def test_english_keys_are_those_of_the_question(folder: Path) -> None:
    with dialogue(folder, "--lang", "en", "qualify") as talk:
        talk.answer("[q] quit", "c")
        talk.answer("When, and what for?", "today\n")
        talk.answer("[q] quit", "u")
        talk.answer("Until when?", "+6w\n")
        talk.answer("[q] quit", "q")
        talk.end()

    assert decisions(folder) == [
        "sabine@example.org,start,,2026-11-23",
        "peter@example.org,later,2027-01-04,2026-11-23",
    ]


def test_what_a_row_says_at_length_is_shown_in_part(folder: Path) -> None:
    note = f"Buchbinden \x1b[31m{'viel ' * 200_000}"
    text = f"Name,Telefon,Notiz\nSabine Roth,+49 221 555 0111,{note}\n"
    (folder / "listen/leute.csv").write_text(text, encoding="utf-8")

    lines = answered(folder, "o", "q")

    at = next(place for place, line in enumerate(lines) if line.startswith("   Notiz:"))
    end = next(place for place, line in enumerate(lines) if place > at and line.startswith("["))
    told = " ".join(" ".join(lines[at:end]).split())
    assert told.startswith("Notiz: Buchbinden \\x1b[31mviel viel")
    assert told.endswith("viel…")
    assert len(told) < 600


def test_a_number_leads_to_the_row_and_then_to_the_file(folder: Path) -> None:
    answered(folder, "q")
    with dialogue(folder, "show", "1") as talk:
        row = talk.end()
    answered(folder, "1", "q")
    with dialogue(folder, "show", "1") as talk:
        file = talk.end()

    assert row[0] == "Sabine Roth · listen/leute.csv:2"
    assert "   Telefon: +49 221 555 0111" in row
    assert "Noch kein Kontakt. Beginnen: journal qualify --start 1 · später: --later 1 ·" in row
    assert file[0] == "Sabine Roth · Anbahnung"
