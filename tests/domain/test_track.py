"""The track of a contact is what its file says up to a day, in numbers."""

from datetime import date

from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.track import Held, Pledge, Sojourn, track
from kontaktjournal.notation.parse import Reader

PIPELINE = Settings().pipeline
RUTH = """---
status: angebot
created: 2026-01-05
fit: ja
source: Empfehlung
via: "[[jonas]]"
story: Messe-Aufbau 2009
value: 4.800 EUR
---
## 2026-01-07 Versuch
## 2026-01-12 Telefonat, 25 min
- [x] Mappe 📅 2026-01-20
- [ ] Ruth: ruft an
→ pflege
## 2026-02-02 E-Mail
## 2026-03-02 Treffen, 1 h
→ angebot
## 2027-01-11 Telefonat
"""


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_a_track_tells_the_way_the_talks_and_the_promises() -> None:
    contact = Reader(Settings()).read(RUTH.encode(), "ruth.md").contact
    assert contact

    found = track(contact, date(2026, 11, 23), PIPELINE)

    assert (found.stage, found.kind, found.fit) == ("angebot", "active", "yes")
    assert (found.source, found.via, found.value) == ("Empfehlung", "jonas", "4.800 EUR")
    assert found.has_story
    assert found.entered == day("2026-01-05")
    assert found.stays == (
        Sojourn("anbahnung", day("2026-01-05"), day("2026-01-12")),
        Sojourn("pflege", day("2026-01-12"), day("2026-03-02")),
        Sojourn("angebot", day("2026-03-02")),
    )
    assert found.talks == (Held(day("2026-01-12"), 25), Held(day("2026-03-02"), 60))
    assert found.attempts == (day("2026-01-07"),)
    assert found.messages == (day("2026-02-02"),)
    assert [pledge.is_kept for pledge in found.pledges] == [True, False]
    assert found.pledges[0] == Pledge(day("2026-01-20"), is_mine=True, is_kept=True)


def test_what_comes_after_the_day_has_not_happened_yet() -> None:
    contact = Reader(Settings()).read(RUTH.encode(), "ruth.md").contact
    assert contact

    found = track(contact, date(2026, 1, 31), PIPELINE)

    assert found.talks == (Held(day("2026-01-12"), 25),)
    assert found.messages == ()
