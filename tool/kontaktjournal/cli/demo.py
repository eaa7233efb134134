"""``journal demo``: a sample journal whose dates lie around today."""

import os
import shlex
from pathlib import Path

from kontaktjournal.cli import clock
from kontaktjournal.cli.options import argument, offer_folders
from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.errors import Refused


@journal_command("demo")
@argument("folder", metavar="metavar.folder", shell_complete=offer_folders)
def command(*, folder: str) -> None:
    """Write a sample journal."""
    from kontaktjournal.store import setup
    from kontaktjournal.store.sample import sample

    session = current_session()
    root = str(session.start / folder)
    called = Path(os.path.normpath(Path(session.directory or "", folder))).as_posix()
    if not setup.is_empty(root, called):
        raise Refused("refusal.not_empty", folder=called)
    now = clock.now(clock.zone_of(""), session.now, session.environ)
    today = clock.today(session.today, session.environ) or now.date()
    files = setup.plan_sample(sample(today), session.say)
    setup.write(root, files, f"{called}/")
    count = len(files) - 1
    if session.json:
        from kontaktjournal.views import rows

        outcome = {"version": 1, "command": "demo", "path": called, "contacts": count}
        session.print(rows.written(outcome))
    elif not session.quiet:
        session.print_line(session.say.count("demo.written", count, folder=called))
        session.tell(session.say("demo.next", folder=shlex.quote(called)))
