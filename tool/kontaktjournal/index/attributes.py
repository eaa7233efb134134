"""Where the fields of a query lie in a contact's JSON, as `codec.encode` writes it.

A field that lies elsewhere than it is looked for is never found: `codec` and this module change
together.
"""

from collections.abc import Sequence

#: Fields that are one attribute, empty where nothing was said.
_ONE_VALUE = (
    "fit", "birthday", "every", "blocked", "snooze", "created", "role", "city", "address",
    "moment", "met", "source", "uid", "value",
)  # fmt: skip
#: Fields of which "any" and ``has:`` ask for no more than that one of some attributes is there.
PRESENT = {
    "story": ("story", "story_told"),
    "next": ("next", "never"),
    "status": ("status", "status_typed"),
    "consent": ("consent", "blocked"),
    **{name: (name,) for name in _ONE_VALUE},
}
#: Fields with several values.
LISTS = frozenset((
    "aliases", "org", "email", "phone", "url", "hooks", "via", "links", "distinct", "type", "tags",
))  # fmt: skip
#: Fields that are no attribute: what they are is worked out, or stands in another column.
COMPUTED = frozenset(("due", "last", "talk", "attempts", "entries", "step", "kind", "path"))
#: Fields whose words stand in the head of a file, and so in the full text.
_IN_HEAD = frozenset({
    "name", "aliases", "org", "role", "email", "city", "address", "url", "story", "hooks",
    "moment", "via", "met", "source", "uid", "type", "tags", "value",
})  # fmt: skip
#: Attributes a field's values come from.
SOURCES = {
    **{
        name: (name,)
        for name in (
            *_ONE_VALUE, "name", "aliases", "org", "email", "phone", "url", "story", "hooks",
            "via", "links", "distinct", "tags", "next", "status",
        )
    },
    "type": ("types",),
    "consent": ("consent", "blocked"),
    "task": ("promises",),
}  # fmt: skip
#: What else is asked for is a key of the user's own.
_OWN = ("others",)
#: Where the days of a head stand.
DAYS = {"next": "$.next[0]", "snooze": "$.snooze", "created": "$.created"}
#: Words of a field, or behind ``is:``, that are one mark in the JSON.
MARKS = {
    ("is", "broken"): '"unreadable":true',
    ("is", "blocked"): '"blocked":true',
    ("next", "never"): '"never":true',
    ("blocked", "yes"): '"blocked":true',
    ("fit", "yes"): '"fit":"yes"',
    ("fit", "no"): '"fit":"no"',
}
#: Those that are the lack of one.
LACKS = {("blocked", "no"): '"blocked":true', ("fit", "open"): '"fit":'}
#: A contact's JSON; of a file that is none, nothing.
_JSON = "nullif(contact, '')"


def sources_of(field: str) -> tuple[str, ...]:
    """Return the attributes a field's values come from."""
    return SOURCES.get(field, _OWN)


def is_own(field: str) -> bool:
    """Tell whether a field is a key of the user's own."""
    return sources_of(field) == _OWN


def is_in_head(field: str) -> bool:
    """Tell whether the words of a field stand in the head."""
    return field in _IN_HEAD or is_own(field)


def value_at(path: str) -> str:
    """Return the SQL for what stands at a place in the JSON."""
    return f"json_extract({_JSON}, '{path}')"


def values_of(attributes: Sequence[str]) -> str:
    """Return the SQL for the values of some attributes, as a JSON list."""
    # One path alone would be unescaped: half a surrogate would not survive that.
    paths = attributes if len(attributes) > 1 else (*attributes, "nothing")
    listed = ", ".join(f"'$.{name}'" for name in paths)
    return f"json_extract({_JSON}, {listed})"
