"""The agenda of a day: who is due, in which order, and how much of it is shown.

Rules S (order), C5, C6 (horizon, cap) and D13 (what is summed up instead of listed).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Bucket, Due, Why, assess
from kontaktjournal.domain.names import sort_key
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.settings import Settings

PREVIEW_DAYS = 7
#: More waiting contacts than this without any step are told as one line (D13).
ORPHANS_LISTED = 3

_BUCKETS = {bucket: place for place, bucket in enumerate(Bucket)}
_LATEST = time(23, 59, 59, 999999)
_DUE = (Bucket.OVERDUE, Bucket.TODAY)


class Order(StrEnum):
    """The ways to sort a list (S7)."""

    URGENCY = "urgency"
    DATE = "date"
    NAME = "name"
    STAGE = "stage"
    LAST = "last"


def _rank(due: Due) -> int:
    return due.stage.rank if due.stage else 0


def _name(due: Due) -> tuple[str, str, str]:
    return (*sort_key(due.contact.name), due.contact.path)


def is_waiting_orphan(due: Due) -> bool:
    """Tell whether somebody is kept warm without any step (D13)."""
    return (
        due.bucket is Bucket.UNDATED
        and due.kind is Kind.WAITING
        and due.reasons[0].why is Why.ORPHAN
    )


def day_group(due: Due, today: date) -> Bucket | None:
    """Return the group a row is asked for by: a broken one keeps its date (K11, D9)."""
    if due.bucket is not Bucket.BROKEN or due.day is None:
        return due.bucket
    if due.day > today:
        return Bucket.BROKEN
    return Bucket.OVERDUE if due.day < today else Bucket.TODAY


def _back(day: date | None) -> int:
    """Sort later days first, none last."""
    return -day.toordinal() if day else 0


def _urgency(due: Due) -> tuple[object, ...]:
    bucket = due.bucket
    day = due.day or date.max
    match bucket:
        case Bucket.UNDATED:
            decides = due.reasons[0].why is Why.DECIDE
            talk = due.past.last_talk
            order: tuple[object, ...] = (
                not decides,
                due.kind is Kind.WAITING,
                -_rank(due),
                _back(talk.day if talk else None),
            )
        case Bucket.UPCOMING:
            order = (day, due.at or _LATEST, -_rank(due))
        case Bucket.TODAY:
            order = (due.at is None, due.at or _LATEST, -_rank(due), day)
        case _:
            order = (-_rank(due), day)
    return (_group(due), *order, *_name(due))


def arrange(dues: Iterable[Due], order: Order = Order.URGENCY) -> list[Due]:
    """Sort contacts; total and the same on every machine (S2 to S7)."""
    match order:
        case Order.URGENCY:
            return sorted(dues, key=_urgency)
        case Order.DATE:
            return sorted(
                dues, key=lambda due: (due.day or date.max, due.at or _LATEST, *_name(due))
            )
        case Order.NAME:
            return sorted(dues, key=_name)
        case Order.STAGE:
            return sorted(
                dues,
                key=lambda due: (
                    due.stage is None,
                    -_rank(due),
                    due.stage.id if due.stage else "",
                    *_name(due),
                ),
            )
        case Order.LAST:
            return sorted(
                dues,
                key=lambda due: (due.past.last is None, due.past.last or date.min, *_name(due)),
            )


def in_groups(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Return contacts group by group, each in the order they come in."""
    return tuple(sorted(dues, key=_group))


def horizon(today: date, days: int) -> date:
    """Return the last of so many days after today; the calendar's last where it ends before."""
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return date.max


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everybody who has a place in the agenda of a day, in order.

    Args:
        today: the day.
        rows: all with a bucket, the upcoming ones included as far as they were asked for.
        waiting_for_moment: how many wait for their moment (D13a).
    """

    today: date
    rows: tuple[Due, ...]
    waiting_for_moment: int = 0

    def of(self, *buckets: Bucket) -> list[Due]:
        """Return the rows of some buckets, in order."""
        return [due for due in self.rows if due.bucket in buckets]

    @property
    def is_due(self) -> list[Due]:
        """Return whoever is due: overdue, today, or broken with a day that has come (D12)."""
        return [due for due in self.rows if day_group(due, self.today) in _DUE]

    def ahead(self, days: int) -> list[Due]:
        """Return who is due within the days after today, both ends included."""
        limit = horizon(self.today, days)
        return [due for due in self.of(Bucket.UPCOMING) if due.day and due.day <= limit]


def plan(contacts: Iterable[Contact], today: date, settings: Settings) -> Agenda:
    """Say who is due on a day, and why.

    Args:
        contacts: everybody who might be.
        today: the day.
        settings: stages, rhythms, working days.
    """
    dues = [assess(contact, today, settings) for contact in contacts]
    rows = arrange(due for due in dues if due.bucket)
    return Agenda(today, tuple(rows), sum(due.waits_for_moment for due in dues))


@dataclass(frozen=True, slots=True)
class View:
    """Which part of an agenda is asked for.

    Args:
        days: show what comes within so many days, too; None shows only what is due.
        buckets: only these groups; empty means all of them.
        on: only what falls on this day.
        everything: lift the cap.
        order: how the rows of each group are sorted.
    """

    days: int | None = None
    buckets: tuple[Bucket, ...] = ()
    on: date | None = None
    everything: bool = False
    order: Order = Order.URGENCY


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the agenda: its number (None for what cannot be read) and whether it shows."""

    number: int | None
    due: Due
    shown: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """An agenda cut to a view.

    Args:
        agenda: the whole.
        view: what was asked for.
        rows: the rows of the view, numbered; the hidden ones are numbered after the rest.
        hidden: how many due rows the cap hides (TR15).
        orphans: how many waiting contacts without a step are summed up in one line.
    """

    agenda: Agenda
    view: View
    rows: tuple[Row, ...]
    hidden: int
    orphans: int

    def shown(self, *buckets: Bucket) -> list[Row]:
        """Return the shown rows of some buckets."""
        return [row for row in self.rows if row.shown and row.due.bucket in buckets]

    @property
    def is_due(self) -> list[Due]:
        """Return which of the view's rows are due (D12), or fall on the day asked about."""
        found = [row.due for row in self.rows]
        if self.view.on is not None:
            return found
        return [due for due in found if day_group(due, self.agenda.today) in _DUE]


def _group(due: Due) -> int:
    return _BUCKETS[due.bucket] if due.bucket else len(_BUCKETS)


def _belongs(due: Due, agenda: Agenda, view: View) -> bool:
    if view.on is not None:
        return due.day == view.on
    if view.buckets:
        return day_group(due, agenda.today) in view.buckets
    if due.bucket is Bucket.UPCOMING:
        limit = horizon(agenda.today, view.days or 0)
        return due.day is not None and due.day <= limit
    return True


def _is_capped(due: Due) -> bool:
    """Tell whether a row uses up the day's places (S9): not what is broken or timed."""
    is_timed = due.at or any(reason.at for reason in due.reasons)
    return due.bucket in (Bucket.OVERDUE, Bucket.TODAY) and not is_timed


def cut(agenda: Agenda, view: View, per_day: int) -> Sheet:
    """Cut an agenda to what is asked for, and number it.

    Args:
        agenda: the whole.
        view: what is asked for.
        per_day: how many untimed due rows show (C6).
    """
    rows = [due for due in agenda.rows if _belongs(due, agenda, view)]
    # Another order changes where somebody stands, not who is hidden.
    capped = [due for due in rows if _is_capped(due)]
    over = [] if view.everything else capped[per_day:]
    orphans = [due for due in rows if is_waiting_orphan(due)]
    if view.everything or len(orphans) <= ORPHANS_LISTED:
        orphans = []
    hidden = {id(due) for due in (*over, *orphans)}
    if view.order is not Order.URGENCY:
        rows = sorted(arrange(rows, view.order), key=_group)
    return Sheet(agenda, view, _numbered(rows, hidden), len(over), len(orphans))


def _numbered(rows: Sequence[Due], hidden: set[int]) -> tuple[Row, ...]:
    """Give numbers without gaps to what is shown, then to the rest; broken rows have none."""
    shown = [due for due in rows if id(due) not in hidden]
    unseen = [due for due in rows if id(due) in hidden]
    countable = [due for due in (*shown, *unseen) if due.bucket is not Bucket.BROKEN]
    numbers = {id(due): number for number, due in enumerate(countable, start=1)}
    return tuple(Row(numbers.get(id(due)), due, id(due) not in hidden) for due in rows)
