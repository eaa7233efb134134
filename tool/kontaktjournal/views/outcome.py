"""What a command wrote: as a unified diff, and as values for programs (W7, clarification 24).

An outcome::

    version   1
    command   its name
    path      POSIX path of the contact's file below the root, as it is now
    name      full name
    changed   [{key, from, to}]: what stands in the head now and did not before; null for a key
              that is not there
    entry     {date, time, kind, channel, minutes, title, text, decision}, or null
    dry_run   true where nothing was written
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff

from kontaktjournal.domain.contact import Contact, Entry
from kontaktjournal.views.rows import VERSION, Value, entry_value
from kontaktjournal.views.terminal import Line, Span, Style

_STYLES: Mapping[str, Style] = {"+": "good", "-": "late", "@": "dim"}
_NO_NEWLINE = "\\ No newline at end of file"


def outcome(
    command: str,
    contact: Contact,
    heads: tuple[Mapping[str, object], Mapping[str, object]],
    entry: tuple[Entry, str] | None = None,
    *,
    dry_run: bool = False,
) -> Value:
    """Return what a command did to a contact.

    Args:
        command: its name.
        contact: as it is now.
        heads: its head before and now, by canonical key.
        entry: what was recorded, with its text.
        dry_run: whether it was only said.
    """
    return {
        "version": VERSION,
        "command": command,
        "path": contact.path,
        "name": contact.name,
        "changed": changed(heads),
        "entry": entry_value(*entry) if entry else None,
        "dry_run": dry_run,
    }


def changed(heads: tuple[Mapping[str, object], Mapping[str, object]]) -> list[Value]:
    """Return what differs between a head before and now, by canonical key."""
    before, now = heads
    return [
        {"key": key, "from": before.get(key), "to": now.get(key)}
        for key in dict.fromkeys((*before, *now))
        if before.get(key) != now.get(key)
    ]


def difference(
    path: str, to: str, before: bytes | None, after: bytes | None, *, headed: bool = False
) -> str:
    """Return what changes in a file, as ``patch`` and ``git apply -p0`` take it.

    Args:
        path: where the file was, below the root.
        to: where it is now.
        before: its bytes; None where there was none.
        after: its bytes; None where there is none any more.
        headed: begin as git does, for it knows no other way to tell of a new name; where one
            difference has such a head, the others need one.
    """
    old, new = _lines_of(before), _lines_of(after)
    from_file = path if before is not None else os.devnull
    to_file = to if after is not None else os.devnull
    told = list(unified_diff(old, new, from_file, to_file))
    if headed:
        told = [*_head(path, to, before, after), *told]
    return "".join(_ended(told))


def _head(path: str, to: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    yield f"diff --git {path} {to}\n"
    if before is None:
        yield "new file mode 100644\n"
    elif after is None:
        yield "deleted file mode 100644\n"
    elif path != to:
        yield f"rename from {path}\n"
        yield f"rename to {to}\n"


def _lines_of(data: bytes | None) -> Sequence[str]:
    # Bytes that are no UTF-8 leave as they came; a line ends where a patch ends it.
    text = (data or b"").decode("utf-8", "surrogateescape")
    parts = text.split("\n")
    lines = [f"{part}\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines


def _ended(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}\n"


def difference_lines(text: str) -> list[Line]:
    """Set a difference for a terminal: what goes and what comes in colours."""
    return [Line.of(Span(line, _STYLES.get(line[:1], ""))) for line in text.split("\n")[:-1]]
