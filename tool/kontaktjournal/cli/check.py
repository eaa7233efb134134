"""``journal check``: what is wrong in the files, and what to do about it."""

from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.options import option
from kontaktjournal.cli.session import current_session


@journal_command("check")
@option("--strict", is_flag=True, help="option.strict")
def command(*, strict: bool) -> int:
    """Check all files."""
    session = current_session()
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
