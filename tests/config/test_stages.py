"""Claims about faulty stages of one's own (3.3)."""

import pytest

from kontaktjournal.config.read import understand
from kontaktjournal.domain.errors import BadConfig


def refusal_of(text: str) -> BadConfig:
    with pytest.raises(BadConfig) as refusal:
        understand(text)
    return refusal.value


def place_of(refusal: BadConfig) -> tuple[object, object]:
    return refusal.values["line"], refusal.values["column"]


TWO_STAGES = """
[[stage]]
id = "pflege"
kind = "waiting"
aliases = ["keep"]

[[stage]]
id = "{id}"
kind = "active"
label = "{label}"
aliases = ["x", "{alias}"]
"""


@pytest.mark.parametrize(
    ("words", "word", "line", "column"),
    [
        ({"id": "Pflege"}, "Pflege", 8, 1),
        ({"id": "keep"}, "keep", 8, 1),
        ({"label": "PFLEGE"}, "PFLEGE", 10, 1),
        ({"alias": "pflege"}, "pflege", 11, 17),
        ({"alias": "Keep"}, "Keep", 11, 17),
    ],
)
def test_a_word_belongs_to_one_stage(
    words: dict[str, str], word: str, line: int, column: int
) -> None:
    refusal = refusal_of(TWO_STAGES.format(**{"id": "b", "label": "c", "alias": "d"} | words))

    assert refusal.key == "config.stage.twice"
    assert (refusal.values["word"], refusal.values["other"]) == (word, "pflege")
    assert place_of(refusal) == (line, column)


def test_a_single_alias_stands_where_its_key_stands() -> None:
    refusal = refusal_of('[[stage]]\nid = "a"\nkind = "won"\n[[stage]]\nid = "b"\n'
                         'kind = "won"\naliases = "A"')  # fmt: skip

    assert (refusal.key, place_of(refusal)) == ("config.stage.twice", (7, 1))


def test_a_wrong_stage_is_not_blamed_on_its_rhythm() -> None:
    refusal = refusal_of('[[stage]]\nid = "neu"\nkind = "x"\n[cadence]\nstage.neu = "3w"')

    assert refusal.key == "config.choice"
    assert "others" not in refusal.values


def test_a_rhythm_is_for_the_journal_s_own_stages() -> None:
    refusal = refusal_of('[[stage]]\nid = "neu"\nkind = "won"\n[cadence]\nstage.pflege = "3w"')

    assert refusal.key == "config.cadence.stage"
    assert refusal.values["known"] == "`neu`"
