"""Claims about what the overviews keep of one contact."""

from datetime import date

import pytest
from hypothesis import given

from any_contact import CONTACTS
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.gist import Gist, gist
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)


def gist_of(head: str, body: str = "") -> Gist:
    """Return the gist of a contact whose file holds these lines."""
    text = f"---\n{head}\n---\n\n# Anna Müller\n\n{body}\n"
    contact = Reader(Settings()).read(text.encode(), "kontakte/anna-mueller.md").contact
    assert contact is not None
    return gist(assess(contact, MONDAY, Settings()), MONDAY, DEFAULT)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_it_holds_what_the_agenda_says_of_a_day() -> None:
    found = gist_of(
        "status: gespraech\nnext: 2026-11-23 14:30\nstep: nach dem Laden fragen\nstory: [Leipzig]",
        "## 2026-10-12 Zoom\n\n→ gespraech\n\n## 2026-08-31 Besuch\n\n## 2026-09-07 E-Mail",
    )

    assert (found.path, found.name) == ("kontakte/anna-mueller.md", "Anna Müller")
    assert (found.kind, found.stage, found.bucket) == ("active", "gespraech", "today")
    assert (found.day, found.at) == (day("2026-11-23"), 14 * 60 + 30)
    assert found.step == "nach dem Laden fragen"
    assert found.talks == (day("2026-08-31"), day("2026-10-12"))
    assert (found.last, found.entered) == (day("2026-10-12"), day("2026-08-31"))
    assert found.stays == (
        ("anbahnung", day("2026-08-31"), day("2026-10-12")),
        ("gespraech", day("2026-10-12"), 0),
    )
    assert found.has_story


def test_nothing_on_file_is_no_date_and_no_story() -> None:
    found = gist_of("status: kunde")

    assert (found.day, found.at, found.last, found.entered) == (0, -1, 0, 0)
    assert (found.bucket, found.talks, found.stays) == ("", (), ())
    assert not found.has_story


def test_the_step_is_that_of_the_agenda() -> None:
    found = gist_of("status: pflege", "## 2026-11-02 Zoom\n\n→ pflege · nach dem Umzug anrufen")

    assert found.step == "nach dem Umzug anrufen"


@pytest.mark.parametrize(
    ("head", "promised"),
    [("next: 2026-12-07", "2026-11-27"), ("next: 2026-11-27", ""), ("step: fragen", "")],
)
def test_a_promise_that_is_the_step_keeps_its_own_day(head: str, promised: str) -> None:
    found = gist_of(f"status: pflege\n{head}", "- [ ] Mappe schicken 📅 2026-11-27")

    assert found.promised == (day(promised) if promised else 0)


@pytest.mark.parametrize(("length", "kept"), [(240, 240), (241, 240), (10_000, 240)])
def test_a_very_long_step_is_cut(length: int, kept: int) -> None:
    found = gist_of(f"status: pflege\nstep: {'x' * length}")

    assert len(found.step) == kept
    assert found.step.endswith("…") is (length > kept)


@pytest.mark.parametrize(
    ("planned", "expected"), [("2026-12", True), ("2026-12-01", False), ("never", False)]
)
def test_a_month_stays_a_month(planned: str, *, expected: bool) -> None:
    assert gist_of(f"status: pflege\nnext: {planned}").whole_month is expected


@given(CONTACTS)
def test_every_contact_has_a_gist_of_plain_values(contact: Contact) -> None:
    today = date(2028, 3, 1)

    found = gist(assess(contact, today, Settings()), today, DEFAULT)

    assert all(type(each) in {str, int, bool, tuple} for each in found)
    assert all(talk <= today.toordinal() for talk in found.talks)
    assert list(found.talks) == sorted(found.talks)
