"""One query language (4.9): every command that takes QUERY finds and refuses the same."""

import json
from pathlib import Path

import click
import pytest

from called_here import called
from kontaktjournal.cli import COMMANDS, Journal
from kontaktjournal.cli.query import Terms

#: Overdue, talked to and in play, so that no command has its own reason to leave one out.
HEAD = """---
name: {name}
status: {status}
next: 2026-11-1{day}
city: {city}
{more}
---

## 2026-11-02 Zoom: {words}
"""
PEOPLE = {
    "anna": HEAD.format(name="Anna", status="pflege", day=6, city="Köln", more="tags: [vip]",
                        words="ein zweiter Laden"),
    "ben": HEAD.format(name="Ben", status="gespraech", day=7, city="Bonn", more="fit: ja",
                       words="der Laden, ein zweiter Eingang"),
    "cora": HEAD.format(name="Cora", status="angebot", day=8, city="Köln", more="fit: nein",
                        words="die Werkstatt"),
}  # fmt: skip
VIEWS = """[views]
local = "city:köln"
"Gute Kölner" = "@local -fit:no"
krumm = "status:pflege next:bald"
"""


def _takes_query(name: str) -> bool:
    command = Journal().get_command(click.Context(Journal()), name)
    return command is not None and any(isinstance(param, Terms) for param in command.params)


#: How a command is asked so that it says whom it found.
CALLS = {
    "list": ("list", "--json"),
    "search": ("search", "--json"),
    "agenda": ("agenda", "--json", "--all"),
    "export": ("export", "json"),
    "page": ("page", "--single", "agenda.html"),
    "spread": ("spread", "--json", "--from", "2026-11-24"),
    "stats": ("stats", "--json"),
}
ASKING = [name for name in COMMANDS if _takes_query(name)]

each_command = pytest.mark.parametrize("command", ASKING)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journal")
    (folder / "kontakte").mkdir()
    (folder / "journal.toml").write_text(VIEWS, encoding="utf-8")
    for stem, text in PEOPLE.items():
        (folder / f"kontakte/{stem}.md").write_text(text, encoding="utf-8")
    return folder


def found(folder: Path, command: str, query: str) -> set[str] | int:
    """Return whom a command finds; only how many, where it counts."""
    terms = query.split(" | ")
    answer = called(folder, *CALLS[command], *terms)
    assert (answer.status, command) == (0, command), answer.stderr
    if command == "stats":
        return int(json.loads(answer.stdout)["conversations"]["people"])
    page = folder / "agenda.html"
    text = page.read_text(encoding="utf-8") if command == "page" else answer.stdout
    return {name for name in ("Anna", "Ben", "Cora") if name in text}


def test_every_command_that_takes_a_query_is_asked_here() -> None:
    assert set(ASKING) == set(CALLS)


# Words of a query between " | " are arguments of their own.
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("@local", {"Anna", "Cora"}),
        ("@gute_kölner", {"Anna"}),
        ("-@local", {"Ben"}),
        ("zweiter laden", {"Anna"}),
        ('-"zweiter laden"', {"Ben", "Cora"}),
        ("-laden", {"Cora"}),
        ("-Cologne | -quer", {"Anna", "Ben", "Cora"}),
        ("-fit:no | -+vip", {"Ben"}),
        ("-status:pflege | city:köln", {"Cora"}),
        ("-(city:bonn oder +vip)", {"Cora"}),
        ("+vip | or | city:bonn", {"Anna", "Ben"}),
        ("nicht | lad*", {"Cora"}),
    ],
)
@each_command
def test_every_command_finds_the_same(
    command: str, query: str, names: set[str], folder: Path
) -> None:
    expected = len(names) if command == "stats" else names

    assert found(folder, command, query) == expected


@pytest.mark.parametrize(
    "query", ["next:hoite", "-(a", "@lokal", "@krumm | +vip", "is:vip", "a | or", "-limit:3"]
)
def test_every_command_refuses_with_the_same_words(query: str, folder: Path) -> None:
    answers = {name: called(folder, *CALLS[name], *query.split(" | ")) for name in ASKING}

    [(status, stdout, stderr)] = set(answers.values())
    assert (status, stdout) == (2, "")
    assert stderr.rstrip().endswith("^")


def test_every_command_tells_of_a_slip_with_the_same_words(folder: Path) -> None:
    told = {called(folder, *CALLS[name], "stauts:pflege").stderr for name in ASKING}

    assert {text.split("\n")[0] for text in told} == {
        "Keiner der durchsuchten Kontakte hat den Schlüssel „stauts“. Meintest du: status?"
    }
