"""What an entry counts as: only a conversation is one (3.4, E7, TR1)."""

import pytest

from kontaktjournal.domain.contact import EntryKind
from kontaktjournal.domain.settings import EntryWords, Settings
from kontaktjournal.notation.parse import Reader

READER = Reader(Settings())
TALK, MESSAGE = EntryKind.TALK, EntryKind.MESSAGE
ATTEMPT, NOTE = EntryKind.ATTEMPT, EntryKind.NOTE


def kind(head: str, reader: Reader = READER) -> EntryKind:
    contact = reader.read(f"# Anna\n\n## 2026-11-23 {head}\n".encode(), "anna.md").contact
    assert contact is not None
    return contact.entries[0].kind


@pytest.mark.parametrize(
    "head",
    [
        "Telefonat: nicht erreicht", "Telefonat – nicht erreicht", "Telefonat - nicht erreicht",
        "Telefonat nicht erreicht", "Telefonat, nicht erreicht", "Telefonat | nicht erreicht",
        "nicht erreicht", "Niemanden erreicht", "niemand erreicht: wieder nichts", "Versuch",
        "2. Versuch", "Anrufversuch", "Anrufversuch: es läutet", "Kontaktversuch", "3 Versuche",
        "Mailbox", "Anruf auf Mailbox: um Rückruf gebeten", "Anrufbeantworter besprochen",
        "besetzt", "Anruf: besetzt", "Zoom: verpasst", "Treffen abgesagt", "Treffen: abgesagt",
        "Treffen verschoben auf Montag", "Call attempt", "Call: no answer", "no answer",
        "Voicemail", "Voicemail: asked to call back", "missed call", "Meeting: no-show", "No show",
        "Cancelled", "Coffee: canceled", "TELEFONAT: NICHT ERREICHT",
    ],
)  # fmt: skip
def test_an_attempt_is_no_conversation(head: str) -> None:
    assert kind(head) is ATTEMPT


@pytest.mark.parametrize(
    "head",
    [
        "wieder nicht erreicht", "Telefonat leider nicht erreicht", "Anna erneut nicht erreicht",
        "Treffen wurde kurzfristig abgesagt", "Termin auf nächste Woche verschoben",
        "called, got voicemail", "called, missed him", "left a voicemail", "zum dritten Versuch",
        "Telefonat, leider nicht erreicht", "Rang twice but no answer", "Anna hat abgesagt",
        "Telefonat nicht erreicht, 2 min",
    ],
)  # fmt: skip
def test_a_head_without_a_colon_may_say_anywhere_that_nobody_was_reached(head: str) -> None:
    assert kind(head) is ATTEMPT


@pytest.mark.parametrize(
    "head",
    [
        "Kaffee, die Stelle ist besetzt", "Telefonat: wieder Mailbox eingerichtet",
        "Zoom – Start verschoben", "Met her, told that he missed the fair",
        "Sie hat die Messe verpasst",
    ],
)  # fmt: skip
def test_what_is_only_told_of_is_no_attempt(head: str) -> None:
    assert kind(head) is TALK


@pytest.mark.parametrize(
    "head",
    [
        "Notiz", "Notiz: Telefonat geplant", "Recherche auf der Webseite", "intern: Preise",
        "Import", "Idee: gemeinsamer Stand", "note", "Notes: x", "research", "update: new job",
        "NOTIZ",
    ],
)  # fmt: skip
def test_a_note_to_myself_is_no_contact(head: str) -> None:
    assert kind(head) is NOTE


@pytest.mark.parametrize(
    "head",
    [
        "E-Mail", "Email", "E-mail: Angebot", "Mail an Anna", "Mails", "Nachricht", "SMS: danke",
        "WhatsApp", "Signal", "Telegram", "LinkedIn", "XING: Kontakt bestätigt", "Facebook", "DM",
        "Slack", "Brief", "Karte zum Geburtstag", "Post", "geschrieben", "geschickt: Muster",
        "message", "text", "letter", "sent proposal", "E-Mail: Telefonat vorgeschlagen",
    ],
)  # fmt: skip
def test_a_message_is_no_conversation_either(head: str) -> None:
    assert kind(head) is MESSAGE


@pytest.mark.parametrize(
    "head",
    [
        "", "Telefonat", "Anruf", "Zoom", "Teams", "Video", "Treffen", "Kaffee", "Besuch", "Messe",
        "meeting", "call", "coffee", "1:1", "Spaziergang am Rhein", "Anna", "14:30", "25 min",
        "Telefonat: hat die Messe verpasst", "Telefonat – hat die Messe verpasst",
        "Telefonat hat die Messe verpasst", "Kaffee: Mail besprochen", "Textilmesse: Rundgang",
        "Postbank: Termin", "Internat: Elternabend", "Besprochen, dass sie abgesagt hat",
    ],
)  # fmt: skip
def test_everything_else_is_a_conversation(head: str) -> None:
    assert kind(head) is TALK


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Klinkenputzen", ATTEMPT), ("Anruf: Klinkenputzen", ATTEMPT), ("Fax: Angebot", MESSAGE),
        ("Gedanke: später", NOTE), ("Signalabend: getanzt", TALK), ("Telefonat", TALK),
    ],
)  # fmt: skip
def test_the_users_own_words_are_added(head: str, expected: EntryKind) -> None:
    words = EntryWords(
        talk=("Signalabend",), message=("Fax",), attempt=("Klinkenputzen",), note=("Gedanke",)
    )

    assert kind(head, Reader(Settings(entries=words))) is expected


def test_a_word_of_the_users_outranks_the_built_in_meaning() -> None:
    assert kind("Karte: Doppelkopf", Reader(Settings(entries=EntryWords(talk=("Karte",))))) is TALK
