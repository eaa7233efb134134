"""How much room words take in a figure, before any browser has set them.

The widths are those of Source Sans 3, with a little to spare: where it is missing, a wider
font of the system takes its place.
"""

from kontaktjournal.views.terminal import visible

_NARROW = frozenset("iljItf.,:;'|!()[]/ -")
_BROAD = frozenset("mwMW@%&–—…→+")
_WIDE_FROM = "\u1100"

_NARROW_EM, _LETTER_EM, _CAPITAL_EM, _BROAD_EM, _WIDE_EM = 0.32, 0.54, 0.64, 0.88, 1.05


def breadth(words: str, size: float) -> float:
    """Return how wide some words are, rather too much than too little.

    Args:
        words: on one line.
        size: of the font, in pixels.
    """
    return sum(map(_em, words)) * size


def fitted(words: str, size: float, room: float) -> str:
    """Return the words, made visible, cut with an ellipsis where there is too little room.

    Args:
        words: on one line.
        size: of the font, in pixels.
        room: in pixels.
    """
    shown = visible(words)
    left = room
    for place, char in enumerate(shown):
        left -= _em(char) * size
        if left < 0:
            return _cut(shown[:place], size, room)
    return shown


def _cut(head: str, size: float, room: float) -> str:
    left = room - _BROAD_EM * size
    end = 0
    for char in head:
        left -= _em(char) * size
        if left < 0:
            break
        end += 1
    return f"{head[:end].rstrip()}…"


def _em(char: str) -> float:
    if char in _NARROW:
        return _NARROW_EM
    if char in _BROAD:
        return _BROAD_EM
    if char >= _WIDE_FROM:
        return _WIDE_EM
    return _CAPITAL_EM if char.isupper() else _LETTER_EM
