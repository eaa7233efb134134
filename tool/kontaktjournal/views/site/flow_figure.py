"""Wheat and chaff: who went on, who is still there, who was filed.

The wide form flows from left to right. Where there is no room for it, on a phone or with many
stages, the same numbers stand in rows as wide as their place.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from kontaktjournal.domain.funnel import Flow, Passage
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.figures import NORMAL, SMALL
from kontaktjournal.views.site.lettering import breadth, fitted
from kontaktjournal.views.site.shapes import (
    figure,
    fluid_figure,
    hatched,
    percent,
    pixels,
    rect,
    text,
)

#: The page of the design; below it the rows take over (style.css).
WIDTH = 1180

_LARGE = 24
#: Lines of the heading: the number, the name below it.
_NUMBER_LINE, _NAME_LINE = 24, 50
_LONGEST_NAME = 120
_TOP = 66
_TALLEST = 211
_KNOT, _STUB, _GAP, _BEND = 8, 30, 3, 18
_LEAST = 1.5
#: So much is needed for a line of text beside a stub, before the chaff bends away below it.
_LINE = 17
_LAST, _LAST_WITH_CHAFF = 98, 150
_ROW, _ROW_TOP, _BAND = 66, 25, 22
_NARROWEST = 280
_LEAST_SHARE = 0.4


class _Words(NamedTuple):
    """What stands at a stage."""

    label: str
    reached: str
    further: str
    here: str
    filed: str


class _Column(NamedTuple):
    """Where a stage lies in the wide form, and how tall its parts are.

    Args:
        x: its left end.
        room: to the next one.
        further, here, filed: heights.
        slot: height kept free for ``here`` and its words.
    """

    x: float
    room: float
    further: float
    here: float
    filed: float
    slot: float

    @property
    def start(self) -> float:
        """Return where the parts begin, to the right of the knot."""
        return self.x + _KNOT

    @property
    def chaff(self) -> float:
        """Return the upper end of what is filed."""
        return _TOP + self.further + self.slot

    @property
    def chaff_middle(self) -> float:
        return self.start + _BEND + self.filed / 2

    @property
    def bottom(self) -> float:
        return self.chaff + self.filed


def flow_figures(flow: Flow, say: Catalogue) -> Markup:
    """Return both forms of the figure; the style sheet shows the one that fits.

    Args:
        flow: how far everybody came.
        say: the words.
    """
    if not flow.total:
        return Markup("")
    stages = "; ".join(_told(passage, say) for passage in flow.passages)
    title = say("page.figure.flow", stages=stages)
    wide = _wide(flow.passages, title, say)
    look = "reihen" if wide else "reihen immer"
    return wide + fluid_figure(
        "f-flow-rows",
        look,
        _ROW * len(flow.passages) - (_ROW - _ROW_TOP - _BAND),
        title,
        [hatched("spreu-rows", "f-hatch"), *_rows(flow.passages, say)],
    )


def _told(passage: Passage, say: Catalogue) -> str:
    return say(
        "page.figure.flow_stage",
        stage=_label(passage, say),
        reached=say.number(passage.reached),
        further=say.number(passage.further),
        here=say.number(passage.here),
        filed=say.number(passage.filed),
    )


def _label(passage: Passage, say: Catalogue) -> str:
    return say.stage(passage.stage.id, passage.stage.label)


def _words(passage: Passage, say: Catalogue, further: str) -> _Words:
    return _Words(
        _label(passage, say),
        say.number(passage.reached),
        say(further, percent=passage.share) if passage.further else "",
        say("page.figure.here", n=say.number(passage.here)),
        say("page.figure.filed", n=say.number(passage.filed)),
    )


# --- the wide form -----------------------------------------------------------------------------


def _wide(passages: Sequence[Passage], title: str, say: Catalogue) -> Markup:
    """Return the form that flows to the right; nothing where its words have no room."""
    columns = _columns(passages)
    for key in ("page.figure.further", "page.figure.further_short"):
        told = [_words(passage, say, key) for passage in passages]
        for share_at in (_NAME_LINE, _NUMBER_LINE):
            if _has_room(passages, columns, told, share_at):
                return _drawn(passages, columns, told, share_at, title)
    return Markup("")


def _columns(passages: Sequence[Passage]) -> list[_Column]:
    last_room = _LAST_WITH_CHAFF if passages[-1].filed else _LAST
    step = (WIDTH - last_room) / max(len(passages) - 1, 1)
    rooms = [step] * (len(passages) - 1) + [last_room if len(passages) > 1 else WIDTH]
    scale = _TALLEST / passages[0].reached
    for passage, room in zip(passages, rooms, strict=True):
        if passage.filed:  # what bends away must not run below the next stage
            scale = min(scale, (room - _KNOT - _BEND - 18) / passage.filed)
    columns: list[_Column] = []
    x = 0.0
    for passage, room in zip(passages, rooms, strict=True):
        further, here, filed = (
            max(number * scale, _LEAST) if number else 0
            for number in (passage.further, passage.here, passage.filed)
        )
        slot = max(here, _LINE) if here and filed > _LINE else here
        columns.append(_Column(x, room, further, here, filed, slot))
        x += room
    return columns


def _has_room(
    passages: Sequence[Passage],
    columns: Sequence[_Column],
    told: Sequence[_Words],
    share_at: int,
) -> bool:
    """Tell whether no words run into others."""
    end = 0.0
    for passage, column, words in zip(passages, columns, told, strict=True):
        beside = min(breadth(words.label, NORMAL), _LONGEST_NAME)
        if share_at == _NUMBER_LINE:
            beside = breadth(words.reached, _LARGE)
        if beside + breadth(words.further, NORMAL) + 30 > column.room:
            return False
        if _says_here(passage) and (
            _KNOT + _STUB + 8 + breadth(words.here, NORMAL) + 6 > column.room
        ):
            return False
        if passage.filed:
            left, right = _filed_span(column, words.filed)
            if left < end or right > column.x + column.room:
                return False
            end = right + 8
    return True


def _says_here(passage: Passage) -> bool:
    """Tell whether a number is needed beside who is still there: else it is that of all."""
    return bool(passage.here and (passage.further or passage.filed))


def _filed_span(column: _Column, words: str) -> tuple[float, float]:
    width = breadth(words, NORMAL)
    left = max(column.chaff_middle - width / 2, column.x)
    return left, left + width


def _drawn(
    passages: Sequence[Passage],
    columns: Sequence[_Column],
    told: Sequence[_Words],
    share_at: int,
    title: str,
) -> Markup:
    lowest = max(column.bottom for column in columns)
    height = lowest + (79 if any(passage.filed for passage in passages) else 8)
    shapes = [hatched("spreu", "f-hatch")]
    for passage, column, words in zip(passages, columns, told, strict=True):
        shapes += _parts(passage, column, words, height)
        shapes += _heading(column, words, share_at)
    return figure("f-flow", "fig fluss breit", (WIDTH, height), title, shapes)


def _parts(passage: Passage, column: _Column, words: _Words, height: float) -> Iterator[Markup]:
    start, width = column.start, column.room - _KNOT
    if passage.further:
        body = max(column.further - _GAP / 2, _LEAST)
        yield rect("f-weiter", start, _TOP, width, body)
        yield rect("f-cap", start, _TOP, width, 1.5)
        yield rect("f-cap", start, _TOP + body - 1.5, width, 1.5)
    if passage.filed:
        yield _chaff(column, height - 30)
        left, _ = _filed_span(column, words.filed)
        if left == column.x:
            yield text("f-txt", left, height - 8, words.filed)
        else:
            yield text("f-txt", column.chaff_middle, height - 8, words.filed, "middle")
    if passage.here:
        upper = _TOP + column.further + (_GAP / 2 if passage.further else 0)
        lower = max(_TOP + column.further + column.here, upper + _LEAST)
        yield rect("f-hier", start, upper, _STUB, lower - upper)
        if _says_here(passage):
            low = _TOP + column.further + max(column.here, _LINE) / 2 + 5
            yield text("f-txt", start + _STUB + 8, low, words.here)
    whole = column.further + column.slot + column.filed
    yield rect("f-knoten", column.x, _TOP, _KNOT, max(whole, _LEAST))


def _chaff(column: _Column, ground: float) -> Markup:
    """Return what bends down and leaves."""
    x, thick = column.start, column.filed
    upper, lower = column.chaff + min(_GAP, thick / 2), column.bottom
    right, turn = x + _BEND + thick, column.bottom + _BEND
    left, far, near = right - thick, x + (_BEND + thick) * 0.6, x + _BEND * 0.6
    points = (
        ("M", x, upper),
        ("C", far, upper),
        ("", right, column.chaff + (_BEND + thick) * 0.4),
        ("", right, turn),
        ("V", ground),
        ("H", left),
        ("V", turn),
        ("C", left, lower + _BEND * 0.4),
        ("", near, lower),
        ("", x, lower),
    )
    path = " ".join(f"{letter}{' '.join(map(pixels, numbers))}" for letter, *numbers in points)
    return Markup('<path fill="url(#spreu)" d="{} Z"/>').format(path)


def _heading(column: _Column, words: _Words, share_at: int) -> Iterator[Markup]:
    yield text("f-gross", column.x, _NUMBER_LINE, words.reached)
    taken = breadth(words.further, NORMAL) + 16 if words.further and share_at == _NAME_LINE else 8
    yield text("f-txt", column.x, _NAME_LINE, fitted(words.label, NORMAL, column.room - taken))
    if words.further:
        yield text("f-txt leise", column.x + column.room - 14, share_at, words.further, "end")


# --- the rows ----------------------------------------------------------------------------------


def _rows(passages: Sequence[Passage], say: Catalogue) -> Iterator[Markup]:
    whole = passages[0].reached
    for row, passage in enumerate(passages):
        y = row * _ROW
        words = _words(passage, say, "page.figure.further")
        filed = words.filed if passage.filed else ""
        room = _NARROWEST - breadth(filed, SMALL) - breadth(words.reached, SMALL) - 24
        label = fitted(words.label, NORMAL, room)
        yield _row_label(y + 16, label, words.reached)
        if filed:
            yield text("f-lab", "100%", y + 16, filed, "end")
        yield from _band(passage, whole, y + _ROW_TOP)


def _row_label(y: float, label: str, reached: str) -> Markup:
    # A name written from right to left must not carry the number along.
    return Markup(
        '<text class="f-txt" x="0" y="{}"><tspan unicode-bidi="isolate">{}</tspan>'
        ' <tspan class="f-num">{}</tspan></text>'
    ).format(pixels(y), label, reached)


def _band(passage: Passage, whole: int, y: float) -> Iterator[Markup]:
    """Return the parts of a stage as one band, each as wide as its share of all."""
    further, here, filed = _shares((passage.further, passage.here, passage.filed), whole)
    if passage.further:
        yield rect("f-weiter", 0, y, percent(further), _BAND)
    if passage.here:
        yield rect("f-knoten", percent(further), y, percent(here), _BAND)
    if passage.filed:
        yield Markup(
            '<rect fill="url(#spreu-rows)" x="{}" y="{}" width="{}" height="{}"/>'
        ).format(percent(further + here), pixels(y), percent(filed), _BAND)
    if passage.further:
        yield rect("f-cap", 0, y, percent(further), 1.5)
        yield rect("f-cap", 0, y + _BAND - 1.5, percent(further), 1.5)


def _shares(parts: Sequence[int], whole: int) -> list[float]:
    """Return the parts in percent; the smallest can still be seen."""
    shares = [max(100 * part / whole, _LEAST_SHARE) if part else 0 for part in parts]
    largest = shares.index(max(shares))
    shares[largest] -= max(sum(shares) - 100, 0)
    return shares
