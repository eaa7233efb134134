"""What two contacts who became one have to say: in sentences, and for programs (X6).

Beside what every writing command tells a program::

    from      the file that is gone
    entries   how many entries came from there
    outvoted  [{key, value}]: what stood there, and does not stand in the head now
    links     [{path, count}]: links that follow
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.merging import Outvoted
from kontaktjournal.domain.pipeline import Kind, Pipeline, Stage
from kontaktjournal.domain.reopening import is_filed
from kontaktjournal.views.rows import Value
from kontaktjournal.views.words import Frame, ref_of

_BETWEEN = " · "
_IN_PLAY = frozenset({Kind.ACTIVE, Kind.WAITING, Kind.WON})


class Union(NamedTuple):
    """Two contacts who are one.

    Args:
        before: who stays, as it was.
        gone: who went into it.
        now: who stays, as it is.
        entries: how many entries came with it.
        outvoted: what was said otherwise.
        noted: of that, what stands in the note.
        links: how many links follow, by note.
    """

    before: Contact
    gone: Contact
    now: Contact
    entries: int
    outvoted: Sequence[Outvoted]
    noted: Sequence[Outvoted]
    links: Mapping[str, int]


def sentences(union: Union, frame: Frame) -> Iterator[str]:
    """Yield what was done."""
    say, now = frame.say, union.now
    parts = [say("merging.done", name=now.name, path=union.gone.path, to=now.path)]
    if union.entries:
        parts.append(say.count("merging.entries", union.entries))
    if union.links:
        links = say.count("mv.links", sum(union.links.values()))
        parts.append(f"{links} {say.count('mv.files', len(union.links))}")
    yield _BETWEEN.join(parts)
    told = [f"{one.key}: {one.words}" for one in union.noted if not one.is_own]
    if told:
        yield say("merging.noted", told=_BETWEEN.join(told))


def remarks(union: Union, frame: Frame) -> Iterator[str]:
    """Yield what the user may not expect."""
    say, before, gone, now = frame.say, union.before, union.gone, union.now
    file = gone.path.rpartition("/")[2]
    if now.blocked and not before.blocked:
        yield say("merging.blocked", file=file, name=now.name)
    elif stage := _stage_remark(union, frame, file):
        yield stage
    if gone.next and now.next and gone.next != now.next and not now.blocked:
        yield say(
            "merging.next",
            file=file,
            other=say.when(gone.next, "weekday_date"),
            own=say.when(now.next, "weekday_date"),
            ref=ref_of(now),
            date=gone.next.written,
        )


def _stage_remark(union: Union, frame: Frame, file: str) -> str:
    """Say that one of two stages was taken, where the other may be the better one."""
    say, now, gone = frame.say, union.now, union.gone
    pipeline = frame.settings.pipeline
    own, other = pipeline.stage(now.status), pipeline.stage(gone.status)
    if other is None or own is None or own is other:
        return ""
    values = {
        "file": file,
        "name": now.name,
        "stage": say.stage(own.id, own.label),
        "other": say.stage(other.id, other.label),
        "ref": ref_of(now),
    }
    if other.kind is Kind.FILED:
        return say("merging.was_filed", **values)
    if other.kind not in _IN_PLAY or not _is_further(other, own, pipeline):
        return ""
    if is_filed(now, pipeline):
        return say("merging.is_filed", **values)
    return say("merging.stage", id=other.id, **values)


def _is_further(one: Stage, other: Stage, pipeline: Pipeline) -> bool:
    """Tell whether a stage comes behind another on the way; behind who is filed comes anyone."""
    stages = pipeline.stages
    return other.kind is Kind.FILED or stages.index(one) > stages.index(other)


def value(union: Union) -> Value:
    """Return what was done, for programs."""
    return {
        "from": union.gone.path,
        "entries": union.entries,
        "outvoted": [
            {"key": one.key, "value": one.words} for one in union.outvoted if not one.is_own
        ],
        "links": [{"path": path, "count": n} for path, n in sorted(union.links.items())],
    }
