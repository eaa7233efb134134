"""What happens to the files is in the index and on the pages, once each."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.watch import keeper
from kontaktjournal.watch.pending import Pace
from kontaktjournal.watch.told import Applied, NewDay, Reprinted, Resettled, Trouble, Updated
from rivals import SAVES, Save
from watched_folder import write
from watched_journal import Beside, House, open_files, until, watched

ANNA = "kontakte/anna.md"


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    files = {
        "journal.toml": "version = 1\n",
        ANNA: "# Anna Otto\n",
        "kontakte/bonn/jonas.md": "# Jonas Weber\n",
    }
    write(house.root, files)
    return house


@pytest.fixture
def beside(house: House) -> Iterator[Beside]:
    with watched(house) as beside:
        yield beside


@pytest.mark.usefixtures("beside")
def test_the_pages_are_made_before_and_looked_at_after_the_watches_are_set(house: House) -> None:
    assert house.press.runs == [("2026-11-23", ["Anna Otto", "Jonas Weber"])] * 2


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("save", SAVES)
def test_a_save_is_on_the_page_and_told_once(house: House, save: Save) -> None:
    save(house.root / ANNA, b"# Anna Neu\n")

    until(lambda: "Anna Neu" in house.names)
    updates = until(lambda: house.all(Updated))
    assert {(one.changed, one.removed) for one in updates} == {((ANNA,), ())}
    assert updates[0].printed.written == ("index.html",)


def test_our_own_reading_and_printing_cause_nothing(house: House, beside: Beside) -> None:
    write(house.root, {ANNA: "# Anna Neu\n"})
    until(lambda: "Anna Neu" in house.names)
    runs = len(house.press.runs)

    for _ in range(20):
        (house.root / ANNA).read_bytes()
        [*(house.root / "kontakte").iterdir()]
        beside.ask(lambda: None)

    assert len(house.press.runs) == runs


def test_what_editors_leave_beside_a_file_reaches_no_page(house: House, beside: Beside) -> None:
    for name in (".anna.md.swp", "4913", "anna.md~", "#anna.md#", ".#anna.md", "x.tmp"):
        (house.root / "kontakte" / name).write_text("x")
    write(house.root, {"kontakte/mia.md": "# Mia Sommer\n"})

    until(lambda: "Mia Sommer" in house.names)
    assert {one.changed for one in house.all(Updated)} == {("kontakte/mia.md",)}
    beside.ask(lambda: None)


@pytest.mark.usefixtures("beside")
def test_a_new_folder_is_followed_with_all_that_is_in_it(house: House) -> None:
    write(house.root, {"kontakte/koeln/a/b/mia.md": "# Mia Sommer\n"})
    until(lambda: "Mia Sommer" in house.names)

    write(house.root, {"kontakte/koeln/a/b/uwe.md": "# Uwe Kern\n"})

    until(lambda: "Uwe Kern" in house.names)


@pytest.mark.usefixtures("beside")
def test_a_folder_that_is_moved_away_is_gone_and_followed_no_more(
    house: House, tmp_path: Path
) -> None:
    (house.root / "kontakte/bonn").rename(tmp_path / "bonn")
    until(lambda: "Jonas Weber" not in house.names)
    assert house.all(Updated)[-1].removed == ("kontakte/bonn/jonas.md",)

    write(tmp_path, {"bonn/mia.md": "# Mia Sommer\n"})
    (tmp_path / "bonn").rename(house.root / "kontakte/koeln")

    until(lambda: {"Jonas Weber", "Mia Sommer"} <= {*house.names})
    write(house.root, {"kontakte/koeln/uwe.md": "# Uwe Kern\n"})
    until(lambda: "Uwe Kern" in house.names)


@pytest.mark.usefixtures("beside")
def test_two_folders_that_change_places_are_still_told_apart(house: House) -> None:
    write(house.root, {"kontakte/koeln/tief/mia.md": "# Mia Sommer\n"})
    until(lambda: "Mia Sommer" in house.names)
    bonn, koeln = house.root / "kontakte/bonn", house.root / "kontakte/koeln"

    bonn.rename(house.root / "zwischen")
    koeln.rename(bonn)
    (house.root / "zwischen").rename(koeln)
    until(lambda: "kontakte/bonn/tief/mia.md" in house.all(Updated)[-1].changed)
    write(house.root, {"kontakte/bonn/tief/mia.md": "# Mia Neu\n"})

    until(lambda: "Mia Neu" in house.names)


@pytest.mark.usefixtures("beside")
def test_a_contact_folder_may_be_deleted_and_come_back(house: House) -> None:
    shutil.rmtree(house.root / "kontakte")
    until(lambda: house.names == [])

    write(house.root, {ANNA: "# Anna Otto\n"})
    until(lambda: house.names == ["Anna Otto"])

    write(house.root, {ANNA: "# Anna Neu\n"})
    until(lambda: house.names == ["Anna Neu"])


@pytest.mark.usefixtures("beside")
def test_a_checkout_of_five_hundred_files_is_few_updates_and_complete(house: House) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        command = ["git", *who, "-c", "gc.auto=0", "-c", "init.defaultBranch=a", *words]
        subprocess.run(command, cwd=house.root, check=True, capture_output=True)

    def everybody(word: str) -> list[str]:
        return sorted(f"{word} {number}" for number in range(500))

    git("init")
    for branch, word in (("a", "Erste"), ("b", "Zweite")):
        git("checkout", "-B", branch)
        shutil.rmtree(house.root / "kontakte")
        people = enumerate(f"# {word} {number}\n" for number in range(500))
        write(house.root, {f"kontakte/{number % 5}/{number}.md": text for number, text in people})
        git("add", "-A")
        git("commit", "-m", word)
    until(lambda: house.names == everybody("Zweite"))
    before = len(house.all(Updated))

    git("checkout", "a")

    until(lambda: house.names == everybody("Erste"))
    assert len(house.all(Updated)) - before < 100


@pytest.mark.usefixtures("beside")
def test_at_midnight_the_day_turns(house: House) -> None:
    house.now += timedelta(hours=15)

    until(lambda: house.press.runs[-1][0] == "2026-11-24")
    assert len(house.all(NewDay)) == 1


@pytest.mark.usefixtures("beside")
def test_a_broken_journal_toml_is_told_and_the_old_one_stays(house: House) -> None:
    write(house.root, {"journal.toml": "version = 1\nnonsense\n"})
    (trouble,) = until(lambda: house.all(Trouble))
    assert (trouble.error.values["line"], trouble.error.values["column"]) == (2, 9)

    write(house.root, {ANNA: "# Anna Neu\n"})
    until(lambda: "Anna Neu" in house.names)
    write(house.root, {"journal.toml": 'version = 1\n[folders]\ncontacts = ["leute"]\n',
                       "leute/mia.md": "# Mia Sommer\n"})  # fmt: skip

    until(lambda: house.names == ["Mia Sommer"])
    assert len(house.all(Trouble)) == 1
    write(house.root, {"leute/uwe.md": "# Uwe Kern\n"})
    until(lambda: house.names == ["Mia Sommer", "Uwe Kern"])


@pytest.mark.usefixtures("beside")
def test_journalignore_is_followed(house: House) -> None:
    write(house.root, {".journalignore": "bonn/\n"})

    until(lambda: house.names == ["Anna Otto"])


@pytest.mark.usefixtures("beside")
def test_a_template_that_changes_makes_the_pages_anew(house: House) -> None:
    write(house.root, {"templates/page/agenda.html.j2": "{# new #}"})
    until(lambda: house.all(Resettled))

    before = len(house.all(Resettled))
    write(house.root, {"templates/page/agenda.html.j2": "{# newer #}"})

    until(lambda: len(house.all(Resettled)) > before)


@pytest.mark.usefixtures("beside")
def test_a_page_that_cannot_be_written_is_told_and_the_watcher_goes_on(house: House) -> None:
    house.press.refuses = DiskTrouble("refusal.output", reason="ENOSPC")
    write(house.root, {ANNA: "# Anna Neu\n"})
    (trouble,) = until(lambda: house.all(Trouble))
    assert trouble.error is house.press.refuses

    house.press.refuses = None
    write(house.root, {ANNA: "# Anna Neuer\n"})
    until(lambda: "Anna Neuer" in house.names)


def test_the_end_is_clean(house: House, tmp_path: Path) -> None:
    with watched(house):
        pass
    files = open_files()

    with watched(house):
        assert (tmp_path / "cache/lookout.sock").exists()

    assert not (tmp_path / "cache/lookout.sock").exists()
    assert [*(tmp_path / "cache/echo").iterdir()] == []
    assert open_files() == files
    assert house.press.closed == 2


def test_where_there_is_no_inotify_an_observer_tells(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "_INOTIFY", "/nowhere")
    with watched(house) as beside:
        write(house.root, {ANNA: "# Anna Neu\n", "kontakte/koeln/mia.md": "# Mia Sommer\n"})
        until(lambda: {"Anna Neu", "Mia Sommer"} <= {*house.names})
        (house.root / "kontakte/bonn").rename(house.root / "bonn")
        until(lambda: "Jonas Weber" not in house.names)
        write(house.root, {".journalignore": "koeln/\n"})
        until(lambda: house.names == ["Anna Neu"])

        assert not beside.ask(lambda: beside.watcher._follower.keeper.vouches)


# --- pages that are lost -----------------------------------------------------------------------


def test_pages_that_were_lost_are_printed_again_when_all_is_looked_at(house: House) -> None:
    with watched(house, Pace(between_looks=0.01, day=0.05)):
        runs = len(house.press.runs)
        house.press.has_lost = True

        told = until(lambda: house.all(Reprinted))

    assert [one.printed.written for one in told] == [("index.html",)]
    assert len(house.press.runs) == runs + 1


# --- decisions that are copied -----------------------------------------------------------------

TALK = """---
name: Anna Otto
status: gespraech # seit Mai
next: 2026-11-20
---

## 2026-11-22 Telefonat

Will im Januar starten.
"""
DECIDED = f"{TALK}→ pflege · alle 6 Wochen · 2027-01-11\n"
COPIED = DECIDED.replace("gespraech #", "pflege #").replace(
    "next: 2026-11-20\n", "next: 2027-01-11\nevery: 6 w\n"
)


@pytest.fixture
def applying(house: House) -> Iterator[Beside]:
    write(house.root, {ANNA: TALK})
    with watched(house, applies=True) as beside:
        yield beside


def anna(house: House) -> str:
    return (house.root / ANNA).read_text(encoding="utf-8")


@pytest.mark.usefixtures("applying")
def test_a_new_decision_is_copied_to_the_head_once(house: House) -> None:
    write(house.root, {ANNA: DECIDED})

    until(lambda: anna(house) == COPIED)
    write(house.root, {"kontakte/mia.md": "# Mia Sommer\n"})
    until(lambda: "Mia Sommer" in house.names)
    assert [one.path for told in house.all(Updated) for one in told.applied] == [ANNA]


@pytest.mark.usefixtures("applying")
def test_what_was_copied_can_be_taken_back_and_stays_so(house: House) -> None:
    write(house.root, {ANNA: DECIDED})
    until(lambda: anna(house) == COPIED)

    with closing(house.journal(house.settings(), house.now)) as journal:
        journal.undo()

    write(house.root, {"kontakte/mia.md": "# Mia Sommer\n"})
    until(lambda: "Mia Sommer" in house.names)
    assert anna(house) == DECIDED


@pytest.mark.usefixtures("beside")
def test_nothing_is_copied_unless_that_is_asked_for(house: House) -> None:
    write(house.root, {ANNA: TALK})
    until(lambda: house.all(Updated))
    write(house.root, {ANNA: DECIDED})

    until(lambda: len(house.all(Updated)) >= 2)
    assert anna(house) == DECIDED


@pytest.mark.usefixtures("applying")
def test_only_the_newest_decision_counts(house: House) -> None:
    old = "\n## 2026-03-01 Telefonat\n\n→ kunde\n"

    write(house.root, {ANNA: TALK + old})

    until(lambda: house.all(Updated))
    assert anna(house) == TALK + old
    write(house.root, {ANNA: DECIDED + old})
    until(lambda: anna(house) == COPIED + old)


@pytest.mark.usefixtures("applying")
def test_what_was_said_in_the_head_by_the_same_save_stays(house: House) -> None:
    by_hand = DECIDED.replace("next: 2026-11-20", "next: 2026-12-24")

    write(house.root, {ANNA: by_hand})

    until(lambda: [told for told in house.all(Updated) if told.applied])
    assert "next: 2026-12-24\n" in anna(house)
    assert "status: pflege # seit Mai\n" in anna(house)


@pytest.mark.usefixtures("applying")
def test_a_decision_that_came_with_its_file_is_not_copied(house: House) -> None:
    write(house.root, {"kontakte/mia.md": DECIDED})
    until(lambda: house.all(Updated))

    (house.root / "kontakte/mia.md").rename(house.root / "kontakte/uwe.md")

    until(lambda: house.all(Updated)[-1].removed == ("kontakte/mia.md",))
    assert (house.root / "kontakte/uwe.md").read_text(encoding="utf-8") == DECIDED
    assert house.all(Applied) == []


@pytest.mark.usefixtures("applying")
def test_a_head_that_cannot_be_changed_is_told_and_the_watcher_goes_on(house: House) -> None:
    (house.root / ANNA).chmod(0o444)
    beside = house.root / "kontakte/.neu"
    beside.write_text(DECIDED, encoding="utf-8")
    beside.chmod(0o444)

    beside.rename(house.root / ANNA)

    (trouble,) = until(lambda: house.all(Trouble))
    assert trouble.error.key == "refusal.protected"
    assert anna(house) == DECIDED
    write(house.root, {"kontakte/mia.md": "# Mia Sommer\n"})
    until(lambda: "Mia Sommer" in house.names)


def test_a_decision_written_since_the_last_look_is_copied_at_the_start(house: House) -> None:
    write(house.root, {ANNA: TALK})
    with closing(house.journal(house.settings(), house.now)) as journal:
        journal.refresh()
    write(house.root, {ANNA: DECIDED})

    with watched(house, applies=True):
        until(lambda: anna(house) == COPIED)


def test_what_a_first_look_finds_is_not_copied(house: House) -> None:
    write(house.root, {ANNA: DECIDED})

    with watched(house, applies=True):
        assert house.all(Applied) == []

    assert anna(house) == DECIDED
