"""Who may be reached on which channel, and yes/no keys altogether (3.5, K12)."""

import re
from collections.abc import Iterator

from kontaktjournal.domain.consent import EVERY_CHANNEL
from kontaktjournal.domain.contact import Answer, Permission
from kontaktjournal.domain.names import key_of
from kontaktjournal.notation.dates import read_date
from kontaktjournal.notation.finding import Finding
from kontaktjournal.notation.values import is_nothing, place_of, scalar_of
from kontaktjournal.notation.words import Value

_YES = frozenset({"yes", "ja", "true", "j", "y", "1", "x", "weizen"})
_NO = frozenset({"no", "nein", "false", "n", "0", "spreu"})
_OPEN = frozenset({"open", "offen", ""})
#: A refusal in a word of its own; whatever else it says is kept.
_REFUSED = frozenset({
    "abgelehnt", "verweigert", "widerrufen", "entzogen", "zurückgezogen", "abgemeldet", "nicht",
    "falsch", "refused", "denied", "declined", "revoked", "withdrawn", "rejected", "unsubscribed",
    "not",
})  # fmt: skip
#: Do not contact at all; said of one channel, it is a no.
_NOBODY = frozenset({"none", "sperre", "keine", "kein", "gesperrt", "nie", "never"})
#: Whatever is said behind them, they block; the other words may go on: "kein Newsletter".
_BLOCKS = frozenset({"sperre", "gesperrt"})
#: Words that want another one behind them: "no", what?
_DENIALS = (_NOBODY - _BLOCKS) | {"no", "keinen", "keinerlei"}
#: Behind a denial they mean every channel: "kein Kontakt", "never again".
_AT_ALL = frozenset({"kontakt", "kontaktaufnahme", "contact", "wieder", "mehr", "again"})
_BY = frozenset({"per", "via", "by"})
_NOTHING_SAID = frozenset({"-", "–", "—"})
_CHANNELS = {
    "telefon": "phone", "tel": "phone", "anruf": "phone", "handy": "phone", "mobil": "phone",
    "call": "phone", "anrufe": "phone", "telefonate": "phone", "calls": "phone",
    "e_mail": "email", "mail": "email", "e_mails": "email", "emails": "email", "mails": "email",
    "brief": "post", "briefe": "post", "letter": "post", "letters": "post",
    "whats_app": "whatsapp", "linked_in": "linkedin",
}  # fmt: skip
_KNOWN = frozenset(_CHANNELS.values()) | {
    "sms", "signal", "telegram", "xing", "facebook", "slack", "dm",
}  # fmt: skip
#: The first word, and whether the sentence goes on behind it without a sign or a date.
_GOES_ON = re.compile(r"\s*[^\s(\[,;:.!]+[ \t]+(?![(\[,;:.!–—-])(?P<next>[^\s,;:.!)\]]+)")


def answer_of(text: str) -> Answer:
    """Read a yes/no value; what is neither is open (K12)."""
    word = text.strip().casefold()
    if word in _YES:
        return Answer.YES
    return Answer.NO if word in _NO else Answer.OPEN


def is_blocked(text: str) -> bool:
    """Tell whether a ``sperre`` key blocks: it does unless it clearly says no (clar. 10)."""
    opening = _opening(text)
    if opening in _OPEN or opening in _NOTHING_SAID or is_nothing(opening):
        return False
    if opening in _DENIALS:
        return bool(_next_word(text))
    return opening not in _NO


def read_consent(value: Value, findings: list[Finding]) -> tuple[tuple[Permission, ...], bool]:
    """Read who may be reached how.

    Args:
        value: a map of channels, a list of them, or one word for all.
        findings: gets what deserves a word.

    Returns:
        The permissions, and whether nobody may be contacted at all (``consent: none``).
    """
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        value = value[0]
    if isinstance(value, str) and _blocks(value):
        return (), True
    permissions: list[Permission] = []
    for permission, place in _permissions(value):
        if permission.answer is Answer.YES and permission.given is None:
            for_all = permission.channel == EVERY_CHANNEL
            values = () if for_all else (("channel", permission.channel),)
            findings.append(Finding(*place_of(*place), "I307", "all" if for_all else "", values))
        permissions.append(permission)
    return tuple(permissions), False


def _blocks(text: str) -> bool:
    """Tell whether one line forbids any contact: "none 2026-05-02", not "kein Newsletter"."""
    opening = _opening(text)
    if opening in _BLOCKS:
        return True
    following = _next_word(text)
    if opening in _NOBODY:
        return not following or following in _AT_ALL
    return opening in _DENIALS and following in _AT_ALL


def _permissions(value: Value) -> Iterator[tuple[Permission, tuple[Value, ...]]]:
    """Yield each permission, and what knows its place."""
    if isinstance(value, dict):
        for channel, said in value.items():
            yield _permission(_channel(channel), scalar_of(said)), (said, channel)
    elif isinstance(value, list):
        for item in value:
            yield from _permissions(item)
    elif not value.strip() or is_nothing(value.strip()):
        return
    elif _answers(_opening(value)) and not _is_denial(value):
        # Its first word decides, lest "nein, nie" become two channels.
        yield _permission(EVERY_CHANNEL, value), (value,)
    else:
        for item in value.split(","):
            if item.strip():
                yield _of_channel(item.strip()), (value,)


def is_channel(word: str) -> bool:
    """Tell whether a word names a way to reach people, in any spelling."""
    return _channel(word) in _KNOWN


def _answers(opening: str) -> bool:
    """Tell whether a first word is an answer, and no channel."""
    return opening in _YES or opening in _NO or opening in _REFUSED or opening in _OPEN - {""}


def _of_channel(text: str) -> Permission:
    """Read one channel and what is said of it: ``phone``, ``email: no``, ``keine E-Mail``."""
    if _is_denial(text):
        words = text.split()[1:]
        if words[0].casefold() in _BY:
            del words[0]
        name = _channel(words[0].strip("(),;:.!")) if words else ""
        if name in _KNOWN:
            return _permission(name, " ".join(["no", *words[1:]]))
        answer = Answer.NO if _next_word(text) in _AT_ALL else Answer.OPEN
        return Permission(EVERY_CHANNEL, answer, None, text)
    if _opening(text) in _NOBODY:
        return _permission(EVERY_CHANNEL, text)
    # A bare channel is a yes without proof; a word behind it must say yes itself.
    channel, _, said = text.partition(" ")
    return _permission(_channel(channel.rstrip(":")), said or "yes")


def _is_denial(text: str) -> bool:
    """Tell whether a text denies something it names: "kein Newsletter", "no email"."""
    return _opening(text) in _DENIALS and bool(_next_word(text))


def _opening(text: str) -> str:
    """Return the first word, without the signs around it."""
    words = text.split(maxsplit=1)
    return words[0].strip("(),;:.!").casefold() if words else ""


def _next_word(text: str) -> str:
    """Return the second word where the sentence goes on with it, and it is no date."""
    found = _GOES_ON.match(text)
    if found is None or found["next"][0].isdigit():
        return ""
    return found["next"].casefold()


def _channel(word: str) -> str:
    key = key_of(word)
    return _CHANNELS.get(key, key)


def _permission(channel: str, said: str) -> Permission:
    opening = _opening(said)
    is_refused = opening in _REFUSED
    answer = Answer.NO if opening in _NOBODY or is_refused else answer_of(opening)
    _, _, rest = said.strip().partition(" ")
    rest = rest.strip()
    day, _, note = rest.partition(" ")
    when = read_date(day.strip("(),;:")).when
    if is_refused or (answer is Answer.OPEN and opening not in _OPEN):
        note = said.strip()
    elif when is None:
        note = rest
    return Permission(channel, answer, when.day if when else None, note.strip())
