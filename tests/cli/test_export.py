"""``journal export`` as other programs see it: what they list is what was due."""

import csv
import io
import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kontaktjournal import cli
from kontaktjournal.domain.due import Due
from kontaktjournal.views import calendar

Run = Callable[..., subprocess.CompletedProcess[bytes]]

ANNA = "---\nname: Anna Müller\nuid: k7f3q2m9xw\nstatus: pflege\nnext: 2026-12-07 14:30\n---\n"
HOSTILE = {
    # Each tries to end its line, its property or its file, or to be more than a text.
    "a": '---\nname: "Anna\\r\\nEND:VCARD\\r\\nBEGIN:VCARD\\r\\nFN:Eve"\nstatus: pflege\n'
    "next: 2026-12-07\n---\n",
    "b": "---\nname: '=cmd|'' /C calc''!A0'\nstatus: kunde\nnext: 2026-12-08\n"
    'tags: ["a,b;c", "x: y"]\nphone: "+49 221 555 0171;TYPE=x"\n---\n',
    "c": '---\nname: "\\u202Egnp.exe"\nstatus: angebot\nnext: 2026-12-09 10:00\n'
    'step: "x\\nATTENDEE:mailto:eve@example.org"\nurl: "http://a.example\\r\\nX-EVIL:1"\n---\n',
    "d": "---\nname: " + "ä" * 500 + "\nstatus: gespraech\nnext: 2026-12-10\n---\n",
    "e": "---\nuid: '../../../etc/passwd'\nstatus: pflege\nnext: 2026-12-11\n---\n",
    "f": "---\nname: 🚀 王芳 שלום\nstatus: pflege\nnext: 9999-12-31 23:59\n---\n",
}


def journal(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a journal in Cologne."""
    contacts = folder / "journal/kontakte"
    contacts.mkdir(parents=True)
    (folder / "journal/journal.toml").write_text('version = 1\ntimezone = "Europe/Berlin"\n')
    for stem, text in files.items():
        (contacts / f"{stem}.md").write_text(text, encoding="utf-8")
    return folder / "journal"


def exported(run: Run, root: Path, *words: str) -> bytes:
    done = run(root, "export", *words)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr.decode()
    return done.stdout


# --- who is named in none ----------------------------------------------------------------

RESTING = {
    "ivo-kranz": "---\nname: Ivo Kranz\nstatus: ablage\n---\n",
    "gerd": "---\nname: Gesperrt Gerd\naliases: [Gerdi]\nstatus: pflege\nconsent: none\n---\n",
    "tom-lang": "---\nname: Tom Lang\nconsent:\n\tnone\n---\n",
}
REFERRED = """---
name: Mia Sommer
status: pflege
{keys}
---

## 2026-10-12 Zoom: {title}
"""


@pytest.mark.parametrize(
    "keys",
    [
        'via: "[[ivo-kranz]]"\nlinks: ["[[gerd]]", "[[tom-lang]]"]',
        "via: Gesperrt Gerd\nkennt: [Gerdi, IVO KRANZ, tom-lang.md]",
        'empfohlen_von: [[ivo-kranz|Ivo]]\nrelated:\n  - "[[kontakte/gerd.md#Wer|Gerd]]"',
        'durch: "[Ivo](ivo-kranz.md)"\npeople: {Chef: "[[gerd]]"}',
        'Partner: "[[gerd]]"',
    ],
)
def test_nobody_who_rests_is_referred_to_in_any_spelling(
    run: Run, tmp_path: Path, keys: str
) -> None:
    mia = REFERRED.format(keys=keys, title="ein Laden")
    root = journal(tmp_path, {"anna": ANNA, "mia": mia, **RESTING})

    texts = [run(root, "export", form).stdout.decode() for form in ("csv", "json")]

    assert all("Mia Sommer" in text for text in texts)
    found = [name for name in ("ivo", "gerd", "tom") for text in texts if name in text.casefold()]
    assert found == []


def test_whoever_is_in_play_is_still_referred_to(run: Run, tmp_path: Path) -> None:
    mia = REFERRED.format(keys='via: "[[anna]]"\nlinks: ["[[gerd]]", "[[anna]]"]', title="-")
    root = journal(tmp_path, {"anna": ANNA, "mia": mia, **RESTING})

    texts = {form: run(root, "export", form, "mia").stdout for form in ("csv", "json")}

    (row,) = csv.DictReader(io.StringIO(texts["csv"].decode(), newline=""))
    (value,) = json.loads(texts["json"])
    assert (row["via"], row["links"]) == ("anna", "anna")
    assert (value["keys"]["via"], value["keys"]["links"]) == ("[[anna]]", ["[[anna]]"])


def test_what_a_sentence_says_stays_as_it_was_written(run: Run, tmp_path: Path) -> None:
    mia = REFERRED.format(keys="story: mit Ivo Kranz im Chor", title="über [[gerd]] geredet")
    root = journal(tmp_path, {"mia": mia, **RESTING})

    (value,) = json.loads(run(root, "export", "json").stdout)

    assert value["story"] == ["mit Ivo Kranz im Chor"]
    assert value["entries"][0]["title"] == "über [[gerd]] geredet"
    assert value["links"] == []


# --- other programs ----------------------------------------------------------------------


def programs_own(folder: Path) -> dict[str, str]:
    """Keep a program out of the home of who runs the tests."""
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"} | dict.fromkeys(places, str(folder))


@pytest.mark.program("khal")
def test_khal_lists_every_conversation(run: Run, tmp_path: Path) -> None:
    root = journal(tmp_path, {"anna": ANNA, **HOSTILE})
    exported(run, root, "ics", "--split", "../kalender")
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[journal]]\npath = {tmp_path}/kalender\nreadonly = True\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "local_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n"
    )

    listed = subprocess.run(
        ["khal", "-c", config, "list", "2026-12-01", "2026-12-31", "--day-format", "",
         "--format", "{start-date} {start-time} {title}"],
        env=programs_own(tmp_path), capture_output=True, check=True, encoding="utf-8",
    ).stdout.splitlines()  # fmt: skip

    assert [line for line in listed if line] == [
        "2026-12-07  Anna END:VCARD BEGIN:VCARD FN:Eve",
        "2026-12-07 14:30 Anna Müller",
        "2026-12-08  =cmd|' /C calc'!A0",
        "2026-12-09 10:00 gnp.exe: x ATTENDEE:mailto:eve@example.org",
        "2026-12-10  " + "ä" * 500,
        "2026-12-11  e",
    ]


@pytest.mark.program("khard")
def test_khard_lists_every_contact(run: Run, tmp_path: Path) -> None:
    root = journal(tmp_path, {"anna": ANNA, **HOSTILE})
    exported(run, root, "vcf", "--split", "../adressbuch")
    config = tmp_path / "khard.conf"
    config.write_text(f"[addressbooks]\n[[journal]]\npath = {tmp_path}/adressbuch\n")

    listed = subprocess.run(
        ["khard", "-c", config, "list", "--parsable", "--fields", "formatted_name"],
        env=programs_own(tmp_path), capture_output=True, check=True, encoding="utf-8",
    ).stdout.splitlines()  # fmt: skip

    assert sorted(listed) == sorted([
        "Anna Müller",
        "Anna END:VCARD BEGIN:VCARD FN:Eve",
        "=cmd|' /C calc'!A0",
        "gnp.exe",
        "ä" * 500,
        "e",
        "🚀 王芳 שלום",
    ])  # fmt: skip


def test_libraries_read_as_many_as_were_written(run: Run, tmp_path: Path) -> None:
    import vobject
    from icalendar import Calendar

    root = journal(tmp_path, {"anna": ANNA, **HOSTILE})

    events = Calendar.from_ical(exported(run, root, "ics")).walk("VEVENT")
    cards = [*vobject.readComponents(exported(run, root, "vcf").decode())]
    rows = [*csv.DictReader(io.StringIO(exported(run, root, "csv").decode(), newline=""))]
    values = json.loads(exported(run, root, "json"))

    assert len(cards) == len(events) == len(rows) == len(values) == 7
    names = [" ".join(value["name"].replace("\u202e", "").split()) for value in values]
    assert [card.fn.value for card in cards] == names
    assert all(
        str(one["SUMMARY"]).startswith(name) for one, name in zip(events, names, strict=True)
    )
    assert {value["version"] for value in values} == {1}
    assert not any(hasattr(card, "x_evil") for card in cards)
    assert not any("ATTENDEE" in event for event in events)


# --- the folder --------------------------------------------------------------------------


def test_a_second_export_writes_nothing_and_the_same(run: Run, tmp_path: Path) -> None:
    root = journal(tmp_path, {"anna": ANNA, **HOSTILE})
    exported(run, root, "ics", "--split", "../kalender", "--alarm", "15")
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "kalender").iterdir()}

    said = exported(run, root, "ics", "--split", "../kalender", "--alarm", "15")

    assert said.decode() == "../kalender/: 7 unverändert.\n"
    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "kalender").iterdir()}
    assert after == before
    assert exported(run, root, "json") == exported(run, root, "json")


def test_a_renamed_file_stays_the_same_event_and_the_same_card(run: Run, tmp_path: Path) -> None:
    root = journal(tmp_path, {"anna": ANNA})
    for form in ("ics", "vcf"):
        exported(run, root, form, "--split", f"../{form}")
    (root / "kontakte/anna.md").rename(root / "kontakte/anna-otto.md")

    said = [exported(run, root, form, "--split", f"../{form}") for form in ("ics", "vcf")]

    assert [line.decode() for line in said] == [
        "../ics/: 1 geschrieben.\n",
        "../vcf/: 1 unverändert.\n",
    ]
    assert (tmp_path / "ics/k7f3q2m9xw.ics").exists()


def test_whoever_is_filed_is_taken_from_the_folder(run: Run, tmp_path: Path) -> None:
    root = journal(tmp_path, {"anna": ANNA})
    exported(run, root, "ics", "--split", "../kalender")
    (root / "kontakte/anna.md").write_text(ANNA.replace("pflege", "ablage"), encoding="utf-8")

    said = exported(run, root, "ics", "--split", "../kalender")

    assert said.decode() == "../kalender/: 1 entfernt.\n"
    assert not (tmp_path / "kalender/k7f3q2m9xw.ics").exists()


MIA = ANNA.replace("Anna Müller", "Mia Sommer").replace("k7f3q2m9xw", "m1a2m1a2m1")


def typing(file: Path) -> None:
    file.write_text(ANNA.replace("uid", "consent:\n\tuid"), encoding="utf-8")


def led_astray(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere.md")


@pytest.mark.parametrize("spoil", [typing, led_astray])
def test_a_contact_that_cannot_be_read_for_a_moment_stays_in_the_folder(
    run: Run, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    root = journal(tmp_path, {"anna": ANNA, "mia": MIA})
    exported(run, root, "vcf", "--split", "../karten")
    (root / "kontakte/mia.md").write_text(MIA.replace("pflege", "ablage"), encoding="utf-8")
    spoil(root / "kontakte/anna.md")

    said = run(root, "export", "vcf", "--split", "../karten")

    # Whoever was filed goes all the same: that is sure.
    assert [file.name for file in (tmp_path / "karten").glob("*.vcf")] == ["k7f3q2m9xw.vcf"]
    assert said.stdout.decode() == "../karten/: 1 entfernt.\n"
    assert said.stderr.decode().startswith(
        "Noch nicht entfernt, denn nicht jeder Kontakt ließ sich lesen: ../karten/k7f3q2m9xw.vcf."
    )


def test_a_contact_that_is_gone_goes_from_the_folder(run: Run, tmp_path: Path) -> None:
    root = journal(tmp_path, {"anna": ANNA, "mia": MIA})
    exported(run, root, "vcf", "--split", "../karten")
    (root / "kontakte/anna.md").unlink()

    said = exported(run, root, "vcf", "--split", "../karten")

    assert said.decode() == "../karten/: 1 unverändert, 1 entfernt.\n"


def test_a_contact_that_cannot_be_written_stays_in_the_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = journal(tmp_path, {"anna": ANNA})
    exported(run, root, "ics", "--split", "../kalender")

    def torn(*_: Any, **__: Any) -> str:
        raise ValueError

    monkeypatch.setattr(calendar, "event_text", torn)
    words = ["export", "ics", "--split", str(tmp_path / "kalender")]
    cli.run(["-C", str(root), "--today", "2026-11-23", *words], {"LANG": "de"})

    assert (tmp_path / "kalender/k7f3q2m9xw.ics").exists()


# --- trouble -----------------------------------------------------------------------------


def test_one_contact_that_cannot_be_written_spoils_nobody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    root = journal(tmp_path, {"anna": ANNA, "mia": ANNA.replace("Anna Müller", "Mia Sommer")})
    whole = calendar.event_text

    def torn(due: Due, *rest: Any, **more: Any) -> str:
        if due.contact.name == "Mia Sommer":
            raise ValueError(due)
        return whole(due, *rest, **more)

    monkeypatch.setattr(calendar, "event_text", torn)

    status = cli.run(["-C", str(root), "--today", "2026-11-23", "export", "ics"], {"LANG": "de"})

    said = capfdbinary.readouterr()
    assert status == 1
    assert b"SUMMARY:Anna M" in said.out
    assert said.err.decode() == (
        "kontakte/mia.md ließ sich nicht ausgeben (ValueError); die anderen sind dabei.\n"
    )


def test_whoever_may_have_said_no_is_left_out_and_the_status_tells(
    run: Run, tmp_path: Path
) -> None:
    root = journal(tmp_path, {"anna": ANNA, "tom": "---\nname: Tom\nconsent:\n\tnone\n---\n"})

    done = run(root, "export", "vcf")

    assert done.returncode == 1
    assert done.stdout.count(b"BEGIN:VCARD") == 1
    assert (
        done.stderr.decode()
        == "Nicht dabei: 1 nicht sicher zu lesen: kontakte/tom.md (journal check).\n"
    )
