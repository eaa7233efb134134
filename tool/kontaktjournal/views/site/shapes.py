"""The few shapes the figures are made of, as SVG.

Sizes are pixels, as figures are not scaled; a length may also be a share of the width.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

from kontaktjournal.views.terminal import visible

Length = float | str


def rect(look: str, x: Length, y: float, width: Length, height: float) -> Markup:
    """Return a rectangle; ``look`` is its class."""
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        look, *map(_length, (x, y, width, height))
    )


def line(look: str, x1: Length, x2: Length, y: float) -> Markup:
    """Return a horizontal line."""
    return Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
        look, *map(_length, (x1, x2, y, y))
    )


def text(look: str, x: Length, y: float, words: str, anchor: str = "start") -> Markup:
    """Return some words; ``anchor`` says which part of them stands at ``x``."""
    at = Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else ""
    return Markup('<text class="{}" x="{}" y="{}"{}>{}</text>').format(
        look, *map(_length, (x, y)), at, visible(words)
    )


def hatched(name: str, look: str) -> Markup:
    """Return the definition of a hatching; `url(#name)` fills with it."""
    return Markup(
        '<defs><pattern id="{}" width="5" height="5" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><line class="{}" x1="0" y1="0" x2="0" y2="5"/>'
        "</pattern></defs>"
    ).format(name, look)


def figure(
    name: str, look: str, size: tuple[float, float], title: str, shapes: Iterable[str]
) -> Markup:
    """Return a figure that keeps its size.

    Args:
        name: id of its title, unique on a page.
        look: its classes.
        size: width and height.
        title: all it shows, in words.
        shapes: what it shows.
    """
    width, height = map(_length, size)
    return Markup(
        '<svg class="{look}" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img"'
        ' aria-labelledby="{name}"><title id="{name}">{title}</title>{shapes}</svg>'
    ).format(look=look, w=width, h=height, name=name, title=visible(title), shapes=_all(shapes))


def fluid_figure(name: str, look: str, height: float, title: str, shapes: Iterable[str]) -> Markup:
    """Return a figure as wide as its place, its words as large as anywhere."""
    return Markup(
        '<svg class="{look}" width="100%" height="{h}" role="img" aria-labelledby="{name}">'
        '<title id="{name}">{title}</title>{shapes}</svg>'
    ).format(look=look, h=_length(height), name=name, title=visible(title), shapes=_all(shapes))


def mute_figure(look: str, size: tuple[float, float], shapes: Iterable[str]) -> Markup:
    """Return a figure whose numbers stand beside it: it says nothing to a screen reader."""
    width, height = map(_length, size)
    return Markup(
        '<svg class="{look}" width="{w}" height="{h}" viewBox="0 0 {w} {h}" aria-hidden="true"'
        ' focusable="false">{shapes}</svg>'
    ).format(look=look, w=width, h=height, shapes=_all(shapes))


def pixels(value: float) -> str:
    """Return a length as short as can be: 12, 7.5."""
    return f"{value:.1f}".removesuffix(".0")


def percent(part: float) -> str:
    """Return a part of a width as SVG says it."""
    return f"{part:.2f}%"


def _length(value: Length) -> str:
    return value if isinstance(value, str) else pixels(value)


def _all(shapes: Iterable[str]) -> Markup:
    return Markup("").join(escape(shape) for shape in shapes)
