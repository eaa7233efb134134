"""``journal completion``: the script that lets a shell complete commands and names."""

import click
from click.shell_completion import get_completion_class

from kontaktjournal.cli.options import argument
from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.session import Session, current_session
from kontaktjournal.domain.errors import WrongUse

_SHELLS = ("bash", "zsh", "fish")
#: Where each shell reads its settings, and the line to put there.
_HOW = {
    "bash": ("~/.bashrc", 'eval "$(journal completion bash)"'),
    "zsh": ("~/.zshrc", 'eval "$(journal completion zsh)"'),
    "fish": ("~/.config/fish/config.fish", "journal completion fish | source"),
}


@journal_command("completion")
@argument("shell", type=click.Choice(_SHELLS), required=False, metavar="metavar.shell")
def command(*, shell: str | None) -> None:
    """Print the script for a shell."""
    session = current_session()
    name = shell or _own_shell(session)
    completion = get_completion_class(name)
    if completion is None:
        raise WrongUse("refusal.unknown_shell", shells="|".join(_SHELLS))
    root = click.get_current_context().find_root().command
    script = completion(root, {}, "journal", "_JOURNAL_COMPLETE").source()
    session.print(f"{script}\n")
    if shell is None:
        file, line = _HOW[name]
        session.tell(f"{session.say('completion.install', file=file)}\n  {line}")


def _own_shell(session: Session) -> str:
    """Return the user's shell.

    Raises:
        WrongUse: it is none we know.
    """
    name = session.environ.get("SHELL", "").rpartition("/")[2]
    if name not in _SHELLS:
        raise WrongUse("refusal.unknown_shell", shells="|".join(_SHELLS))
    return name
