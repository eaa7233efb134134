"""Lists in a table of ``journal.toml``, changed without touching any other line (3.6)."""

import codecs
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kontaktjournal.config.document import decoded
from kontaktjournal.config.listing import flat, fresh, line_end, rewritten
from kontaktjournal.config.positions import Layout, layout, positions
from kontaktjournal.config.syntax import syntax_error
from kontaktjournal.config.values import word as read_word
from kontaktjournal.config.wrong import Wrong
from kontaktjournal.domain.errors import Conflict, WrongUse

#: What `init` writes where a value may stand.
_EXAMPLE = r"^[ \t]*#[ \t]*{key}[ \t]*=[ \t]*\[[ \t]*\][ \t]*(?=\r?$)"


class Lists(NamedTuple):
    """What shall stand in a table.

    Args:
        table: its name.
        words: its lists by their keys, in their order; a list that is empty stands only where
            there was one.
        comment: what is said above a table that is new.
    """

    table: str
    words: Mapping[str, Sequence[str]]
    comment: str


def checked(words: Sequence[str]) -> tuple[str, ...]:
    """Return words without blanks around them, if a settings file can hold them.

    Raises:
        WrongUse: one of them has a letter in it that is none.
    """
    for word in words:
        try:
            read_word(word).encode()
        except Wrong as wrong:
            raise WrongUse("me.character", word=word, **wrong.values) from wrong
        except UnicodeEncodeError as error:
            char = f"U+{ord(word[error.start]):04X}"
            raise WrongUse("me.character", word=word, char=char) from error
    return tuple(word.strip() for word in words)


def amended(data: bytes, lists: Lists, path: str) -> bytes:
    """Return a settings file with other lists in one table; whatever else it says stays.

    Args:
        data: what stands in the file.
        lists: what shall stand there.
        path: how messages call it.

    Raises:
        BadConfig: it is no TOML.
        Conflict: it is written in a way that allows no safe change.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = decoded(data, path)
    before = _parsed(text, path)
    table = before.get(lists.table, {})
    new = text
    for key, words in lists.words.items():
        if not isinstance(table, dict) or _words_of(table.get(key, [])) == tuple(words):
            continue
        new = _with_list(new, lists, key)
    _check(text, new, before, lists, path)
    return mark + new.encode()


def _parsed(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as complaint:
        raise syntax_error(str(complaint), text, path) from None


def _words_of(value: object) -> tuple[str, ...] | None:
    """Return the words of a list, as `config.read` reads them; None where it is none."""
    items = value if isinstance(value, list) else [value]
    return tuple(map(str.strip, items)) if all(isinstance(one, str) for one in items) else None


def _check(text: str, new: str, before: dict[str, Any], lists: Lists, path: str) -> None:
    """Refuse what would change the meaning of anything else.

    Raises:
        Conflict: it would.
    """
    table = before.get(lists.table, {})
    if isinstance(table, dict):
        changed = {
            key: list(words)
            for key, words in lists.words.items()
            if _words_of(table.get(key, [])) != tuple(words)
        }
        meant = {**before, lists.table: {**table, **changed}} if changed else before
        try:
            if tomllib.loads(new) == meant:
                return
        except ValueError:
            pass
    line, column = positions(text).get((lists.table,), (1, 1))
    raise Conflict("config.unsafe", path=path, line=line, column=column, name=lists.table)


# --- where it goes -------------------------------------------------------------------------


def _with_list(text: str, lists: Lists, key: str) -> str:
    """Return a text in which one list says something else."""
    found = layout(text)
    where = (lists.table, key)
    words = lists.words[key]
    is_inline = (lists.table,) in found.values
    if where in found.values:
        start, end = found.values[where]
        new = rewritten(text, found, where, words, is_flat=is_inline)
        return text[:start] + new + text[end:]
    if is_inline:
        return _within_braces(text, found, lists, key)
    eol = line_end(text)
    dotted = [pair for pair in found.pairs if not pair.table and pair.where[0] == lists.table]
    if dotted:
        margin = _margin(text, dotted[-1].start)
        line = fresh(f"{lists.table}.{key}", words, margin, eol)
        return _below(text, dotted[-1].end, line)
    if (lists.table,) in found.headers:
        return _below_header(text, found, lists, key)
    above = "" if not text or text.endswith("\n") else eol
    gap = eol if text.strip() else ""
    line = fresh(key, words, "", eol)
    return f"{text}{above}{gap}# {lists.comment}{eol}[{lists.table}]{eol}{line}{eol}"


def _below_header(text: str, found: Layout, lists: Lists, key: str) -> str:
    """Return a text with a new line in a table: where its example stands, else in its order."""
    _, header_end = found.headers[(lists.table,)]
    following = [start for start, _ in found.headers.values() if start > header_end]
    own = [pair for pair in found.pairs if pair.table == (lists.table,)]
    section = text[: min(following, default=len(text))]
    margin = _margin(text, own[0].start) if own else ""
    line = fresh(key, lists.words[key], margin, line_end(text))
    example = re.compile(_EXAMPLE.format(key=re.escape(key)), re.MULTILINE)
    for match in example.finditer(section, header_end):
        if not any(pair.start < match.start() < pair.end for pair in own):
            return text[: match.start()] + line + text[match.end() :]
    keys = list(lists.words)
    earlier = [pair for pair in own if pair.where[1] in keys[: keys.index(key)]]
    return _below(text, max((pair.end for pair in earlier), default=header_end), line)


def _within_braces(text: str, found: Layout, lists: Lists, key: str) -> str:
    start, end = found.values[(lists.table,)]
    line = f"{key} = {flat(lists.words[key])}"
    ends = [
        behind
        for where, (_, behind) in found.values.items()
        if len(where) > 1 and where[0] == lists.table
    ]
    if not ends:
        return f"{text[:start]}{{ {line} }}{text[end:]}"
    return f"{text[: max(ends)]}, {line}{text[max(ends) :]}"


def _below(text: str, at: int, line: str) -> str:
    """Return a text with a new line below the one that holds a place."""
    end = text.find("\n", at)
    eol = line_end(text)
    if end < 0:
        return f"{text}{eol}{line}"
    return f"{text[: end + 1]}{line}{eol}{text[end + 1 :]}"


def _margin(text: str, at: int) -> str:
    """Return the blanks a line begins with, up to a place in it."""
    return text[text.rfind("\n", 0, at) + 1 : at]
