"""What is counted of the year of thirty people, as the views are told it."""

from collections.abc import Mapping
from datetime import date

from counted_year import FILES, TODAY
from kontaktjournal.domain.agenda import plan
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.statistics.breakdown import By
from kontaktjournal.domain.statistics.figures import figures
from kontaktjournal.domain.statistics.load import load
from kontaktjournal.domain.statistics.period import Period
from kontaktjournal.domain.statistics.report import Report, Waiting
from kontaktjournal.domain.track import track
from kontaktjournal.notation.parse import Reader

SETTINGS = Settings()


def report_of(
    files: Mapping[str, str] = FILES,
    period: Period | None = None,
    by: By = By.SOURCE,
    settings: Settings = SETTINGS,
) -> Report:
    """Return what is counted of some files; Ilse Brandt waits longest."""
    reader = Reader(settings)
    read = [reader.read(text.encode(), path).contact for path, text in files.items()]
    people = [contact for contact in read if contact]
    tracks = [track(contact, TODAY, settings.pipeline) for contact in people]
    waiting = Waiting(Contact("kontakte/ilse-brandt.md", "Ilse Brandt"), date(2026, 3, 23))
    return Report(
        figures(tracks, TODAY, settings, period or Period(), by),
        by,
        load(plan(people, TODAY, settings).rows, TODAY, settings),
        waiting if files else None,
        len(people),
        sum(not one.entered and one.kind == "pool" for one in tracks),
    )
