"""``journal stats``: what --by is called in German, and terminals without the signs of bars."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest

from kontaktjournal.cli import Journal
from kontaktjournal.domain.statistics.breakdown import By

Run = Callable[..., CompletedProcess[bytes]]

ANNA = "---\nstatus: pflege\n---\n## 2026-11-16 Zoom, 30 min\n"


def by(typed: str) -> str:
    """Return what a value of --by means."""
    context = click.Context(Journal())
    command = Journal().get_command(context, "stats")
    assert command is not None
    option = next(each for each in command.params if each.name == "by")
    meant = option.type.convert(typed, option, context)
    assert isinstance(meant, str)
    return meant


@pytest.mark.parametrize("value", By)
def test_every_breakdown_can_be_asked_for(value: By) -> None:
    assert by(value.value) == value


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Monat", "month"),
        ("quelle", "source"),
        ("herkunft", "source"),
        ("Empfehlung", "via"),
        ("über", "via"),
        ("ueber", "via"),
        ("Stufe", "stage"),
        ("status", "stage"),
        ("passung", "fit"),
        ("SOURCE", "source"),
    ],
)
def test_german_words_are_understood(typed: str, meant: str) -> None:
    assert by(typed) == meant


def test_another_word_is_refused() -> None:
    with pytest.raises(click.BadParameter):
        by("farbe")


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8", "█"), ("ascii", "########")])
def test_a_terminal_gets_signs_it_has(tmp_path: Path, run: Run, encoding: str, sign: str) -> None:
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "kontakte/anna.md").write_text(ANNA, encoding="utf-8")
    places = {"XDG_CACHE_HOME": str(tmp_path / "c"), "XDG_STATE_HOME": str(tmp_path / "s")}

    said = run(tmp_path, "stats", PYTHONIOENCODING=encoding, PYTHONUTF8="0", **places).stdout

    assert sign in said.decode(encoding)
