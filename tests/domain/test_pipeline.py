"""The stages and the words they are found by (3.3)."""

import pytest

from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage


def test_the_default_pipeline_stands_in_funnel_order() -> None:
    order = [(stage.id, stage.kind.value, stage.rank) for stage in DEFAULT.stages]

    assert order == [
        ("liste", "pool", 0),
        ("anbahnung", "active", 2),
        ("gespraech", "active", 3),
        ("pflege", "waiting", 1),
        ("angebot", "active", 4),
        ("kunde", "won", 1),
        ("ablage", "filed", 0),
    ]


@pytest.mark.parametrize(
    ("stage_id", "words"),
    [
        ("liste", "liste list pool neu new inbox stub unsorted on-radar"),
        (
            "anbahnung",
            (
                "anbahnung approach lead prospect candidate cold warm contacted kontaktiert "
                "researched identified reached-out"
            ),
        ),
        (
            "gespraech",
            (
                "gespraech gespräch talk conversation call demo meeting qualified qualifiziert "
                "replied engaging conversing interessiert"
            ),
        ),
        ("pflege", "pflege nurture pflegen active aktiv keep keep-warm"),
        ("angebot", "angebot offer proposal negotiation verhandlung decision quoted"),
        ("kunde", "kunde customer client won gewonnen closed-won geschaeft geschäft deal"),
        (
            "ablage",
            (
                "ablage filed abgelegt archiv archive archived lost verloren closed closed-lost "
                "dormant inactive inaktiv lost-touch nicht-interessiert spreu"
            ),
        ),
    ],
)
def test_every_word_of_the_specification_finds_its_stage(stage_id: str, words: str) -> None:
    found = {word: DEFAULT.named(word) for word in words.split()}

    assert found == dict.fromkeys(words.split(), DEFAULT.stage(stage_id))


@pytest.mark.parametrize(
    "word",
    ["Gespräch", "GESPRÄCH", "gespraech", "Gespra\u0308ch", " gespräch "],
)
def test_a_stage_is_found_in_any_spelling(word: str) -> None:
    stage = DEFAULT.named(word)

    assert stage is not None
    assert stage.id == "gespraech"


@pytest.mark.parametrize("word", ["Closed Won", "closedWon", "closed_won", "Closed-Won"])
def test_a_word_of_two_is_found_however_they_are_joined(word: str) -> None:
    stage = DEFAULT.named(word)

    assert stage is not None
    assert stage.id == "kunde"


@pytest.mark.parametrize("word", ["vip", "", "-", "pfleg", "liste2"])
def test_an_unknown_word_means_no_stage(word: str) -> None:
    assert DEFAULT.named(word) is None


@pytest.mark.parametrize("stage_id", ["nurture", "Pflege", "", None])
def test_only_the_id_itself_is_an_id(stage_id: str | None) -> None:
    assert DEFAULT.stage(stage_id) is None


def test_a_pipeline_of_ones_own_is_found_by_label_and_alias() -> None:
    warm = Stage("warm", Kind.WAITING, 1, aliases=("lauwarm",), label="Schön warm")
    own = Pipeline((warm, Stage("weg", Kind.FILED)))

    found = [own.named(word) for word in ("warm", "lauwarm", "schoen-warm", "pflege")]

    assert found == [warm, warm, warm, None]


def test_an_empty_label_finds_nothing() -> None:
    own = Pipeline((Stage("warm", Kind.WAITING, label=""),))

    assert own.named("") is None


def test_a_word_of_two_stages_means_the_earlier_one() -> None:
    first = Stage("eins", Kind.ACTIVE, aliases=("beide",))
    own = Pipeline((first, Stage("zwei", Kind.ACTIVE, aliases=("beide",))))

    assert own.named("beide") is first


def test_pipelines_of_equal_stages_are_equal() -> None:
    one, other = (Pipeline((Stage("warm", Kind.WAITING, 1),)) for _ in range(2))

    assert one == other
    assert hash(one) == hash(other)
    assert one != Pipeline((Stage("warm", Kind.WAITING, 2),))
    assert one != "warm"
