"""What was taken in: in a line for a person, as values for programs, and row by row (4.11).

As values::

    version     1
    command     "import"
    read        number of entries; the sum of the five below
    new, filled, unchanged, skipped, unclear
    skipped_by  {reason: number}
    unclear_by  {reason: number}
    sources     [{path, format, goal, list, encoding, preamble, and the same numbers}]; goal is
                "contacts", or "list" with its path
    report      path of the report; null without one
    dry_run     true where nothing was written
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kontaktjournal.domain.intake import Fate, Taken, Tally, Why
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.rows import VERSION, Value

#: The columns of a report.
COLUMNS = ("source", "line", "name", "outcome", "reason", "path", "filled")
_ENCODINGS = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}


class Origin(NamedTuple):
    """Where entries came from.

    Args:
        path: of the file, as it was named, with the name inside an archive behind it.
        name: of the file alone.
        format: name of the format.
        encoding: of its text; empty where it is told by the format.
        preamble: lines before the header.
    """

    path: str
    name: str
    format: str
    encoding: str = ""
    preamble: int = 0


def origin_line(origin: Origin, goal: str, say: Catalogue) -> str:
    """Say what a file was recognised as, and where its people go.

    Args:
        origin: the file.
        goal: where they go, in words.
        say: words everything.
    """
    told = [origin.name]
    if origin.preamble:
        told.append(say.count("import.preamble", origin.preamble))
    if origin.encoding:
        told.append(_ENCODINGS.get(origin.encoding, origin.encoding.upper()))
    called = say(f"import.format.{origin.format}")
    return say("import.origin", format=called, what=", ".join(told), goal=goal)


def sum_line(tally: Tally, say: Catalogue) -> str:
    """Say what became of all entries; it adds up."""
    parts = [_part(fate, tally, say) for fate in Fate if fate is not Fate.UNCLEAR]
    if tally.fates[Fate.UNCLEAR]:
        parts.append(_part(Fate.UNCLEAR, tally, say))
    return say("import.sum", read=say.number(tally.read), parts=" + ".join(parts))


def _part(fate: Fate, tally: Tally, say: Catalogue) -> str:
    count = tally.fates[fate]
    said = say(f"import.{fate}", count=say.number(count))
    why = ""
    if fate is Fate.FILLED and count:
        why = say("import.filled.only")
    elif fate is Fate.SKIPPED:
        why = ", ".join(_reasons(tally.skipped, say))
    elif fate is Fate.UNCLEAR:
        why = ", ".join(say(f"import.lack.{reason}") for reason in Why if tally.unclear[reason])
    return f"{said} ({why})" if why else said


def _reasons(counted: Mapping[Why, int], say: Catalogue) -> list[str]:
    return [
        f"{say.number(count)} {say(f'import.lack.{why}')}"
        for why in Why
        if (count := counted.get(why, 0))
    ]


def unclear_lines(taken: Sequence[Taken], most: int, say: Catalogue) -> list[str]:
    """Say who is not clear, and whom they may be: the first of them."""
    told = [
        say("import.unclear.one", line=say.number(one.line), name=one.name, path=one.path,
            why=say(f"import.lack.{one.why}"))
        for one in taken[:most]
    ]  # fmt: skip
    more = len(taken) - most
    return [*told, *([say.count("import.unclear.more", more)] if more > 0 else [])]


def values(tallies: Sequence[tuple[Origin, Tally]], report: str | None, *, dry_run: bool) -> Value:
    """Return what became of all entries, for programs."""
    total = Tally()
    for _, tally in tallies:
        total += tally
    return {
        "version": VERSION,
        "command": "import",
        **_numbers(total),
        "sources": [
            {
                "path": origin.path,
                "format": origin.format,
                "goal": "list" if tally.list else "contacts",
                "list": tally.list or None,
                "encoding": origin.encoding or None,
                "preamble": origin.preamble,
                **_numbers(tally),
            }
            for origin, tally in tallies
        ],
        "report": report,
        "dry_run": dry_run,
    }


def _numbers(tally: Tally) -> Value:
    return {
        "read": tally.read,
        **{fate.value: tally.fates[fate] for fate in Fate},
        "skipped_by": _by_reason(tally.skipped),
        "unclear_by": _by_reason(tally.unclear),
    }


def _by_reason(counted: Mapping[Why, int]) -> dict[str, int]:
    return {why.value: count for why in Why if (count := counted.get(why, 0))}


def report_rows(
    origins: Sequence[Origin], taken: Iterable[Taken], say: Catalogue
) -> list[list[str]]:
    """Return a row for each entry, in the order of the sources: what became of it, and why."""
    return [
        [origins[one.at].name, str(one.line), one.name, one.fate.value,
         say(f"import.lack.{one.why}") if one.why else "", one.path, " ".join(one.keys)]
        for one in sorted(taken, key=lambda one: (one.at, one.line))
    ]  # fmt: skip
