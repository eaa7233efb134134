"""A figure read again: where its shapes and words lie, and whether it is tidy."""

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET

from markupsafe import Markup

from kontaktjournal.views.site.lettering import breadth

_SIZES = {"f-txt": 15.5, "f-txt leise": 15.5, "f-num": 14.0, "f-lab": 14.0, "f-gross": 24.0}


def parsed(svg: str) -> ET.Element:
    """Return a figure as XML; it is refused where it is not well-formed."""
    return ET.fromstring(svg)  # noqa: S314  # what we drew ourselves


class Box(NamedTuple):
    """Where something lies."""

    left: float
    top: float
    right: float
    bottom: float
    look: str = ""
    words: str = ""

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left


class Drawn:
    """A figure read again, with its lengths in pixels.

    Args:
        svg: the figure.
        width: how wide its place is, for one that is as wide as that.
    """

    def __init__(self, svg: str, width: float = 280) -> None:
        self.root = parsed(svg)
        given = self.root.attrib["width"]
        self.width = width if given == "100%" else float(given)
        self.height = float(self.root.attrib["height"])

    @property
    def title(self) -> str:
        return self.root.findtext("title") or ""

    @property
    def words(self) -> list[str]:
        return [box.words for box in self.texts()]

    def rects(self, look: str = "") -> list[Box]:
        found = []
        for each in self.root.iter("rect"):
            x, y, width, height = (self._pixels(each.get(name, "0")) for name in _RECT)
            box = Box(x, y, x + width, y + height, each.get("class", ""))
            found += [box] if not look or box.look == look else []
        return found

    def texts(self) -> list[Box]:
        found = []
        for each in self.root.iter("text"):
            look, words = each.attrib["class"], "".join(each.itertext())
            x, y = self._pixels(each.attrib["x"]), float(each.attrib["y"])
            width = breadth(words, _SIZES[look])
            shift = {"start": 0.0, "middle": width / 2, "end": width}
            left = x - shift[each.get("text-anchor", "start")]
            found.append(Box(left, y - 0.7 * _SIZES[look], left + width, y, look, words))
        return found

    def _pixels(self, length: str) -> float:
        if length.endswith("%"):
            return float(length[:-1]) / 100 * self.width
        return float(length)


_RECT = ("x", "y", "width", "height")


def two(svg: Markup) -> tuple[Drawn | None, Drawn]:
    """Return both forms of the flow: the wide one, where there is one, and the rows."""
    parts = [f"<svg{part}" for part in str(svg).split("<svg")[1:]]
    return (Drawn(parts[0]) if len(parts) > 1 else None), Drawn(parts[-1])


def assert_tidy(drawn: Drawn, slack: float = 0.1) -> None:
    """Assert that nothing leaves the figure, and no words lie upon others."""
    for box in (*drawn.rects(), *drawn.texts()):
        assert box.left >= -slack, box
        assert box.right <= drawn.width + slack, box
        assert -slack <= box.top, box
        assert box.bottom <= drawn.height + slack, box
        assert box.width > 0, box
        assert box.height > 0, box
    for one, other in combinations(drawn.texts(), 2):
        beside = one.right <= other.left or other.right <= one.left
        assert beside or one.bottom <= other.top or other.bottom <= one.top, (one, other)


def heights(boxes: Iterable[Box]) -> list[float]:
    return [round(box.height, 1) for box in boxes]
