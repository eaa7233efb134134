"""What a watcher tells, as a line for people or a row for programs."""

from pathlib import Path

from kontaktjournal.messages import Catalogue
from kontaktjournal.watch.told import (
    Applied,
    NewDay,
    Printed,
    Remark,
    Resettled,
    Told,
    Trouble,
    Updated,
    Watching,
)

#: So many files are named; of more only the number is.
_NAMED = 3
_VERSION = 1
_BETWEEN = ", "


def began(told: Watching, say: Catalogue, root: Path, pages: Path) -> str:
    """Return the first line: what is watched, and where the pages lie."""
    folders = say.count("watch.folders", told.folders)
    return say("watch.began", root=root, folders=folders, pages=f"{pages.as_posix()}/")


def line_of(told: Applied | NewDay | Resettled | Updated, say: Catalogue) -> str:
    """Return what happened, and what became of the pages."""
    if isinstance(told, Applied):
        return say("watch.applied", file=_name(told.path))
    clock = f"{told.at:%H:%M:%S}"
    pages = _pages(told.printed, say)
    if isinstance(told, NewDay):
        day = say.day(told.at.date(), "weekday_date")
        return say("watch.day", clock=clock, day=day, pages=pages)
    if isinstance(told, Resettled):
        return say("watch.settings", clock=clock, pages=pages)
    return say("watch.update", clock=clock, what=_what(told, say), pages=pages)


def _what(told: Updated, say: Catalogue) -> str:
    parts = []
    if told.changed:
        is_few = len(told.changed) <= _NAMED
        names = _BETWEEN.join(map(_name, told.changed))
        parts.append(names if is_few else say.count("watch.read", len(told.changed)))
    if told.removed:
        is_few = len(told.removed) <= _NAMED
        names = say("watch.gone", files=_BETWEEN.join(map(_name, told.removed)))
        parts.append(names if is_few else say.count("watch.gone_many", len(told.removed)))
    return _BETWEEN.join(parts) or say("watch.findings")


def _pages(printed: Printed, say: Catalogue) -> str:
    count = len(printed.written)
    return say.count("watch.pages", count) if count else say("watch.pages_same")


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def row_of(told: Told, say: Catalogue) -> dict[str, object]:
    """Return what a program is told: one object a line."""
    if isinstance(told, Trouble):
        return _row("trouble", message=say.refusal(told.error), code=told.error.exit_code)
    if isinstance(told, Remark):
        return _row("remark", message=say(told.key, **dict(told.values)))
    if isinstance(told, Applied):
        return _row("applied", path=told.path)
    pages = {"written": list(told.printed.written), "removed": list(told.printed.removed)}
    time = told.at.isoformat(timespec="seconds")
    if isinstance(told, Updated):
        changed, removed = list(told.changed), list(told.removed)
        return _row("update", time=time, changed=changed, removed=removed, pages=pages)
    if isinstance(told, Watching):
        return _row("watching", time=time, folders=told.folders, pages=pages)
    return _row("day" if isinstance(told, NewDay) else "settings", time=time, pages=pages)


def _row(event: str, **values: object) -> dict[str, object]:
    return {"version": _VERSION, "event": event, **values}
