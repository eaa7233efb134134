"""Who left: what a table says of people who may not be written to any more (6.7).

Programs say it in columns of their own ("UNSUB_TIME", "Abgemeldet am"), in a status
("unsubscribed", "gesperrt"), or by the name of the file. Whoever surely left is blocked; what
may mean it is told, and blocks nobody: an inactive customer has unsubscribed from nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from kontaktjournal.domain.names import key_of
from kontaktjournal.lists.columns import plain
from kontaktjournal.lists.headings import Field, Told, heading_of
from kontaktjournal.lists.record import Block
from kontaktjournal.lists.table import Cells
from kontaktjournal.notation.consent import is_blocked


def _each(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _of(block: Block, text: str) -> dict[str, Block]:
    return dict.fromkeys(map(str.strip, text.split(";")), block)


#: Columns that are filled for nobody else, whatever stands there; written as one word.
_OF_THEM_ALONE = {
    **_of(Block.UNSUBSCRIBED, "unsubreason; unsubreasonother; unsubscribereason; abmeldegrund"),
    **_of(Block.UNSUBSCRIBED, "unsubcampaigntitle; unsubcampaignid"),
    **_of(Block.BOUNCED, "cleancampaigntitle; cleancampaignid"),
}
#: So Mailchimp says when; "clean" alone may be said of anything.
_CLEANED = _of(Block.BOUNCED, "cleantime; cleandate; cleanedat; cleanedon; cleanedtime")
#: Columns that say it by a day, a yes, or any remark; without the words around it.
_LEFT = {
    **_of(
        Block.UNSUBSCRIBED,
        "unsub; unsubscribe; unsubscribed; unsubscription; optedout; optout; abgemeldet; abmelde;"
        "abmeldung; abmeldedatum; abmeldezeit; abmeldezeitpunkt; abmeldungsdatum; abbestellt;"
        "newsletterabmeldung; abbestellung; ausgetragen; austragung; austragungsdatum;"
        "werbewiderspruch; donotemail; donotmail; nichtanschreiben; keinewerbung",
    ),
    **_of(
        Block.BOUNCED,
        "bounced; hardbounce; hardbounced; emailbounced; unzustellbar; undeliverable",
    ),
    **_of(
        Block.COMPLAINED,
        "complained; spamcomplaint; spambeschwerde; spamreport; spammeldung; markedasspam",
    ),
}
#: The same, but a remark may be about anything: "Blockiert: Lieferung".
_BARRED = _each(
    "blacklisted blacklist blocklisted blocklist suppressed blocked blockiert mailsperre"
    " mailingsperre werbesperre kontaktsperre robinsonliste nichtkontaktieren"
)
#: Keys of a contact's file that block, whatever is remarked, unless they say no.
_KEYS = _each("sperre gesperrt donotcontact")
#: Columns that may tell of it, and of much else.
_PERHAPS = _each(
    "deactivated deaktiviert deleted geloescht inactive inaktiv widerruf widerrufen donotcall"
    " nichtanrufen telefonsperre"
)
#: Says nothing of its own in the name of such a column.
_AROUND = _each(
    "e mail email emails mails newsletter is has hat date datum time zeit zeitpunkt uhrzeit"
    " timestamp at on am um seit since von from vom of der die das the all alle allen zum zur"
    " global globally utc gmt marketing list liste verteiler kontakt contact empfaenger"
    " subscriber flag information communication communications"
)
#: Columns of words that say how it stands between a newsletter and its reader.
_OF_NEWSLETTERS = _each(
    "newsletter newsletterstatus subscription subscriptionstatus subscriber abo abostatus"
    " abonnement mailing optin unsub unsubscribe unsubscribed"
)
#: The same, and of anything else; "Opt-in" is two words.
_STATUSES = _OF_NEWSLETTERS | _each(
    "status state zustand consent einwilligung permission erlaubnis in"
)
#: No words stand there: OPTIN_TIME.
_MEASURED = _each("time timestamp date datum zeit ip id at am on seit since")

#: What a status says, one word or several.
_WORDS = {
    **_of(
        Block.UNSUBSCRIBED,
        "unsubscribed; unsubscribe; opted out; opt out; optout; optedout; abgemeldet; abbestellt;"
        "ausgetragen; blacklisted; blacklist; blocklisted; blocked; gesperrt; blockiert;"
        "suppressed; do not contact; do not email; do not mail; nicht kontaktieren;"
        "nicht anschreiben; nicht mehr anschreiben",
    ),
    **_of(
        Block.BOUNCED,
        "cleaned; bounced; bounce; hard bounce; hard bounced; hardbounce; hardbounced;"
        "unzustellbar; undeliverable",
    ),
    **_of(
        Block.COMPLAINED,
        "complained; spam complaint; marked as spam; abused; complaint; spam; abuse; beschwerde",
    ),
}
#: What it says of newsletters, and of anything else where it stands elsewhere.
_ELSEWHERE = _each(
    "inactive inaktiv deleted gelöscht deactivated deaktiviert disabled removed entfernt cancelled"
    " canceled gekündigt complaint spam abuse beschwerde"
)
#: Words that only the status of a newsletter's reader has.
_SUBSCRIBED = _each("subscribed unsubscribed nonsubscribed unconfirmed abonniert bounced cleaned")

_NO = _each("no nein false falsch 0 f n nie never null none nan n/a k.a. nicht not")
_YES = _each("yes ja true wahr 1 x y j t ✓ ✔ ☑ ✗ ✘")
_NOT = _each("nicht not nie never nein no kein keine noch")
_UNSURE = _NOT | _each(
    "unklar siehe evtl eventuell vielleicht maybe unclear unknown unbekannt prüfen aktiv active"
    " subscribed angemeldet"
)
#: When time began for computers: what they write where there is no day.
_EPOCH = ("1970-01-01", "01.01.1970", "01-01-1970", "01/01/1970", "1/1/1970")
_LETTERS = re.compile(r"[^\W\d_]+")
_SAYS = re.compile(r"[^\W_0]|[✓✔☑✗✘?]")
_BETWEEN_TAGS = re.compile(r"[,;|\n]+")
#: As Mailchimp calls its files; what the user calls one is her own word.
_EXPORTS = re.compile(r"(unsubscribed|cleaned|subscribed|nonsubscribed)[_-](?:[\w-]+[_-])?export")
_OF_FILES = {"unsubscribed": Block.UNSUBSCRIBED, "cleaned": Block.BOUNCED}
_SOUNDS = re.compile(
    r"unsub|opt[-_ ]?outs?(?![a-z])|abgemeldet|abmeldung|abbestell|ausgetragen|bounce"
    r"|black[-_ ]?list|block[-_ ]?list|suppress|sperrliste|gesperrt|robinson"
)


class Verdict(NamedTuple):
    """What a cell says.

    Args:
        block: why somebody may not be written to any more; None where it does not say so.
        is_doubtful: whether it may mean that.
    """

    block: Block | None = None
    is_doubtful: bool = False


_NOTHING = Verdict()
_DOUBT = Verdict(is_doubtful=True)
_Judge = Callable[[str], Verdict]


class Telling(NamedTuple):
    """A column that tells who left: where it stands, and what its cells say."""

    place: int
    judge: _Judge


# --- files -----------------------------------------------------------------------------------


def block_of_file(name: str) -> Block | None:
    """Return why nobody in a file may be written to, where a program named it so."""
    found = _EXPORTS.match(name.lower())
    return _OF_FILES.get(found[1]) if found else None


def is_export(name: str) -> bool:
    """Tell whether a file is called as those in an archive of Mailchimp."""
    return _EXPORTS.match(name.lower()) is not None


def sounds_so(name: str) -> bool:
    """Tell whether a file is called as if it were of people who left."""
    return _SOUNDS.search(name.lower()) is not None


# --- columns ---------------------------------------------------------------------------------


def telling(
    header: Cells, first: Sequence[Cells], mapped: Iterable[Told] = (), *, is_newsletter: bool
) -> tuple[Telling, ...]:
    """Return the columns of a table that tell who left.

    Args:
        header: their names.
        first: the first rows.
        mapped: what the user says of columns.
        is_newsletter: whether the table is known to be a newsletter's.
    """
    said = {plain(column) for field, column in mapped if field is Field.BLOCKED}
    is_newsletter = is_newsletter or any(_words(name)[0] == "unsub" for name in header)
    found: list[Telling] = []
    for place, name in enumerate(header):
        judge = _mark_of(name)
        if plain(name) in said:
            judge = _marked_anyhow if judge else _said_so
        elif judge is None:
            known = is_newsletter or _is_of_newsletters(name, place, first)
            judge = _wording_of(name, is_newsletter=known)
        if judge:
            found.append(Telling(place, judge))
    return tuple(found)


def _is_of_newsletters(name: str, place: int, first: Iterable[Cells]) -> bool:
    return not _OF_NEWSLETTERS.isdisjoint(_words(name)) or any(
        place < len(row) and row[place].casefold() in _SUBSCRIBED for row in first
    )


def _mark_of(name: str) -> _Judge | None:
    """Return how to judge a column that is there for it: a day stands there, or a yes."""
    words = _words(name)
    whole = "".join(words)
    bare = "".join(word for word in words if word not in _AROUND)
    if block := _OF_THEM_ALONE.get(whole):
        return partial(_filled, block)
    if block := _CLEANED.get(whole) or _LEFT.get(bare) or _LEFT.get(whole):
        return partial(_marked, block)
    for names, judge in ((_KEYS, _as_key), (_BARRED, _barred), (_PERHAPS, _perhaps)):
        if bare in names or whole in names:
            return judge
    return None


def _wording_of(name: str, *, is_newsletter: bool) -> _Judge | None:
    """Return how to judge a column in which words may say it: a status, tags."""
    words = _words(name)
    if not _MEASURED.isdisjoint(words):
        return None
    if words[-1].endswith("status") or not _STATUSES.isdisjoint(words):
        return partial(_status, is_newsletter=is_newsletter)
    heading = heading_of(name)
    return _tags if heading and heading.field is Field.TAGS else None


@lru_cache(maxsize=1024)
def _words(name: str) -> tuple[str, ...]:
    return tuple(key_of(" ".join(_LETTERS.findall(name))).split("_"))


# --- what a cell says ------------------------------------------------------------------------


def _is_never(folded: str) -> bool:
    """Tell whether a cell says no, or has the day that programs write where there is none."""
    if folded in _NO or folded.startswith(_EPOCH) or "://" in folded:
        return True
    return _SAYS.search(folded) is None


def _filled(block: Block, cell: str) -> Verdict:
    return Verdict(block) if any(map(str.isalnum, cell)) else _NOTHING


@lru_cache(maxsize=4096)
def _marked(block: Block, cell: str) -> Verdict:
    """Judge a cell of a column that is there for it: a day, a yes, or how it came."""
    folded = cell.casefold()
    words = _LETTERS.findall(folded)
    # "noch nicht"
    if _is_never(folded) or (words and _UNSURE.issuperset(words)):
        return _NOTHING
    return Verdict(block) if "?" not in folded and _UNSURE.isdisjoint(words) else _DOUBT


@lru_cache(maxsize=4096)
def _barred(cell: str) -> Verdict:
    folded = cell.casefold()
    words = _LETTERS.findall(folded)
    verdict = _marked(Block.UNSUBSCRIBED, cell)
    is_sure = folded in _YES or not words or any(_WORDS.get(word) for word in words)
    return _DOUBT if verdict.block and not (is_sure or _is_day(folded)) else verdict


def _marked_anyhow(cell: str) -> Verdict:
    """Judge a cell of a column that is there for it, as the user says: any remark counts."""
    return Verdict(Block.UNSUBSCRIBED) if _perhaps(cell).is_doubtful else _NOTHING


def _as_key(cell: str) -> Verdict:
    folded = cell.casefold()
    is_told = is_blocked(" ".join(cell.split())) or _is_day(folded)
    return Verdict(Block.UNSUBSCRIBED) if is_told and not _is_never(folded) else _NOTHING


def _is_day(folded: str) -> bool:
    """Tell whether there is a day in a cell, as far as that has to be known here."""
    return sum(map(str.isdigit, folded)) > 3  # noqa: PLR2004 -- two of them are a year's


@lru_cache(maxsize=4096)
def _perhaps(cell: str) -> Verdict:
    folded = cell.casefold()
    words = _LETTERS.findall(folded)
    return _NOTHING if _is_never(folded) or (words and _NOT.issuperset(words)) else _DOUBT


@lru_cache(maxsize=4096)
def _status(cell: str, *, is_newsletter: bool) -> Verdict:
    """Judge words that say how it stands."""
    words = _LETTERS.findall(cell.casefold())
    phrase = " ".join(words)
    if phrase in _ELSEWHERE:
        return Verdict(_WORDS.get(phrase, Block.UNSUBSCRIBED)) if is_newsletter else _DOUBT
    if block := _WORDS.get(phrase):
        return Verdict(block)
    sure = _WORDS.keys() - _ELSEWHERE
    if sure.isdisjoint(words) or not _NOT.isdisjoint(words):
        return _NOTHING
    # Behind the word may stand when and how: unsubscribed (2026-11-01).
    return Verdict(_WORDS[words[0]]) if words[0] in sure else _DOUBT


def _tags(cell: str) -> Verdict:
    """Judge tags: what one of them says is the user's own word."""
    is_told = any(one.block for one in _parts(cell, is_newsletter=False))
    return _DOUBT if is_told else _NOTHING


def _parts(cell: str, *, is_newsletter: bool) -> Iterator[Verdict]:
    for part in _BETWEEN_TAGS.split(cell):
        yield _status(part.strip(), is_newsletter=is_newsletter)


@lru_cache(maxsize=4096)
def _said_so(cell: str) -> Verdict:
    """Judge a cell of a column the user named: a day, a yes, or any of the words for it."""
    told = next((one for one in _parts(cell, is_newsletter=True) if one.block), None)
    if told:
        return told
    folded = cell.casefold()
    is_day = not _is_never(folded) and _is_day(folded) and not _LETTERS.search(folded)
    return Verdict(Block.UNSUBSCRIBED) if folded in _YES or is_day else _NOTHING
