"""What is known about a channel (3.5)."""

from datetime import date

from kontaktjournal.domain.consent import permission_for
from kontaktjournal.domain.contact import Answer, Contact, Permission

REFUSED = Permission("*", Answer.NO, date(2026, 5, 2), "per Brief")


def contact(*permissions: Permission) -> Contact:
    return Contact("kontakte/anna.md", "Anna", consent=permissions)


def test_a_word_for_all_channels_holds_for_each() -> None:
    anna = contact(REFUSED)

    assert permission_for(anna, "email") == REFUSED._replace(channel="email")
    assert permission_for(anna, "post") == REFUSED._replace(channel="post")


def test_a_channels_own_word_outranks_the_one_for_all() -> None:
    own = Permission("phone", Answer.YES, date(2026, 6, 1))

    assert permission_for(contact(REFUSED, own), "phone") == own


def test_an_open_answer_is_a_word_of_its_own() -> None:
    own = Permission("phone", Answer.OPEN)

    assert permission_for(contact(own, REFUSED), "phone") == own


def test_of_a_channel_nobody_spoke_of_nothing_is_known() -> None:
    assert permission_for(contact(Permission("phone", Answer.YES)), "email") is None
    assert permission_for(contact(), "phone") is None
