"""Claims about where keys and items stand in a TOML text."""

import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.config.positions import positions
from kontaktjournal.config.wrong import Where

TEXT = '''\
version = 1 # = not a key
[folders]
  contacts = ["a", # one
    'b=[', """
c = 1"""]
"ignöre" . "x\\u0041" = 1.5

[cadence]
stage.pflege = "8 Wochen"
tag = { a-kunde = "x", b = [ { c = 1 } ] }
[[stage]]
id = "a"
[stage.more]
deep = 2026-11-23 14:30:00
[[stage]]
id = "b"
last = """"quoted""""
end = true'''


def test_every_key_and_item_has_its_line_and_column() -> None:
    assert positions(TEXT) == {
        ("version",): (1, 1),
        ("folders",): (2, 2),
        ("folders", "contacts"): (3, 3),
        ("folders", "contacts", 0): (3, 15),
        ("folders", "contacts", 1): (4, 5),
        ("folders", "contacts", 2): (4, 12),
        ("folders", "ignöre"): (6, 1),
        ("folders", "ignöre", "xA"): (6, 12),
        ("cadence",): (8, 2),
        ("cadence", "stage"): (9, 1),
        ("cadence", "stage", "pflege"): (9, 7),
        ("cadence", "tag"): (10, 1),
        ("cadence", "tag", "a-kunde"): (10, 9),
        ("cadence", "tag", "b"): (10, 24),
        ("cadence", "tag", "b", 0): (10, 30),
        ("cadence", "tag", "b", 0, "c"): (10, 32),
        ("stage",): (11, 3),
        ("stage", 0): (11, 1),
        ("stage", 0, "id"): (12, 1),
        ("stage", 0, "more"): (13, 8),
        ("stage", 0, "more", "deep"): (14, 1),
        ("stage", 1): (15, 1),
        ("stage", 1, "id"): (16, 1),
        ("stage", 1, "last"): (17, 1),
        ("stage", 1, "end"): (18, 1),
    }


def test_windows_line_ends_count_once() -> None:
    found = positions("[a]\r\nb = 1\r\nc = [\r\n2,\r\n]\r\n")

    assert found[("a", "b")] == (2, 1)
    assert found[("a", "c", 0)] == (4, 1)


def ways(value: object, where: Where = ()) -> set[Where]:
    """Return the way to every key and list item of a value."""
    if isinstance(value, dict):
        inner: list[tuple[Any, object]] = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    else:
        return set()
    return {(*where, part) for part, _ in inner}.union(
        *(ways(item, (*where, part)) for part, item in inner)
    )


WORDS = st.text("ab-_1", min_size=1, max_size=3)
PARTS = WORDS | st.sampled_from(['"a.b"', "'= ['", '"ä\\""', '"\\u0041"', '"#"'])
KEYS = st.lists(PARTS, min_size=1, max_size=3).map(".".join)
SCALARS = st.sampled_from([
    "1", "1.5", "true", "2026-11-23", "2026-11-23 14:30:00", "14:30:00", '"a # = [ b"', "'\"'",
    '"""\n[x]\ny = 1\n"""', "'''\n'' = ]'''", '"\\\\"', '""', '"""""a"""""',
])  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[\n" + " ,# c\n ".join(items) + "\n]")
        | st.lists(st.tuples(KEYS, inner), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=6,
)
LINES = (
    st.tuples(KEYS, VALUES).map(lambda pair: f"  {pair[0]} = {pair[1]} # comment")
    | KEYS.map(lambda key: f"[ {key} ]")
    | KEYS.map(lambda key: f"[[{key}]] # ]]")
    | st.just("")
)


@settings(max_examples=400)
@given(st.lists(LINES, max_size=8).map("\n".join))
def test_whatever_tomllib_reads_has_a_place(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    assert set(positions(text)) == ways(data)
