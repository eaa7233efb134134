"""``journal show``: everything about one contact, or what helps before a talk."""

from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.options import exclude, option
from kontaktjournal.cli.ref import find, ref_argument
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.errors import Refused

#: The number is that of somebody who was chosen from a list, and is no contact yet.
LISTED = "refusal.number_listed"


@journal_command("show")
@ref_argument()
@option("--brief", is_flag=True, help="option.brief.show")
@option("--all", "everything", is_flag=True, help="option.all.facts")
@option("--path", "only_path", is_flag=True, help="option.path")
def command(*, ref: str, brief: bool, everything: bool, only_path: bool) -> None:
    """Show one contact."""
    exclude({"--brief": brief, "--all": everything, "--path": only_path})
    session = current_session()
    journal = session.journal
    try:
        contact = find(session, ref)
    except Refused as error:
        if error.key != LISTED or only_path or session.json:
            raise
        from kontaktjournal.cli.choosing import show_row

        show_row(session, ref)
        return
    if only_path:
        session.print_paths(f"{journal.path(contact)}\n")
        return
    dossier = journal.dossier(contact, with_mentions=everything)
    if session.json:
        from kontaktjournal.views import rows

        session.print(rows.written(rows.person(dossier, None, journal.today, session.say)))
    elif brief:
        from kontaktjournal.views.prep import prep_lines

        session.show(prep_lines(dossier, session.frame))
    else:
        from kontaktjournal.views.contact import contact_lines

        session.show(contact_lines(dossier, session.frame, everything=everything))
