"""What fields are called, and the few words some of them know, German and English (3.2, 4.9)."""

from collections.abc import Callable, Iterator, Mapping

from kontaktjournal.domain.agenda import Order
from kontaktjournal.domain.contact import Answer
from kontaktjournal.domain.names import key_of, near
from kontaktjournal.domain.pipeline import Kind, Pipeline
from kontaktjournal.domain.query.fields import FIELDS
from kontaktjournal.domain.query.words import ANY, NONE
from kontaktjournal.notation.keys import BUILT_IN, Keys


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

#: Spellings of a key that nobody looks for under them: these are the folder and what is in it.
_MISLEADING = frozenset({"kontakte"})

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
_SORTED = FIELDS.keys() - {"is", "has", "text", "consent", "blocked"}


#: What is worth asking ``has:`` for, and ``hat:``.
_HAD = ("story", "fit", "phone", "email", "consent", "task", "next")
_HAD_OTHERWISE = ("story", "passt", "telefon", "mail", "einwilligung", "zusage", "wiedervorlage")
#: What else may stand behind a field than what a user has written there.
_VALUES = {
    "next": ("any", "none", "never"),
    "consent": ("phone", "email", "yes", "no", "any", "none"),
    "limit": (),
    "text": (),
}
_VALUES_OTHERWISE = {
    "next": ("irgendein", "kein", "nie"),
    "consent": ("telefon", "mail", "ja", "nein", "any", "none"),
}


def field_words(beginning: str) -> list[str]:
    """Return what fields are called that begin like this; other names where no first one does.

    Args:
        beginning: of a name, in the form of `key_of`.
    """
    first = {name for name in (*FIELDS, "sort", "limit") if name.startswith(beginning)}
    others = {*_FIELDS, *BUILT_IN, *SORT, *LIMIT}
    return sorted(first or {name for name in others if name.startswith(beginning)})


def value_words(name: str, beginning: str, stages: Callable[[], Pipeline]) -> list[str]:
    """Return words that may stand behind a field and begin like this.

    Args:
        name: what the field was called, in the form of `key_of`.
        beginning: of a word, in the form of `key_of`.
        stages: gives the stages; they are asked for where they are needed.
    """
    field = _field_of(name)
    is_first = name == field
    if field == "sort":
        return [name for name in field_words(beginning) if name in _SORTED]
    if field == "status":
        known = [stage.id for stage in stages().stages]
        others = [word for stage in stages().stages for word in stage.aliases]
    elif field == "has":
        known, others = [*(_HAD if is_first else _HAD_OTHERWISE)], field_words(beginning)
    elif field in WORDS:
        table = WORDS[field]
        known = list(dict.fromkeys(table.values())) if is_first else _otherwise(table)
        others = [*table]
    else:
        values = _VALUES if is_first else {**_VALUES, **_VALUES_OTHERWISE}
        known = [*values.get(field, ("any", "none"))]
        others = sorted(NONE | ANY) if known else []
    chosen = [word for word in known if key_of(word).startswith(beginning)]
    return chosen or [word for word in others if key_of(word).startswith(beginning)]


def _field_of(name: str) -> str:
    if name in SORT | LIMIT:
        return "sort" if name in SORT else "limit"
    return _FIELDS.get(name) or BUILT_IN.get(name, name)


def _otherwise(table: Mapping[str, str]) -> list[str]:
    """Return another word for each that a field knows, or the word itself."""
    others = {meant: word for word, meant in reversed([*table.items()]) if word != meant}
    return [others.get(meant, meant) for meant in dict.fromkeys(table.values())]


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
            return [*_HAD]
        return [*dict.fromkeys(WORDS[field].values())]

    def is_slip(self, typed: str) -> bool:
        """Tell whether a word is a mistyped stage, and not just one the pipeline lacks."""
        return bool(near(typed, self._stage_words()))

    def _stage_words(self) -> Iterator[str]:
        for stage in self._pipeline.stages:
            yield from filter(None, (stage.id, stage.label, *stage.aliases))

    def near(self, field: str) -> list[str]:
        """Return the fields a key of the user's own may be a slip for."""
        others = (word for word in self._keys.words if word not in _MISLEADING)
        return near(field, (*FIELDS, *_FIELDS, *others))
