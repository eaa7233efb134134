"""Links of a file led elsewhere; every byte that is no link's target stays (N4).

::

    relinker = Relinker(keys)
    relinked = relinker.relinked(data, lambda link: "anna-schmidt", path="kontakte/jonas.md")

What is code or a comment holds no links. Every edit is proven by reading the result again: the
same links stand there, and lead where they were to lead; the head says nothing else.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.notation.edit.manuscript import Manuscript, manuscript
from kontaktjournal.notation.edit.nodes import Node, tree
from kontaktjournal.notation.edit.scalars import scalar
from kontaktjournal.notation.hidden import visible, without_inline_code
from kontaktjournal.notation.keys import LINKING, Keys
from kontaktjournal.notation.linking import (
    Link,
    Placed,
    Spot,
    Syntax,
    bare_spot,
    placed,
    spots,
)
from kontaktjournal.notation.values import place_of
from kontaktjournal.notation.words import Value

#: Says what a link's target becomes; None lets it be.
Becomes = Callable[[Link], str | None]

_QUOTES = frozenset({"'", '"'})
_BLOCKS = frozenset({"|", ">"})


class Relinked(NamedTuple):
    """A file with other links.

    Args:
        data: its bytes.
        links: how many of them lead elsewhere.
    """

    data: bytes
    links: int


class Place(NamedTuple):
    """A link in a file; in the head with the text it stands in.

    Args:
        spot: the link.
        node: the text; None in the body.
        in_flow: whether it stands within brackets.
    """

    spot: Spot
    node: Node | None = None
    in_flow: bool = False


class _Around(NamedTuple):
    """What surrounds a text in the head: a key that holds links, brackets."""

    holds_links: bool
    in_flow: bool


class _Splice(NamedTuple):
    start: int
    end: int
    words: str


class Relinker:
    """Lead links elsewhere, by one set of keys.

    Args:
        keys: the journal's spellings of keys.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def links(self, data: bytes, *, path: str) -> list[Placed]:
        """Return all links of a file.

        Raises:
            Conflict: if it is none that can be edited.
        """
        file = manuscript(data, path)
        return [*placed(file.text, (place.spot for place in self.places(file)))]

    def relinked(self, data: bytes, becomes: Becomes, *, path: str) -> Relinked:
        """Return a file with its links led elsewhere.

        Args:
            data: the file's bytes.
            becomes: says of each link what its target becomes.
            path: names the file in refusals.

        Raises:
            Conflict: if that cannot be done safely; ``line`` says where.
        """
        file = manuscript(data, path)
        places = self.places(file)
        led = [(place, becomes(place.spot.link)) for place in places]
        moved = [(place, target) for place, target in led if target is not None]
        if not moved and not self._hidden(file, becomes):
            return Relinked(data, 0)
        expected = [place.spot.link.target if target is None else target for place, target in led]
        # Bare where that can be read, for quotes are the user's own to choose.
        for quoted in (False, True) if moved else ():
            after = _spliced(file, _splices(file, moved, quoted=quoted))
            if after and self._proves(file, after, becomes, expected):
                return Relinked(after.data, len(moved))
        line = file.line_at(moved[0][0].spot.start) if moved else self._hidden(file, becomes)
        raise Conflict("refusal.unsafe_edit", path=path, line=line)

    # --- finding -------------------------------------------------------------------------

    def places(self, file: Manuscript) -> list[Place]:
        """Return the links of a file, each with where it stands."""
        body = without_inline_code(visible(file.text, file.head.body), file.head.body)
        return [
            *self._in_head(file),
            *(Place(spot) for spot in spots(body, file.head.body)),
        ]

    def _in_head(self, file: Manuscript) -> Iterator[Place]:
        root = tree(file.text, file.head.block) if file.head.block else None
        if root is None:
            return
        for (typed, _), node in zip(file.head.pairs, root.items[1::2], strict=True):
            holds_links = self._keys.canonical(typed) in LINKING
            yield from _in_node(file.text, node, _Around(holds_links, root.style == "{"))

    # --- proof ---------------------------------------------------------------------------

    def _proves(
        self, file: Manuscript, after: Manuscript, becomes: Becomes, expected: Sequence[str]
    ) -> bool:
        """Tell whether the links lead where they were to lead, and nothing else reads anew."""
        before, now = self.words(file), self.words(after)
        return (
            after.mark == file.mark
            and [place.spot.link.target for place in self.places(after)] == list(expected)
            and (before is None) == (now is None)
            and [_led(word, becomes) for word in before or ()]
            == [(key, word.word) for key, word in now or ()]
        )

    def _hidden(self, file: Manuscript, becomes: Becomes) -> int:
        """Return the line of a link that only shows when the head is read; 0 for none."""
        pairs = self.words(file) or ()
        return next((pair[1].line for pair in pairs if _led(pair, becomes)[1] != pair[1].word), 0)

    def words(self, file: Manuscript) -> "list[tuple[str, Word]] | None":
        """Return the texts behind the keys of a file's head; None where it has none."""
        if file.head.block is None:
            return None
        return [
            (typed, word)
            for typed, value in file.head.pairs
            for word in _words_in(value, holds_links=self._keys.canonical(typed) in LINKING)
        ]


# --- links in a head -------------------------------------------------------------------------


def _in_node(text: str, node: Node, around: _Around) -> Iterator[Place]:
    """Yield the links in what stands behind a key."""
    inner = around._replace(in_flow=around.in_flow or node.style in {"[", "{"})
    if node.style in {"{", ":"}:
        for value in node.items[1::2]:
            yield from _in_node(text, value, inner._replace(holds_links=False))
    elif not node.is_scalar:
        for item in node.items:
            # YAML makes a list in a list of [[x]] (K5).
            if item.style in {"[", "-"} and len(item.items) == 1 and item.items[0].is_scalar:
                (link,) = item.items
                in_flow = inner.in_flow or item.style == "["
                yield Place(_bare(text, link, Syntax.WIKI), link, in_flow)
            else:
                yield from _in_node(text, item, inner)
    else:
        found = [
            spot._replace(link=_unquoted(spot.link, node))
            for spot in spots(text, node.start, node.end)
        ]
        if not found and around.holds_links and _is_one_word(text, node):
            found = [_bare(text, node, Syntax.NAME)]
        yield from (Place(spot, node, around.in_flow) for spot in found)


def _is_one_word(text: str, node: Node) -> bool:
    is_short = node.style not in _BLOCKS and "\n" not in text[node.start : node.end]
    return is_short and not node.is_empty


def _bare(text: str, node: Node, syntax: Syntax) -> Spot:
    inset = 1 if node.style in _QUOTES else 0
    spot = bare_spot(text, node.start + inset, node.end - inset, syntax)
    return spot._replace(link=_unquoted(spot.link, node))


def _unquoted(link: Link, node: Node) -> Link:
    # Escapes between double quotes are left to the proof.
    return link._replace(target=link.target.replace("''", "'")) if node.style == "'" else link


class Word(NamedTuple):
    """A text behind a key as it is read, whether as a whole it is a link, and its line."""

    word: str
    is_link: bool
    line: int


def _words_in(value: Value, *, holds_links: bool) -> Iterator[Word]:
    """Yield the texts in a value; a list in a list is a link (K5)."""
    if isinstance(value, str):
        yield Word(str(value), holds_links, place_of(value)[0])
    elif isinstance(value, dict):
        for key, item in value.items():
            for word in _words_in(item, holds_links=False):
                yield Word(f"{key}: {word.word}", is_link=False, line=word.line)
    else:
        for item in value:
            if isinstance(item, list) and len(item) == 1 and isinstance(item[0], str):
                yield Word(f"[[{item[0]}]]", is_link=False, line=place_of(item[0])[0])
            else:
                yield from _words_in(item, holds_links=holds_links)


def _led(pair: tuple[str, Word], becomes: Becomes) -> tuple[str, str]:
    """Return a text behind a key with its links led elsewhere, as it must be read then."""
    typed, (word, is_link, _) = pair
    found = [*spots(word)]
    if not found and is_link and word.strip():
        found = [bare_spot(word, 0, len(word), Syntax.NAME)]
    for spot in reversed(found):
        target = becomes(spot.link)
        if target is not None:
            word = word[: spot.start] + spot.written(target) + word[spot.end :]
    return typed, word


# --- writing ---------------------------------------------------------------------------------


def _splices(
    file: Manuscript, moved: Sequence[tuple[Place, str]], *, quoted: bool
) -> Iterator[_Splice]:
    """Yield what stands where, in order.

    Args:
        file: as it is.
        moved: the links, each with its new target.
        quoted: put every text of the head into quotes that has none.
    """
    for (node, in_flow), together in groupby(moved, lambda one: (one[0].node, one[0].in_flow)):
        splices = [
            _Splice(place.spot.start, place.spot.end, _in_quotes(place.spot.written(to), node))
            for place, to in together
        ]
        if node is None or node.style:
            yield from splices
        elif quoted or _needs_quotes(file.text, node, splices, in_flow=in_flow):
            yield _requoted(file.text, node, splices)
        else:
            yield from splices


def _in_quotes(words: str, node: Node | None) -> str:
    """Return words as they are written between the quotes of a text in the head."""
    if node is not None and node.style == "'":
        return words.replace("'", "''")
    if node is not None and node.style == '"':
        return words.replace("\\", "\\\\").replace('"', '\\"')
    return words


def _needs_quotes(text: str, node: Node, splices: Sequence[_Splice], *, in_flow: bool) -> bool:
    """Tell whether a bare text would be misread, and that only with its other links."""
    before = text[node.start : node.end]
    after = _changed(text, node.start, node.end, splices)
    return scalar(before, in_flow=in_flow) == before and scalar(after, in_flow=in_flow) != after


def _requoted(text: str, node: Node, splices: Sequence[_Splice]) -> _Splice:
    """Return a bare text of the head with other links, in quotes; with the brackets around it."""
    start, end = node.start, node.end
    if text[start - 2 : start] == "[[" and text[end : end + 2] == "]]":
        start, end = start - 2, end + 2
    # Within brackets more signs would be read as something else.
    return _Splice(start, end, scalar(_changed(text, start, end, splices), in_flow=True))


def _changed(text: str, start: int, end: int, splices: Sequence[_Splice]) -> str:
    words = text[start:end]
    for one in reversed(splices):
        words = words[: one.start - start] + one.words + words[one.end - start :]
    return words


def _spliced(file: Manuscript, splices: Iterator[_Splice]) -> Manuscript | None:
    """Return the file with other words in some places; None where it cannot be read then."""
    parts: list[str] = []
    position = 0
    for one in splices:
        parts += (file.raw[position : one.start], one.words)
        position = one.end
    parts.append(file.raw[position:])
    try:
        return manuscript(file._replace(raw="".join(parts)).data, file.path)
    except Conflict:
        return None
