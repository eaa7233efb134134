"""Bars and sparklines of letters; of plain ones where a terminal has no others."""

from collections.abc import Sequence
from typing import NamedTuple


class Ink(NamedTuple):
    """The letters that figures are drawn with.

    Args:
        full: a whole column of a bar.
        parts: less than a column, the least first; none where there are only whole ones.
        heights: from nothing to the most.
    """

    full: str
    parts: str
    heights: str


#: Eighths of a column, wide and high.
BLOCKS = Ink("█", "▏▎▍▌▋▊▉", "▁▂▃▄▅▆▇█")
#: What every terminal has.
ASCII = Ink("#", "", "_.:-=+*#")


def ink_for(encoding: str) -> Ink:
    """Return what can be drawn with in an encoding."""
    try:
        "".join(BLOCKS).encode(encoding)
    except (UnicodeError, LookupError):
        return ASCII
    return BLOCKS


def bar(value: int, most: int, columns: int, ink: Ink) -> str:
    """Return a bar as long as its share of the most; what is not nothing can be seen.

    Args:
        value: how many, at most ``most``.
        most: what fills all columns.
        columns: how wide a bar may be.
        ink: the letters.
    """
    if value <= 0 or most <= 0 or columns <= 0:
        return ""
    steps = len(ink.parts) + 1
    # To the nearest step, halves up.
    length = max((2 * value * columns * steps + most) // (2 * most), 1)
    whole, part = divmod(length, steps)
    return ink.full * whole + (ink.parts[part - 1] if part else "")


def sparkline(values: Sequence[int], ink: Ink) -> str:
    """Return one letter for each value; only nothing stands on the ground.

    Args:
        values: what to draw.
        ink: the letters.
    """
    most = max(values, default=0)
    top = len(ink.heights) - 1
    return "".join(ink.heights[-(-value * top // most) if value > 0 else 0] for value in values)
