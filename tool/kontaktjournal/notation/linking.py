"""Where links stand in a text, and how their targets are written (K5).

What a reader of links knows is enough to follow them; here each is found with its place, in
whatever form other programs write links between notes.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple
from urllib.parse import quote, unquote

#: As the body's reader finds them; a heading or a label behind the target stays.
_WIKI = re.compile(r"\[\[([^\[\]\n|#]+)")
_PATH = r"(?:<([^<>\n]*)>|([^\s()<>]++(?:\([^\s()<>]*+\)[^\s()<>]*+)*+))"
_INLINE = re.compile(rf"\]\([ \t]*{_PATH}(?=[ \t]*[)\"'(\n])")
_REFERENCE = re.compile(rf"(?:^|(?<=\n)) {{0,3}}\[(?!\^)[^\[\]\n]+\]:[ \t]*{_PATH}")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
#: What ends or changes a path in Markdown, where nothing encloses it.
_SPECIAL = re.compile(r"[\s()<>%#?\\\"\x00-\x1f\x7f]")
_ENCODED = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")


class Syntax(Enum):
    """The forms of links."""

    #: ``[[target]]``, ``[[target#heading|label]]``, ``![[target]]``.
    WIKI = "wiki"
    #: ``[label](path)``, ``[label](<path>)``, ``[label]: path``.
    MARKDOWN = "markdown"
    #: The name of a contact behind a key that holds links.
    NAME = "name"


class Link(NamedTuple):
    """What a link says.

    Args:
        syntax: its form.
        target: where it leads, as it is meant: nothing encoded, without heading and label.
    """

    syntax: Syntax
    target: str


class Spot(NamedTuple):
    """A link in a text.

    Args:
        link: what it says.
        start: where its target begins.
        end: where its target ends; a heading, a label and an encoding are none of it.
        form: how a path stands there: ``<``, ``%`` or nothing.
    """

    link: Link
    start: int
    end: int
    form: str = ""

    def written(self, target: str) -> str:
        """Return another target as it has to be written there."""
        if self.link.syntax is not Syntax.MARKDOWN or self.form == "<":
            return target
        if self.form == "%":
            return quote(target, safe="/!$&'*+,;=:@~")
        return _SPECIAL.sub(lambda sign: quote(sign[0]), target)


def spots(text: str, start: int = 0, end: int | None = None) -> Iterator[Spot]:
    """Yield the links in a text, in their order.

    Args:
        text: with code and comments blanked out, where they shall not count.
        start: where to begin.
        end: where to end.
    """
    limit = len(text) if end is None else end
    found = [_wiki(text, *match.span(1)) for match in _WIKI.finditer(text, start, limit)]
    if "](" in text or "]:" in text:
        for pattern in (_INLINE, _REFERENCE):
            found += filter(None, map(_path, pattern.finditer(text, start, limit)))
    yield from sorted(found, key=lambda spot: spot.start)


class Placed(NamedTuple):
    """A link, and its 1-based line."""

    link: Link
    line: int


def placed(text: str, found: Iterable[Spot]) -> Iterator[Placed]:
    """Yield links in the order of a text with their lines."""
    line, counted = 1, 0
    # Counted on from link to link: a hostile file has a hundred thousand of them.
    for spot in found:
        line += text.count("\n", counted, spot.start)
        counted = spot.start
        yield Placed(spot.link, line)


def bare_spot(text: str, start: int, end: int, syntax: Syntax) -> Spot:
    """Return the link that some words are as a whole, up to a heading or a label."""
    if syntax is Syntax.WIKI:
        for sign in "#|":
            place = text.find(sign, start, end)
            end = place if place >= 0 else end
    spot = _wiki(text, start, end)
    return spot._replace(link=spot.link._replace(syntax=syntax))


def _wiki(text: str, start: int, end: int) -> Spot:
    raw = text[start:end]
    # In a table the bar before a label is escaped, and the backslash stays behind.
    core = raw.rstrip().rstrip("\\").rstrip()
    start += len(core) - len(core.lstrip())
    return Spot(Link(Syntax.WIKI, core.strip()), start, start + len(core.strip()))


def _path(match: re.Match[str]) -> Spot | None:
    group = 1 if match[1] is not None else 2
    raw = match[group]
    if _SCHEME.match(raw):
        return None
    length = min((place for sign in "#?" if (place := raw.find(sign)) >= 0), default=len(raw))
    raw = raw[:length]
    if not raw:
        return None
    start = match.start(group)
    form = "<" if group == 1 else "%" if _ENCODED.search(raw) else ""
    target = unquote(_ESCAPED.sub(r"\1", raw))
    return Spot(Link(Syntax.MARKDOWN, target), start, start + length, form)
