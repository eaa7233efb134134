"""What the full text is given of a text, so that it finds what folding finds (N6).

FTS5 folds letters by tables of its own: it leaves ø, ł, æ or Ά as they are, and divides words at
apostrophes. Lines with such letters are folded before it gets them; all others, nearly all of a
German journal, it gets as they are.
"""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from kontaktjournal.domain.names import strip_marks, transliterate

#: Letters and signs beyond ASCII that folding and every version of SQLite agree on.
_AGREED = "äöüÄÖÜßàáâçèéêíîñóôúÉ·§€„“”–—…→\xa0📅⏳\u2795✅❌🔁⏫🔼🔽"
#: What folding drops, and the full text takes for a gap between words.
_APOSTROPHES = "'`´‘’‛′"  # noqa: RUF001 -- all of them are typed in names
_ASCII = bytes(sorted({*range(128)} - {*b"\0'`"}))
_is_agreed = re.compile(f"[{_AGREED}]*").fullmatch
_has_gaps_only = re.compile(f"[{_AGREED}{_APOSTROPHES}]*").fullmatch
_FOREIGN = f"[^\x01-\x7f{_AGREED}{_APOSTROPHES}]"
_GAP = re.compile(f"[{_APOSTROPHES}](?<=[^\\W_].)[{_APOSTROPHES}]*(?=[^\\W_])")
_find_gap = _GAP.search
_find_odd = re.compile(f"{_FOREIGN}|{_GAP.pattern}").search
_foreign_in = re.compile(_FOREIGN).findall
_WORD = re.compile(r"[^\W_]+")
_AS_GAP = dict.fromkeys(map(ord, _APOSTROPHES), " ")
_MODIFIERS, _GREEK = "\u02b0", "\u0370"

#: A word nobody types: what stands on both sides of it does not stand together.
BARRIER = "\n\ue001\n"


def indexed(text: str) -> str:
    """Return a text as the full text is to read it.

    Folded lines stay in their places, each word as one; how else they may be read is added at
    the end: the German way, and what stands on both sides of an apostrophe.
    """
    # Nearly all texts are done with here: no time is to be lost on them.
    rest = text.encode("utf-8", "replace").translate(None, _ASCII).decode()
    if _is_agreed(rest):
        return text
    is_foreign = not _has_gaps_only(rest)
    find = _find_odd if is_foreign else _find_gap
    pieces: list[str] = []
    added: dict[str, None] = {}
    done = 0
    while odd := find(text, done):
        begin = text.rfind("\n", done, odd.start()) + 1
        end = text.find("\n", odd.end())
        end = len(text) if end < 0 else end
        line = text[begin:end]
        folded, *others = _readings(line) if is_foreign else _without_gaps(line)
        pieces += text[done:begin], folded
        added |= dict.fromkeys(others)
        done = end
    return BARRIER.join(("".join((*pieces, text[done:])), *added))


def spelled_otherwise(names: Iterable[str]) -> Iterator[str]:
    """Yield how else names may be read that the full text does not know as folding does."""
    for name in names:
        if not _is_agreed(name.encode("utf-8", "replace").translate(None, _ASCII).decode()):
            yield from _readings(name)


def _readings(line: str) -> Iterable[str]:
    """Return a line folded, and how else it may be read."""
    foreign = set(_foreign_in(line))
    if not foreign:
        return _without_gaps(line)
    spelled = [strip_marks(line), transliterate(line)]
    if _find_gap(line) or not all(map(_is_letter, foreign)):
        spelled.append(strip_marks(" ".join(_WORD.findall(normalize("NFC", line)))))
    return dict.fromkeys(" ".join(_WORD.findall(each)) for each in spelled)


def _without_gaps(line: str) -> Iterable[str]:
    divided = (word for word in line.split() if _find_gap(word))
    return _GAP.sub("", line), *(word.translate(_AS_GAP) for word in divided)


def _is_letter(char: str) -> bool:
    """Tell whether a character is a letter, and no mark or apostrophe that looks like one."""
    return char.isalpha() and not _MODIFIERS <= char < _GREEK
