"""The fast path: headers so plain that no YAML reader is needed.

One strict pattern knows the lines nearly every header is made of. Whatever it does not
know goes to the guarded reader; whatever it accepts, the guarded reader reads alike
(tests/notation/test_plain.py compares the two). Measured for a header of twelve keys:
9 µs here, 67 µs there.
"""

import re

from kontaktjournal.notation.words import Pairs, Value

#: Longer blocks are rare, and below this one no size limit needs checking.
_LONGEST = 8192

# Tabs, controls, foreign line ends, byte order marks, non-characters, lone surrogates.
_ODD = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_COMMENT = rf"#[^{_ODD}]*+"
_TAIL = rf" *+(?:#(?<= #)[^{_ODD}]*+)?\r?\n"
_SKIP = rf"(?: *+(?:{_COMMENT})?\r?\n)*+"
# [^\W_] is a letter or digit of any script; \d never stands alone for [0-9] here.
_KEY = rf"[^\W_][^:#{_ODD}]{{0,60}}+(?<! )"
_DOUBLE = rf'"[^"\\{_ODD}]*+"'
_SINGLE = rf"'[^'{_ODD}]*+'"
_PLAIN = (
    rf"[^-?:,\[\]{{}}#&*!|>'\"%@` {_ODD}][^:#{_ODD}]*+"
    rf"(?:(?::(?=[^ \r\n])|#(?<! #))[^:#{_ODD}]*+)*+"
)
_WORD = rf"(?:{_PLAIN}|{_DOUBLE}|{_SINGLE})"
_FLOW_PLAIN = rf"[^-?:,\[\]{{}}#&*!|>'\"%@` {_ODD}][^?:,\[\]{{}}#{_ODD}]*+"
_FLOW_WORD = rf"(?:{_FLOW_PLAIN}|{_DOUBLE} *+|{_SINGLE} *+)"
_FLOW = rf"\[ *+(?:{_FLOW_WORD}(?:, *+{_FLOW_WORD})*+)?\]"
_LIST = rf"( *+)- ++{_WORD}{_TAIL}{_SKIP}(?:\4- ++{_WORD}{_TAIL}{_SKIP})*+"
_LINE = rf"{_KEY}:(?: ++{_WORD})?{_TAIL}{_SKIP}"
_MAP = rf"( ++){_LINE}(?:\6{_LINE})*+"

# An entry and all below it; the last alternative swallows what is not plain.
_ENTRIES = re.compile(
    rf"({_KEY}):(?: ++({_WORD}|{_FLOW}){_TAIL}{_SKIP}"
    rf"|{_TAIL}{_SKIP}(?:({_LIST})|({_MAP}))?)"
    r"|[\s\S]+"
).findall
_skip = re.compile(_SKIP).match
_items_of = re.compile(rf"^ *+- ++({_WORD})", re.MULTILINE).findall
_lines_of = re.compile(rf"^ ++({_KEY}):(?: ++({_WORD}))?", re.MULTILINE).findall
_flow_words_of = re.compile(_FLOW_WORD).findall


def _text(word: str) -> str:
    word = word.rstrip(" ")
    return word[1:-1] if word[:1] in {'"', "'"} else word


def read_plain(text: str, start: int, end: int) -> Pairs | None:
    """Return the pairs of the block ``text[start:end]``, or None if it is not plain.

    The block ends with a line end; its values are bare texts without places.
    """
    if end - start > _LONGEST:
        return None
    skipped = _skip(text, start, end)
    start = skipped.end() if skipped else start
    pairs: list[tuple[str, Value]] = []
    for key, word, items, _, lines, _ in _ENTRIES(text, start, end):
        if word:
            first = word[0]
            if first in {'"', "'"}:
                pairs.append((key, word[1:-1]))
            elif first == "[":
                pairs.append((key, [_text(item) for item in _flow_words_of(word, 1)]))
            else:
                pairs.append((key, word.rstrip(" ")))
        elif items:
            pairs.append((key, [_text(item) for item in _items_of(items)]))
        elif lines:
            pairs.append((key, {name: _text(value) for name, value in _lines_of(lines)}))
        elif key:
            pairs.append((key, ""))
        else:
            return None
    return tuple(pairs)
