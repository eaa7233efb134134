"""The whole answer to a question for numbers, as the views are told it."""

from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.statistics.breakdown import By
from kontaktjournal.domain.statistics.figures import Figures
from kontaktjournal.domain.statistics.load import Load


class Waiting(NamedTuple):
    """Who is kept warm, and was talked to the longest ago.

    Args:
        contact: who.
        talked: the day of the last talk.
    """

    contact: Contact
    talked: date


class Report(NamedTuple):
    """Everything that is counted.

    Args:
        figures: of the past.
        by: what `Figures.groups` are grouped by.
        load: of the weeks to come.
        longest: who waits longest; None where nobody does.
        people: how many contacts were asked about.
        listed: how many of them were only ever on a list.
    """

    figures: Figures
    by: By
    load: Load
    longest: Waiting | None
    people: int
    listed: int
