"""What a watcher tells, as a line for people or a row for programs."""

from pathlib import Path

from kontaktjournal.messages import Catalogue
from kontaktjournal.watch.told import (
    Applied,
    NewDay,
    Printed,
    Remark,
    Reprinted,
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
_EVENTS: dict[type, str] = {NewDay: "day", Reprinted: "reprinted", Resettled: "settings"}


def began(told: Watching, say: Catalogue, root: Path, pages: Path) -> str:
    """Return the first line: what is watched, and where the pages lie."""
    folders = say.count("watch.folders", told.folders)
    return say("watch.began", root=root, folders=folders, pages=f"{pages.as_posix()}/")


def line_of(told: Applied | NewDay | Reprinted | Resettled | Updated, say: Catalogue) -> str:
    """Return what happened, and what became of the pages."""
    if isinstance(told, Applied):
        return _decided(told, say)
    clock = f"{told.at:%H:%M:%S}"
    pages = _pages(told.printed, say)
    if isinstance(told, NewDay):
        day = say.day(told.at.date(), "weekday_date")
        return say("watch.day", clock=clock, day=day, pages=pages)
    if isinstance(told, Reprinted):
        return say("watch.reprinted", clock=clock, pages=pages)
    if isinstance(told, Resettled):
        return say("watch.settings", clock=clock, pages=pages)
    return say("watch.update", clock=clock, what=_what(told, say), pages=pages)


def _what(told: Updated, say: Catalogue) -> str:
    parts = []
    decided = {one.path for one in told.applied}
    if changed := [path for path in told.changed if path not in decided]:
        is_few = len(changed) <= _NAMED
        names = _BETWEEN.join(map(_name, changed))
        parts.append(names if is_few else say.count("watch.read", len(changed)))
    parts += [_decided(one, say) for one in told.applied]
    if told.removed:
        is_few = len(told.removed) <= _NAMED
        names = say("watch.gone", files=_BETWEEN.join(map(_name, told.removed)))
        parts.append(names if is_few else say.count("watch.gone_many", len(told.removed)))
    return _BETWEEN.join(parts) or say("watch.findings")


def _decided(told: Applied, say: Catalogue) -> str:
    """Return what became of a decision: copied, and what of it was not understood."""
    said = [say("watch.applied")] if told.is_copied else []
    if told.doubtful:
        said.append(say("watch.no_date", words=told.doubtful))
    return f"{_name(told.path)}: {_BETWEEN.join(said)}"


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
        return _row("applied", **_applied(told))
    pages = {"written": list(told.printed.written), "removed": list(told.printed.removed)}
    time = told.at.isoformat(timespec="seconds")
    if isinstance(told, Updated):
        changed, removed = list(told.changed), list(told.removed)
        applied = [_applied(one) for one in told.applied]
        row = {"time": time, "changed": changed, "removed": removed, "pages": pages}
        return _row("update", **row, applied=applied)
    if isinstance(told, Watching):
        return _row("watching", time=time, folders=told.folders, pages=pages)
    return _row(_EVENTS[type(told)], time=time, pages=pages)


def _applied(told: Applied) -> dict[str, object]:
    return {"path": told.path, "copied": told.is_copied, "no_date": told.doubtful or None}


def _row(event: str, **values: object) -> dict[str, object]:
    return {"version": _VERSION, "event": event, **values}
