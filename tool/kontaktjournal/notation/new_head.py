"""Values of a head as YAML, for a file that does not exist yet (3.1, W2)."""

from collections.abc import Mapping

from kontaktjournal.notation.edit.scalars import one_line, scalar
from kontaktjournal.notation.edit.sheet import Spelling
from kontaktjournal.notation.edit.splice import ORDER
from kontaktjournal.notation.words import Value

#: What is said of a key: a text, several, or a text for each of some names.
Said = str | tuple[str, ...] | Mapping[str, str]

#: Short words, side by side; and sentences, one below the other even where there is only one.
_BESIDE, _BELOW = frozenset({"tags"}), frozenset({"story", "hooks", "links", "distinct"})
_ANSWERS = frozenset({"consent", "fit", "blocked"})


def cleaned(said: Mapping[str, Said]) -> dict[str, Said]:
    """Return what can stand in a head, each on one line, in the order of heads (3.1)."""
    kept = {key: _cleaned(value) for key, value in said.items()}
    return {key: kept[key] for key in sorted(kept, key=ORDER.index) if kept[key]}


def _cleaned(value: Said) -> Said:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(filter(None, map(one_line, value))))
    return {one_line(key): one_line(text) for key, text in value.items()}


def as_yaml(canonical: str, value: Said, spelling: Spelling) -> str:
    """Return a value as it stands behind its key.

    Args:
        canonical: the key.
        value: one of `cleaned`.
        spelling: the journal's.
    """
    answers = canonical in _ANSWERS
    if isinstance(value, str):
        return scalar(spelling.value(canonical, value), answers=answers)
    if isinstance(value, tuple):
        if canonical in _BESIDE:
            return f"[{', '.join(scalar(word, in_flow=True) for word in value)}]"
        if len(value) == 1 and canonical not in _BELOW:
            return scalar(value[0])
        return "".join(f"\n  - {scalar(word)}" for word in value)
    lines = (f"\n  {scalar(key)}: {scalar(text, answers=answers)}" for key, text in value.items())
    return "".join(lines)


def as_read(canonical: str, value: Said, spelling: Spelling) -> Value:
    """Return what must be read of a value."""
    if isinstance(value, str):
        return spelling.value(canonical, value)
    return [*value] if isinstance(value, tuple) else dict(value)
