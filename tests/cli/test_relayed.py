"""An agenda that a watcher answers is the very agenda that would be there without it."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import click
import pytest

from kontaktjournal import relayed
from kontaktjournal.cli import clock
from kontaktjournal.cli.agenda import command as agenda
from kontaktjournal.cli.answering import runner
from kontaktjournal.config.place import cache_folder
from kontaktjournal.journal import Journal
from kontaktjournal.watch.told import Trouble
from watched_folder import write
from watched_journal import House, until, watched

Run = Callable[..., subprocess.CompletedProcess[bytes]]
AtTerminal = Callable[..., bytes]

CALLS = [
    "agenda",
    "",
    "--json",
    "agenda --json",
    "agenda --week",
    "agenda --days 60",
    "agenda --days=3",
    "agenda --overdue",
    "agenda --today",
    "agenda --on +1w",
    "agenda --all --sort name",
    "agenda --brief",
    "agenda --exit-code",
    "agenda --no-color -q",
    "--lang en agenda",
    "agenda --lang=en --all",
    "agenda koeln",
    "agenda --on unsinn",
    "agenda --days viele",
    "agenda --week --days 3",
]


class Real(House):
    """A watcher's house by the machine's own clock."""

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self.root = base
        self.cache = cache_folder(base, os.environ)
        self.run = runner

    def clock(self) -> datetime:
        return clock.now(clock.SystemZone(), None, {})


TERMINALS = [
    {},
    {"COLUMNS": "40"},
    {"COLUMNS": "nonsense"},
    {"NO_COLOR": "1"},
    {"TERM": "dumb"},
    {"LANG": "en_GB.UTF-8"},
    {"LC_ALL": "en_US.UTF-8"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
]

UNUSUAL: list[tuple[str, dict[str, str]]] = [
    ("--today 2026-11-23 agenda", {}),
    ("--now 10:00 agenda", {}),
    ("agenda", {"JOURNAL_TODAY": "2026-11-23"}),
    ("agenda", {"JOURNAL_NOW": "2026-11-23T10:00"}),
    ("agenda", {"TZ": "Pacific/Auckland"}),
    ("agenda --help", {}),
    ("agenda -v", {}),
    ("agenda -C", {}),
    ("agenda --sort", {}),
    ("agenda --unknown", {}),
    ("list", {}),
]


@pytest.fixture
def house(tmp_path: Path, run: Run) -> House:
    folder = tmp_path / "j"
    assert run(tmp_path, "-q", "demo", "j", JOURNAL_TODAY="").returncode == 0
    write(folder, {"kontakte/viele.md": "---\nname: M\u00fcller \u4e16\nnext: 2020-01-01\n---\n"})
    return Real(folder)


def twice(house: House, calls: Sequence[Callable[[], object]]) -> tuple[list[object], ...]:
    """Call without a watcher and with one, on one day; the second time it was the watcher."""

    def answered(call: Callable[[], object]) -> list[object]:
        before = house.runs
        answer = call()
        # On a machine with no time left a command looks for itself.
        return [answer] if house.runs > before else []

    while True:
        day = house.clock().date()
        alone = [call() for call in calls]
        with watched(house):
            relayed = [until(partial(answered, call))[0] for call in calls]
        if house.clock().date() == day:
            return alone, relayed


def test_with_and_without_a_watcher_it_says_the_same(run: Run, house: House) -> None:
    def called(call: str) -> tuple[str, int, bytes, bytes]:
        answer = run(house.root, *call.split(), JOURNAL_TODAY="")
        return call, answer.returncode, answer.stdout, answer.stderr

    alone, relayed = twice(house, [partial(called, call) for call in CALLS])

    assert relayed == alone


def test_at_a_terminal_it_looks_the_same(at_terminal: AtTerminal, house: House) -> None:
    def called(variables: dict[str, str]) -> tuple[object, bytes]:
        changed = {"JOURNAL_TODAY": "", **variables}
        return variables, at_terminal(house.root, "agenda", "--all", **changed)

    alone, relayed = twice(house, [partial(called, one) for one in TERMINALS])

    assert relayed == alone


def test_called_from_elsewhere_it_says_the_same(run: Run, house: House, tmp_path: Path) -> None:
    places = [
        (house.root / "kontakte", "agenda", {}),
        (tmp_path, "-C j agenda", {}),
        (tmp_path, "agenda -C ./j/kontakte", {}),
        (tmp_path, "agenda", {"KONTAKTJOURNAL": "j"}),
    ]

    def called(place: Path, call: str, variables: dict[str, str]) -> tuple[str, bytes]:
        changed = {"JOURNAL_TODAY": "", **variables}
        return call, run(place, *call.split(), **changed).stdout

    alone, relayed = twice(house, [partial(called, *one) for one in places])

    assert relayed == alone


def test_the_numbers_it_shows_can_be_used(run: Run, house: House) -> None:
    twice(house, [lambda: run(house.root, "agenda", JOURNAL_TODAY="").stdout])

    with watched(house):
        found = run(house.root, "show", "1", "--json", JOURNAL_TODAY="")

    assert found.returncode == 0


def test_what_is_out_of_the_ordinary_is_not_relayed(run: Run, house: House) -> None:
    with watched(house):
        for call, variables in UNUSUAL:
            run(house.root, *call.split(), **{"JOURNAL_TODAY": "", **variables})

        assert house.runs == 0


def test_where_it_is_relayed_next_to_nothing_is_imported(house: House) -> None:
    words = [sys.executable, "-X", "importtime", "-m", "kontaktjournal", "agenda"]

    def imported() -> bytes:
        told = subprocess.run(words, cwd=house.root, capture_output=True, check=True).stderr
        # On a machine with no time left a command looks for itself.
        return b"" if b" kontaktjournal.cli\n" in told else told

    with watched(house):
        told = until(imported)

    assert b" kontaktjournal.lookout\n" in told
    heavy = (b" click", b" pathlib", b" sqlite3", b" json", b" socket", b" dataclasses")
    assert [name for name in heavy if name + b"\n" in told] == []


def test_what_may_be_relayed_is_what_the_command_takes() -> None:
    flags, valued = set[str](), set[str]()
    for option in agenda.params:
        if isinstance(option, click.Option):
            (flags if option.is_flag else valued).update(option.opts)

    assert flags - {"-v", "--verbose"} == relayed.FLAGS | relayed.OWN_FLAGS
    assert valued == relayed.VALUED | relayed.OWN_VALUED


def test_a_command_that_breaks_in_the_watcher_runs_by_itself(run: Run, house: House) -> None:
    def breaking(_words: Sequence[str]) -> Callable[[Journal], bytes]:
        return lambda _journal: _burst()

    house.run = breaking
    with watched(house):
        answer = run(house.root, "agenda", "--exit-code", JOURNAL_TODAY="")
        until(lambda: house.runs or run(house.root, "agenda", JOURNAL_TODAY=""))

    assert answer.returncode == 1
    assert answer.stderr.count(b"Traceback") == 0


def _burst() -> bytes:
    raise RuntimeError


def test_a_broken_journal_toml_is_refused_as_ever(run: Run, house: House) -> None:
    with watched(house):
        write(house.root, {"journal.toml": "nonsense\n"})
        at_once = run(house.root, "agenda", JOURNAL_TODAY="")
        until(lambda: house.all(Trouble))

        later = run(house.root, "agenda", JOURNAL_TODAY="")

    assert [(one.returncode, one.stdout) for one in (at_once, later)] == [(2, b"")] * 2


def test_a_pipe_that_is_closed_early_is_no_trouble(run: Run, house: House) -> None:
    with watched(house):
        script = "$0 -m kontaktjournal agenda --all | head -1"
        done = subprocess.run(
            ["sh", "-c", script, sys.executable],
            cwd=house.root,
            env={**os.environ, "LANG": "de_DE.UTF-8"},
            capture_output=True,
            check=True,
        )

    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_many_ask_at_once(run: Run, house: House) -> None:
    answers: list[bytes] = []
    with watched(house):
        threads = [
            threading.Thread(
                target=lambda: answers.append(
                    run(house.root, "agenda", "--json", JOURNAL_TODAY="").stdout
                )
            )
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert len({*answers}) == 1
    assert answers[0].startswith(b"[")
