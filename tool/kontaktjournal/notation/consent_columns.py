"""What columns of a table say of consent: "Einwilligung", "Consent phone", "Sperre" (3.5).

What is not understood for sure is left alone; and of two columns that disagree, the no counts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from kontaktjournal.domain.consent import EVERY_CHANNEL
from kontaktjournal.domain.contact import Answer, Permission
from kontaktjournal.notation.consent import is_blocked, is_channel, read_consent

_WORD = re.compile(r"[^\W\d_]+")
#: Between the word for consent and the channel.
_BETWEEN = frozenset({"per", "via", "by", "for", "to", "für", "fuer", "zu", "zur", "zum"})
#: What a spreadsheet makes of a box that was ticked.
_TICKED = {"wahr": "ja", "falsch": "nein"}
_STRICTEST = (Answer.NO, Answer.OPEN, Answer.YES)


class Heard(NamedTuple):
    """What columns say of consent.

    Args:
        consent: what was allowed and forbidden, by channel.
        is_blocked: nobody may contact them at all.
        said: the same for the head of a file: a line, or one for each channel; "" for nothing.
        columns: those whose cells are told by it whole.
    """

    consent: tuple[Permission, ...] = ()
    is_blocked: bool = False
    said: str | Mapping[str, str] = ""
    columns: frozenset[str] = frozenset()


class _Cell(NamedTuple):
    column: str
    words: str
    channel: str
    permissions: tuple[Permission, ...]
    blocks: bool = False

    @property
    def is_no_to_all(self) -> bool:
        return any(
            one.channel == EVERY_CHANNEL and one.answer is Answer.NO for one in self.permissions
        )


def hear(
    cells: Iterable[tuple[str, str]],
    canonical: Callable[[str], str | None],
    allowed: tuple[Permission, ...] = (),
) -> Heard:
    """Return what columns say of consent.

    Args:
        cells: names of columns, and what stands there.
        canonical: tells the canonical key of a name.
        allowed: what is known besides, with its proof.
    """
    allowed = tuple(one for one in allowed if one.channel.strip())
    told = [*_told(cells, canonical)]
    for cell in told:
        if cell.blocks:
            return Heard(is_blocked=True, said=_line(cell), columns=frozenset((cell.column,)))
    if not told:
        return Heard(allowed, said=_by_channel(allowed))
    known = [_Cell("", "", "", allowed), *told] if allowed else told
    kept = _strictest(known)
    columns = frozenset(cell.column for cell in told if {*cell.permissions} <= {*kept})
    only = known[0] if len(known) == 1 else None
    return Heard(kept, said=_as_typed(only) if only else _by_channel(kept), columns=columns)


def _told(
    cells: Iterable[tuple[str, str]], canonical: Callable[[str], str | None]
) -> Iterator[_Cell]:
    for column, cell in cells:
        words = " ".join(cell.split())
        if not any(map(str.isalnum, words)):
            continue
        words = _TICKED.get(words.casefold(), words)
        if canonical(column) == "blocked":
            if is_blocked(words):
                yield _Cell(column, words, "", (), blocks=True)
            continue
        channel = channel_of(column, canonical)
        if channel is None:
            continue
        permissions, blocks = read_consent({channel: words} if channel else words, [])
        if blocks or all(_is_sure(one) for one in permissions):
            yield _Cell(column, words, channel, permissions, blocks)


def channel_of(column: str, canonical: Callable[[str], str | None]) -> str | None:
    """Return of which channel a column tells whether it is allowed; "" of all, None of none.

    Args:
        column: its name.
        canonical: tells the canonical key of a name.
    """
    if canonical(column) == "consent":
        return ""
    words = _WORD.findall(column)
    for at in range(1, len(words)):
        halves = " ".join(words[:at]), " ".join(words[at:])
        for one, other in (halves, halves[::-1]):
            channel = " ".join(word for word in other.split() if word.lower() not in _BETWEEN)
            if canonical(one) == "consent" and is_channel(channel):
                return channel
    return None


def _is_sure(permission: Permission) -> bool:
    """Tell whether a channel is one: any word alone would be a yes to a channel of its name."""
    return permission.channel == EVERY_CHANNEL or is_channel(permission.channel)


def _strictest(cells: Iterable[_Cell]) -> tuple[Permission, ...]:
    """Return of each channel what is said most strictly; a no to all takes back other yeses."""
    cells = [*cells]
    refused = {at for at, cell in enumerate(cells) if cell.is_no_to_all}
    said = [
        one
        for at, cell in enumerate(cells)
        for one in cell.permissions
        if one.answer is not Answer.YES or refused <= {at}
    ]
    order = {answer: at for at, answer in enumerate(_STRICTEST)}
    channels = {one.channel: at for at, one in reversed([*enumerate(said)])}
    said.sort(key=lambda one: (channels[one.channel], order[one.answer]))
    return tuple(next(group) for _, group in groupby(said, key=lambda one: one.channel))


# --- as the head of a file says it -----------------------------------------------------------


def _line(cell: _Cell) -> str:
    is_told = read_consent(cell.words, [])[1]
    return cell.words if is_told else f"none ({cell.column}: {cell.words})"


def _as_typed(cell: _Cell) -> str | Mapping[str, str]:
    return {one.channel: cell.words for one in cell.permissions} if cell.channel else cell.words


def _by_channel(permissions: Iterable[Permission]) -> str | Mapping[str, str]:
    said = {one.channel: written(one) for one in permissions}
    return said[EVERY_CHANNEL] if {*said} == {EVERY_CHANNEL} else said or ""


def in_a_line(heard: Heard) -> str:
    """Return what was said of consent as one line; "" where no line says the same."""
    if isinstance(heard.said, str):
        return heard.said
    parts = (
        said if channel == EVERY_CHANNEL else f"{channel}: {said}"
        for channel, said in heard.said.items()
    )
    line = ", ".join(parts)
    return line if read_consent(line, [])[0] == heard.consent else ""


def written(permission: Permission) -> str:
    """Return a permission as it stands behind its channel, or alone where it is for all."""
    note = permission.note
    if read_consent(note, [])[0] == (permission._replace(channel=EVERY_CHANNEL),):
        # A refusal in a word of its own.
        return note
    answer = permission.answer.value
    if permission.given:
        answer = f"{answer} {permission.given.isoformat()}"
    elif note and permission.channel == EVERY_CHANNEL:
        # "no mails" would be no answer for all.
        answer = f"{answer},"
    return f"{answer} {note}".rstrip()
