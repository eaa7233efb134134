"""Measure the journal against its targets and against its peers, and print one table.

    python bench/run.py [--n 100000 | --quick] [--only P1,P4] [--keep DIR] [--markdown]

Both sides of a ratio run by turns in this one run, and the medians count. A timing never fails
the bench: only a command that fails, or an answer that differs, ends it with exit code 1.
"""

import argparse
import json
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import generate
import peers
from measure import (
    DIFFERENT,
    FAILED,
    MET,
    Gauge,
    Measurement,
    Outcome,
    difference,
    growth,
    memory,
    ratio,
)
from selecting import (
    BEFORE,
    IMPORT,
    IMPORT_LARGE,
    IMPORT_LARGER,
    LARGE,
    QUALIFY,
    ROWS,
    against_reading,
    empty,
    empty_beside_large,
    memory_among,
    with_list,
)
from watching import forget_pages, latency, remove_pages, under_watch
from workshop import Command, CommandError, Workshop, adopt_orphans

_LOOP = """
import os, sys, frontmatter
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".md"):
            try:
                frontmatter.load(os.path.join(folder, name))
            except Exception:
                pass
"""
_CELL = 60
_JOURNAL = ("{journal}", "--today", "{today}", "-C", "{root}")

VERSION = Command(("{journal}", "--version"), speaks=True)
AGENDA = Command((*_JOURNAL, "agenda"), speaks=True)
AGENDA_EDITED = Command(AGENDA.argv, before=Workshop.edit_ten, after=Workshop.settle)
AGENDA_COLD = Command(AGENDA.argv, before=Workshop.forget_index)
AGENDA_JSON = Command((*_JOURNAL, "agenda", "--json"), speaks=True)
# A folder below a file can be made by nobody, not even by root.
AGENDA_UNCACHED = Command(AGENDA_JSON.argv, {"XDG_CACHE_HOME": "{root}/journal.toml/nowhere"})
LOG = Command(
    (*_JOURNAL, "log", "{somebody}", "Will im Januar starten.", "--next", "+3w"),
    speaks=True,
    before=Workshop.put_aside,
    after=Workshop.put_back,
)
# As one calls it: under a watcher the day and the hour are its own.
AGENDA_NOW = Command(("{journal}", "-C", "{root}", "agenda"), speaks=True)
_PAGE = (*_JOURNAL, "--now", "08:00", "page", "--all", "-o", "{pages}")
PAGE = Command(_PAGE, speaks=True)
PAGE_EDITED = Command(_PAGE, speaks=True, before=Workshop.edit_one, after=Workshop.settle)
PAGE_FROM_SCRATCH = Command(_PAGE, before=forget_pages)
PAGE_ANEW = Command(_PAGE, before=remove_pages)
COMPLETION = Command(
    ("{journal}",),
    {"_JOURNAL_COMPLETE": "bash_complete", "COMP_WORDS": "journal show an", "COMP_CWORD": "2"},
    speaks=True,
)
# A hundred in play have such a firm; of all, with more said of them, half as many again.
LIST = Command((*_JOURNAL, "list", "org:mühlen*"), speaks=True)
LIST_OF_ALL = Command(
    (*_JOURNAL, "list", "--all", "org:mühlen*", "-fit:no", "+handwerk"), speaks=True
)
_RARE, _COMMON = "Zimtschnecken", "Buchmesse"
SEARCH_RARE = Command((*_JOURNAL, "search", _RARE), speaks=True)
# What a terminal shows; into a pipe go all ten thousand.
SEARCH_COMMON = Command((*_JOURNAL, "search", _COMMON, "limit:20"), speaks=True)
STATS = Command((*_JOURNAL, "stats"), speaks=True)
PASS = Command(("{python}", "-c", "pass"))
FIND = Command(("find", "{root}", "-name", "*.md", "-newermt", "2030-01-01"))
LOOP = Command(("{python}", "-c", _LOOP, "{root}"))


def same_as_unindexed(workshop: Workshop) -> Outcome:
    """Compare the index's answer with one read from the files, where no index can be kept."""
    journal = workshop.journal()
    workshop.settle(journal)
    quick = _rows(workshop.answer(AGENDA_JSON, journal))
    slow = _rows(workshop.answer(AGENDA_UNCACHED, journal))
    paths = quick.keys() | slow.keys()
    return _compared(sum(quick.get(path) != slow.get(path) for path in paths), len(paths))


def due_as_generated(workshop: Workshop) -> Outcome:
    """Compare who is due with those whom the generator made so; damaged files do not count."""
    journal = workshop.journal()
    workshop.settle(journal)
    rows = _rows(workshop.answer(AGENDA_JSON, journal))
    due, damaged = generate.due_paths(journal.count)
    found = {path for path, row in rows.items() if row["bucket"] in {"overdue", "today"}}
    return _compared(len((found - damaged) ^ due), len(due))


def _rows(answer: bytes) -> dict[str, dict[str, Any]]:
    return {row["path"]: row for row in json.loads(answer)}


def _compared(differences: int, rows: int) -> Outcome:
    verdict = DIFFERENT if differences else MET
    return Outcome(f"{differences} differences among {rows:,} rows", verdict)


# One call for each row of the table. "P1/git" is a figure beside P1, without a target of its own.
MEASUREMENTS = (
    Measurement(
        "P1",
        "agenda, index warm : find -newermt",
        ratio(AGENDA, FIND, within=(1.5, 1.0)),
    ),
    Measurement("P1/git", "the same : git status -uno", ratio(AGENDA, peers.GIT_STATUS)),
    Measurement("P1/rg", "the same : rg -l '^next: …'", ratio(AGENDA, peers.RIPGREP_WEEK)),
    Measurement("P1/khal", "the same : khal list 7d", ratio(AGENDA, peers.KHAL, rounds=3)),
    Measurement("P1/todo", "the same : todo list --due", ratio(AGENDA, peers.TODOMAN, rounds=3)),
    Measurement("P1/task", "the same : task due …", ratio(AGENDA, peers.TASKWARRIOR, rounds=3)),
    Measurement(
        "P1/hugo",
        "agenda of 10,000 : hugo, a site of them",
        ratio(AGENDA, peers.HUGO, rounds=3, count=10_000),
    ),
    Measurement(
        "P2",
        "agenda after 10 edits : agenda",
        ratio(AGENDA_EDITED, AGENDA, within=(1.25,), rounds=5),
    ),
    Measurement("P2/same", "the index answers as the files do", Gauge("0", same_as_unindexed)),
    Measurement("P2/due", "due are those who were made so", Gauge("0", due_as_generated)),
    Measurement(
        "P3",
        "agenda under a watcher : journal --version",
        under_watch(AGENDA_NOW, VERSION, within=(1.5,)),
    ),
    Measurement(
        "P4",
        "agenda, index from nothing : frontmatter.load",
        ratio(AGENDA_COLD, LOOP, within=(0.7, 0.5), rounds=3),
    ),
    Measurement("P4/grep", "the same : grep -rc", ratio(AGENDA_COLD, peers.GREP_NEXT, rounds=1)),
    Measurement("P5", "journal --version - python -c pass", difference(VERSION, PASS, limit=40)),
    Measurement(
        "P6",
        "a name completed among 10,000 : --version",
        ratio(COMPLETION, VERSION, within=(2.0,), rounds=15, count=10_000),
    ),
    Measurement("P7", "peak memory, cold", memory(AGENDA_COLD, limit=300)),
    Measurement("P7/warm", "peak memory, warm", memory(AGENDA, limit=100)),
    Measurement("P8", "growth of a file's cost, cold", growth(AGENDA_COLD, limit=30, rounds=2)),
    Measurement("P8/warm", "growth of a file's cost, warm", growth(AGENDA, limit=30, rounds=9)),
    Measurement("P9", "log, index warm : agenda", ratio(LOG, AGENDA, within=(1.5,))),
    Measurement(
        "P10",
        "10,000 pages, index from nothing, too : hugo",
        ratio(PAGE_FROM_SCRATCH, peers.HUGO, within=(0.7,), rounds=3, count=10_000),
    ),
    Measurement(
        "P10/warm",
        "10,000 pages, index warm : hugo",
        ratio(PAGE_ANEW, peers.HUGO, within=(0.7,), rounds=3, count=10_000),
    ),
    Measurement(
        "P11",
        "page of 10,000, nothing changed : agenda",
        ratio(PAGE, AGENDA, within=(2.0,), count=10_000),
    ),
    Measurement(
        "P11/edit",
        "page of 10,000 after one edit - nothing changed",
        difference(PAGE_EDITED, PAGE, limit=100, rounds=5, count=10_000),
    ),
    Measurement("P12", "save -> page written, 10,000", latency(limit=100, count=10_000)),
    Measurement("P12/big", "save -> page written, all", latency(limit=250)),
    Measurement(
        "P13", "search of a rare word : agenda", ratio(SEARCH_RARE, AGENDA, within=(1.2,))
    ),
    Measurement("P13/rg", "the same : rg -l", ratio(SEARCH_RARE, peers.RIPGREP_RARE)),
    Measurement(
        "P13/common",
        "search of a word in every tenth note : agenda",
        ratio(SEARCH_COMMON, AGENDA, within=(1.5,)),
    ),
    Measurement("P14", "list, 100 match : agenda", ratio(LIST, AGENDA, within=(1.2,))),
    Measurement(
        "P14/all",
        "list of all, filed and never drawn : agenda",
        ratio(LIST_OF_ALL, AGENDA, within=(1.2,)),
    ),
    Measurement("P15", "stats : agenda", ratio(STATS, AGENDA, within=(3.0,))),
    Measurement(
        "P16",
        f"import of a newsletter, {ROWS:,} rows : csv.DictReader",
        against_reading(IMPORT, empty, within=10),
    ),
    Measurement("P16/memory", "peak memory of that", memory_among(IMPORT, empty, limit=300)),
    Measurement(
        "P16/large",
        f"peak memory of a list of 200 MB, {BEFORE:,} rows",
        memory_among(IMPORT_LARGE, empty_beside_large, limit=300),
    ),
    Measurement(
        "P16/larger",
        f"peak memory of adding {LARGE - BEFORE:,} rows to that",
        memory_among(IMPORT_LARGER, empty_beside_large, limit=300),
    ),
    Measurement(
        "P17",
        f"qualify over {ROWS:,} rows : csv.DictReader",
        against_reading(QUALIFY, with_list, within=5, processor=2),
    ),
)


def main() -> int:
    """Take the measurements asked for; 1 if a command failed or an answer differed."""
    wanted = _options()
    started = time.monotonic()
    adopt_orphans()
    with _folder(wanted.keep) as folder:
        workshop = Workshop(folder, wanted.n)
        if not workshop.program.exists():
            print(
                "There is no journal beside this Python: make bench installs it.", file=sys.stderr
            )
            return 1
        rows = [(each, _take(each, workshop)) for each in rows_named(wanted.only)]
        workshop.sweep()
    print(table(rows, markdown=wanted.markdown))
    print(f"\n{wanted.n:,} contacts · {_machine()} · {time.monotonic() - started:.0f} s")
    return exit_code(rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--n", type=int, default=100_000, help="contacts (default: 100000)")
    parser.add_argument("--quick", action="store_const", const=10_000, dest="n", help="10000")
    parser.add_argument("--only", default="", help="rows to measure, for example P1,P4/grep")
    parser.add_argument(
        "--keep", type=Path, help="folder for the data; it stays, and is used again"
    )
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    wanted = parser.parse_args()
    if wanted.only and not rows_named(wanted.only):
        parser.error(f"no such row; there are {', '.join(each.number for each in MEASUREMENTS)}")
    return wanted


def exit_code(rows: Iterable[tuple[Measurement, Outcome]]) -> int:
    """Return 1 if a command failed or an answer differed; no timing makes it 1."""
    return int(any(outcome.verdict in {FAILED, DIFFERENT} for _, outcome in rows))


def rows_named(only: str) -> list[Measurement]:
    """Return the rows named; P1 stands for all that begin with it, too."""
    if not only:
        return list(MEASUREMENTS)
    names = {name.strip() for name in only.split(",")}
    return [each for each in MEASUREMENTS if {each.number, each.number.split("/")[0]} & names]


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="journal-bench-") as name:
        yield Path(name).resolve()


def _take(measurement: Measurement, workshop: Workshop) -> Outcome:
    print(f"{measurement.number} … ", end="", file=sys.stderr, flush=True)
    started = time.monotonic()
    try:
        outcome = measurement.gauge.take(workshop)
    except CommandError as error:
        print(error, file=sys.stderr)
        outcome = Outcome(str(error)[:_CELL], FAILED)
    print(f"{outcome.verdict} ({time.monotonic() - started:.0f} s)", file=sys.stderr)
    return outcome


def table(rows: Iterable[tuple[Measurement, Outcome]], *, markdown: bool) -> str:
    """Return the rows as aligned text, or as Markdown."""
    cells = [("#", "what", "measured", "target", "verdict")]
    for row, outcome in rows:
        cells.append((row.number, row.what, outcome.measured, row.gauge.target, outcome.verdict))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in cells]
    if markdown:
        lines.insert(1, ["-" * width for width in widths])
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n".join("  ".join(line).rstrip() for line in lines)


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    python = f"Python {platform.python_version()}"
    return f"{cores} cores · {platform.machine()} · {python} · SQLite {sqlite3.sqlite_version}"


if __name__ == "__main__":
    sys.exit(main())
