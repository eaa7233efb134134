"""Questions about tracks: what the figures count (E10)."""

import os
import sqlite3
from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.track import Track, track
from kontaktjournal.index.codec import decode, decode_track

#: Rows that say too much for a day: a talk in them is still to come.
_AHEAD = """
    SELECT contact, path FROM notes WHERE id IN (SELECT id FROM tracks WHERE latest > ?)
"""
_PAST = """
    SELECT track, path FROM tracks JOIN notes USING (id) WHERE latest IS NULL OR latest <= ?
"""
#: Without the table of contacts, which is ten times as long.
_PAST_OF_ALL = "SELECT track FROM tracks WHERE latest IS NULL OR latest <= ?"


class Tracks(NamedTuple):
    """What is known of the ways of some contacts.

    Args:
        tracks: of whoever has a history.
        without: how many others there are: they were only ever listed.
    """

    tracks: list[Track]
    without: int


def tracks(
    today: date, pipeline: Pipeline, only: Collection[str] | None = None
) -> Callable[[sqlite3.Connection], Tracks]:
    """Ask for the tracks of all contacts up to a day.

    Args:
        today: what comes later has not happened yet.
        pipeline: the stages.
        only: the files of those who are asked about; None for all.
    """
    wanted = None if only is None else {os.fsencode(path) for path in only}

    def ask(connection: sqlite3.Connection) -> Tracks:
        day = (today.toordinal(),)
        ahead = [
            track(decode(contact), today, pipeline)
            for contact, path in connection.execute(_AHEAD, day)
            if wanted is None or path in wanted
        ]
        if wanted is None:
            past = [decode_track(said) for (said,) in connection.execute(_PAST_OF_ALL, day)]
            (everybody,) = connection.execute(
                "SELECT count(*) FROM notes WHERE kind IS NOT NULL"
            ).fetchone()
        else:
            rows = connection.execute(_PAST, day)
            past = [decode_track(said) for said, path in rows if path in wanted]
            everybody = len(wanted)
        found = past + ahead
        return Tracks(found, everybody - len(found))

    return ask
