"""What fields are called, and the few words some of them know, German and English (3.2, 4.9)."""

from collections.abc import Iterator, Mapping

from kontaktjournal.domain.agenda import Order
from kontaktjournal.domain.contact import Answer
from kontaktjournal.domain.names import key_of, near
from kontaktjournal.domain.pipeline import Kind, Pipeline
from kontaktjournal.domain.query.fields import FIELDS
from kontaktjournal.notation.keys import Keys


def _table(words: Mapping[str, str]) -> dict[str, str]:
    """Return each word, and each other word for it, with the word it stands for."""
    table = {word: word for word in words}
    return table | {other: word for word, others in words.items() for other in others.split()}


#: Fields that are no key of a file, and outrank the keys spelled like them: "due" in a file is
#: the key `next`, in a query the day somebody is due (clarification 37).
_FIELDS = _table({
    "due": "faellig",
    "kind": "",
    "talk": "gespraech last_talk",
    "entries": "eintraege",
    "attempts": "versuche",
    "text": "volltext",
    "path": "pfad datei",
    "is": "ist",
    "has": "hat",
})  # fmt: skip
#: Keys of a file that are read into other ones.
_READ_AS = {"given_name": "name", "family_name": "name", "title": "role"}

SORT = frozenset({"sort", "sortiert"})
LIMIT = frozenset({"limit", "hoechstens"})

_YES_NO = {
    Answer.YES.value: "ja true wahr",
    Answer.NO.value: "nein false falsch",
}
#: The words a field knows, and what else they are called.
WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": _table({
        Kind.POOL: "liste",
        Kind.ACTIVE: "aktiv",
        Kind.WAITING: "wartend",
        Kind.WON: "gewonnen",
        Kind.FILED: "abgelegt",
    }),
    "fit": _table({**_YES_NO, Answer.OPEN.value: "offen"}),
    "blocked": _table(_YES_NO),
    "is": _table({
        "due": "faellig",
        "overdue": "ueberfaellig",
        "today": "heute",
        "week": "woche",
        "undated": "undatiert ohne_termin",
        "orphan": "verwaist",
        "decide": "zu_entscheiden",
        "broken": "unlesbar kaputt",
        "filed": "abgelegt",
        "pool": "liste",
        "dup": "doppelt duplicate",
        "birthday": "geburtstag",
        "blocked": "gesperrt",
        Kind.ACTIVE: "aktiv",
        Kind.WAITING: "wartend",
        Kind.WON: "gewonnen",
    }),
}  # fmt: skip
NEVER = frozenset({"never", "nie"})
#: What ``has:`` knows besides the fields: an open promise.
_TASK = _table({"task": "aufgabe zusage promise todo"})
_NOT_HAD = frozenset({"is", "has", "text", "kind"})


class Names:
    """Find what the words of a query mean.

    Args:
        keys: finds the canonical key of any spelling.
        pipeline: the stages.
    """

    def __init__(self, keys: Keys, pipeline: Pipeline) -> None:
        self._keys = keys
        self._pipeline = pipeline

    def field(self, typed: str) -> str:
        """Return the field a word means; a key of the user's own if it is none; "" if nothing."""
        name = key_of(typed)
        if name in _FIELDS:
            return _FIELDS[name]
        canonical = self._keys.canonical(typed) or name
        return _READ_AS.get(canonical, canonical)

    def order(self, typed: str) -> str:
        """Return what a list is sorted by."""
        name = key_of(typed)
        if name in {Order.URGENCY.value, "dringlichkeit"}:
            return Order.URGENCY.value
        # The option --sort has called it so before (S7).
        return "due" if name in {Order.DATE.value, "datum"} else self.field(typed)

    def word(self, field: str, typed: str) -> str | None:
        """Return which of the words a field knows is meant; None if it is none of them."""
        if field == "status":
            stage = self._pipeline.named(typed)
            return stage.id if stage else None
        if field == "has":
            name = key_of(typed)
            meant = self.field(typed) if name else "is"
            return _TASK.get(name) or (None if meant in _NOT_HAD else meant)
        return WORDS[field].get(key_of(typed))

    def known(self, field: str) -> list[str]:
        """Return the words to choose from, for "did you mean"."""
        if field == "status":
            return [stage.id for stage in self._pipeline.stages]
        if field == "has":
            return ["story", "fit", "phone", "email", "consent", "task", "next"]
        return [*dict.fromkeys(WORDS[field].values())]

    def is_slip(self, typed: str) -> bool:
        """Tell whether a word is a mistyped stage, and not just one the pipeline lacks."""
        return bool(near(typed, self._stage_words()))

    def _stage_words(self) -> Iterator[str]:
        for stage in self._pipeline.stages:
            yield from filter(None, (stage.id, stage.label, *stage.aliases))

    def near(self, field: str) -> list[str]:
        """Return the fields a key of the user's own may be a slip for."""
        return near(field, (*FIELDS, *_FIELDS, *self._keys.words))
