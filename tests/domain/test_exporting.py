"""Who leaves the journal in an export, with what, and why somebody does not."""

from datetime import date, time
from typing import Any

import pytest

from kontaktjournal.domain.contact import (
    Answer,
    Birthday,
    Contact,
    Entry,
    EntryKind,
    Permission,
    Promise,
)
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.exporting import (
    Appointment,
    Form,
    Left,
    Selection,
    Terms,
    appointment,
    choose,
    identities,
    released,
    released_dossier,
    resting,
    why_not,
)
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings

MONDAY = date(2026, 11, 23)
NUMBERS: dict[str, Any] = {
    "phone": ("+49 221 555 0171",),
    "email": ("a@example.org", "b@example.org"),
}


def due(contact: Contact) -> Due:
    return assess(contact, MONDAY, Settings())


def person(status: str | None = "pflege", **given: Any) -> Contact:
    return Contact("kontakte/anna.md", "Anna", status=status, **given)


def said(channel: str, answer: Answer) -> tuple[Permission, ...]:
    return (Permission(channel, answer),)


def terms(form: Form, **given: Any) -> Terms:
    return Terms(form, MONDAY, Settings(), **given)


def chosen(contact: Contact, form: Form, **given: Any) -> Selection:
    return choose([due(contact)], terms(form, **given), identities([contact]), nobody)


def nobody(_word: str) -> bool:
    return False


# --- who ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("status", ["anbahnung", "gespraech", "pflege", "angebot", "kunde"])
def test_whoever_is_in_play_and_has_a_date_is_in_every_export(form: Form, status: str) -> None:
    assert why_not(due(person(status, next=When(MONDAY))), terms(form)) is None


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize(
    ("contact", "why"),
    [
        (person("ablage", next=When(MONDAY)), Left.FILED),
        (person(next=When(MONDAY), blocked=True), Left.BLOCKED),
        (person("liste", next=When(MONDAY), blocked=True), Left.BLOCKED),
    ],
)
def test_whoever_is_filed_or_blocked_is_in_none(form: Form, contact: Contact, why: Left) -> None:
    agreed = said("email", Answer.YES)
    contact = person(contact.status, next=contact.next, blocked=contact.blocked, consent=agreed)

    assert why_not(due(contact), terms(form, with_pool=True)) is why


@pytest.mark.parametrize("status", ["liste", None])
def test_the_pool_stays_without_a_reason_but_for_its_dates(status: str | None) -> None:
    contact = due(person(status, next=When(MONDAY), consent=said("email", Answer.YES)))

    whys = {form: why_not(contact, terms(form)) for form in Form}

    assert whys == {
        Form.ICS: None,
        Form.VCF: Left.POOL,
        Form.CSV: Left.POOL,
        Form.JSON: Left.POOL,
    }


@pytest.mark.parametrize(
    ("consent", "why"),
    [
        ((), Left.CONSENT),
        (said("email", Answer.OPEN), Left.CONSENT),
        (said("email", Answer.NO), Left.CONSENT),
        (said("post", Answer.YES), Left.CONSENT),
        (said("email", Answer.YES), None),
        (said("phone", Answer.YES), None),
        (said("*", Answer.YES), None),
    ],
)
def test_with_a_reason_who_agreed_is_there(
    consent: tuple[Permission, ...], why: Left | None
) -> None:
    contact = due(person("liste", consent=consent))

    assert why_not(contact, terms(Form.VCF, with_pool=True)) is why


def test_a_calendar_wants_a_date_and_an_address_book_none() -> None:
    contact = due(person("anbahnung"))

    assert why_not(contact, terms(Form.ICS)) is Left.UNDATED
    assert why_not(contact, terms(Form.VCF)) is None


@pytest.mark.parametrize(
    "given", [{"birthday": Birthday(11, 23)}, {"promises": (Promise("Mappe schicken", MONDAY),)}]
)
def test_a_birthday_or_a_promise_of_today_is_no_date_of_ones_own(given: dict[str, Any]) -> None:
    contact = person("kunde", **given)

    assert due(contact).day == MONDAY
    assert chosen(contact, Form.ICS) == Selection((), {Left.UNDATED: 1}, (), {})


def test_a_head_that_cannot_be_trusted_may_have_said_no() -> None:
    contact = person(next=When(MONDAY))

    selection = chosen(contact, Form.CSV, unsure={"kontakte/anna.md"})

    assert selection == Selection((), {Left.UNREADABLE: 1}, ("kontakte/anna.md",), {})


# --- with what ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("consent", "phone", "email"),
    [
        ((), True, True),
        (said("email", Answer.OPEN), True, True),
        (said("email", Answer.NO), True, False),
        (said("phone", Answer.NO), False, True),
        (said("*", Answer.NO), False, False),
        ((*said("*", Answer.NO), *said("phone", Answer.YES)), True, False),
    ],
)
def test_in_play_a_number_goes_out_unless_there_is_a_no(
    consent: tuple[Permission, ...], *, phone: bool, email: bool
) -> None:
    given = released(person(consent=consent, **NUMBERS))

    assert (bool(given.phone), bool(given.email)) == (phone, email)


def test_outside_play_only_what_was_agreed_to_goes_out() -> None:
    selection = chosen(
        person("liste", consent=said("phone", Answer.YES), **NUMBERS), Form.CSV, with_pool=True
    )

    (one,) = selection.chosen
    assert (one.due.contact.phone, one.due.contact.email) == (("+49 221 555 0171",), ())
    assert (one.outside, selection.withheld) == (True, {"email": 2})


@pytest.mark.parametrize(
    ("form", "withheld"), [(Form.ICS, {"phone": 1}), (Form.VCF, {"phone": 1, "email": 2})]
)
def test_what_was_withheld_is_counted_where_it_would_have_stood(
    form: Form, withheld: dict[str, int]
) -> None:
    contact = person(next=When(MONDAY), consent=said("*", Answer.NO), **NUMBERS)

    assert chosen(contact, form).withheld == withheld


def test_who_is_in_no_export_at_all_rests() -> None:
    contacts = (
        Contact("kontakte/mia.md", "Mia", status="ablage"),
        Contact("kontakte/uwe.md", "Uwe", blocked=True),
        Contact("kontakte/tom.md", "Tom", status="pflege"),
        Contact("kontakte/lea.md", "Lea", status="liste"),
        Contact("kontakte/kai.md", "Kai", status="pflege"),
    )

    found = resting(map(due, contacts), unsure={"kontakte/kai.md"})

    assert found == {"kontakte/mia.md", "kontakte/uwe.md", "kontakte/kai.md"}


def test_whom_a_contact_links_to_goes_along_unless_they_rest() -> None:
    contact = person(next=When(MONDAY), via=("uwe", "tom"), links=("tom", "uwe", "mia"))

    selection = choose(
        [due(contact)], terms(Form.CSV), identities([contact]), {"uwe", "mia"}.__contains__
    )

    (one,) = selection.chosen
    assert (one.due.contact.via, one.due.contact.links) == (("tom",), ("tom",))


def test_a_dossier_loses_closed_addresses_in_every_spelling_and_whoever_rests() -> None:
    contact = person(consent=said("email", Answer.NO), **NUMBERS)
    friends = (
        Contact("kontakte/mia.md", "Mia", status="ablage"),
        Contact("kontakte/uwe.md", "Uwe", blocked=True),
        Contact("kontakte/tom.md", "Tom", status="pflege"),
    )
    keys = (("Name", "Anna"), ("Mail", "a@example.org"), ("phone", "+49 221 555 0171"))
    canonical = {"Name": "name", "Mail": "email", "phone": "phone"}.get
    dossier = Dossier(due(contact), links=friends, backlinks=friends, keys=keys)

    given = released_dossier(dossier, {"kontakte/mia.md", "kontakte/uwe.md"}, canonical)

    assert given.due.contact.email == ()
    assert given.keys == (("Name", "Anna"), ("phone", "+49 221 555 0171"))
    assert [one.name for one in (*given.links, *given.backlinks)] == ["Tom", "Tom"]


# --- under which name --------------------------------------------------------------------


def test_the_uid_outlives_a_new_name_and_the_path_stands_in_for_it() -> None:
    known = Contact("kontakte/anna.md", "Anna", uid="k7f3q2m9xw")
    moved = Contact("kontakte/anna-neu.md", "Anna Neu", uid="k7f3q2m9xw")
    nameless = Contact("kontakte/uwe.md", "Uwe")

    found = identities([known, nameless])

    assert found["kontakte/anna.md"] == identities([moved])["kontakte/anna-neu.md"] == "k7f3q2m9xw"
    assert found["kontakte/uwe.md"] == identities([nameless])["kontakte/uwe.md"]


@pytest.mark.parametrize("uid", ["../../etc", "a b", "x", "a\nSUMMARY:x", "ü" * 9, "x" * 200])
def test_a_uid_that_could_do_harm_is_told_by_its_hash(uid: str) -> None:
    one = Contact("kontakte/a.md", "A", uid=uid)
    moved = Contact("kontakte/b.md", "B", uid=uid)

    (found,), (then,) = identities([one]).values(), identities([moved]).values()

    assert found == then
    assert found.isalnum()
    assert len(found) == 20


def test_of_two_files_with_one_uid_the_second_goes_by_its_path() -> None:
    copies = [
        Contact("kontakte/b.md", "B", uid="k7f3q2m9xw"),
        Contact("kontakte/a.md", "A", uid="K7F3q2m9xw"),
    ]

    found = identities(copies)

    assert found["kontakte/a.md"] == "K7F3q2m9xw"
    assert found["kontakte/b.md"] == identities([Contact("kontakte/b.md", "B")])["kontakte/b.md"]


def test_a_path_that_is_no_utf_8_has_a_hash_too() -> None:
    assert len(identities([Contact("kontakte/\udcff.md", "A")])["kontakte/\udcff.md"]) == 20


# --- when --------------------------------------------------------------------------------

DECEMBER = date(2026, 12, 7)


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (person(next=When(DECEMBER)), Appointment(DECEMBER)),
        (person(next=When(DECEMBER, time(14, 30))), Appointment(DECEMBER, time(14, 30))),
        (
            person(next=When(date(2026, 12, 1), None, whole_month=True)),
            Appointment(date(2026, 12, 1), whole_month=True),
        ),
        (
            person(entries=(Entry(DECEMBER, EntryKind.TALK, time(9), minutes=60),)),
            Appointment(DECEMBER, time(9), minutes=60),
        ),
        (
            person(
                every=Cadence(4, Unit.WEEK),
                entries=(Entry(date(2026, 11, 9), EntryKind.TALK, minutes=60),),
            ),
            Appointment(DECEMBER),
        ),
        (person(next=When(DECEMBER), snooze=date(2026, 12, 9)), Appointment(date(2026, 12, 9))),
        (person(never=True), None),
        (person("anbahnung"), None),
    ],
)
def test_an_appointment_is_the_date_of_the_rules(
    contact: Contact, expected: Appointment | None
) -> None:
    assert appointment(due(contact), MONDAY, Settings()) == expected


def test_a_promise_or_a_birthday_moves_no_appointment() -> None:
    contact = person(
        next=When(DECEMBER, time(14, 30)),
        promises=(Promise("Mappe schicken", MONDAY),),
        birthday=Birthday(11, 23),
    )

    assert due(contact).day == MONDAY
    assert appointment(due(contact), MONDAY, Settings()) == Appointment(DECEMBER, time(14, 30))


def test_a_promise_alone_is_no_appointment() -> None:
    contact = person("kunde", promises=(Promise("Mappe schicken", MONDAY),))

    assert appointment(due(contact), MONDAY, Settings()) is None
