"""Contacts as cards of an address book."""

from hypothesis import given

from any_contact import CONTACTS
from kontaktjournal.domain.contact import Answer, Contact, Permission
from kontaktjournal.notation.content_lines import on_one_line
from kontaktjournal.notation.vcard import card_of, read_vcards
from kontaktjournal.views.cards import card_text


def test_a_card_says_how_somebody_is_called_and_reached_and_no_more() -> None:
    contact = Contact(
        "kontakte/anna.md",
        "Anna Müller",
        phone=("+49 221 555 0171",),
        email=("anna@example.org",),
        story=("Leipzig",),
        hooks=("Messe",),
        step="Preis",
        moment="Frühjahr",
        source="Liste",
        consent=(Permission("email", Answer.YES, note="Messe"),),
        others=(("hobby", "Segeln"),),
    )

    assert card_text(contact, "k7f3q2m9xw").split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Kontaktjournal//journal export//EN",
        "UID:k7f3q2m9xw",
        "FN:Anna Müller",
        "N:Müller;Anna;;;",
        "TEL;TYPE=VOICE:+49 221 555 0171",
        "EMAIL;TYPE=INTERNET:anna@example.org",
        "END:VCARD",
        "",
    ]


def test_a_reason_stands_on_the_card() -> None:
    card = card_text(Contact("kontakte/a.md", "A"), "a", reason="Umzug, Einladung")

    assert "\r\nNOTE:Umzug\\, Einladung\r\n" in card


@given(CONTACTS)
def test_whatever_stands_in_a_contact_its_card_is_read_by_us_and_by_vobject(
    contact: Contact,
) -> None:
    import vobject

    text = card_text(contact, "k7f3q2m9xw")

    (ours,) = read_vcards(text)
    (theirs,) = vobject.readComponents(text)
    name = on_one_line(contact.name) or on_one_line(contact.stem) or "k7f3q2m9xw"
    assert card_of(ours).name == theirs.fn.value == name
    assert ours.unread == ()
