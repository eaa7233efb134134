"""The next step in words: why this person, why now (3.2)."""

from datetime import date, time

from kontaktjournal.domain.contact import Contact, Decision, Entry, Promise
from kontaktjournal.domain.history import History


def step_of(contact: Contact, past: History) -> str:
    """Return the next step in words; empty where nothing tells.

    The key ``step`` wins, then the reason of the newest decision that has one, then my oldest
    open promise, then the moment waited for. A reason older than the last talk is history: the
    talk it looked ahead to has taken place. So is one for another stage than today's, as why
    somebody was filed who is taken up again.

    Args:
        contact: whose step it is.
        past: what its entries say.
    """
    return (
        contact.step
        or _newest_reason(contact, past.last_talk)
        or _text_of(_oldest_promise(contact.promises))
        or contact.moment
    )


def promise_of_step(contact: Contact, past: History) -> Promise | None:
    """Return the promise that tells the next step; None where something else does.

    Args:
        contact: whose step it is.
        past: what its entries say.
    """
    if contact.step or _newest_reason(contact, past.last_talk):
        return None
    return _oldest_promise(contact.promises)


def _newest_reason(contact: Contact, last_talk: Entry | None) -> str:
    entries = contact.entries
    since = last_talk.day if last_talk else date.min
    decided = [
        (entry, entry.decision.reason)
        for entry in entries
        if entry.day >= since
        and entry.decision
        and entry.decision.reason
        and _is_for_today(entry.decision, contact.status)
    ]
    if not decided:
        return ""
    # Of two entries on one day, the file's own direction says which is newer (E12, E13).
    if entries[0].day >= entries[-1].day:
        decided.reverse()
    places = range(len(decided))
    newest = max(places, key=lambda place: (*_moment_of(decided[place][0]), place))
    return decided[newest][1]


def _is_for_today(decision: Decision, status: str | None) -> bool:
    """Tell whether a decision left the contact where it stands by now."""
    return decision.stage is None or status in {None, decision.stage}


def _moment_of(entry: Entry) -> tuple[date, time]:
    return entry.day, entry.at or time.min


def _oldest_promise(promises: tuple[Promise, ...]) -> Promise | None:
    mine = [promise for promise in promises if promise.mine and not promise.kept]
    return min(mine, key=lambda promise: (promise.due or date.max, promise.line), default=None)


def _text_of(promise: Promise | None) -> str:
    return promise.text if promise else ""
