"""Somebody on a list the user owns: raw material, no contact, until a conversation begins."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Permission

_NO_CELLS: Mapping[str, str] = MappingProxyType({})


class Listed(NamedTuple):
    """One row of a list.

    Args:
        path: of the list, relative to the root.
        line: where the row begins there, from 1.
        key: what tells it from all other rows of its list; it stays when others come and go.
        card: who it is, and how to be reached; without a name where the row names nobody.
        connected: since when both are linked where the list comes from.
        exchanged: when both last wrote to each other there.
        consent: what was allowed, with its proof.
        is_blocked: the list itself says that nobody may write to them any more.
        is_damaged: the row cannot be read.
        cells: what its columns say, by their names, without those that say nothing.
    """

    path: str
    line: int
    key: str
    card: Card
    connected: date | None = None
    exchanged: date | None = None
    consent: tuple[Permission, ...] = ()
    is_blocked: bool = False
    is_damaged: bool = False
    cells: Mapping[str, str] = _NO_CELLS


_ENDING = ".csv"
#: What the name of a table ends in that tells of a list's columns, or of decisions about it.
MAPPING, DECISIONS = ".zuordnung.csv", ".entschieden.csv"


def is_list(name: str) -> bool:
    """Tell whether a file in the folder of lists is one, by its name."""
    plain = name.lower()
    is_beside = f".{plain}".endswith((MAPPING, DECISIONS))
    return plain.endswith(_ENDING) and not plain.startswith((".", "~")) and not is_beside


def mapping_path(path: str) -> str:
    """Return where it is kept what the user said of a list's columns: beside it."""
    return path[: -len(_ENDING)] + MAPPING


def decisions_path(path: str) -> str:
    """Return where the decisions about a list are kept: beside it."""
    return path[: -len(_ENDING)] + DECISIONS


def pool_decisions_path(folder: str) -> str:
    """Return where the decisions are kept about contacts who are only listed.

    Args:
        folder: of the lists, relative to the root.
    """
    return f"{folder}/{DECISIONS.removeprefix('.')}"
