"""Tracks for what is counted, as values: only what matters has to be said."""

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from kontaktjournal.domain.contact import Answer
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.track import Held, Pledge, Sojourn, Track

TODAY = date(2026, 11, 23)


def day(text: str) -> int:
    """Return the ordinal of a day."""
    return date.fromisoformat(text).toordinal()


def walked(
    stage: str = "anbahnung",
    entered: str = "2026-09-01",
    stays: Sequence[tuple[str, str]] = (),
    talks: Sequence[str] = (),
) -> Track:
    """Return a track; without stays it stayed where it is from the beginning."""
    known = DEFAULT.stage(stage)
    steps = stays or ([(stage, entered)] if entered and known and known.kind != "pool" else [])
    ends = [*(day(since) for _, since in steps), 0][1:]
    return Track(
        stage=stage,
        kind=known.kind.value if known else "pool",
        fit="open",
        source="",
        via="",
        has_story=False,
        value="",
        entered=day(entered) if entered else 0,
        stays=tuple(
            Sojourn(name, day(since), end) for (name, since), end in zip(steps, ends, strict=True)
        ),
        talks=tuple(Held(day(one), 10) for one in talks),
        attempts=(),
        messages=(),
        pledges=(),
    )


_DAYS = st.integers(day("2026-06-01"), day("2026-11-23"))
_LATER = st.integers(day("2026-06-01"), day("2027-01-10"))
_STAGES = st.sampled_from([stage.id for stage in DEFAULT.stages])


def _sorted_days(most: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(_DAYS, max_size=most).map(lambda days: tuple(sorted(days)))


@st.composite
def _tracks(draw: st.DrawFn) -> Track:
    stage = DEFAULT.stage(draw(_STAGES | st.just("")))
    since = draw(_sorted_days(4))
    until = (*since[1:], 0)
    stays = [
        Sojourn(draw(_STAGES), first, last) for first, last in zip(since, until, strict=False)
    ]
    return Track(
        stage=stage.id if stage else "",
        kind=stage.kind.value if stage else "pool",
        fit=draw(st.sampled_from(Answer)).value,
        source=draw(st.sampled_from(["", "Messe", "messe", "MESSE ", "Linked In", "linked-in"])),
        via=draw(st.sampled_from(["", "Anna", "anna", "Müller", "Mueller"])),
        has_story=draw(st.booleans()),
        value=draw(st.sampled_from(["", "300 EUR", "2.000 €", "7 CHF", "viel"])),
        entered=draw(st.just(0) | _DAYS),
        stays=tuple(stays),
        talks=tuple(
            Held(held, draw(st.sampled_from([0, 15, 60]))) for held in draw(_sorted_days(3))
        ),
        attempts=draw(_sorted_days(3)),
        messages=draw(_sorted_days(1)),
        pledges=tuple(
            draw(
                st.lists(
                    st.builds(Pledge, st.just(0) | _LATER, st.booleans(), st.booleans()),
                    max_size=2,
                )
            )
        ),
    )


#: Those of a whole journal, with anything in them that a file may say.
JOURNALS = st.lists(_tracks(), max_size=12)


def moved(track: Track, days: int) -> Track:
    """Return a track on which everything happened so many days later."""

    def later(at: int) -> int:
        return at + days if at else 0

    return track._replace(
        entered=later(track.entered),
        stays=tuple(Sojourn(one.stage, one.since + days, later(one.until)) for one in track.stays),
        talks=tuple(Held(one.day + days, one.minutes) for one in track.talks),
        attempts=tuple(map(later, track.attempts)),
        messages=tuple(map(later, track.messages)),
        pledges=tuple(Pledge(later(one.due), one.is_mine, one.is_kept) for one in track.pledges),
    )
