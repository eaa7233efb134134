"""The word for a channel: what an entry under it counts as, and how it is written (3.4)."""

from datetime import date

from kontaktjournal.domain.contact import EntryKind
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.heads import EntryReader
from kontaktjournal.notation.vocabulary import Vocabulary

#: Names have a spelling of their own, in every language.
_NAMES = {
    name.casefold(): name
    for name in (
        "Zoom", "Teams", "Skype", "FaceTime", "WhatsApp", "Signal", "Threema", "Telegram",
        "LinkedIn", "XING", "Facebook", "Instagram", "Slack", "SMS", "DM",
    )
}  # fmt: skip
_MAIL = frozenset({"email", "e-mail"})
_LONGEST = 40
#: A title that is nothing but one.
_TITLE = "x"


def spelled(word: str, language: str) -> str:
    """Return a channel as it is written: names as they are, German nouns with a capital.

    What was typed with a capital anywhere is left alone.
    """
    word = " ".join(word.split())
    if word != word.casefold():
        return word
    if word in _NAMES:
        return _NAMES[word]
    if language != "de":
        return word
    return "E-Mail" if word in _MAIL else word[:1].upper() + word[1:]


def kind_of(word: str, settings: Settings) -> EntryKind:
    """Return what an entry counts as whose head begins with a channel.

    Raises:
        WrongUse: it could not stand there: it would be read as a time, or as two things.
    """
    reader = EntryReader(Vocabulary(settings.entries), settings.pipeline)
    read = reader.entry(f" {word}: {_TITLE}", date.min, 1, (0, 0), None)
    if len(word) > _LONGEST or (read.channel, read.title, read.at) != (word, _TITLE, None):
        raise WrongUse("refusal.bad_channel", word=word)
    return read.kind
