"""QUERY on the command line: its terms told from options, read, and asked (4.9)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kontaktjournal.cli.options import Argument, is_term
from kontaktjournal.domain.agenda import Order

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.due import Due
    from kontaktjournal.domain.errors import WrongUse
    from kontaktjournal.domain.query.tree import Query
    from kontaktjournal.notation.query.errors import BadQuery
    from kontaktjournal.notation.query.parse import QueryReader

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

#: How wide a part of a long query is shown before the place that was not understood.
_BEFORE = 30
#: How far the query is set in below the refusal.
_SET_IN = 2


def query_argument() -> Callable[[Decorated], Decorated]:
    """Give a command ``terms: tuple[str, ...]``, the words of a search."""
    return click.argument("terms", cls=Terms, nargs=-1, metavar="metavar.query")


class Terms(Argument):
    """The words of a search: one that only looks like an option is a term (TR18)."""

    takes_minus = True

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

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Offer what a word of a search may become."""
        from click.shell_completion import CompletionItem

        from kontaktjournal.cli.session import Session
        from kontaktjournal.cli.suggest import suggested

        session = ctx.find_object(Session)
        before = ctx.params.get(self.name or "") or ()
        words = suggested(session, before, incomplete) if session else []
        return [CompletionItem(word) for word in words]


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
            # -C/srv names a folder; -Cologne is a word, whatever -C may be.
            return not word[place : place + 1].isalpha(), place == len(word)
    return True, False


def parsed(session: "Session", terms: tuple[str, ...], limit: int | None = None) -> "Query":
    """Read the terms of a search.

    Args:
        session: knows the fields and the saved searches.
        terms: the words of the search.
        limit: how many are wanted at most; outranks what the terms say of it.

    Raises:
        WrongUse: they cannot be understood; with the place.
    """
    from kontaktjournal.notation.query.errors import BadQuery

    reader = _reader(session)
    text = _joined(reader, terms)
    try:
        query = reader.read(text)
    except BadQuery as error:
        raise _shown(error, session) from None
    return replace(query, limit=limit) if limit else query


def query_text(session: "Session", terms: tuple[str, ...]) -> str:
    """Return the terms of a search as one query, as it would stand in journal.toml."""
    return _joined(_reader(session), terms)


def matching(session: "Session", terms: tuple[str, ...], dues: "Iterable[Due]") -> "list[Due]":
    """Return whom a search finds among some, in its order, and no more than it wants.

    Args:
        session: its journal is asked for words in the files.
        terms: the words of the search; none find everybody.
        dues: who is asked about, of everybody, sorted.

    Raises:
        WrongUse: the search cannot be understood; with the place.
    """
    if not any(map(str.strip, terms)):
        return [*dues]
    query = parsed(session, terms)
    tell_of_slips(session, query)
    return session.journal.inquiry.found(query, dues)


def asked(
    session: "Session", query: "Query | None", *, everybody: bool, order: Order = Order.URGENCY
) -> "list[Due]":
    """Return whom a search finds in the journal, in its order, and no more than it wants.

    Args:
        session: its journal is asked.
        query: the search; None finds everybody.
        everybody: the pool and the filed ones, too; else only who is in play.
        order: settles what the search leaves open.
    """
    if query is not None:
        tell_of_slips(session, query, everybody=everybody)
    return session.journal.inquiry.contacts(everybody=everybody, order=order, query=query)


def _reader(session: "Session") -> "QueryReader":
    from kontaktjournal.notation.query.parse import QueryReader

    return QueryReader(session.settings, session.journal.today)


def _joined(reader: "QueryReader", terms: tuple[str, ...]) -> str:
    from kontaktjournal.notation.query.arguments import joined

    return joined(terms, reader)


def tell_of_slips(session: "Session", query: "Query", *, everybody: bool = True) -> None:
    """Say of a key that nobody has what it may be a slip for.

    Args:
        session: knows the keys, and says it.
        query: asks for keys.
        everybody: the pool and the filed ones are asked about, too; else only who is in play.
    """
    from kontaktjournal.domain.query.search import own_keys

    keys = own_keys(query)
    if not keys:
        return
    names = _reader(session).names
    for key in session.journal.inquiry.lacking(keys, everybody=everybody):
        close = names.near(key)
        told = "query.own_key_similar" if close else "query.own_key"
        session.tell(session.say(told, key=key, names=", ".join(close)))


def _shown(error: "BadQuery", session: "Session") -> "WrongUse":
    """Return a refusal that shows the query, and points at the place that was not understood."""
    from kontaktjournal.domain.errors import WrongUse
    from kontaktjournal.views.terminal import cut, visible, width

    begin, end = error.at
    skipped = 0
    if width(error.text[:begin]) >= session.columns // 2:
        skipped = max(0, begin - _BEFORE)
        while width(error.text[skipped:begin]) > _BEFORE:
            skipped += 1
    lead = f"@{error.view}: " * bool(error.view) + "…" * bool(skipped)
    before = lead + visible(error.text[skipped:begin])
    wrong = visible(error.text[begin:end])
    line = cut(before + wrong + visible(error.text[end:]), session.columns - _SET_IN)
    caret = " " * width(before) + "^" * max(1, width(wrong))
    places = (WrongUse("query.shown", line=line), WrongUse("query.shown", line=caret))
    return WrongUse(error.key, **error.values, others=places)
