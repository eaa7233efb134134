"""A contact file that may be edited: its characters one for one, and its head as it is read.

What cannot be edited without a guess is refused here, with the line and the reason
(W4, clarifications 3, 23 and 29).
"""

import re
from typing import NamedTuple

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.domain.problem import Problem
from kontaktjournal.notation.characters import LINE_END
from kontaktjournal.notation.decode import decode
from kontaktjournal.notation.frontmatter import Head, read_head
from kontaktjournal.notation.hidden import visible
from kontaktjournal.notation.parse import LARGEST_FILE

_MARK = b"\xef\xbb\xbf"
_LONE_CR = re.compile(r"\r(?!\n)")
_MERGE_MARKER = re.compile(r"(?:\A|\n)[ \t]*(<<<<<<< )")
_FENCES = frozenset({"---", "..."})
#: So much of a line is shown in a refusal.
_LONGEST_QUOTE = 60

#: What is wrong with a head has a sentence of its own where the remedy is known.
_REMEDIES = {
    "colon": ".quotes", "special": ".quotes", "alias": ".quotes", "tag": ".quotes",
    "quote": ".quote", "tab": ".tab", "unclosed": ".unclosed", "mapping": ".mapping",
}  # fmt: skip


class Manuscript(NamedTuple):
    """A file's characters, and what its reader makes of them.

    Args:
        path: names the file in refusals.
        mark: the byte order marks it begins with.
        raw: the characters as they are; a byte that is no UTF-8 is a lone surrogate.
        text: the same, character for character, as it is read.
        head: its front matter, with places.
    """

    path: str
    mark: bytes
    raw: str
    text: str
    head: Head

    @property
    def data(self) -> bytes:
        """Return the file's bytes."""
        return self.mark + self.raw.encode("utf-8", "surrogateescape")

    def changed(self, start: int, end: int, words: str) -> "Manuscript":
        """Return the file with other words in one place, read anew.

        Raises:
            Conflict: if it could not be edited any more.
        """
        raw = self.raw[:start] + words + self.raw[end:]
        return manuscript(self._replace(raw=raw).data, self.path)

    def line_at(self, offset: int) -> int:
        """Return the 1-based line of an offset."""
        return self.text.count("\n", 0, offset) + 1

    def line_start(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, behind its line end."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end + 1

    def newline_at(self, offset: int) -> str:
        """Return how lines end around an offset: the line before it, else the file's first."""
        before = self.raw[max(offset - 2, 0) : offset]
        if before.endswith("\n"):
            return "\r\n" if before == "\r\n" else "\n"
        first = self.raw.find("\n", offset)
        first = self.raw.find("\n") if first < 0 else first
        return "\r\n" if first > 0 and self.raw[first - 1] == "\r" else "\n"


def manuscript(data: bytes, path: str) -> Manuscript:
    """Open the bytes of a file for editing.

    Raises:
        Conflict: if it cannot be edited without a guess.
    """
    if len(data) > LARGEST_FILE:
        raise Conflict("refusal.too_large", path=path, line=1, limit=f"{LARGEST_FILE >> 20} MiB")
    decoded = decode(data)
    text = decoded.text
    head = read_head(text, path, careful=True)
    _check_encoding(path, head, text, decoded.damage, decoded.encoding)
    bare = data
    while bare.startswith(_MARK):
        bare = bare[len(_MARK) :]
    raw = bare.decode("utf-8", "surrogateescape")
    _check_line_ends(path, head, raw)
    _check_head(path, head, text)
    _check_merge(path, head, text)
    return Manuscript(path, data[: len(data) - len(bare)], raw, text, head)


def _check_encoding(path: str, head: Head, text: str, damage: int, encoding: str) -> None:
    """Refuse what is no UTF-8, but for damage in the body: it stays as it is (W212)."""
    if damage >= 0 and (head.block is None or damage < head.body):
        line = text.count("\n", 0, damage) + 1
        raise Conflict("refusal.not_utf8", path=path, line=line, encoding=encoding)
    if text.startswith("\0"):
        raise Conflict("refusal.broken_head", path=path, line=1, text="NUL")


def _check_line_ends(path: str, head: Head, raw: str) -> None:
    """Refuse lines that end in CR: alone in the file, or anywhere in its head."""
    if "\r" not in raw:
        return
    if "\n" not in raw:
        found = _LONE_CR.search(raw)
    else:
        found = _LONE_CR.search(raw, 0, head.body if head.block else 0)
    if found:
        line = len(LINE_END.findall(raw, 0, found.start())) + 1
        raise Conflict("refusal.line_ends", path=path, line=line)


def _check_head(path: str, head: Head, text: str) -> None:
    """Refuse a head that cannot be read, and fences that other programs do not take for some."""
    for problem in head.problems:
        raise broken(problem, text)
    if head.block is None:
        return
    lines = text.split("\n")
    for number in (head.block.fence_line, head.block.body_line - 1):
        fence = lines[number - 1].removesuffix("\r")
        if fence not in _FENCES:
            raise Conflict("refusal.fence", path=path, line=number)


def _check_merge(path: str, head: Head, text: str) -> None:
    """Refuse a file whose merge is not finished (E105)."""
    if "<<<<<<< " not in text:
        return
    if found := _MERGE_MARKER.search(visible(text, head.body), max(head.body - 1, 0)):
        line = text.count("\n", 0, found.start(1)) + 1
        raise Conflict("refusal.merge_markers", path=path, line=line)


def broken(problem: Problem, text: str) -> Conflict:
    """Return the refusal of a head that cannot be read, with its line in the user's words."""
    path, line = problem.path, problem.line
    if problem.code == "E105":
        return Conflict("refusal.merge_markers", path=path, line=line)
    key = f"refusal.broken_head{_REMEDIES.get(problem.variant, '')}"
    quoted = text.split("\n")[line - 1].strip()
    if len(quoted) > _LONGEST_QUOTE:
        quoted = f"{quoted[: _LONGEST_QUOTE - 1]}…"
    return Conflict(key, path=path, line=line, text=quoted, problem=problem)
