"""Address books taken in, and what became of whom."""

from collections.abc import Iterable, Sequence

from kontaktjournal.desk.intake import Incoming
from kontaktjournal.domain.intake import Taken
from kontaktjournal.journal import Journal


def take_all(
    journal: Journal, incoming: Sequence[Incoming], *, dry_run: bool = False
) -> list[Taken]:
    """Take in some sources, and bring the index up to date."""
    desk = journal.desk("import", dry_run=dry_run)
    intake = journal.intake()
    with desk:
        taken = [*intake.take(desk, incoming)]
    journal.refresh()
    return taken


def fates(taken: Iterable[Taken]) -> list[tuple[str, str | None]]:
    """Return what became of each, and why."""
    return [(one.fate.value, one.why.value if one.why else None) for one in taken]
