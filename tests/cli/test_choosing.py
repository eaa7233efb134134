"""Whom a word on the command line means, and what is refused when something else was decided."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from called_here import Said, called
from dialogue import dialogue
from kontaktjournal.desk.desk import Desk

KEY = "[q] Schluss"
ADA = "Ada Eins,a@example.org,+49 221 555 0101,Köln\n"
BOB = "Bob Zwei,b@example.org,+49 221 555 0102,Köln\n"
LIST = f"Name,E-Mail,Telefon,Ort\n{ADA}{BOB}"
PIA = "---\nname: Pia Pool\nstatus: liste\nphone: +49 221 555 0103\ncity: Köln\n---\n"
ADA_HERE = "---\nname: Ada Eins\nstatus: {}\nemail: a@example.org\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "journal"
    (root / "kontakte").mkdir(parents=True)
    (root / "listen").mkdir()
    (root / "journal.toml").write_text('[me]\nplaces = ["Köln"]\n', encoding="utf-8")
    put(root, "listen/l.csv", LIST)
    return root


def put(folder: Path, path: str, text: str) -> None:
    (folder / path).write_text(text, encoding="utf-8")


def qualify(folder: Path, *words: str) -> Said:
    return called(folder, "qualify", *words)


def answer(folder: Path, *words: str) -> Any:
    return json.loads(qualify(folder, *words, "--json").stdout)


def contacts(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "kontakte").iterdir())


def decisions(folder: Path, name: str = "l.entschieden.csv") -> list[str]:
    file = folder / "listen" / name
    return file.read_text(encoding="utf-8").splitlines()[1:] if file.exists() else []


def pressed(folder: Path, key: str, meanwhile: Callable[[], object]) -> list[str]:
    """Press a key about the first who is shown, when something else happened meanwhile."""
    given = {"XDG_CACHE_HOME": f"{folder}.cache", "XDG_STATE_HOME": f"{folder}.state",
             "HOME": str(folder.parent)}  # fmt: skip
    with dialogue(folder, "qualify", **given) as talk:
        talk.wait_for(KEY)
        meanwhile()
        talk.type(key)
        talk.answer(KEY, "q")
        return talk.end()


def first(folder: Path) -> str:
    """Return the key of whoever is shown first."""
    return str(answer(folder)["drawn"][0]["key"])


# --- what was decided meanwhile ------------------------------------------------------------------


@pytest.mark.parametrize("key", ["1", "s", "x"])
def test_nobody_is_written_back_who_is_gone_from_the_list(folder: Path, key: str) -> None:
    shown = first(folder)
    gone, name = (ADA, "Ada Eins") if shown == "a@example.org" else (BOB, "Bob Zwei")

    lines = pressed(folder, key, lambda: put(folder, "listen/l.csv", LIST.replace(gone, "")))

    assert any(line.startswith(f"{name} steht nicht mehr") for line in lines)
    assert (contacts(folder), decisions(folder)) == ([], [])


@pytest.mark.parametrize("key", ["1", "s", "x"])
def test_nobody_is_begun_with_whose_row_says_something_else(folder: Path, key: str) -> None:
    other = LIST.replace("555 0101", "555 0109").replace("555 0102", "555 0108")

    lines = pressed(folder, key, lambda: put(folder, "listen/l.csv", other))

    assert any("steht inzwischen etwas anderes" in line for line in lines)
    assert (contacts(folder), decisions(folder)) == ([], [])


@pytest.mark.parametrize("key", ["1", "s"])
def test_nobody_is_written_down_who_was_blocked_meanwhile(folder: Path, key: str) -> None:
    blocked = "a@example.org\nb@example.org\n"

    lines = pressed(folder, key, lambda: put(folder, "sperrliste.txt", blocked))

    assert any("nicht angeschrieben werden" in line for line in lines)
    assert (contacts(folder), decisions(folder)) == ([], [])


@pytest.mark.parametrize("choice", ["--start", "--later", "--file"])
@pytest.mark.parametrize("key", ["1", "s", "x"])
def test_what_was_decided_elsewhere_holds(folder: Path, choice: str, key: str) -> None:
    qualify(folder)

    lines = pressed(folder, key, lambda: qualify(folder, choice, "1"))

    assert any("ist heute schon entschieden" in line for line in lines)
    assert len(decisions(folder)) == 1
    assert len(contacts(folder)) == (choice == "--start")


@pytest.mark.parametrize("choice", ["--start", "--later", "--file"])
@pytest.mark.parametrize("key", ["1", "s", "x"])
def test_what_was_decided_about_a_contact_holds(folder: Path, choice: str, key: str) -> None:
    (folder / "listen/l.csv").unlink()
    put(folder, "kontakte/pia.md", PIA)
    put(folder, "kontakte/quo.md", PIA.replace("Pia", "Quo").replace("0103", "0104"))
    qualify(folder)

    lines = pressed(folder, key, lambda: qualify(folder, choice, "1"))

    told = " ".join(lines)
    assert "heute schon" in told or "im Gespräch:" in told or "abgelegt;" in told
    assert len(decisions(folder, "entschieden.csv")) == 1


def test_two_commands_at_once_begin_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter = Desk.__enter__
    others: list[Said] = []

    def later(desk: Desk) -> Desk:
        if not others:
            others.append(Said(0, "", ""))
            others.append(qualify(folder, "--start", "a@example.org"))
        return enter(desk)

    monkeypatch.setattr(Desk, "__enter__", later)
    said = qualify(folder, "--start", "a@example.org")

    assert (said.status, others[1].status) == (3, 0)
    assert contacts(folder) == ["ada-eins.md"]
    assert len(decisions(folder)) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--start", "a@example.org", "--start", "a@example.org"),
        ("--start", "a@example.org", "--file", "Ada Eins"),
        ("--later", "listen/l.csv:2", "--start", "+49 221 555 0101"),
        ("--later", "listen/l.csv:2", "--start", "listen/m.csv:2"),
    ],
)
def test_nobody_is_decided_about_twice_at_once(folder: Path, words: tuple[str, ...]) -> None:
    put(folder, "listen/m.csv", LIST)

    said = qualify(folder, *words)

    assert said.status == 2
    assert said.stderr.startswith("Ada Eins ist mehrmals genannt")
    assert (contacts(folder), decisions(folder)) == ([], [])


def test_the_same_once_more_writes_nothing(folder: Path) -> None:
    qualify(folder, "--later", "a@example.org")

    said = qualify(folder, "--later", "a@example.org")

    assert (said.status, len(decisions(folder))) == (0, 1)


# --- with whom one talks already -------------------------------------------------------------


@pytest.mark.parametrize("ref", ["a@example.org", "ada"])
@pytest.mark.parametrize(
    ("choice", "hint"), [("--start", ""), ("--later", "journal next ada"),
                         ("--file", "journal file ada")],
)  # fmt: skip
def test_who_is_in_play_is_not_decided_about(
    folder: Path, ref: str, choice: str, hint: str
) -> None:
    put(folder, "kontakte/ada.md", ADA_HERE.format("gespraech"))
    if ref == "ada":
        (folder / "listen/l.csv").unlink()

    said = qualify(folder, choice, ref)

    assert said.status == 3
    assert said.stderr.startswith("Ada Eins ist schon im Gespräch: kontakte/ada.md")
    assert hint in said.stderr
    assert decisions(folder) == []


@pytest.mark.parametrize("choice", ["--start", "--later", "--file"])
def test_who_is_filed_is_not_decided_about(folder: Path, choice: str) -> None:
    put(folder, "kontakte/ada.md", ADA_HERE.format("ablage"))

    said = qualify(folder, choice, "a@example.org")

    assert (said.status, "Ada Eins ist abgelegt" in said.stderr) == (3, True)
    assert decisions(folder) == []


# --- a uid ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("choice", ["--later", "--file"])
def test_a_decision_about_a_contact_survives_another_name(folder: Path, choice: str) -> None:
    put(folder, "kontakte/pia.md", PIA)
    qualify(folder, choice, "Pia Pool")
    written = (folder / "kontakte/pia.md").read_text(encoding="utf-8")
    put(folder, "kontakte/pia.md", written.replace("status: ablage", "status: liste"))
    called(folder, "mv", "pia", "Petra Pool")

    barred = answer(folder)["barred"]

    assert contacts(folder) == ["petra-pool.md"]
    assert barred["later" if choice == "--later" else "filed"] == 1


def test_one_undo_takes_the_uid_back(folder: Path) -> None:
    put(folder, "kontakte/pia.md", PIA)
    qualify(folder, "--later", "Pia Pool")
    changed = (folder / "kontakte/pia.md").read_text(encoding="utf-8")

    called(folder, "undo")

    assert "uid: " in changed
    assert (folder / "kontakte/pia.md").read_text(encoding="utf-8") == PIA
    assert decisions(folder, "entschieden.csv") == []


def test_who_got_a_uid_waits_for_no_decision(folder: Path) -> None:
    (folder / "listen/l.csv").unlink()
    put(folder, "kontakte/pia.md", PIA)
    qualify(folder)
    before = called(folder, "check").stdout
    qualify(folder, "--later", "1")

    after = called(folder, "check").stdout

    assert ("I305" in before, "I305" in after) == (True, False)


def test_a_number_means_a_contact_who_got_a_uid_since(folder: Path) -> None:
    (folder / "listen/l.csv").unlink()
    put(folder, "kontakte/pia.md", PIA)
    qualify(folder)
    qualify(folder, "--later", "1")

    assert qualify(folder, "--start", "1").status == 0
    assert "status: anbahnung" in (folder / "kontakte/pia.md").read_text(encoding="utf-8")


# --- whom a word means ---------------------------------------------------------------------------


def test_a_contact_who_is_on_a_list_too_is_one(folder: Path) -> None:
    put(folder, "kontakte/ada.md", ADA_HERE.format("liste"))

    drawn = next(one for one in answer(folder)["drawn"] if one["name"] == "Ada Eins")
    del drawn["number"]

    for ref in ("Ada Eins", "kontakte/ada.md", "a@example.org"):
        told = answer(folder, "--explain", ref)
        assert told.pop("version") == 1
        assert told == drawn


def test_somebody_on_two_lists_is_one(folder: Path) -> None:
    put(folder, "listen/m.csv", LIST + "Carla Eins,c@example.org,,Köln\n")
    drawn = next(one for one in answer(folder)["drawn"] if one["name"] == "Ada Eins")

    told = answer(folder, "--start", "Ada Eins")

    assert (told["list"], told["key"]) == (drawn["list"], drawn["key"])


def test_of_several_a_place_tells_which(folder: Path) -> None:
    put(
        folder,
        "listen/m.csv",
        "Name,E-Mail,Telefon,Ort\nAda Eins,z@example.org,+49 30 555 01,Ulm\n",
    )

    said = qualify(folder, "--later", "Ada Eins")

    assert said.status == 3
    assert "Ada Eins (listen/l.csv:2), Ada Eins (listen/m.csv:2)" in said.stderr
    assert said.stderr.endswith("oder Zeile, etwa listen/l.csv:2\n")
    assert qualify(folder, "--later", "listen/m.csv:2").status == 0
    assert decisions(folder, "m.entschieden.csv")


# --- for programs --------------------------------------------------------------------------------


def test_one_person_is_an_object_and_several_are_an_array(folder: Path) -> None:
    one = answer(folder, "--start", "a@example.org", "--dry-run")
    both = answer(folder, "--later", "a@example.org", "--file", "b@example.org", "--dry-run")

    assert one.items() >= {
        "version": 1, "command": "qualify", "path": "kontakte/ada-eins.md", "name": "Ada Eins",
        "entry": None, "dry_run": True,
    }.items()  # fmt: skip
    assert {"key": "status", "from": None, "to": "anbahnung"} in one["changed"]
    assert [(each["decision"], each["path"], each["changed"]) for each in both] == [
        ("later", None, []), ("file", None, []),
    ]  # fmt: skip


def test_a_cell_of_a_megabyte_is_told_in_part(folder: Path) -> None:
    cell = f"{'Wort ' * 200_000}Köln"
    put(folder, "listen/l.csv", f"Name,Telefon,Ort\nAda Eins,+49 221 555 0101,{cell}\n")
    name = "x" * 1_000_000
    put(folder, "listen/m.csv", f"Name,Telefon,Ort\n{name} y,+49 221 555 0102,Köln\n")

    said = [qualify(folder), qualify(folder, "--json"), qualify(folder, "--explain", "Ada Eins"),
            qualify(folder, "--explain", "Ada Eins", "--json"),
            qualify(folder, "--explain", "listen/m.csv:2"),
            qualify(folder, "--explain", "listen/m.csv:2", "--json")]  # fmt: skip

    assert [one.status for one in said] == [0] * 6
    assert max(len(one.stdout) for one in said) < 4000


# --- nobody --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [None, "", "Name,Telefon\n"])
def test_without_anybody_the_way_to_a_list_is_told(folder: Path, text: str | None) -> None:
    if text is None:
        (folder / "listen/l.csv").unlink()
    else:
        put(folder, "listen/l.csv", text)

    said = qualify(folder)

    assert (said.status, "journal import DATEI" in said.stdout) == (0, True)
    assert "[me]" not in said.stdout


def test_where_all_are_barred_the_hint_is_another(folder: Path) -> None:
    put(folder, "listen/l.csv", "Name,Telefon,Ort\nAda Eins,,Köln\n")

    said = qualify(folder)

    assert "Mit niemandem davon kann jetzt ein Gespräch beginnen." in said.stdout
    assert "[me]" not in said.stdout


def test_what_was_decided_about_nobody_takes_no_place(folder: Path) -> None:
    put(folder, "listen/l.entschieden.csv",
        "key,decision,until,date\nzzz@example.org,file,,2026-11-23\n")  # fmt: skip
    put(folder, "listen/entschieden.csv",
        "key,decision,until,date\nkontakte/weg.md,file,,2026-11-23\n")  # fmt: skip

    assert answer(folder)["handled"] == 0


def test_a_contact_whose_head_cannot_be_read_is_not_drawn(folder: Path) -> None:
    (folder / "listen/l.csv").unlink()
    put(folder, "kontakte/b.md",
        '---\nname: "Bro\nstatus: liste\ncity: Köln\nphone: "+49 221 555 0109"\n')  # fmt: skip

    told = answer(folder)

    assert (told["barred"]["damaged"], told["drawn"]) == (1, [])
