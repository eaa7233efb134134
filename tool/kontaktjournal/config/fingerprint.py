"""What of the settings decides what the index holds."""

from dataclasses import fields, replace

from kontaktjournal.config.digest import digest
from kontaktjournal.domain.settings import Settings


def fingerprint(settings: Settings) -> str:
    """Return a word that changes whenever a setting changes what the index holds.

    The index keeps it, and is built anew where it differs. What only decides how contacts
    are shown (agenda, calendar, language) is not part of it.
    """
    read = (
        settings.timezone,
        # New files are called otherwise, old ones are read as before.
        replace(settings.folders, filename=""),
        sorted(settings.keys.items()),
        settings.pipeline.stages,
        settings.entries,
        # The index knows the earliest day each contact can fall due.
        sorted(settings.stage_cadence.items()),
        sorted(settings.tag_cadence.items()),
    )
    return digest(repr(read).encode())


def likeness(settings: Settings) -> str:
    """Return a word that changes whenever any setting changes: what is shown depends on all."""
    # A set and a function say something else in each process, and a pipeline only its ids.
    calendar, stages = settings.calendar, settings.pipeline.stages
    days = sorted(calendar.workdays), calendar.closed, calendar.name, calendar.week_start
    others = [
        (field.name, getattr(settings, field.name))
        for field in fields(settings)
        if field.name not in {"calendar", "pipeline"}
    ]
    return digest(repr((days, stages, others)).encode("utf-8", "surrogatepass"))
