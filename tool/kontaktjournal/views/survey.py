"""What was found in existing notes, as text (4.1)."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.survey import Mixed, PeopleFolder, Spelling, StatusWord, Survey
from kontaktjournal.views.terminal import Line, flow, pad, width, wrap

_INDENT = 2
_GAP = 8
_MOST_WORDS = 12
_MOST_MARKERS = 3
_MOST_NAMED = 6
#: Dates first: they are what the agenda lives on.
_FIRST = ("next", "last", "every", "snooze")


def survey_lines(found: Survey, say: Catalogue, columns: int) -> list[Line]:
    """Set what was found.

    Args:
        found: people, or none; the remarks are about what was found beside them.
        say: the words of one language.
        columns: how wide the output may be.
    """
    lines: list[Line] = []
    if found.folders:
        folders = ", ".join(_folder(folder, say) for folder in found.folders)
        lines += _set(say("init.detected", folders=folders), columns, _INDENT)
    lines += _keys(found, say, columns)
    remarks = [say("init.filename")] if found.filename == "name" else []
    skipped = [*_templates(found, say), *_markers(found.types[:_MOST_NAMED], say)]
    if found.folders and skipped:
        remarks.append(say("init.skipped", what=", ".join(skipped)))
    if found.mixed:
        mixed = ", ".join(_mixed(folder, say) for folder in found.mixed[:_MOST_NAMED])
        remarks.append(say("init.mixed", what=mixed))
    for remark in remarks:
        lines += _set(" " * _INDENT + remark, columns, 2 * _INDENT)
    return lines


def _set(text: str, columns: int, indent: int) -> list[Line]:
    """Set a text that is a list, broken behind its commas."""
    *parts, last = text.split(", ")
    return flow([*(f"{part}," for part in parts), last], columns, indent, " ")


def _named(folder: str) -> str:
    return f"{folder}/"


def _markers(counts: Iterable[tuple[str, int]], say: Catalogue) -> list[str]:
    return [say("init.marker", count=say.number(count), marker=marker) for marker, count in counts]


def _folder(folder: PeopleFolder, say: Catalogue) -> str:
    people = say.count("init.people", folder.people)
    if not folder.markers:
        return say("init.folder_plain", folder=_named(folder.path), people=people)
    markers = ", ".join(_markers(folder.markers[:_MOST_MARKERS], say))
    return say("init.folder", folder=_named(folder.path), people=people, markers=markers)


def _templates(found: Survey, say: Catalogue) -> list[str]:
    return [
        say.count("init.templates", count, folder=_named(folder))
        for folder, count in found.templates[:_MOST_NAMED]
    ]


def _mixed(folder: Mixed, say: Catalogue) -> str:
    people = say.count("init.people", folder.people)
    return say.count("init.mixed_folder", folder.others, folder=_named(folder.path), people=people)


# --- keys, two beside each other where there is room -----------------------------------


def _keys(found: Survey, say: Catalogue, columns: int) -> list[Line]:
    by_key: dict[str, list[Spelling]] = {key: [] for key in _FIRST}
    for spelling in found.spellings:
        # A status tells its words instead, and a title has two meanings (K6).
        if spelling.key not in {"status", "title", "type", "tags"}:
            by_key.setdefault(spelling.key, []).append(spelling)
    pairs = [(key, _spelled(same, say)) for key, same in by_key.items() if same]
    key_width = max((len(key) for key, _ in pairs[::2]), default=0)
    if found.statuses:
        key_width = max(key_width, len("status"))
    lines = _beside(pairs, key_width, say, columns) or [
        line
        for key, spelled in pairs
        for line in wrap(_pair(key, spelled, key_width, say), columns, _INDENT + key_width + 3)
    ]
    for typed, words in groupby(found.statuses, key=lambda word: word.typed):
        lines += _statuses(typed, list(words), key_width, say, columns)
    return lines


def _spelled(spellings: Iterable[Spelling], say: Catalogue) -> str:
    return ", ".join(
        say("init.spelling", typed=each.typed, count=say.number(each.notes)) for each in spellings
    )


def _pair(key: str, spelled: str, key_width: int, say: Catalogue, *, indent: int = _INDENT) -> str:
    return " " * indent + say("init.key", key=pad(key, key_width), found=spelled)


def _beside(
    pairs: Sequence[tuple[str, str]], key_width: int, say: Catalogue, columns: int
) -> list[Line]:
    """Set two keys a line; nothing where they do not fit."""
    second = max((len(key) for key, _ in pairs[1::2]), default=0)
    left = [_pair(key, spelled, key_width, say) for key, spelled in pairs[::2]]
    right = [_pair(key, spelled, second, say, indent=0) for key, spelled in pairs[1::2]]
    widest = max(map(width, left), default=0)
    room = columns - widest - max(map(width, right), default=0)
    if room < _INDENT:
        return []
    right += [""] * (len(left) - len(right))
    gap = min(room, _GAP)
    return [
        Line.of(pad(one, widest + gap) + other if other else one)
        for one, other in zip(left, right, strict=True)
    ]


def _statuses(
    typed: str, words: Sequence[StatusWord], key_width: int, say: Catalogue, columns: int
) -> list[Line]:
    parts = [_status(word, say) for word in words[:_MOST_WORDS]]
    if more := len(words) - len(parts):
        parts.append(say.count("init.status_more", more))
    first = say("init.key_status", key=pad("status", key_width), typed=typed, statuses=parts[0])
    return flow([" " * _INDENT + first, *parts[1:]], columns, _INDENT + key_width + 3, " · ")


def _status(word: StatusWord, say: Catalogue) -> str:
    count = say.number(word.notes)
    if word.stage is None:
        return say("init.status_unknown", word=word.word, count=count)
    return say("init.status", word=word.word, count=count, stage=word.stage)
