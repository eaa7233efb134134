"""What a list is called: after its platform, or after the file it came in."""

from pathlib import PurePath

from kontaktjournal.domain.listed import is_list
from kontaktjournal.domain.names import slug
from kontaktjournal.lists import facebook, linkedin, newsletter
from kontaktjournal.lists.departures import is_export
from kontaktjournal.lists.format import Goal
from kontaktjournal.lists.formats import Detected

#: Their files are called otherwise each time, and it is the same list.
NEWSLETTERS = newsletter.NAMES
_NAMES = {
    linkedin.CONNECTIONS.name: "linkedin",
    linkedin.MESSAGES.name: "linkedin",
    facebook.FRIENDS.name: "facebook",
    **dict.fromkeys(NEWSLETTERS, "newsletter"),
}


def stem_of(found: Detected) -> str:
    """Return what the file of a list is called, without its ending."""
    name = found.source.name
    is_newsletter = is_export(name) and found.format.goal is Goal.LIST
    platform = "newsletter" if is_newsletter else _NAMES.get(found.format.name)
    stem = platform or slug(PurePath(name).stem)
    # "entschieden.csv" is where decisions are kept.
    return stem if is_list(f"{stem}.csv") else f"{stem}-1"


def has_own_keys(found: Detected) -> bool:
    """Tell whether a source gives each of its people a key of their own."""
    return found.format.name in _NAMES
