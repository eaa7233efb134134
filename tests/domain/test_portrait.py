"""What the page of a contact asks of its portrait."""

from dataclasses import replace
from datetime import date

import pytest

from kontaktjournal.domain.contact import Contact, Decision, Entry, EntryKind
from kontaktjournal.domain.course import Stay
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.portrait import (
    Connection,
    Filing,
    Mention,
    Portrait,
    connections,
    filing,
    may_be_contact,
    mentions,
    path,
)
from kontaktjournal.domain.settings import Settings

MONDAY = date(2026, 11, 23)
JONAS = Contact("kontakte/jonas-weber.md", "Jonas Weber")
UWE = Contact("kontakte/uwe-kern.md", "Uwe Kern")
SHUT = Contact("kontakte/siegfried.md", "Siegfried Still", blocked=True)


def portrait_of(contact: Contact, **around: object) -> Portrait:
    dossier_keys = {"links", "backlinks", "mentioned"} & around.keys()
    beside = {key.replace("mentioned", "mentions"): around.pop(key) for key in dossier_keys}
    dossier = Dossier(assess(contact, MONDAY, Settings()), **beside)  # type: ignore[arg-type]
    return Portrait(dossier, **around)  # type: ignore[arg-type]


def anna(**values: object) -> Contact:
    return Contact("kontakte/anna.md", "Anna Müller", **values)  # type: ignore[arg-type]


def told(portrait: Portrait) -> list[tuple[str, str, date | None]]:
    return [(step.stage.id, step.place.value, step.since) for step in path(portrait, DEFAULT)]


# The way through the stages --------------------------------------------------


def test_stages_behind_now_ahead_and_left_out() -> None:
    came, here = date(2026, 8, 27), date(2026, 11, 2)
    stays = (Stay("anbahnung", came, here), Stay("angebot", here))

    assert told(portrait_of(anna(status="angebot"), stays=stays)) == [
        ("anbahnung", "done", came),
        ("gespraech", "skipped", None),
        ("pflege", "skipped", None),
        ("angebot", "now", here),
        ("kunde", "open", None),
    ]


def test_whoever_came_back_was_further_on_before() -> None:
    first, then, back = date(2026, 1, 5), date(2026, 3, 2), date(2026, 6, 1)
    stays = (Stay("pflege", first, then), Stay("kunde", then, back), Stay("pflege", back))

    assert told(portrait_of(anna(status="pflege"), stays=stays))[2:] == [
        ("pflege", "now", back),
        ("angebot", "open", None),
        ("kunde", "done", then),
    ]


def test_whoever_is_filed_has_nothing_ahead() -> None:
    came, filed = date(2026, 1, 5), date(2026, 10, 3)
    stays = (Stay("gespraech", came, filed), Stay("ablage", filed))

    assert told(portrait_of(anna(status="ablage"), stays=stays)) == [
        ("gespraech", "done", came),
        ("ablage", "now", filed),
    ]


@pytest.mark.parametrize("status", [None, "liste"])
def test_the_pool_is_no_way(status: str | None) -> None:
    assert told(portrait_of(anna(status=status))) == []


# Filed -----------------------------------------------------------------------


def test_who_was_filed_when_why_and_after_how_many_talks() -> None:
    filed = Entry(
        date(2026, 10, 3), EntryKind.TALK, decision=Decision("ablage", reason="kein Bedarf")
    )
    before = Entry(date(2025, 1, 1), EntryKind.TALK, decision=Decision("ablage", reason="früher"))
    tried = Entry(date(2026, 11, 1), EntryKind.ATTEMPT)
    contact = anna(status="ablage", entries=(tried, filed, before))

    assert filing(portrait_of(contact)) == Filing(date(2026, 10, 3), "kein Bedarf", 2)


def test_without_a_decision_the_stay_says_when() -> None:
    stays = (
        Stay("gespraech", date(2026, 1, 5), date(2026, 9, 1)),
        Stay("ablage", date(2026, 9, 1)),
    )

    assert filing(portrait_of(anna(status="ablage"), stays=stays)) == Filing(
        date(2026, 9, 1), "", 0
    )
    assert filing(portrait_of(anna(status="ablage"))) == Filing(None, "", 0)


def test_whoever_is_in_play_was_not_filed() -> None:
    filed = Entry(date(2026, 10, 3), EntryKind.TALK, decision=Decision("ablage"))

    assert filing(portrait_of(anna(status="pflege", entries=(filed,)))) is None


# Others ----------------------------------------------------------------------


def test_who_introduced_comes_first_and_nobody_twice() -> None:
    contact = anna(via=("jonas-weber", "Tante Gerda"), links=("uwe-kern", "jonas-weber", "eike"))
    targets = {"jonas-weber": JONAS, "uwe-kern": UWE}

    assert connections(portrait_of(contact, targets=targets, links=(JONAS, UWE))) == (
        Connection("jonas-weber", JONAS, introduced=True),
        Connection("Tante Gerda", None, introduced=True),
        Connection("uwe-kern", UWE),
        Connection("eike", None),
    )


def test_whoever_introduced_is_found_by_name_among_the_linked() -> None:
    portrait = portrait_of(anna(via=("Jonas Weber",)), links=(JONAS,))

    assert connections(portrait) == (Connection("Jonas Weber", JONAS, introduced=True),)


def test_who_is_filed_is_only_the_word_in_the_file_where_it_introduced() -> None:
    contact = anna(via=("uwe-kern",), links=("uwe-kern", "jonas-weber"))
    targets = {"uwe-kern": UWE, "jonas-weber": JONAS}
    portrait = portrait_of(
        contact,
        targets=targets,
        mentions=(Mention(UWE, None, "Anna"),),
        hidden=frozenset({UWE.path}),
    )

    assert connections(portrait) == (
        Connection("uwe-kern", None, introduced=True),
        Connection("jonas-weber", JONAS),
    )
    assert connections(replace(portrait, hidden=frozenset({UWE.path, JONAS.path}))) == (
        Connection("uwe-kern", None, introduced=True),
    )
    assert mentions(portrait) == ()


def test_neither_the_contact_nor_who_is_not_to_be_contacted_is_connected() -> None:
    contact = anna(links=("siegfried", "anna"), via=("siegfried",))
    targets = {"siegfried": SHUT, "anna": contact}

    assert connections(portrait_of(contact, targets=targets)) == ()


@pytest.mark.parametrize(
    ("target", "is_possible"),
    [
        ("Eike", True),
        ("kontakte/eike.md", True),
        ("Dr. Eike", True),
        ("2026-10-12", False),
        ("Daily/2026-10-12", False),
        ("2026-W48", False),
        ("foto.png", False),
        ("Anlagen/Angebot.PDF", False),
        ("", False),
    ],
)
def test_a_days_note_and_a_picture_are_no_contacts(target: str, *, is_possible: bool) -> None:
    assert may_be_contact(target) is is_possible


def test_mentions_are_told_newest_first_and_silent_ones_last() -> None:
    old, new = Mention(JONAS, date(2026, 1, 1), "alt"), Mention(JONAS, date(2026, 9, 1), "neu")
    shut = Mention(SHUT, MONDAY, "pst")

    found = mentions(
        portrait_of(anna(), mentions=(old, shut, new), backlinks=(JONAS, UWE), mentioned=())
    )

    assert found == (new, old, Mention(UWE, None, ""))
