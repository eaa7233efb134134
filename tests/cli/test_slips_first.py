"""A key nobody has is told of before anybody is looked for: the answer may take its time."""

import os
from pathlib import Path
from typing import Any

import pytest

from kontaktjournal.cli import run
from kontaktjournal.inquiry import Inquiry
from kontaktjournal.notation.query.parse import QueryReader

ASKED = ("contacts", "found", "search", "statistics")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kontakte").mkdir()
    text = "---\nname: Anna Uhl\nstatus: pflege\nhobby: golf\n---\n"
    (tmp_path / "kontakte/anna-uhl.md").write_text(text, encoding="utf-8")
    return tmp_path


def noted(monkeypatch: pytest.MonkeyPatch, kind: type, names: tuple[str, ...]) -> list[str]:
    """Note which methods are called; contacts only where a query is put to them."""
    calls: list[str] = []

    def watched(name: str) -> Any:
        real = getattr(kind, name)

        def call(*args: Any, **options: Any) -> Any:
            if name != "contacts" or options.get("query"):
                calls.append(name)
            return real(*args, **options)

        return call

    for name in names:
        monkeypatch.setattr(kind, name, watched(name))
    return calls


@pytest.mark.parametrize("command", ["agenda", "list", "search", "stats", "export csv", "page"])
def test_a_slip_is_told_of_before_anybody_is_looked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    calls = noted(monkeypatch, Inquiry, ("lacking", *ASKED))

    run(["-C", str(folder), *command.split(), "hobbby:golf"], os.environ)

    assert calls[0] == "lacking"
    assert set(calls) & set(ASKED)


@pytest.mark.parametrize("more", [(), ("--single", "-")])
def test_a_search_for_pages_is_read_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    calls = noted(monkeypatch, QueryReader, ("read",))

    run(["-C", str(folder), "page", *more, "status:pflege"], os.environ)

    assert calls == ["read"]
