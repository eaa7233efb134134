"""Profiles of people on platforms: one form for all spellings of an address (X1)."""

import re
from collections.abc import Callable
from unicodedata import normalize

#: What most archives write: nothing about it has to be understood.
_PLAIN = re.compile(r"https?://(?:www\.)?(linkedin\.com/in/[a-z0-9-]+)/?")
#: An address, at the beginning or behind a word or a bracket; not one within another. In front of
#: the platform may stand its telephone's page, a country or a language.
_ADDRESS = re.compile(
    r"(?:^|(?<=[\s<(\[\"']))(?:https?:)?(?://)?(?:(?:www|web|m|mobile|mbasic|touch|[a-z]{2}(?:-[a-z]{2})?)\.)?"
    r"(linkedin\.com|xing\.com|facebook\.com|fb\.com|instagram\.com)(?::\d+)?/([^\s<>\"')\]#]*)",
    re.IGNORECASE,
)
_ID = re.compile(r"[?&]id=(\d+)(?:&|$)")
_HEX = re.compile(r"[0-9a-f]{1,3}")
_NUMBERS_OF_PUB = 3
_FACEBOOK_NAME = re.compile(r"[a-z0-9.]{5,}")
_INSTAGRAM_NAME = re.compile(r"[a-z0-9._]{1,30}")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: LinkedIn's own words in the place of a name.
_NOBODY_LINKED = _words("me edit unavailable")
#: What may stand behind a name without being a post, a picture or the like.
_ABOUT = _words("about friends photos videos reels tagged")
#: What stands in the place of a name, and is none.
_NO_NAMES = _words("""
    about accounts ads apps business careers challenge checkpoint developer developers dialog
    direct directory donate emails events explore find-friends friends fundraisers games gaming
    groups hashtag help home legal live locations login marketplace media messages nametag notes
    oauth offers p pages people permalink photo photos places plugins policies policy posts press
    privacy profile public reel reels register s search session settings share sharer sharing
    signup stories story terms topic topics tv video videos watch web
""")


def profile_of(url: str) -> str:
    """Return what tells somebody's profile apart: "linkedin.com/in/anna-m".

    It is "" for whatever is nobody's profile: the page of a firm, a post, another address.

    Args:
        url: as it was typed, or as it came.
    """
    if plain := _PLAIN.fullmatch(url):
        name = plain[1].rpartition("/")[2]
        return "" if name in _NOBODY_LINKED else plain[1]
    found = _ADDRESS.search(url.strip())
    if found is None:
        return ""
    path, _, query = found[2].partition("?")
    steps = [step for step in map(_tidied, path.split("/")) if step]
    return _PLATFORMS[found[1].lower()](steps, f"?{query}") if steps else ""


def _tidied(step: str) -> str:
    """Return one step of a path, as it is meant."""
    if "%" in step:
        from urllib.parse import unquote

        step = unquote(step)
    if not step.isprintable():
        step = "".join(filter(str.isprintable, step))
    return normalize("NFC", step.strip("/ ").lower())


def _linkedin(steps: list[str], _query: str) -> str:
    # As mails and telephones link it.
    kind, *rest = steps[1:] if steps[0] in {"comm", "mwlite"} else steps
    if not rest:
        return ""
    name, *numbers = rest
    if kind == "in" and name not in _NOBODY_LINKED:
        return f"linkedin.com/in/{name}"
    if kind != "pub" or name == "dir":
        return ""
    numbers = numbers[:_NUMBERS_OF_PUB]
    is_whole = len(numbers) == _NUMBERS_OF_PUB and all(map(_HEX.fullmatch, numbers))
    return "/".join(("linkedin.com/pub", name, *(numbers if is_whole else ())))


def _xing(steps: list[str], _query: str) -> str:
    match steps:
        case ["profile" | "profiles", name, *_]:
            return f"xing.com/profile/{name}"
    return ""


def _facebook(steps: list[str], query: str) -> str:
    match steps:
        case ["profile.php"] if found := _ID.search(query):
            return _numbered(found[1])
        case ["people", _, number, *_] if number.isdecimal():
            return _numbered(number)
        case [number] if number.isdecimal():
            return _numbered(number)
        case [name, *rest] if not rest or (len(rest) == 1 and _is_about(rest[0])):
            is_name = _FACEBOOK_NAME.fullmatch(name) and not name.endswith(".php")
            # Facebook itself does not care for the dots.
            return f"facebook.com/{name.replace('.', '')}" if is_name and _is_free(name) else ""
    return ""


def _numbered(number: str) -> str:
    return f"facebook.com/profile.php?id={number}"


def _instagram(steps: list[str], _query: str) -> str:
    name, *rest = steps[1:] if steps[0] == "_u" and steps[1:] else steps
    is_posted = bool(rest) and not _is_about(rest[0])
    is_name = _INSTAGRAM_NAME.fullmatch(name)
    return f"instagram.com/{name}" if is_name and _is_free(name) and not is_posted else ""


def _is_about(step: str) -> bool:
    """Tell whether more is told of somebody there: "about_contact"."""
    return step.partition("_")[0] in _ABOUT


def _is_free(name: str) -> bool:
    """Tell whether somebody can be called so there."""
    return name not in _NO_NAMES


_PLATFORMS: dict[str, Callable[[list[str], str], str]] = {
    "linkedin.com": _linkedin,
    "xing.com": _xing,
    "facebook.com": _facebook,
    "fb.com": _facebook,
    "instagram.com": _instagram,
}
