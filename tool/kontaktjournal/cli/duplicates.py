"""``journal check dup``: who seems to be in the journal twice, and why."""

from kontaktjournal.cli.session import Session

#: What a screen or two can hold; a pipe gets all.
_AT_A_TERMINAL = 20


def check(session: Session, limit: int | None, *, everything: bool, strict: bool) -> int:
    """Show who seems to be there twice, and return the exit status.

    Args:
        session: of the call.
        limit: so many pairs at most.
        everything: also who has but the name in common.
        strict: pairs are a failure.
    """
    from kontaktjournal.domain.duplicates import DOUBLE

    # For programs, those who are not asked for need not be counted.
    found = session.journal.inquiry.doubles(by_name=everything or not session.json)
    likely = sum(pair.likeness in DOUBLE for pair in found.pairs)
    asked = len(found.pairs) if everything else likely
    is_whole = session.json or not session.is_terminal
    shown = min(limit or (asked if is_whole else _AT_A_TERMINAL), asked)
    if session.json:
        from kontaktjournal.views.duplicates import double_value
        from kontaktjournal.views.rows import written_one_by_one

        rows = (double_value(one, session.say) for one in found.read(shown))
        for piece in written_one_by_one(rows):
            session.print(piece)
    else:
        from kontaktjournal.views.duplicates import Tally, double_lines, sum_lines

        for line in double_lines(found.read(shown), session.frame):
            session.show([line])
        by_name = len(found.pairs) - asked
        tally = Tally(likely, by_name, asked, shown, everybody=everything)
        session.show(sum_lines(tally, session.frame))
    session.tell_of_folders()
    return int(strict and likely > 0)
