"""Slips of the finger in keys that would cost a date or a number (W210)."""

from functools import lru_cache

_DEAR = (
    "status", "next", "every", "phone", "email", "birthday", "story", "moment", "consent",
    "naechster", "wiedervorlage", "telefon", "geburtstag", "schritt", "rhythmus",
    "einwilligung",
)  # fmt: skip
#: Words in their own right, though one letter away.
_OTHER_WORDS = frozenset({
    "content", "ever", "gmail", "hone", "moments", "momente", "neat", "nest", "net", "nett",
    "newt", "phones", "prone", "schnitt", "schrift", "schritte", "shone", "statues", "stats",
    "store", "storey", "text", "very",
})  # fmt: skip


@lru_cache(maxsize=4096)
def meant(key: str) -> str:
    """Return the dear key this one is a slip of the finger away from, or nothing.

    Args:
        key: in the form of `key_of`.
    """
    if key in _OTHER_WORDS:
        return ""
    return next((dear for dear in _DEAR if _one_slip(key, dear)), "")


def _one_slip(typed: str, meant: str) -> bool:
    """Tell whether one letter was added, lost, replaced or swapped."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    typed_rest, meant_rest = typed[start:], meant[start:]
    return (
        typed_rest[1:] == meant_rest[1:]
        or typed_rest[1:] == meant_rest
        or typed_rest == meant_rest[1:]
        or (typed_rest[:2] == meant_rest[1::-1] and typed_rest[2:] == meant_rest[2:])
    )
