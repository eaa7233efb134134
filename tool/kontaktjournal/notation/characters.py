"""Characters and line ends that YAML and editors do not see alike."""

import re

#: Line ends as every editor counts them.
LINE_END = re.compile(r"\r\n|\n|\r")

#: What no head may hold: C0 and C1 controls, DEL, non-characters, lone surrogates. Tabs and
#: line ends are YAML's business; U+0085 is a line end there and no control.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

# YAML takes these for line ends or passes over them, which shifts every place behind them.
_MISTAKEN = re.compile("[\x85\u2028\u2029\ufeff]")

# More than 64 KiB could hold of them, so that one is always free.
_PRIVATE_USE = range(0xF0000, 0xFFFFE)


def stand_ins(text: str) -> dict[int, int]:
    """Return a character of private use for each one in the text that YAML would mistake.

    One for one, so that lines and columns stay what they are; none occurs in the text.
    """
    mistaken = sorted({ord(character) for character in _MISTAKEN.findall(text)})
    if not mistaken:
        return {}
    taken = {ord(character) for character in text}
    free = (code for code in _PRIVATE_USE if code not in taken)
    return dict(zip(mistaken, free, strict=False))
