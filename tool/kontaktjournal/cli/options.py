"""Options all commands share, and help that speaks the user's language."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kontaktjournal.cli.session import Session, current_session
from kontaktjournal.domain.errors import WrongUse

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Option(click.Option):
    """An option whose help and metavar are keys of the message catalogue."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line of help, in the user's language."""
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], said(self.help)

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the option's value."""
        return said(self.metavar) if self.metavar else super().make_metavar(ctx)


class Argument(click.Argument):
    """An argument whose metavar is a key of the message catalogue."""

    #: Whether a word that begins with a minus may be meant for it.
    takes_minus = False

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the argument."""
        return said(self.metavar) if self.metavar else super().make_metavar(ctx)

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what stands for the argument, in brackets where it may be left out."""
        metavar = self.make_metavar(ctx)
        return [metavar if self.required else f"[{metavar}]"]

    def claim(self, _command: click.Command, words: list[str]) -> list[str]:
        """Return the words of a call, marked where one is this argument's and no option."""
        return words


def is_term(word: str) -> bool:
    """Tell whether a word denies a term of a search: -status:x, -+tag (4.9); no option does."""
    name, colon, _ = word[1:].partition(":")
    is_named = bool(colon) and name[:1].isalpha() and "/" not in name
    return word[:1] == "-" and (word[1:2] == "+" or is_named)


def said(text: str) -> str:
    """Return a message of the catalogue; text that is none as it is."""
    say = current_session().say
    return say(text) if text in say else text


#: Below this, two columns of help would tear words apart.
_NARROW = 60
#: What help leaves free at the right.
_MARGIN = 2


class Help(click.HelpFormatter):
    """Help whose texts stand below what they explain where there is no room beside it."""

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write terms and what they mean."""
        if self.width + _MARGIN >= _NARROW:
            super().write_dl(rows, col_max, col_spacing)
            return
        for term, meaning in rows:
            self.write_text(term)
            with self.indentation():
                self.write_text(meaning)


class Context(click.Context):
    """A context that helps in our format."""

    formatter_class = Help


class Command(click.Command):
    """A command that takes the common options, too, and explains itself in two languages."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {name for param in self.params for name in param.opts}
        self.params += [option for option in common_options() if not own.intersection(option.opts)]
        self.options_metavar = "metavar.options"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the call."""
        for param in self.params:
            if isinstance(param, Argument):
                args = param.claim(self, args)
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete options, and with a minus before them what an argument takes so."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete[:1] == "-" and incomplete[1:2] != "-":
            for param in self.params:
                if isinstance(param, Argument) and param.takes_minus:
                    found += param.shell_complete(ctx, incomplete)
        return found

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the usage line, in the user's language."""
        return [said(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command is for."""
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text(said(f"command.{self.name}"))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what else is to be known of the command, where the catalogue knows it."""
        key = f"command.{self.name}.epilog"
        if key in current_session().say:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(said(key))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, explained in the user's language."""
        return help_option()


def help_option() -> click.Option:
    """Return ``--help``."""

    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click calls it so
        if value and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()

    return Option(
        ["--help"], is_flag=True, is_eager=True, expose_value=False, callback=show,
        help="option.help",
    )  # fmt: skip


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keep a common option in the session, wherever it stood."""
    if value not in {None, False} and param.name:
        session = ctx.find_object(Session)
        if session is not None:
            setattr(session, param.name, value)


def offer_folders(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Let the shell complete the names of folders."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def common_options() -> list[click.Option]:
    """Return the options every command takes, before its name or after."""
    return [
        Option(["-C", "directory"], metavar="metavar.folder", help="option.directory",
               expose_value=False, callback=_keep, shell_complete=offer_folders),
        Option(["--lang"], type=click.Choice(["de", "en"]), help="option.lang",
               expose_value=False, callback=_keep),
        Option(["--json"], is_flag=True, help="option.json", expose_value=False, callback=_keep),
        Option(["--no-color"], is_flag=True, help="option.no_color", expose_value=False,
               callback=_keep),
        Option(["-q", "--quiet"], is_flag=True, help="option.quiet", expose_value=False,
               callback=_keep),
        Option(["-v", "--verbose"], is_flag=True, help="option.verbose", expose_value=False,
               callback=_keep),
    ]  # fmt: skip


def time_options() -> list[click.Option]:
    """Return the options that set the clock; they stand before the command's name."""
    return [
        Option(["--today"], metavar="metavar.day", help="option.today", expose_value=False,
               callback=_keep),
        Option(["--now"], metavar="metavar.time", help="option.now", expose_value=False,
               callback=_keep),
    ]  # fmt: skip


def command(
    name: str, cls: type[Command] = Command
) -> Callable[[Callable[..., int | None]], click.Command]:
    """Make a function a command of the journal."""
    return click.command(name, cls=cls)


def writing_command(
    name: str, cls: type[Command] = Command
) -> Callable[[Callable[..., int | None]], click.Command]:
    """Make a function a command that writes, or with ``--dry-run`` only says what (W7)."""

    def decorate(function: Callable[..., int | None]) -> click.Command:
        made = command(name, cls)(function)
        made.params.append(
            Option(["--dry-run"], is_flag=True, help="option.dry_run", expose_value=False,
                   callback=_keep)
        )  # fmt: skip
        return made

    return decorate


def option(*names: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an option; ``help`` and ``metavar`` are keys of the catalogue."""
    return click.option(*names, cls=Option, **settings)


def limit_option(told: str, default: int | None = None) -> Callable[[Decorated], Decorated]:
    """Give a command ``limit``, how many are shown at most; its help is a key of the catalogue."""
    return option("-n", "--limit", type=click.IntRange(min=1), default=default, metavar="N",
                  help=told)  # fmt: skip


def argument(*names: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an argument; ``metavar`` is a key of the catalogue."""
    return click.argument(*names, cls=Argument, **settings)


def choice(words: type[StrEnum]) -> click.Choice[str]:
    """Return a type that takes one of the words."""
    return _Choice([word.value for word in words])


class _Choice(click.Choice[str]):
    """A choice that lists its words in one line where none was given."""

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        listed = super().get_missing_message(param, ctx)
        return f"{' '.join(listed.split())}."


def exclude(given: Mapping[str, object]) -> None:
    """Refuse options that contradict each other.

    Args:
        given: option to whether it was given; at most one may be.

    Raises:
        WrongUse: two of them were given.
    """
    names = [name for name, is_given in given.items() if is_given]
    if len(names) > 1:
        raise WrongUse("refusal.exclusive", first=names[0], second=names[1])
