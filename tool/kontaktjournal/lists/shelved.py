"""What a list is called: after its platform, or after the file it came in."""

from pathlib import PurePath

from kontaktjournal.domain.listed import is_list
from kontaktjournal.domain.names import slug
from kontaktjournal.lists import facebook, linkedin, newsletter
from kontaktjournal.lists.formats import Detected

#: Their files are called otherwise each time, and it is the same list; who left one program
#: for another takes her readers along.
_NEWSLETTER = "newsletter"
_NAMES = {
    linkedin.CONNECTIONS.name: "linkedin",
    linkedin.MESSAGES.name: "linkedin",
    facebook.FRIENDS.name: "facebook",
    newsletter.MAILCHIMP.name: _NEWSLETTER,
    newsletter.BREVO.name: _NEWSLETTER,
    newsletter.RAPIDMAIL.name: _NEWSLETTER,
    newsletter.CLEVERREACH.name: _NEWSLETTER,
}


def stem_of(found: Detected) -> str:
    """Return what the file of a list is called, without its ending."""
    stem = _NAMES.get(found.format.name) or slug(PurePath(found.source.name).stem)
    # "entschieden.csv" is where decisions are kept.
    return stem if is_list(f"{stem}.csv") else f"{stem}-1"
