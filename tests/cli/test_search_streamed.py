"""Whatever many people a search finds: only a few of them are held at a time."""

import gc
import io
import json
import os
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from kontaktjournal import inquiry
from kontaktjournal.cli import run, search
from kontaktjournal.domain.contact import Contact

MANY, AT_ONCE = 80, 5
#: Those that are taken apart, those before them, and those that are being written.
HELD = 3 * AT_ONCE


def held() -> int:
    """Return how many contacts there are in memory."""
    return sum(isinstance(one, Contact) for one in gc.get_objects())


class Watching(io.StringIO):
    """Keeps what is written, and the most contacts that were held meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self._before = held()
        self.most = 0
        self.pieces = 0

    def write(self, text: str) -> int:
        """Keep a text."""
        self.most = max(self.most, held() - self._before)
        self.pieces += 1
        return super().write(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kontakte").mkdir()
    for number in range(MANY):
        text = f"---\nname: Anna Uhl {number}\nstatus: pflege\n---\n\nMüllers Laden.\n"
        (tmp_path / f"kontakte/{number:02}.md").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (inquiry, search):
        monkeypatch.setattr(module, "_AT_ONCE", AT_ONCE)


def searched(folder: Path, *words: str) -> Watching:
    call = ["--today", "2026-11-23", "--lang", "de", "-C", str(folder), "search", *words]
    gc.collect()
    with redirect_stdout(Watching()) as out:
        run(call, os.environ)
    return out


@pytest.mark.parametrize("query", ["laden", "muellers", "lad*", "laden status:pflege"])
def test_a_pipe_gets_everybody_and_few_are_held(folder: Path, query: str) -> None:
    out = searched(folder, query)

    lines = out.getvalue().splitlines()
    assert sum("\u203a" in line for line in lines) == MANY
    assert lines[-1] == f"{MANY} Treffer"
    assert 0 < out.most <= HELD


@pytest.mark.parametrize("query", ["laden", "muellers"])
def test_a_program_gets_one_array_and_few_are_held(folder: Path, query: str) -> None:
    out = searched(folder, query, "--json")

    rows = json.loads(out.getvalue())
    assert [row["n"] for row in rows] == [*range(1, MANY + 1)]
    assert out.pieces > MANY
    assert 0 < out.most <= HELD


def test_a_program_gets_an_empty_array_where_nobody_is_found(folder: Path) -> None:
    assert searched(folder, "gnome", "--json").getvalue() == "[]\n"


def test_the_numbers_run_on(folder: Path) -> None:
    rows = json.loads(searched(folder, "laden", "--json").getvalue())
    lines = [line.strip() for line in searched(folder, "laden").getvalue().splitlines()]

    told = [tuple(line.split("  ")[:2]) for line in lines if "Uhl" in line]

    assert told == [(str(row["n"]), row["name"]) for row in rows]
