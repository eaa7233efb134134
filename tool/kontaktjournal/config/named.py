"""Tables whose keys the user chooses: spellings of keys, and saved queries."""

from collections.abc import Mapping
from types import MappingProxyType

from kontaktjournal.config.document import Document
from kontaktjournal.config.values import name, names, query
from kontaktjournal.config.wrong import Wrong, listed, unknown
from kontaktjournal.domain.names import key_of


def spellings(document: Document) -> Mapping[str, tuple[str, ...]]:
    """Return the user's spellings of canonical keys (K8)."""
    chosen: dict[str, tuple[str, ...]] = {}
    owners: dict[str, str] = {}
    for key, value in document.items(document.data.get("keys", {}), ("keys",)):
        where = ("keys", key)
        words_of_key = document.value(where, value, names)
        if not document.value(where, key, _canonical) or not words_of_key:
            continue
        for place, spelling in enumerate(words_of_key):
            owner = owners.setdefault(key_of(spelling), key)
            if owner != key:
                twice = Wrong("config.keys.twice", word=spelling, other=owner)
                document.add((*where, place), twice)
        chosen[key] = words_of_key
    return MappingProxyType(chosen)


def _canonical(key: object) -> str:
    from kontaktjournal.notation.keys import ALIASES, BUILT_IN

    typed = str(key)
    if typed in ALIASES:
        return typed
    # Whoever writes `wiedervorlage = "naechster"` means `next`.
    meant = BUILT_IN.get(key_of(typed))
    if meant:
        raise Wrong("config.unknown.near", word=typed, near=meant)
    raise unknown("config.unknown", typed, ALIASES, known=listed(ALIASES))


def views(document: Document) -> Mapping[str, str]:
    """Return the saved queries by name."""
    chosen: dict[str, str] = {}
    for key, value in document.items(document.data.get("views", {}), ("views",)):
        where = ("views", key)
        read = document.value(where, value, query)
        called = document.value(where, key, name)
        if read and called:
            chosen[called] = read
    return MappingProxyType(chosen)
