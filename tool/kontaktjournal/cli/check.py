"""``journal check``: what is wrong in the files, and what to do about it."""

from typing import Any

import click

from kontaktjournal.cli.options import argument, limit_option, option
from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.session import Session, current_session
from kontaktjournal.domain.errors import WrongUse

#: What can be checked instead of everything, and what else that is called.
_SUBJECTS = {"dup": ("doppelt",)}


class _Subject(click.Choice[str]):
    """What is checked, in German, too."""

    def __init__(self) -> None:
        super().__init__([word for one, others in _SUBJECTS.items() for word in (one, *others)])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        typed = super().convert(value, param, ctx)
        return next(one for one, others in _SUBJECTS.items() if typed in {one, *others})


@journal_command("check")
@argument("subject", required=False, type=_Subject(), metavar="metavar.check")
@option("--all", "everything", is_flag=True, help="option.all.dup")
@limit_option("option.limit.dup")
@option("--strict", is_flag=True, help="option.strict")
def command(*, subject: str | None, everything: bool, limit: int | None, strict: bool) -> int:
    """Check all files."""
    session = current_session()
    if subject is None:
        _refuse({"--all": everything, "--limit": limit is not None})
        return _check(session, strict=strict)
    from kontaktjournal.cli import duplicates

    return duplicates.check(session, limit, everything=everything, strict=strict)


def _refuse(given: dict[str, bool]) -> None:
    """Refuse what only counts pairs.

    Raises:
        WrongUse: one of the options was given.
    """
    for name, is_given in given.items():
        if is_given:
            raise WrongUse("refusal.needs", option=name, other="dup")


def _check(session: Session, *, strict: bool) -> int:
    journal = session.journal
    problems = journal.check()
    if session.json:
        from kontaktjournal.views import rows

        findings = [rows.finding(problem, session.say) for problem in problems]
        session.print(rows.written(findings))
    else:
        from kontaktjournal.views.findings import finding_lines

        files = sum(journal.counts().values())
        lines = finding_lines(problems, session.frame, files=files, wrapped=session.is_terminal)
        session.show(lines)
    severities = {problem.severity for problem in problems}
    return int("error" in severities or (strict and "warning" in severities))
