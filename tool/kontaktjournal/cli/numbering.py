"""Numbers of whoever is shown: they can be used as REF."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from kontaktjournal.domain.due import Bucket

if TYPE_CHECKING:
    from kontaktjournal.domain.due import Due

Row = TypeVar("Row")


class Numbering:
    """Gives numbers, and keeps whom they stand for: ``paths``, for `Journal.number`."""

    def __init__(self) -> None:
        self.paths: dict[int, str] = {}

    def of(
        self, rows: Iterable[Row], due_of: "Callable[[Row], Due]"
    ) -> Iterator[tuple[int | None, Row]]:
        """Give a number to whoever can be read; the others are to be mended first.

        Args:
            rows: who is shown, in order.
            due_of: tells whom a row is about.
        """
        for row in rows:
            due = due_of(row)
            number = None if due.bucket is Bucket.BROKEN else len(self.paths) + 1
            if number:
                self.paths[number] = due.contact.path
            yield number, row
