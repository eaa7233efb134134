"""The word for a channel: how it is written, and what an entry under it counts as."""

import pytest

from kontaktjournal.desk.channel import kind_of, spelled
from kontaktjournal.domain.contact import EntryKind
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.settings import EntryWords, Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("typed", "german", "english"),
    [
        ("telefonat", "Telefonat", "telefonat"),
        ("phone call", "Phone call", "phone call"),
        ("zoom", "Zoom", "Zoom"),
        ("whatsapp", "WhatsApp", "WhatsApp"),
        ("sms", "SMS", "SMS"),
        ("email", "E-Mail", "email"),
        ("e-mail", "E-Mail", "e-mail"),
        ("mail", "Mail", "mail"),
        ("1:1", "1:1", "1:1"),
        ("  besuch   am stand ", "Besuch am stand", "besuch am stand"),
        ("eMail", "eMail", "eMail"),
        ("ZOOM", "ZOOM", "ZOOM"),
        ("übergabe", "Übergabe", "übergabe"),
        ("", "", ""),
    ],
)
def test_a_channel_is_written_as_its_language_writes_it(
    typed: str, german: str, english: str
) -> None:
    assert (spelled(typed, "de"), spelled(typed, "en")) == (german, english)


@pytest.mark.parametrize(
    ("channel", "kind"),
    [
        ("Telefonat", EntryKind.TALK),
        ("Fachgespräch", EntryKind.TALK),
        ("1:1", EntryKind.TALK),
        ("Mail", EntryKind.MESSAGE),
        ("LinkedIn", EntryKind.MESSAGE),
        ("Notiz", EntryKind.NOTE),
        ("Mailbox", EntryKind.ATTEMPT),
        ("Stammtisch", EntryKind.MESSAGE),
    ],
)
def test_a_channel_says_what_an_entry_counts_as(channel: str, kind: EntryKind) -> None:
    settings = Settings(entries=EntryWords(message=("Stammtisch",)))

    assert kind_of(channel, settings) is kind


@pytest.mark.parametrize(
    "word",
    ["Zoom: Budget", "Zoom – Budget", "Zoom, 25 min", "25 min", "14:30", "14:30 Zoom",
     "Zoom | Budget", "Zoom · Budget", "wirklich" * 6],
)  # fmt: skip
def test_what_would_be_read_as_something_else_is_no_channel(word: str) -> None:
    with pytest.raises(WrongUse, match=r"refusal\.bad_channel"):
        kind_of(word, Settings())


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_written_by_itself_is_read_as_it_is_meant(language: str) -> None:
    say, vocabulary = Catalogue(language), Vocabulary(EntryWords())
    channel = say("log.channel")

    assert vocabulary.channel_of(channel) == len(channel)
    assert kind_of(channel, Settings()) is EntryKind.TALK
    assert vocabulary.kind_of(channel, say("log.not_reached")) is EntryKind.ATTEMPT
