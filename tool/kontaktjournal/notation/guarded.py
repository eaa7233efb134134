"""The guarded reader: one pass over YAML's events, every scalar a text with its place (K3).

It is a handler behind ``frontmatter.parse``. The library's own handler composes recursively
(25,000 open brackets kill the process), guesses types (``NO`` is False, ``030…`` octal) and
expands aliases; this one keeps a stack of its own and knows texts, lists and maps only.
"""

import re
from typing import NamedTuple

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from kontaktjournal.domain.problem import Problem
from kontaktjournal.notation.characters import CONTROL, LINE_END, stand_ins
from kontaktjournal.notation.salvage import read_loosely
from kontaktjournal.notation.words import Pairs, Value, Word
from kontaktjournal.notation.yaml_errors import Fault, control_fault, explain

#: Open collections, the head itself included.
DEEPEST = 64

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MERGE_MARKER = re.compile(r"(?:<{7}|={7}|>{7})(?:[ \t]|\Z)")


class _Refused(Exception):
    """Stop reading because of a fault in the text."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class _Open(NamedTuple):
    """A collection whose end has not come yet.

    ``items`` holds a list's values, or a map's keys and values in turn.
    """

    is_map: bool
    is_flow: bool
    line: int
    column: int
    items: list[Value]

    @property
    def awaits_key(self) -> bool:
        return self.is_map and len(self.items) % 2 == 0

    def pairs(self) -> list[tuple[str, Value]]:
        keys = (key for key in self.items[::2] if isinstance(key, str))
        return list(zip(keys, self.items[1::2], strict=True))

    def value(self) -> Value:
        return dict(self.pairs()) if self.is_map else self.items


class GuardedHandler(YAMLHandler):
    """Read one block; what could not be read is in ``fault``.

    Args:
        content: what stands between the fences. The library hands over a trimmed text with
            other line ends, so that no place would be right.
        first_line: 1-based line of the file the block begins at.
    """

    def __init__(self, content: str, first_line: int) -> None:
        super().__init__()
        self.content = content
        self.first_line = first_line
        self.pairs: Pairs = ()
        self.fault: Fault | None = None

    def split(self, text: str) -> tuple[str, str]:
        """Return the block as it stands in the file; the body is no concern here."""
        return self.content, text[:0]

    def load(self, fm: str, **_options: object) -> dict[str, Value]:
        """Read the block, or note the fault and what a line reader finds (K11)."""
        try:
            _check_lines(fm)
            self.pairs = _Pass(fm, self.first_line).read()
        except _Refused as refusal:
            self.fault = refusal.fault
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # Not only YAML's own: without libyaml, an escape beyond Unicode raises the others.
            self.fault = explain(LINE_END.split(fm), error)
        if self.fault is not None:
            self.pairs = read_loosely(fm, self.first_line)
        return dict(self.pairs)


def read_guarded(content: str, path: str, first_line: int) -> tuple[Pairs, tuple[Problem, ...]]:
    """Read what stands between the fences.

    Args:
        content: of at most 64 KiB.
        path: names the file in the problem.
        first_line: 1-based line of the file the content begins at.
    """
    handler = GuardedHandler(content, first_line)
    frontmatter.parse(content, handler=handler)
    fault = handler.fault
    if fault is None:
        return handler.pairs, ()
    place = (first_line + fault.line, fault.column + 1)
    return handler.pairs, (Problem(path, *place, fault.code, fault.variant, fault.values),)


def _check_lines(content: str) -> None:
    """Refuse what must not even reach YAML: control characters and merge conflicts."""
    if found := CONTROL.search(content):
        before = LINE_END.split(content[: found.start()])
        raise _Refused(control_fault(found[0], len(before) - 1, len(before[-1])))
    if not ("<<<<<<<" in content or "=======" in content or ">>>>>>>" in content):
        return
    lines = LINE_END.split(content)
    marked = [number for number, line in enumerate(lines) if _MERGE_MARKER.match(line)]
    begun = [number for number in marked if lines[number].startswith("<")]
    if marked:
        raise _Refused(Fault((begun or marked)[0], 0, "", code="E105"))


def _place(event: yaml.NodeEvent) -> tuple[int, int]:
    mark = event.start_mark  # typed as optional; an event that was read always has one
    return (mark.line, mark.column) if mark else (0, 0)


class _Pass:
    """One pass over the events of a block."""

    def __init__(self, content: str, first_line: int) -> None:
        self._content = content
        self._first_line = first_line
        self._stack: list[_Open] = []
        self._read: Pairs | None = None
        replaced = stand_ins(content)
        self._text = content.translate(replaced) if replaced else content
        self._originals = {stand_in: code for code, stand_in in replaced.items()}
        self._has_escapes = "\\" in content

    def read(self) -> Pairs:
        """Return the pairs of the block.

        Raises:
            _Refused: the text is YAML, but none we take.
            yaml.YAMLError: the text is no YAML.
        """
        for event in yaml.parse(self._text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                self._add(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._begin(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
            elif isinstance(event, yaml.AliasEvent):
                word = (("word", f"*{event.anchor}"),)
                raise _Refused(Fault(*_place(event), "alias", word))
        return self._read or ()

    def _add(self, event: yaml.ScalarEvent) -> None:
        line, column = _place(event)
        if event.tag is not None:
            raise _Refused(self._tag_fault(line, column))
        if not self._stack:
            raise _Refused(Fault(line, column, "mapping"))
        text = event.value
        if self._originals:
            text = text.translate(self._originals)
        if self._has_escapes and (found := CONTROL.search(text)):
            raise _Refused(control_fault(found[0], line, column))
        word = Word(text, self._first_line + line, column + 1, quoted=bool(event.style))
        self._stack[-1].items.append(word)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        line, column = _place(event)
        if event.tag is not None:
            raise _Refused(self._tag_fault(line, column))
        is_map = isinstance(event, yaml.MappingStartEvent)
        # One tree only: what stands behind it is a second document.
        if not self._stack and (self._read is not None or not is_map):
            raise _Refused(Fault(line, column, "mapping"))
        if self._stack and self._stack[-1].awaits_key:
            raise _Refused(self._key_fault(line, column))
        if len(self._stack) >= DEEPEST:
            raise _Refused(Fault(line, column, "deep", (("limit", str(DEEPEST)),)))
        self._stack.append(_Open(is_map, bool(event.flow_style), line, column, []))

    def _end(self) -> None:
        closed = self._stack.pop()
        if self._stack:
            self._stack[-1].items.append(closed.value())
        else:
            self._read = tuple(closed.pairs())

    def _tag_fault(self, line: int, column: int) -> Fault:
        text = LINE_END.split(self._content)[line]
        # An anchor may stand before the tag.
        column = max(column, text.find("!", column))
        return Fault(line, column, "tag", (("word", text[column:].partition(" ")[0]),))

    def _key_fault(self, line: int, column: int) -> Fault:
        """Explain a list or map as a key: mostly ``{{date}}``, which wants quotes."""
        outermost = next((opened for opened in self._stack if opened.is_flow), None)
        if outermost is not None:
            line, column = outermost.line, outermost.column
        character = LINE_END.split(self._content)[line][column : column + 1]
        if character in {"[", "{"}:
            return Fault(line, column, "special", (("char", character),))
        return Fault(line, column, "mapping")
