"""Claims about any text whatsoever in the place of a `journal.toml`."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kontaktjournal.config.read import understand
from kontaktjournal.config.schema import OPEN, STAGE, TABLES, TOP
from kontaktjournal.domain.errors import BadConfig


def refusal_of(text: str) -> BadConfig | None:
    """Return the refusal of a text; anything else that is raised is a bug."""
    try:
        understand(text)
    except BadConfig as refusal:
        return refusal
    return None


KEYS = st.sampled_from([
    "tag", "next", "pflege", "zzz", '"-"', '"a b"',
    *sorted({*TOP, *OPEN, *STAGE, *(key for keys in TABLES.values() for key in keys)}),
])  # fmt: skip
VALUES = st.recursive(
    st.sampled_from([
        "1", "-1", "0", "1.5", "nan", "true", "2026-12-24", "10:00:00", "2026-12-24T10:00:00Z",
        '""', '"--"', '"mo"', '"3 Wochen"', '"2026-12-24..2027-01-03"', '"DE-NW"', '"won"',
        '".."', '"9999-12..9999-W52"', '"a"', "'''\n'''", '"Europe/Berlin"', '"x:{path}"',
    ]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(KEYS, inner, max_size=3).map(
            lambda table: "{" + ", ".join(f"{key} = {text}" for key, text in table.items()) + "}"
        )
    ),
    max_leaves=5,
)  # fmt: skip
ROWS = {
    **{name: st.sampled_from(list(keys)) for name, keys in TABLES.items()},
    "[stage]": st.sampled_from(list(STAGE)),
    "cadence": st.sampled_from(["stage.pflege", "stage.a", "stage", "tag.a", "tag.A", "tag"]),
    "keys": st.sampled_from(["next", "last", "story"]),
    "views": KEYS,
}


def table(name: str) -> st.SearchStrategy[tuple[str, str]]:
    """Return tables whose keys are mostly right and whose values mostly are not."""
    rows = st.dictionaries(ROWS[name] | KEYS, VALUES, max_size=4)
    lines = rows.map(lambda row: "".join(f"{key} = {value}\n" for key, value in row.items()))
    return lines.map(lambda text: (name, f"[{name}]\n{text}"))


FILES = st.lists(
    st.one_of([table(name) for name in ROWS]), max_size=5, unique_by=lambda each: each[0]
).map(lambda tables: "".join(text for _, text in tables))


@settings(max_examples=300)
@given(FILES)
@example("a = " + "[" * 5000)
@example("[[stage]]\n[stage.x]\n")
@example("stage = [{}, {}]")
def test_nothing_but_a_refusal_comes_of_any_settings(text: str) -> None:
    refusal = refusal_of(text)

    if refusal:
        assert refusal.values["path"] == "journal.toml"
        assert refusal.values["line"] in range(1, text.count("\n") + 2)
        assert refusal.values["column"] in range(1, len(text) + 2)


@settings(max_examples=300)
@given(st.text(max_size=60) | st.text("[]{}=.,\"'\\#\n\r\t ab1-", max_size=60))
def test_no_noise_is_ever_a_traceback(text: str) -> None:
    refusal = refusal_of(text)

    assert refusal is None or refusal.key.startswith("config.")
