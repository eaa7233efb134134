"""Being asked for one's own side of the shared story, at a real terminal."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dialogue import dialogue

QUESTIONS = ("Orte", "Firmen", "Messen", "Themen")
ENGLISH = ("Places", "Companies", "Fairs", "Topics")

SETTINGS = """\
# Meins
[me]
places = ["Köln", "Bonn"]
topics = ["Papier"] # gern

[agenda]
per_day = 4
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "journal.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def me_of(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = tomllib.loads((folder / "journal.toml").read_text(encoding="utf-8"))
    me: dict[str, Any] = read.get("me", {})
    return me


def answered(
    folder: Path, *answers: str, questions: tuple[str, ...] = QUESTIONS, **environ: str
) -> list[str]:
    """Type an answer to each question; return the lines that were shown."""
    with dialogue(folder, "init", "--me", **environ) as talk:
        for question, answer in zip(questions, answers, strict=True):
            talk.answer(question, f"{answer}\n")
        return talk.end()


def test_each_answer_is_a_list(folder: Path) -> None:
    shown = answered(
        folder, "Köln; Leipzig", '"Walther, Buchhandlung", Uni Bonn', "Buchmesse Leipzig", "-"
    )

    assert me_of(folder) == {
        "places": ["Köln", "Leipzig"],
        "orgs": ["Walther, Buchhandlung", "Uni Bonn"],
        "events": ["Buchmesse Leipzig"],
        "topics": [],
    }
    assert '  Firmen, Vereine  "Walther, Buchhandlung", Uni Bonn' in shown
    assert "Rückgängig: journal undo" in shown


def test_what_stands_there_is_shown_and_enter_keeps_it(folder: Path) -> None:
    shown = answered(folder, "", "", "", "")

    assert (folder / "journal.toml").read_text(encoding="utf-8") == SETTINGS
    assert any(line.startswith("Orte") and "[Köln, Bonn]:" in line for line in shown)
    assert any(line.startswith("Themen") and "[Papier]:" in line for line in shown)
    assert "Nichts geändert." in shown


def test_words_are_added_and_taken_away(folder: Path) -> None:
    answered(folder, "+ Trier", "", "+Buchmesse", "- papier")

    assert me_of(folder) == {"places": ["Köln", "Bonn", "Trier"], "events": ["Buchmesse"],
                             "topics": []}  # fmt: skip


def test_an_arrow_key_among_the_letters_is_asked_about_again(folder: Path) -> None:
    with dialogue(folder, "init", "--me") as talk:
        talk.answer("Orte", "Tri\x1b[Der\n")
        talk.answer("U+001B", "Trier\n")
        for question in QUESTIONS[1:]:
            talk.answer(question, "\n")
        talk.end()

    assert me_of(folder)["places"] == ["Trier"]


def test_in_a_new_folder_a_journal_begins_with_the_answers(tmp_path: Path) -> None:
    root = tmp_path / "neu"
    root.mkdir()

    shown = answered(root, "Leeds", "", "", "Paper", questions=ENGLISH, LC_ALL="en_GB.UTF-8")

    assert me_of(root) == {"places": ["Leeds"], "topics": ["Paper"]}
    assert any(line.startswith("Created: journal.toml, kontakte/") for line in shown)
    assert "  Topics            Paper" in shown


def test_whoever_stops_in_the_middle_has_written_nothing(tmp_path: Path) -> None:
    with dialogue(tmp_path, "init", "--me") as talk:
        talk.answer("Orte", "Köln\n")
        talk.answer("Firmen", "\x03")
        talk.end()

    assert talk.status == 130
    assert [*tmp_path.iterdir()] == []


def test_what_was_changed_elsewhere_meanwhile_stays(folder: Path) -> None:
    file = folder / "journal.toml"
    with dialogue(folder, "init", "--me") as talk:
        talk.answer("Orte", "Trier\n")
        talk.wait_for("Firmen")
        file.write_text(SETTINGS.replace("per_day = 4", "per_day = 6"), encoding="utf-8")
        talk.type("\n\n\n")
        talk.end()

    assert file.read_text(encoding="utf-8") == SETTINGS.replace(
        "per_day = 4", "per_day = 6"
    ).replace('["Köln", "Bonn"]', '["Trier"]')


def test_settings_behind_a_link_within_the_journal_are_written(folder: Path) -> None:
    (folder / "settings").mkdir()
    (folder / "journal.toml").rename(folder / "settings/mine.toml")
    (folder / "journal.toml").symlink_to("settings/mine.toml")

    answered(folder, "+ Trier", "", "", "")
    with dialogue(folder, "undo") as talk:
        undone = talk.end()

    assert (folder / "journal.toml").is_symlink()
    assert (folder / "settings/mine.toml").read_text(encoding="utf-8") == SETTINGS
    assert undone[0] == "Zurückgenommen: init (settings/mine.toml)"


def test_settings_behind_a_link_that_leads_outside_stay(folder: Path) -> None:
    outside = folder.parent / f"{folder.name}.toml"
    (folder / "journal.toml").rename(outside)
    (folder / "journal.toml").symlink_to(outside)

    shown = answered(folder, "+ Trier", "", "", "")

    assert outside.read_text(encoding="utf-8") == SETTINGS
    assert any("eine Verknüpfung, die aus dem Ordner hinausführt" in line for line in shown)
