"""The words that tell talks, messages, attempts and notes apart, and name sections.

By a *negative* vocabulary (decision 4): what is not recognisably an attempt, a note or a
message is a talk.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from kontaktjournal.domain.contact import EntryKind
from kontaktjournal.domain.settings import EntryWords

_ATTEMPT = (
    "nicht erreicht", "niemanden erreicht", "niemand erreicht", "keinen erreicht",
    "mailbox", "anrufbeantworter", "attempt", "attempted", "no answer", "voicemail",
    "no-show", "no show",
)  # fmt: skip
#: Attempts as well, unless somebody only tells of what was missed or cancelled.
_FAILED = ("besetzt", "verpasst", "abgesagt", "verschoben", "missed", "cancelled",
           "canceled")  # fmt: skip
_NOTE = ("notiz", "notizen", "recherche", "intern", "import", "idee", "note", "notes",
         "research", "update")  # fmt: skip
_MESSAGE = (
    "e-mail", "email", "e-mails", "emails", "mail", "mails", "nachricht", "nachrichten", "sms",
    "whatsapp", "signal", "telegram", "linkedin", "xing", "facebook", "dm", "slack", "brief",
    "karte", "postkarte", "post", "geschrieben", "geschickt", "message", "text", "letter",
    "sent", "emailed", "texted", "messaged",
)  # fmt: skip
_TALK = (
    "telefonat", "telefon", "anruf", "zoom", "teams", "video", "videocall", "treffen",
    "kaffee", "besuch", "messe", "gespraech", "meeting", "call", "phone", "phone call",
    "video call", "coffee", "1:1", "lunch", "mittagessen", "met", "rueckruf", "meet",
)  # fmt: skip

#: Sections whose dated list items and table rows are entries (E4), by the words they begin with.
_LOG_SECTIONS = (
    "log", "journal", "gespraeche", "verlauf", "kontaktverlauf", "kontakthistorie", "historie",
    "interaktionen", "termine", "treffen", "interaction", "interactions", "interaction log",
    "interaction history", "conversation", "conversations", "communication", "communications",
    "contact log", "history", "timeline", "meetings", "meeting log", "touchpoints", "activity",
    "calls", "1:1 log",
)  # fmt: skip
_NOTE_SECTIONS = ("notes", "notizen")
_STORY_SECTIONS = (
    "story", "geschichte", "gemeinsame story", "gemeinsame geschichte", "shared story",
    "how we met", "kennengelernt",
)  # fmt: skip

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


#: A sentence about somebody else's trouble: "hat die Messe verpasst", "told that he missed it".
_TOLD = re.compile(
    r"(?<!\w)(?:dass|that|weil|because|(?:hat|habe|haben|hatte|hatten|has|have|had)"
    r"[ \t]+(?:der|die|das|den|dem|ein|eine|einen|seine|ihre|the|a|an|his|her|their))(?!\w)"
)


def plain(text: str) -> str:
    """Return the text without case and umlauts: ``Gespräch`` and ``GESPRAECH`` are one word."""
    return text.casefold().translate(_UMLAUTS)


def _any_of(words: Iterable[str]) -> str:
    # Longest first: "e-mail" must not stop at "e".
    ordered = sorted({plain(word.strip()) for word in words if word.strip()}, key=len)
    return "|".join(re.escape(word) for word in reversed(ordered)) or r"(?!)"


class Vocabulary:
    """Classify entries and sections by the built-in words and the user's own.

    Args:
        added: the words of ``[entries]`` in ``journal.toml``.
    """

    __slots__ = (
        "_attempt", "_attempt_anywhere", "_begins", "_channel", "_failed", "_log", "_own_talk",
        "_telling", "channel_of", "kind_of",
    )  # fmt: skip

    def __init__(self, added: EntryWords) -> None:
        clear = _any_of((*_ATTEMPT, *added.attempt))
        attempt = _any_of((*_ATTEMPT, *_FAILED, *added.attempt))
        # "Anrufversuch", "3 Versuche": German makes one word of it.
        self._attempt = re.compile(rf"(?<!\w)(?:{attempt}|\w*versuche?)(?!\w)")
        self._attempt_anywhere = re.compile(rf"(?<!\w)(?:{clear})(?!\w)|versuche?(?!\w)")
        words = (*_ATTEMPT, *_FAILED, *added.attempt, "versuch")
        self._telling = tuple({plain(word.strip()) for word in words if word.strip()})
        self._failed = re.compile(rf"(?<!\w)(?:{_any_of(_FAILED)})(?!\w)")
        self._own_talk = re.compile(rf"(?:{_any_of(added.talk)})(?!\w)")
        note, message = _any_of((*_NOTE, *added.note)), _any_of((*_MESSAGE, *added.message))
        self._begins = re.compile(rf"(?:({note})|({message}))(?!\w)")
        channels = (*_TALK, *_MESSAGE, *added.talk, *added.message)
        self._channel = re.compile(rf"(?:{_any_of(channels)})(?!\w)")
        # "Logistik" is no log: a section's name ends at a word border, except "Gesprächs…".
        sections = _any_of((*_LOG_SECTIONS, *added.log_sections))
        self._log = re.compile(rf"(?:(?:{sections})(?!\w)|gespraechs)")
        # A journal has a dozen channels in ten thousand entries.
        self.kind_of = lru_cache(maxsize=2048)(self._kind_of)
        self.channel_of = lru_cache(maxsize=2048)(self._channel_of)

    def _kind_of(self, before: str, title: str, undivided: str = "") -> EntryKind:
        """Classify an entry (3.4, first match wins).

        Args:
            before: what stands before the title's colon or dash.
            title: the beginning of the title.
            undivided: the beginning of a head without colon and dash: all of it stands before
                a title that it does not have.
        """
        before, title = plain(before), plain(title)
        if self._attempt.search(before) or self._attempt.match(title):
            return EntryKind.ATTEMPT
        if undivided and self._has_failed(plain(undivided)):
            return EntryKind.ATTEMPT
        opening = before or title
        if self._own_talk.match(opening):
            return EntryKind.TALK
        if found := self._begins.match(opening):
            return EntryKind.NOTE if found[1] else EntryKind.MESSAGE
        return EntryKind.TALK

    def _has_failed(self, head: str) -> bool:
        """Tell whether a sentence says that nobody was reached: "called, got voicemail"."""
        # Long heads are many and tell of talks: three times as fast as the pattern alone.
        if not any(word in head for word in self._telling):
            return False
        if self._attempt_anywhere.search(head):
            return True
        found = self._failed.search(head)
        # "Kaffee, die Stelle ist besetzt": behind a comma begins what was talked about.
        if not found or _TOLD.search(head):
            return False
        first, comma, rest = head.partition(",")
        return found.start() < len(first) or bool(comma and self._failed.match(rest.lstrip()))

    def _channel_of(self, opening: str) -> int:
        """Return how many characters of the opening name a channel; 0 for none."""
        found = self._channel.match(plain(opening))
        if not found:
            return 0
        # plain() may lengthen the text, so count words instead of characters.
        words = found[0].count(" ") + 1
        return len(" ".join(opening.split(" ")[:words]).rstrip(".,;"))

    def is_log(self, heading: str) -> bool:
        """Tell whether a section holds the log (E4)."""
        return bool(self._log.match(plain(heading)))

    @staticmethod
    def is_notes(heading: str) -> bool:
        """Tell whether a section holds notes, whose dated items are entries, too (E2)."""
        return plain(heading).strip(" :") in _NOTE_SECTIONS

    @staticmethod
    def is_story(heading: str) -> bool:
        """Tell whether a section tells the shared story (3.4)."""
        return plain(heading).strip(" :") in _STORY_SECTIONS
