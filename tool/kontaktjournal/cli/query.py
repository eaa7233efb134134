"""QUERY on the command line: its terms told from options, read, and asked (4.9)."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kontaktjournal.cli.options import Argument, is_term

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.due import Due
    from kontaktjournal.domain.errors import WrongUse
    from kontaktjournal.domain.query.tree import Query
    from kontaktjournal.notation.query.errors import BadQuery
    from kontaktjournal.notation.query.parse import QueryReader

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

#: What of a long query is shown before the place that was not understood.
_BEFORE = 30
#: How far the query is set in below the refusal.
_SET_IN = 2


def query_argument() -> Callable[[Decorated], Decorated]:
    """Give a command ``terms: tuple[str, ...]``, the words of a search."""
    return click.argument("terms", cls=Terms, nargs=-1, metavar="metavar.query")


class Terms(Argument):
    """The words of a search: one that only looks like an option is a term (TR18)."""

    def claim(self, command: click.Command, words: list[str]) -> list[str]:
        """Put a blank, which means nothing, before each term that begins with a minus."""
        options = {name: each for each in command.params if isinstance(each, click.Option)
                   for name in (*each.opts, *each.secondary_opts)}  # fmt: skip
        claimed: list[str] = []
        is_value = False
        for place, word in enumerate(words):
            if word == "--":
                return [*claimed, *words[place:]]
            if is_value or word[:1] != "-" or word == "-":
                claimed.append(word)
                is_value = False
                continue
            is_option, is_value = _as_option(word, options)
            claimed.append(word if is_option else f" {word}")
        return claimed


def _as_option(word: str, options: Mapping[str, click.Option]) -> tuple[bool, bool]:
    """Tell whether a word is meant as an option, and whether the next is the option's value."""
    if word.startswith("--"):
        # One that is not known is a slip, which click names; nobody denies twice.
        known = options.get(word)
        return True, known is not None and not known.is_flag
    if is_term(word):
        return False, False
    for place, letter in enumerate(word[1:], start=2):
        option = options.get(f"-{letter}")
        if option is None:
            return False, False
        if not option.is_flag:
            return True, place == len(word)
    return True, False


def parsed(session: "Session", terms: tuple[str, ...]) -> "Query":
    """Read the terms of a search.

    Raises:
        WrongUse: they cannot be understood; with the place.
    """
    from kontaktjournal.notation.query.errors import BadQuery

    reader = _reader(session)
    text = _joined(reader, terms)
    try:
        return reader.read(text)
    except BadQuery as error:
        raise _shown(error, session) from None


def query_text(session: "Session", terms: tuple[str, ...]) -> str:
    """Return the terms of a search as one query, as it would stand in journal.toml."""
    return _joined(_reader(session), terms)


def lifts_scope(session: "Session", terms: tuple[str, ...]) -> bool:
    """Tell whether a search asks for the list or for filed contacts, too (clarification 37)."""
    return bool(terms) and parsed(session, terms).lifts_scope


def matching(session: "Session", terms: tuple[str, ...], dues: "Iterable[Due]") -> "list[Due]":
    """Return whom a search finds, in its order, and no more than it wants.

    Args:
        session: its journal is asked for words in the files.
        terms: the words of the search; none find everybody.
        dues: who is asked about, sorted.

    Raises:
        WrongUse: the search cannot be understood; with the place.
    """
    if not any(map(str.strip, terms)):
        return [*dues]
    query = parsed(session, terms)
    asked = [*dues]
    tell_of_slips(session, query, asked)
    return session.journal.inquiry.found(query, asked)


def _reader(session: "Session") -> "QueryReader":
    from kontaktjournal.notation.query.parse import QueryReader

    return QueryReader(session.settings, session.journal.today)


def _joined(reader: "QueryReader", terms: tuple[str, ...]) -> str:
    from kontaktjournal.notation.query.arguments import joined

    return joined(terms, reader)


def tell_of_slips(session: "Session", query: "Query", dues: "Iterable[Due] | None" = None) -> None:
    """Say of a key that nobody has what it may be a slip for.

    Args:
        session: knows the keys, and says it.
        query: asks for keys.
        dues: who may have them; None for everybody in the journal.
    """
    from kontaktjournal.domain.query.search import had_by_nobody, own_keys

    keys = own_keys(query)
    if not keys:
        return
    names = _reader(session).names
    who = session.journal.contacts(everybody=True) if dues is None else dues
    for key in had_by_nobody(keys, who):
        close = names.near(key)
        told = "query.own_key_similar" if close else "query.own_key"
        session.tell(session.say(told, key=key, names=", ".join(close)))


def _shown(error: "BadQuery", session: "Session") -> "WrongUse":
    """Return a refusal that shows the query, and points at the place that was not understood."""
    from kontaktjournal.domain.errors import WrongUse
    from kontaktjournal.views.terminal import cut, visible, width

    begin, end = error.at
    skipped = max(0, begin - _BEFORE) if begin >= session.columns // 2 else 0
    lead = f"@{error.view}: " * bool(error.view) + "…" * bool(skipped)
    before = lead + visible(error.text[skipped:begin])
    wrong = visible(error.text[begin:end])
    line = cut(before + wrong + visible(error.text[end:]), session.columns - _SET_IN)
    caret = " " * width(before) + "^" * max(1, width(wrong))
    places = (WrongUse("query.shown", line=line), WrongUse("query.shown", line=caret))
    return WrongUse(error.key, **error.values, others=places)
