"""My side of the shared story, as text (3.6)."""

from collections.abc import Mapping, Sequence

from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.enumeration import enumerated
from kontaktjournal.views.terminal import Line, flow, pad, width

_INDENT = 2


def own_side_lines(
    lists: Mapping[str, Sequence[str]], path: str, say: Catalogue, columns: int
) -> list[Line]:
    """Set what stands in ``[me]``.

    Args:
        lists: its words by their keys.
        path: how messages call the file.
        say: the words of one language.
        columns: how wide the output may be.
    """
    names = {key: say(f"me.name.{key}") for key in lists}
    room = max(map(width, names.values()))
    lines = [Line.of(say("me.now", path=path))]
    for key, words in lists.items():
        # Each word in one piece, the comma behind it.
        *parts, last = [enumerated([word]) for word in words] or [say("me.none")]
        head = f"{' ' * _INDENT}{pad(names[key], room)}  "
        first, *rest = [*(f"{part}," for part in parts), last]
        lines += flow([head + first, *rest], columns, len(head), " ")
    return lines
