"""What keeps somebody on a list from being drawn (L1)."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from kontaktjournal.domain.consent import EVERY_CHANNEL
from kontaktjournal.domain.contact import Answer, Permission
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.names import digits_of, same, transliterate


class Bar(StrEnum):
    """Why nobody can be drawn here, in the order of the filters: the first one counts."""

    #: The row cannot be read.
    DAMAGED = "damaged"
    #: It names nobody.
    NO_NAME = "no_name"
    #: Nobody in particular reads what is sent there.
    ROLE_ADDRESS = "role_address"
    #: They must not be written to any more.
    BLOCKED = "blocked"
    #: They are a contact already.
    IN_PLAY = "in_play"
    #: They were filed away, as a contact or on the list.
    FILED = "filed"
    #: There is neither a number nor leave to write.
    NO_CHANNEL = "no_channel"
    #: They were put off to a later day.
    LATER = "later"
    #: A conversation was begun from here; their file is not to be found any more.
    DECIDED = "decided"


def bar_of(listed: Listed) -> Bar | None:
    """Return what the row alone says against somebody; None where it says nothing."""
    if listed.is_damaged:
        return Bar.DAMAGED
    if not is_personal(listed.card.name, listed.card.org):
        return Bar.NO_NAME
    mails = [mail for mail in listed.card.email if mail.strip()]
    # Who works alone writes from "info@", too: there, a number makes the difference.
    if mails and all(map(is_role, mails)) and not _is_reached_otherwise(listed):
        return Bar.ROLE_ADDRESS
    return Bar.BLOCKED if listed.is_blocked else None


def is_reachable(listed: Listed) -> bool:
    """Tell whether there is a way to somebody: a number, leave to write, a platform."""
    return _is_reached_otherwise(listed) or (
        answer_for(listed.consent, "email") is Answer.YES
        and any(mail.strip() and not is_role(mail) for mail in listed.card.email)
    )


def answer_for(consent: Iterable[Permission], channel: str) -> Answer | None:
    """Return what was said about a channel, or about all of them; None for nothing."""
    given = {one.channel: one.answer for one in consent}
    return given.get(channel, given.get(EVERY_CHANNEL))


def _is_reached_otherwise(listed: Listed) -> bool:
    """Tell whether there is another way to somebody than a mail."""
    can_ring = any(map(digits_of, listed.card.phone))
    if can_ring and answer_for(listed.consent, "phone") is not Answer.NO:
        return True
    is_connected = listed.connected is not None
    return is_connected and answer_for(listed.consent, EVERY_CHANNEL) is not Answer.NO


# --- whether it is a person ------------------------------------------------------------------

_APART = re.compile(r"[^a-z]+")
#: Nobody is called by more letters; a column holds something else, or the quotation never ends.
_LONGEST_NAME = 200
_WORD = re.compile(r"\w+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ROLES = _words("""
    abuse accounting admin administrator alle anfrage anfragen bestellung bestellungen
    bewerbung billing booking buchhaltung career careers contact customerservice daemon
    datenschutz donotreply einkauf email empfang events feedback finance geschaeftsfuehrung
    hallo hello help helpdesk hilfe hostmaster hr info jobs kanzlei karriere kontakt
    kundendienst kundenservice mail mailer mailerdaemon marketing media news newsletter no
    noreply office order orders personalabteilung post postmaster poststelle praxis presse
    press privacy purchasing reception rechnung rechnungen redaktion reply request
    reservierung root sales security sekretariat service shop studio support team
    veranstaltungen verkauf vertrieb verwaltung webmaster zentrale
""")
#: Whatever stands behind these, a house or a town: nobody in particular.
_FIRST = frozenset({"info", "newsletter", "noreply", "office", "support"})
#: What the name of a firm ends with, and that of no person.
_FIRMS = _words("ag gmbh gbr inc kg kgaa llc ltd mbh ohg ug ev eg stiftung verein")
_NOBODY = _words("""
    anonym anonymous keinname leer na nn none noname null test unbekannt unknown
""")


@lru_cache(maxsize=256)  # a row is asked twice: what is against it, and whether it is reachable
def is_role(mail: str) -> bool:
    """Tell whether a mail address is nobody's in particular: "info@", "no-reply@"."""
    local = _folded(mail.strip().partition("@")[0].partition("+")[0])
    parts = [part for part in _APART.split(local) if part]
    if not parts:
        return False
    return "".join(parts) in _ROLES or parts[0] in _FIRST or _ROLES.issuperset(parts)


def _folded(text: str) -> str:
    """Return a text folded, for its words; of a hundred thousand, nearly all are at once."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text.lower()
    return transliterate(text)


def is_personal(name: str, org: Iterable[str] = ()) -> bool:
    """Tell whether a name is that of a person: not of a firm, an address, or of nobody."""
    if len(name) > _LONGEST_NAME or "@" in name or not any(map(str.isalpha, name)):
        return False
    words = _WORD.findall(_folded(name).replace(".", ""))
    if not words or words[-1] in _FIRMS or "".join(words) in _NOBODY:
        return False
    if _ROLES.issuperset(words):
        return False
    # "Otto" may work at "Otto"; "Haus am Markt" does not work at "Haus am Markt".
    return len(words) == 1 or not org or not any(same(name, one) for one in org)
