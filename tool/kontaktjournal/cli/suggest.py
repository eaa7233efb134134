"""What the shell may complete in a QUERY: fields, their words, tags, saved queries (4.9).

It runs at every press of a key: each part imports only what it needs.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kontaktjournal.domain.errors import JournalError

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session

#: What may stand before a term, and is kept.
_LEAD = re.compile(r"[ \t]*[-(]*")
#: Nobody reads more.
_MOST = 60


def suggested(session: "Session", before: Iterable[str], typed: str) -> list[str]:
    """Return the words a word of a query may become.

    Args:
        session: its journal is asked, as its index stands.
        before: the words before it.
        typed: its beginning.
    """
    *_, former, last = ["", "", *before]
    try:
        # Bash cuts words at "@", and at a colon, behind which it puts the answer.
        if last == "@":
            return _terms(session, f"@{typed}")
        if ":" in {last, typed}:
            name, value = (former, typed) if last == ":" else (last, "")
            found = _valued(session, name.lstrip(" -("), value)
            return [term.partition(":")[2] for term in found]
        lead = _LEAD.match(typed)
        kept = lead[0] if lead else ""
        return [f"{kept}{term}" for term in _terms(session, typed[len(kept) :])][:_MOST]
    except JournalError:
        return []


def _terms(session: "Session", typed: str) -> list[str]:
    if typed.startswith("@"):
        return _saved(session, typed[1:])
    if typed.startswith("+"):
        return [f"+{tag}" for tag in _tags(session, typed[1:])]
    name, colon, value = typed.partition(":")
    if colon:
        return _valued(session, name, value)
    return _named(session, name) if name else []


def _saved(session: "Session", typed: str) -> list[str]:
    from kontaktjournal.domain.names import key_of

    names = ("_".join(name.split()) for name in session.settings.views)
    return [f"@{name}" for name in names if key_of(name).startswith(key_of(typed))]


def _tags(session: "Session", typed: str) -> list[str]:
    """Return tags in use; those with blanks or signs the shell would have to be told of."""
    from kontaktjournal.domain.names import strip_marks
    from kontaktjournal.index.names import tags_in

    beginning = strip_marks(typed)
    tags = (tag.lstrip("#") for tag in tags_in(session.cache))
    return [tag for tag in tags if strip_marks(tag).startswith(beginning) and _is_plain(tag)]


def _is_plain(word: str) -> bool:
    return bool(re.fullmatch(r"[\w@%+=./-]+", word))


def _named(session: "Session", typed: str) -> list[str]:
    """Return fields; with what may stand behind it where there is only one."""
    from kontaktjournal.domain.names import key_of
    from kontaktjournal.notation.query.names import field_words

    found = field_words(key_of(typed))
    # A shell puts a blank behind a single answer, where the value shall stand.
    values = _valued(session, found[0], "") if len(found) == 1 else []
    return [*(f"{name}:" for name in found), *values]


def _valued(session: "Session", name: str, value: str) -> list[str]:
    """Return a field with each of the values it may have."""
    from kontaktjournal.domain.names import key_of
    from kontaktjournal.notation.query.names import value_words

    former, comma, last = value.rpartition(",")
    if ".." in last:
        # A period, or a range: no word begins so.
        return []
    words = value_words(key_of(name), key_of(last), lambda: session.settings.pipeline)
    return [f"{name}:{former}{comma}{word}" for word in words]
