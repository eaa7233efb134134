"""Links of a file taken out of it: a word stands in the place of each, its label gone, too.

::

    unlinker = Unlinker(keys)
    unlinked = unlinker.unlinked(data, lambda link: link.target == "anna", "[gelöscht]", path=…)

Every other byte stays. The edit is proven by reading the result again: the other links stand
there as before, and the head says nothing else.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.notation.decode import decode
from kontaktjournal.notation.edit.manuscript import Manuscript, manuscript
from kontaktjournal.notation.edit.relink import Place, Relinked, Relinker, Word
from kontaktjournal.notation.edit.scalars import scalar
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.linking import Link, Spot, Syntax, bare_spot, spots

#: Tells whether a link is to go.
Meant = Callable[[Link], bool]

_BEFORE_WIKI = re.compile(r"!?\[\[[ \t]*\Z")
_BEHIND_WIKI = re.compile(r"[^\[\]\n]*\]\]")
_BEHIND_PATH = re.compile(r"""[^\s()<>]*>?[ \t]*(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))?[ \t]*\)""")
_BEFORE_PATH = re.compile(r"\]\([ \t]*<?\Z")
#: No label is longer.
_FAR = 1000
_QUOTES = frozenset({"'", '"'})
#: Neither a blank nor a part of a word.
_NOTHING = "|"


class _Cut(NamedTuple):
    """What stands where a link stood."""

    start: int
    end: int
    words: str


class Unlinker:
    """Take links out of notes, by one set of keys.

    Args:
        keys: the journal's spellings of keys.
    """

    def __init__(self, keys: Keys) -> None:
        self._relinker = Relinker(keys)

    def unlinked(self, data: bytes, is_meant: Meant, words: str, *, path: str) -> Relinked:
        """Return a file without some of its links.

        Args:
            data: the file's bytes.
            is_meant: tells which.
            words: what stands in their place, in brackets where that can be read.
            path: names the file in refusals.

        Raises:
            Conflict: if that cannot be done safely; ``line`` says where.
        """
        file = manuscript(data, path)
        places = self._relinker.places(file)
        gone = [place for place in places if is_meant(place.spot.link)]
        if not gone:
            return Relinked(data, 0)
        # A bracket before another one would make a link of both.
        for written in (words, words.strip("[]")):
            cuts = [_cut(file.text, place, written) for place in gone]
            after = _without(file, cuts)
            if after and self._proves(file, after, is_meant, written):
                return Relinked(after.data, len(gone))
        raise Conflict("refusal.unsafe_edit", path=path, line=file.line_at(gone[0].spot.start))

    def beside(self, data: bytes, is_meant: Meant, *, path: str) -> str:
        """Return what a file says besides some of its links, every other word on its line.

        Args:
            data: the file's bytes.
            is_meant: tells which links.
            path: names the file.
        """
        try:
            file = manuscript(data, path)
            text, found = file.text, [place.spot for place in self._relinker.places(file)]
        except Conflict:
            text = decode(data).text
            found = [*spots(text)]
        for spot in sorted(found, key=lambda one: one.start, reverse=True):
            if is_meant(spot.link):
                start, end = _span(text, spot) or (spot.start, spot.end)
                # Words on both sides of a link do not stand together.
                gap = "".join(sign if sign == "\n" else _NOTHING for sign in text[start:end])
                text = text[:start] + gap + text[end:]
        return text

    def _proves(self, file: Manuscript, after: Manuscript, is_meant: Meant, words: str) -> bool:
        """Tell whether all other links stand there as before, and the head says the same."""
        left = [
            place.spot.link for place in self._relinker.places(file)
            if not is_meant(place.spot.link)
        ]  # fmt: skip
        links = (place.spot.link for place in self._relinker.places(after))
        now = [link for link in links if link != Link(Syntax.NAME, words)]
        before, says = self._relinker.words(file), self._relinker.words(after)
        return (
            now == left
            and (before is None) == (says is None)
            and [(key, _worded(word, is_meant, words)) for key, word in before or ()]
            == [(key, word.word) for key, word in says or ()]
        )


def _cut(text: str, place: Place, words: str) -> _Cut | None:
    """Return what becomes of a link; None where nobody can tell where it ends."""
    node = place.node
    span = _span(text, place.spot)
    if node is None:
        return span and _Cut(*span, words)
    if node.style in _QUOTES:
        # Nothing in the words has to be escaped between quotes.
        return _Cut(*(span or (place.spot.start, place.spot.end)), words)
    if node.style:
        return span and _Cut(*span, words)
    if text[node.start - 2 : node.start] == "[[":
        return _Cut(node.start - 2, node.end + 2, scalar(words, in_flow=True))
    if span is None:
        return _Cut(node.start, node.end, scalar(words, in_flow=True))
    whole = text[node.start : span[0]] + words + text[span[1] : node.end]
    return _Cut(node.start, node.end, scalar(whole, in_flow=place.in_flow))


def _span(text: str, spot: Spot) -> tuple[int, int] | None:
    """Return where a link begins and ends, with its brackets and its label."""
    begin = max(0, spot.start - _FAR)
    if spot.link.syntax is Syntax.WIKI:
        before = _BEFORE_WIKI.search(text, begin, spot.start)
        behind = _BEHIND_WIKI.match(text, spot.end)
        return (before.start(), behind.end()) if before and behind else None
    before = _BEFORE_PATH.search(text, begin, spot.start)
    behind = _BEHIND_PATH.match(text, spot.end)
    start = _opening(text, begin, before.start()) if before else None
    return (start, behind.end()) if start is not None and behind else None


def _opening(text: str, begin: int, close: int) -> int | None:
    """Return where the label begins whose bracket closes at a place."""
    depth = 0
    for at in range(close, begin - 1, -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if depth == 0:
            return at - 1 if text[max(0, at - 1) : at] == "!" else at
    return None


def _without(file: Manuscript, cuts: list[_Cut | None]) -> Manuscript | None:
    """Return the file with all links cut; None where it could not be read any more."""
    raw, end = file.raw, len(file.raw)
    for cut in sorted(filter(None, cuts), reverse=True):
        if cut.end > end:
            return None
        raw, end = raw[: cut.start] + cut.words + raw[cut.end :], cut.start
    if None in cuts:
        return None
    try:
        return manuscript(file._replace(raw=raw).data, file.path)
    except Conflict:
        return None


def _worded(word: Word, is_meant: Meant, words: str) -> str:
    """Return a text behind a key without its links, as it must be read then."""
    text = word.word
    found = [*spots(text)]
    if not found and word.is_link and text.strip():
        whole = bare_spot(text, 0, len(text), Syntax.NAME)
        return words if is_meant(whole.link) else text
    for spot in reversed(found):
        span = _span(text, spot)
        if is_meant(spot.link) and span:
            text = text[: span[0]] + words + text[span[1] :]
    return text
