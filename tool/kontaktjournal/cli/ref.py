"""The argument that names a contact, and its completion in the shell."""

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from kontaktjournal.cli.options import Decorated, argument
from kontaktjournal.cli.session import Session
from kontaktjournal.domain.errors import Ambiguous, JournalError
from kontaktjournal.domain.names import slug
from kontaktjournal.index.names import names_in
from kontaktjournal.views.terminal import visible

if TYPE_CHECKING:
    from kontaktjournal.domain.contact import Contact


class Ref(click.ParamType[str]):
    """A number of the last list, a path, a uid, a file's name, a name or its beginning."""

    name = "ref"

    def shell_complete(
        self, ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the files of contacts whose names begin like this.

        The index is taken as it stands: a completion must not wait for a folder to be read.
        """
        session = ctx.find_object(Session) or Session(os.environ)
        try:
            known = names_in(session.cache, incomplete)
            if known is None:
                known = session.journal.names(incomplete)
        except JournalError:
            return []
        return [CompletionItem(_word(stem), help=visible(name)) for name, stem in known]


def _word(stem: str) -> str:
    """Return a file's name, or the slug it answers to where a shell would break it apart."""
    # Bash types what it is offered as it is, blanks and all.
    return stem if re.fullmatch(r"[\w@%+=./-]+", stem) else slug(stem)


def find(session: Session, ref: str) -> "Contact":
    """Find the contact a word means; at a terminal let the user choose among a few.

    Raises:
        JournalError: nobody is meant, or several are and nobody could choose.
    """
    try:
        return session.journal.find(ref, session.start)
    except Ambiguous as error:
        choices = error.values.get("choices")
        if not isinstance(choices, tuple) or not session.may_ask:
            raise
        chosen = _chosen(session, choices)
        if chosen is None:
            raise
        return session.journal.find(chosen, session.start)


def _chosen(session: Session, choices: tuple[str, ...]) -> str | None:
    """Ask which of a few is meant; None where the answer names none of them."""
    session.refuse("\n".join(f" {number}  {one}" for number, one in enumerate(choices, start=1)))
    answer = session.ask(session.say("choose.which"))
    numbers = {str(number): one for number, one in enumerate(choices, start=1)}
    # What stands in brackets behind a name only helps to choose.
    return numbers[answer].partition(" (")[0] if answer in numbers else None


def ref_argument(**settings: Any) -> Callable[[Decorated], Decorated]:
    """Give a command the argument that names a contact."""
    return argument("ref", type=Ref(), metavar="metavar.ref", **settings)
