"""Say what was noticed in lists besides their people: nothing of it was acted upon."""

from collections.abc import Iterable

from kontaktjournal.cli.session import Session
from kontaktjournal.lists.formats import Detected
from kontaktjournal.lists.headings import Field
from kontaktjournal.lists.naming import option_of
from kontaktjournal.views.intake import doubt_line, undated_line


def tell_of_remarks(session: Session, read: Iterable[Detected]) -> None:
    """Say of files that were read who may have left, and which days could not be understood."""
    say = session.say
    for one in read:
        path, remarks = one.source.path, one.remarks
        for column, words in remarks.doubts.items():
            option = option_of(column, Field.BLOCKED)
            session.tell(doubt_line(path, column, words, option, say))
        if remarks.is_named_so:
            session.tell(say("import.named_so", path=path))
        if remarks.undated:
            session.tell(undated_line(path, remarks.undated, say))
