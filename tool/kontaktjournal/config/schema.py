"""The tables and keys of ``journal.toml``, and the reader of each (3.6)."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType

from kontaktjournal.config.closed import holidays, spans
from kontaktjournal.config.values import (
    at_least_one,
    cadence,
    choice,
    editor,
    flag,
    folder,
    folder_or_none,
    label,
    names,
    pattern,
    several,
    stage_id,
    week_start,
    weekday,
    whole,
    words,
    zone,
)
from kontaktjournal.config.wrong import Readers
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.settings import Weights

#: The format this program reads.
VERSION = 1

#: Before the name of a reason: how much it counts.
WEIGHT = "weight_"

#: No number in the file is meant to be larger; an index could not hold any number at all.
_MOST = 9999

TOP: Readers = MappingProxyType({
    "language": choice("de", "en", "auto"),
    "timezone": zone,
})  # fmt: skip

#: Tables whose keys are given; each is a part of `Settings`, or several of its fields.
TABLES: Mapping[str, Readers] = MappingProxyType(
    {
        "folders": {
            "contacts": at_least_one(several(folder)),
            "lists": folder,
            "templates": folder,
            "ignore": words,
            "filename": choice("slug", "name"),
            "archive": folder_or_none,
        },
        "agenda": {
            "per_day": whole(1, _MOST),
            "focus": whole(0, _MOST),
            "week_preview": flag,
            "birthdays": flag,
            "max_attempts": whole(1, _MOST),
            "retry": cadence,
        },
        "calendar": {
            "workdays": at_least_one(several(weekday)),
            "week_start": week_start,
            "holidays": holidays,
            "closed": spans,
        },
        "entries": {
            "log_sections": words,
            "daily": several(pattern),
            "talk": words,
            "message": words,
            "attempt": words,
            "note": words,
        },
        "me": dict.fromkeys(("places", "orgs", "events", "topics"), words),
        "qualify": {
            "per_day": whole(0, _MOST),
            "later": cadence,
            **{f"{WEIGHT}{field.name}": whole(0, _MOST) for field in fields(Weights)},
        },
        "page": {"editor": editor},
    }
)

STAGE: Readers = MappingProxyType(
    {
        "id": stage_id,
        "kind": choice(*Kind),
        "rank": whole(-_MOST, _MOST),
        "aliases": names,
        "label": label,
    }
)

#: Tables whose keys the user names, or that repeat.
OPEN = ("keys", "stage", "cadence", "views")


def homes(key: str) -> tuple[str, ...]:
    """Return the tables that know a key, as the file writes them; "" is its top."""
    top = ("",) if key in TOP or key == "version" else ()
    stage = ("[[stage]]",) if key in STAGE else ()
    return (*top, *(f"[{name}]" for name, readers in TABLES.items() if key in readers), *stage)
