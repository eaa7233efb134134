"""What was taken in: in a line for a person, as values for programs, and row by row (4.11).

As values::

    version     1
    command     "import"
    read        number of entries; the sum of the five below
    new, filled, unchanged, skipped, unclear
    skipped_by  {reason: number}
    unclear_by  {reason: number}
    sources     [{path, format, version, goal, list, encoding, preamble, and the same numbers}];
                goal is "contacts", or "list" with its path
    report      path of the report; null without one
    dry_run     true where nothing was written
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kontaktjournal.domain.intake import Fate, Taken, Tally, Why
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.rows import VERSION, Value

#: The columns of a report: what programs read, and behind it the same for people.
COLUMNS = ("source", "line", "name", "outcome", "reason", "path", "filled", "words")
#: What every report begins with, older ones too.
OLDER = COLUMNS[:-1]
#: Its entries are counted in a word of their own.
_CARDS = "vcard"
_WORDS_SHOWN = 3
_ENCODINGS = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}


class Origin(NamedTuple):
    """Where entries came from.

    Args:
        path: of the file, as it was named, with the name inside an archive behind it.
        name: of the file alone.
        format: name of the format.
        encoding: of its text; empty where it is told by the format.
        preamble: lines before the header.
        version: of the format, where there are several.
    """

    path: str
    name: str
    format: str
    encoding: str = ""
    preamble: int = 0
    version: str = ""


def origin_line(origin: Origin, goal: str, say: Catalogue, read: int | None = None) -> str:
    """Say what a file was recognised as, and where its people go.

    Args:
        origin: the file.
        goal: where they go, in words.
        say: words everything.
        read: number of its entries; None where it is not to be said.
    """
    told = [origin.name]
    if origin.preamble:
        told.append(say.count("import.preamble", origin.preamble))
    if origin.encoding:
        told.append(_ENCODINGS.get(origin.encoding, origin.encoding.upper()))
    called = f"{say(f'import.format.{origin.format}')} {origin.version}".rstrip()
    if origin.format == _CARDS and read is not None:
        called = f"{called}, {say.count('import.cards', read)}"
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
        why = _filled(tally, say)
    elif fate is Fate.SKIPPED:
        why = ", ".join(_reasons(tally.skipped, say))
    elif fate is Fate.UNCLEAR:
        told = _reasons(tally.unclear, say)
        # There is a comma in some; and of a single reason the number stands before it.
        why = "; ".join(told) if len(told) > 1 else _only(tally.unclear, say)
    return f"{said} ({why})" if why else said


def _filled(tally: Tally, say: Catalogue) -> str:
    """Say what was filled: blanks, or a day that was told later."""
    if not tally.newer:
        return say("import.filled.only")
    is_all = tally.newer == tally.fates[Fate.FILLED]
    key = "import.filled.newer" if is_all else "import.filled.both"
    return say(key, newer=say.number(tally.newer))


def _only(counted: Mapping[Why, int], say: Catalogue) -> str:
    return "".join(say(f"import.lack.{why}") for why, count in counted.items() if count)


def _reasons(counted: Mapping[Why, int], say: Catalogue) -> list[str]:
    return [
        f"{say.number(count)} {say(f'import.lack.{why}')}"
        for why in Why
        if (count := counted.get(why, 0))
    ]


def unclear_lines(taken: Sequence[Taken], most: int, say: Catalogue) -> list[str]:
    """Say who is not clear, and whom they may be: the first of them, mere namesakes last."""
    taken = sorted(taken, key=lambda one: one.why is Why.NAME_ALONE)
    told = [
        say("import.unclear.one", line=say.number(one.line), name=one.name, path=one.path,
            why=say(f"import.lack.{one.why}"))
        for one in taken[:most]
    ]  # fmt: skip
    more = len(taken) - most
    return [*told, *([say.count("import.unclear.more", more)] if more > 0 else [])]


def doubt_line(
    path: str, column: str, words: Mapping[str, int], option: str, say: Catalogue
) -> str:
    """Say that some may have left, and how to say that they did.

    Args:
        path: of the file, as it was named.
        column: where it stands.
        words: what stands there, and how often.
        option: what to type where it is so.
        say: words everything.
    """
    count = sum(words.values())
    told = f"{column}: {_shown(words)}"
    return say.count("import.doubtful", count, path=path, words=told, option=option)


def undated_line(path: str, words: Mapping[str, int], say: Catalogue) -> str:
    """Say that some days since when people are linked could not be read."""
    return say.count("import.undated", sum(words.values()), path=path, words=_shown(words))


def _shown(words: Mapping[str, int]) -> str:
    first = sorted(words, key=words.__getitem__, reverse=True)[:_WORDS_SHOWN]
    more = " …" if len(words) > _WORDS_SHOWN else ""
    return f"{', '.join(first)}{more}"


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
                "version": origin.version or None,
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
    """Return a row for each entry, in the order of the sources: what became of it, and why.

    Outcome and reason are the same words in every language; the last column is for people.
    """
    return [
        [origins[one.at].name, str(one.line), one.name, one.fate.value,
         one.why.value if one.why else "", one.path, " ".join(one.keys), _in_words(one, say)]
        for one in sorted(taken, key=lambda one: (one.at, one.line))
    ]  # fmt: skip


def _in_words(one: Taken, say: Catalogue) -> str:
    outcome = say(f"import.outcome.{one.fate}")
    why = say(f"import.lack.{one.why}") if one.why else ", ".join(one.keys)
    return say("import.outcome.because", outcome=outcome, why=why) if why else outcome
