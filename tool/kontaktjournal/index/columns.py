"""What the columns of the index mean to those who fill and those who ask."""

from collections.abc import Iterable

from kontaktjournal.domain.links import link_keys

#: ``wake`` of a contact that falls due on whatever day it is (D7).
ALWAYS = 0


def storable(text: str) -> str:
    """Replace what a file name may hold but SQLite's text may not."""
    return text.encode("utf-8", "replace").decode("utf-8")


def stored_keys(targets: Iterable[str]) -> tuple[str, ...]:
    """Return what is stored of where links lead, and asked for, each once (N7)."""
    return tuple(sorted({storable(key) for target in targets for key in link_keys(target)}))
