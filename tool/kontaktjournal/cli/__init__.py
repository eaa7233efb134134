"""The command ``journal``: a table of commands, each imported when it is called.

stdout is the result, stderr is talk, the exit status is the verdict.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from kontaktjournal import __version__
from kontaktjournal.cli.options import (
    Context,
    Option,
    common_options,
    help_option,
    is_term,
    said,
    time_options,
)
from kontaktjournal.cli.session import Session, current_session, hush
from kontaktjournal.domain.errors import DiskTrouble, JournalError, reason_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: Commands in the order of a day; the module of the same name holds each, the catalogue its
#: summary (``command.NAME``), so that help needs none of the modules.
COMMANDS: Mapping[str, str] = {
    "agenda": "kontaktjournal.cli.agenda",
    "log": "kontaktjournal.cli.log",
    "next": "kontaktjournal.cli.next",
    "new": "kontaktjournal.cli.new",
    "show": "kontaktjournal.cli.show",
    "edit": "kontaktjournal.cli.edit",
    "list": "kontaktjournal.cli.list",
    "search": "kontaktjournal.cli.search",
    "like": "kontaktjournal.cli.like",
    "triage": "kontaktjournal.cli.triage",
    "qualify": "kontaktjournal.cli.qualify",
    "moment": "kontaktjournal.cli.moment",
    "file": "kontaktjournal.cli.file",
    "reopen": "kontaktjournal.cli.reopen",
    "spread": "kontaktjournal.cli.spread",
    "mv": "kontaktjournal.cli.mv",
    "merge-contacts": "kontaktjournal.cli.merge_contacts",
    "forget": "kontaktjournal.cli.forget",
    "undo": "kontaktjournal.cli.undo",
    "check": "kontaktjournal.cli.check",
    "stats": "kontaktjournal.cli.stats",
    "page": "kontaktjournal.cli.page",
    "import": "kontaktjournal.cli.take_in",
    "export": "kontaktjournal.cli.export",
    "watch": "kontaktjournal.cli.watch",
    "init": "kontaktjournal.cli.init",
    "demo": "kontaktjournal.cli.demo",
    "completion": "kontaktjournal.cli.completion",
}
#: German verbs for the same commands (4).
ALIASES: Mapping[str, str] = {
    "notiere": "log",
    "weiter": "next",
    "snooze": "next",
    "neu": "new",
    "zeige": "show",
    "bearbeite": "edit",
    "liste": "list",
    "suche": "search",
    "aehnlich": "like",
    "ähnlich": "like",
    "sichte": "triage",
    "auswahl": "qualify",
    "vorqualifizieren": "qualify",
    "anlass": "moment",
    "ablegen": "file",
    "wiederaufnehmen": "reopen",
    "verteile": "spread",
    "umbenennen": "mv",
    "zusammenfuehren": "merge-contacts",
    "zusammenführen": "merge-contacts",
    "vergiss": "forget",
    "vergessen": "forget",
    "zurueck": "undo",
    "zurück": "undo",
    "funnel": "stats",
    "statistik": "stats",
    "trichter": "stats",
    "seite": "page",
    "importiere": "import",
    "exportiere": "export",
    "beobachte": "watch",
    "pruefe": "check",
    "prüfe": "check",
}

_INTERRUPTED = 130
#: What a shell's script sets when it asks for completions.
_COMPLETE = "_JOURNAL_COMPLETE"


class Journal(click.Group):
    """The group that knows its commands by name and imports them late."""

    context_class = Context

    def __init__(self) -> None:
        version = Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False,
            callback=_show_version, help="option.version",
        )  # fmt: skip
        super().__init__(
            "journal",
            params=[*common_options(), *time_options(), version],
            no_args_is_help=False,
            invoke_without_command=True,
            callback=_show_agenda,
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        # Once its command is imported, "list" is a module of this package.
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        found = import_module(COMMANDS[name]).command
        assert isinstance(found, click.Command)  # noqa: S101  # what the table promises
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command a word means; name those it may have meant if it means none."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            known = (*COMMANDS, *ALIASES)
            raise click.NoSuchCommand(error.command_name, possibilities=known, ctx=ctx) from None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, explained in the user's language."""
        return help_option()

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the usage line, in the user's language."""
        say = current_session().say
        return [say("metavar.options"), say("metavar.command")]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is for."""
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text(current_session().say("command.root"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        # "Commands" is click's own word, and in English its own translation.
        with formatter.section(said("Commands")):
            formatter.write_dl([(name, said(f"command.{name}")) for name in COMMANDS])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say where a newcomer begins."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(current_session().say("command.root.epilog"))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete command names without importing any."""
        from click.shell_completion import CompletionItem

        say = current_session().say
        # The German twins would only be noise in a list of everything.
        offered = (*COMMANDS, *ALIASES) if incomplete else COMMANDS
        names = [name for name in offered if name.startswith(incomplete)]
        items = [
            CompletionItem(name, help=say(f"command.{ALIASES.get(name, name)}")) for name in names
        ]
        return items or click.Command.shell_complete(self, ctx, incomplete)


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click calls it so
    if value and not ctx.resilient_parsing:
        click.echo(f"journal {__version__}")
        ctx.exit()


@click.pass_context
def _show_agenda(ctx: click.Context) -> None:
    """Show the agenda where no command is named."""
    if ctx.invoked_subcommand is None:
        agenda = ctx.command.get_command(ctx, "agenda")  # type: ignore[attr-defined]  # it is the group
        ctx.invoke(agenda)


def _foresee(session: Session, arguments: list[str]) -> None:
    """Look for the options that decide the language, before anything is parsed.

    Help and complaints about options must speak it, too.
    """
    for place, word in enumerate(arguments):
        if word == "--":
            return
        following = arguments[place + 1] if place + 1 < len(arguments) else ""
        if word == "--lang" or word.startswith("--lang="):
            language = word.partition("=")[2] or following
            session.lang = language if language in {"de", "en"} else None
        elif word.startswith("-C") and not is_term(word):
            # Behind a command's name, -Cologne may be a word to search for.
            is_sure = not word[2:3].isalpha() or not _names_a_command(arguments[:place])
            if is_sure:
                session.directory = word.removeprefix("-C") or following


def _names_a_command(words: list[str]) -> bool:
    """Tell whether a command's name may be among the first words of a call."""
    return not all(word.startswith("-") for word in words)


def _speak(session: Session) -> None:
    """Let click speak the user's language, too."""
    from kontaktjournal.messages import install

    install(session.say.language)


def _complain(session: Session, error: click.ClickException) -> None:
    """Say what was wrong with the call, and how it goes."""
    context = getattr(error, "ctx", None)
    if context is None:
        session.refuse(error.format_message())
        return
    with context.scope(cleanup=False):
        session.refuse(context.get_usage())
        session.refuse(error.format_message())


def run(arguments: list[str], environ: Mapping[str, str], session: Session | None = None) -> int:
    """Run one call of the command.

    Args:
        arguments: the words behind ``journal``.
        environ: the environment.
        session: of the call, where the journal is open already.

    Returns:
        The exit status: 0 fine, 1 the condition asked for, 2 a call that cannot be
        understood, 3 a contact that cannot be found or touched, 4 a conflict, 5 the disk,
        130 Ctrl-C.
    """
    session = session or Session(environ)
    with suppress(MemoryError):
        return _run(arguments, environ, session)
    # Only here, what the command held is free again.
    with suppress(MemoryError):
        session.refuse(session.say("refusal.memory"))
    return DiskTrouble.exit_code


def _run(arguments: list[str], environ: Mapping[str, str], session: Session) -> int:
    try:
        _foresee(session, arguments)
        if instruction := environ.get(_COMPLETE):
            session.quiet = True  # the prompt stands where talk would go
            from click.shell_completion import shell_complete

            return shell_complete(Journal(), {"obj": session}, "journal", _COMPLETE, instruction)
        if "--version" not in arguments:
            _speak(session)
        status = _invoke(session, arguments)
        sys.stdout.flush()
    except JournalError as error:
        for one in error.all:
            session.refuse(session.say.refusal(one))
        return error.exit_code
    except click.ClickException as error:
        _complain(session, error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        session.refuse("")  # the next prompt shall not stand behind ^C
        return _INTERRUPTED
    except OSError as error:
        if error.filename is not None:
            raise
        return give_up(session, error)
    return status


def _invoke(session: Session, arguments: list[str]) -> int:
    # Not Journal().main(): it makes 1 of a pipe that was closed, which means "found something".
    journal = Journal()
    try:
        with journal.make_context(
            "journal", [*arguments], obj=session, terminal_width=session.help_columns
        ) as context:
            status: Any = journal.invoke(context)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    return status if isinstance(status, int) else 0


def give_up(session: Session, error: OSError) -> int:
    """Write nothing more where nothing can be written, and return the exit status."""
    hush(sys.stdout)
    if isinstance(error, BrokenPipeError):
        # The reader has seen enough ("| head").
        return 0
    reason = session.say.reason(reason_of(error))
    session.refuse(session.say("refusal.output", reason=reason))
    return DiskTrouble.exit_code


def _open_closed_streams() -> None:
    """Let what is said into a closed stream vanish, and nothing come out of one.

    The exit status still tells the verdict.
    """
    # In the order of their descriptors: no file of the journal may get one of theirs.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  # it lives as long as we do


def main() -> None:
    """Run the command on the words of the command line."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show must not stop the journal.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:], os.environ))
