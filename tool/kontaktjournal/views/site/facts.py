"""The facts of a contact: every key of its file that stands nowhere else on its page."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from markupsafe import Markup, escape

from kontaktjournal.domain.consent import EVERY_CHANNEL, permission_for
from kontaktjournal.domain.contact import Answer, Contact
from kontaktjournal.domain.due import Due, cadence_of
from kontaktjournal.views.consent import Consent, proven
from kontaktjournal.views.facts import birthday
from kontaktjournal.views.site.days import day_of
from kontaktjournal.views.site.reading import Words
from kontaktjournal.views.site.ways import Way, web_link
from kontaktjournal.views.terminal import visible
from kontaktjournal.views.words import Frame


class Value(NamedTuple):
    """One value of a fact.

    Args:
        text: as it is shown.
        href: where it leads; empty for nowhere.
        is_shut: whether this way must not be taken.
    """

    text: Markup
    href: str = ""
    is_shut: bool = False


class Fact(NamedTuple):
    """Something known of a contact: its label, its values, and what they said about it."""

    label: str
    values: tuple[Value, ...]
    consent: Consent | None = None


def facts(due: Due, reached: Iterable[Way], words: Words, frame: Frame) -> list[Fact]:
    """Return what is known of a contact, ways to reach it first.

    Args:
        due: the contact, and where it stands today.
        reached: its numbers and addresses.
        words: sets the words of its file.
        frame: language, settings, day.
    """
    say, contact = frame.say, due.contact
    cadence = cadence_of(contact, due.stage, frame.settings)
    fits = say(f"fit.{contact.fit.value}") if contact.fit is not Answer.OPEN else ""
    told: list[tuple[str, Iterable[str]]] = [
        ("label.address", [contact.address]),
        ("label.every", [say.cadence(cadence) if cadence else ""]),
        ("label.snooze", [day_of(contact.snooze, frame) if contact.snooze else ""]),
        ("label.moment", [contact.moment]),
        ("label.hooks", contact.hooks),
        ("label.fit", [fits]),
        ("label.value", [contact.value]),
        ("label.met", [contact.met]),
        ("label.source", [contact.source]),
        ("label.birthday", [birthday(contact, frame)]),
        ("label.aliases", [", ".join(contact.aliases)]),
        ("label.tags", [", ".join(contact.tags)]),
        ("page.contact.last_noted", [_noted(due, frame)]),
        ("label.created", [day_of(contact.created, frame) if contact.created else ""]),
        ("label.uid", [contact.uid]),
    ]
    found = [
        *_channels(contact, reached, frame),
        *_fact(say("label.url"), [_site(text) for text in contact.url]),
    ]
    for key, texts in told:
        if values := [Value(words.value(text)) for text in texts if text]:
            found.append(Fact(say(key), tuple(values)))
    for name, text in contact.others:
        found += _fact(visible(name), [Value(words.value(text))] if text else [])
    return found


def _fact(label: str, values: Iterable[Value], consent: Consent | None = None) -> list[Fact]:
    told = tuple(values)
    return [Fact(label, told, consent)] if told or consent else []


def _noted(due: Due, frame: Frame) -> str:
    """Return the last talk by the head, where it knows of a later one than the entries (E9)."""
    noted, entry = due.contact.last_noted, due.past.last_entry
    if noted is None or (entry and entry.day >= noted):
        return ""
    return day_of(noted, frame)


def _site(text: str) -> Value:
    return Value(escape(visible(text)), web_link(text))


def _channels(contact: Contact, known: Iterable[Way], frame: Frame) -> list[Fact]:
    """Return each number and address with what is on record, and what is on record besides."""
    say, day = frame.say, partial(day_of, frame=frame)
    reached: dict[str, list[Way]] = {"phone": [], "email": []}
    for way in known:
        reached[way.channel].append(way)
    found: list[Fact] = []
    for channel, found_ways in reached.items():
        permission = permission_for(contact, channel)
        if not (found_ways or any(each.channel == channel for each in contact.consent)):
            continue
        values = [_reached(way) for way in found_ways]
        found += _fact(say(f"label.{channel}"), values, proven(contact, permission, say, day))
    for permission in contact.consent:
        is_for_all = permission.channel == EVERY_CHANNEL
        if permission.channel in reached or (is_for_all and found):
            continue
        key = f"channel.{permission.channel}"
        label = say("label.consent") if is_for_all else visible(permission.channel)
        found += _fact(
            say(key) if key in say else label, [], proven(contact, permission, say, day)
        )
    return found


def _reached(way: Way) -> Value:
    text = escape(visible(way.text))
    # A long address may break behind its sign, not within a word.
    return Value(text.replace("@", Markup("@<wbr>")), way.href, is_shut=way.is_shut)
