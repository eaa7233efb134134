"""``journal export``: contacts for calendars, address books, spreadsheets and programs."""

from typing import TYPE_CHECKING, NamedTuple

import click

from kontaktjournal.cli.options import argument, choice, exclude, offer_folders, option
from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.query import matching, query_argument
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.agenda import Order
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.exporting import (
    UNSURE,
    Form,
    Left,
    Selection,
    Terms,
    choose,
    identities,
    resting,
    why_not,
)

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.due import Due
    from kontaktjournal.notation.references import References

#: Four weeks, in minutes.
_LONGEST_ALARM = 40_320


@journal_command("export")
@argument("form", type=choice(Form), metavar="metavar.form")
@query_argument()
@option("-o", "--output", type=click.Path(), metavar="metavar.file", help="option.output.export")
@option("--split", metavar="metavar.folder", shell_complete=offer_folders, help="option.split")
@option("--alarm", type=click.IntRange(0, _LONGEST_ALARM), metavar="MIN", help="option.alarm")
@option("--reason", metavar="metavar.text", help="option.reason")
@option("--excel-de", is_flag=True, help="option.excel_de")
def command(  # noqa: PLR0913  # one parameter an option
    *,
    form: str,
    terms: tuple[str, ...],
    output: str | None,
    split: str | None,
    alarm: int | None,
    reason: str | None,
    excel_de: bool,
) -> int:
    """Write contacts for other programs."""
    from kontaktjournal.cli.export_forms import Maker
    from kontaktjournal.cli.export_places import Place

    session = current_session()
    wanted = Form(form)
    _only_for((Form.ICS, Form.VCF), wanted, {"--split": split is not None})
    _only_for((Form.ICS,), wanted, {"--alarm": alarm is not None})
    _only_for((Form.CSV,), wanted, {"--excel-de": excel_de})
    _only_for((Form.VCF, Form.CSV, Form.JSON), wanted, {"--reason": reason is not None})
    if reason is not None and not reason.strip():
        raise WrongUse("refusal.no_reason")
    exclude({"-o": output is not None, "--split": split is not None})
    place = Place(session, output, split)
    exclude({form: place.is_stdout and wanted is not Form.JSON, "--json": session.json})
    taken = _taken(session, wanted, terms, with_pool=reason is not None)
    selection, references = taken.selection, taken.references
    maker = Maker(session, wanted, references, alarm=alarm, reason=reason or "", excel=excel_de)
    parts = maker.parts(selection.chosen)
    if split is None:
        place.write(maker.whole(parts), len(parts))
    else:
        gone = _surely_gone(session, taken.terms, has_failed=bool(maker.failed))
        place.write_each(maker.files(parts), form, gone)
    place.report(selection)
    session.tell_of_folders()
    return int(bool(maker.failed or selection.unreadable or place.spared))


def _only_for(forms: tuple[Form, ...], wanted: Form, given: dict[str, bool]) -> None:
    """Refuse an option that says nothing to this form.

    Raises:
        WrongUse: it was given.
    """
    for name, is_given in given.items():
        if is_given and wanted not in forms:
            raise WrongUse("refusal.not_for_form", option=name, forms=", ".join(forms))


class _Taken(NamedTuple):
    """Who is in the export, on what terms, and what leads to those who are named in none."""

    selection: Selection
    terms: Terms
    references: "References"


def _taken(session: "Session", form: Form, words: tuple[str, ...], *, with_pool: bool) -> _Taken:
    """Say who is in the export."""
    from kontaktjournal.notation.references import References

    journal = session.journal
    everybody = journal.contacts(everybody=True, order=Order.NAME)
    unsure = {one.path for one in journal.problems() if one.code in UNSURE}
    terms = Terms(form, journal.today, journal.settings, with_pool, unsure)
    hidden = resting(everybody, unsure)
    references = References((due.contact for due in everybody), hidden)

    def is_out(due: "Due") -> bool:
        return why_not(due, terms) is not None

    uids = identities(due.contact for due in everybody)
    # Whoever is not in it is only counted: a limit is for the others.
    found = matching(session, words, sorted(everybody, key=is_out)) if words else everybody
    return _Taken(choose(found, terms, uids, references.lead_there), terms, references)


def _surely_gone(session: "Session", terms: Terms, *, has_failed: bool) -> frozenset[str] | None:
    """Return the uids of those whose files may go; None for those of all who are not in it.

    A file that is being edited cannot be read for a moment: a card or an event that is missing
    then would be deleted wherever the folder is synchronised to.
    """
    if not has_failed and not terms.unsure:
        return None
    everybody = session.journal.contacts(everybody=True)
    whys = {due.contact.path: why_not(due, terms) for due in everybody}
    known = {path for path, why in whys.items() if why is not Left.UNREADABLE}
    if not has_failed and known.issuperset(terms.unsure):
        return None
    uids = identities(due.contact for due in everybody)
    return frozenset(uids[path] for path in known if whys[path])
