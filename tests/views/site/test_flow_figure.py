"""Claims about wheat and chaff: both forms are true to their numbers, and tidy."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import assert_tidy, two
from kontaktjournal.domain.funnel import Flow, Passage
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Stage
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.flow_figure import flow_figures

DE, EN = Catalogue("de"), Catalogue("en")
MONDAY = date(2026, 11, 23)
STAGES = DEFAULT.stages[1:6]
HOSTILE = '"><script>alert(1)</script>&\u202e ein Name, länger als jeder Platz dafür ist'


def flow_of(*parts: tuple[int, int], stages: Sequence[Stage] = STAGES) -> Flow:
    """Return a flow of stages with so many still there, and so many filed."""
    passages: list[Passage] = []
    further = 0
    for stage, (here, filed) in reversed(list(zip(stages, parts, strict=False))):
        reached = further + here + filed
        passages.insert(0, Passage(stage, reached, further, here, filed))
        further = reached
    return Flow(tuple(passages), 0, MONDAY)


MOCK = flow_of((5, 18), (5, 14), (8, 5), (3, 2), (4, 0))


def test_the_flow_names_every_number() -> None:
    wide, rows = two(flow_figures(MOCK, DE))

    assert wide is not None
    assert wide.words == [
        *("18 abgelegt", "5 noch dort", "64", "Anbahnung", "64 % weiter →"),
        *("14 abgelegt", "5 noch dort", "41", "Gespräch", "54 % weiter →"),
        *("5 abgelegt", "8 noch dort", "22", "Pflege", "41 % weiter →"),
        *("2 abgelegt", "3 noch dort", "9", "Angebot", "44 % weiter →"),
        *("4", "Kunde"),
    ]
    assert rows.words[:4] == ["Anbahnung 64", "18 abgelegt", "Gespräch 41", "14 abgelegt"]
    assert wide.title == rows.title
    assert "Pflege: 22 erreicht, 9 weiter, 8 noch dort, 5 abgelegt;" in wide.title


def test_the_flow_is_as_tall_as_its_numbers() -> None:
    wide, _ = two(flow_figures(MOCK, DE))

    assert wide is not None
    scale = 211 / 64
    assert [box.height / scale for box in wide.rects("f-weiter")] == pytest.approx(
        [41, 22, 9, 4], abs=0.5
    )
    assert [box.height / scale for box in wide.rects("f-knoten")] == pytest.approx(
        [64, 41, 22, 9, 4], abs=0.2
    )


def test_the_rows_are_as_wide_as_their_numbers() -> None:
    _, rows = two(flow_figures(MOCK, DE))

    assert [box.width / 280 * 64 for box in rows.rects("f-weiter")] == pytest.approx(
        [41, 22, 9, 4], abs=0.05
    )
    assert [box.width / 280 * 64 for box in rows.rects("f-knoten")] == pytest.approx(
        [5, 5, 8, 3, 4], abs=0.05
    )


def test_without_room_for_the_words_there_are_only_rows() -> None:
    stages = [Stage(f"s{n}", Kind.ACTIVE, label=f"Stufe {n}") for n in range(20)]

    wide, rows = two(flow_figures(flow_of(*[(1, 1)] * 20, stages=stages), DE))

    assert wide is None
    assert "immer" in rows.root.attrib["class"]
    assert_tidy(rows)


def test_a_few_more_stages_only_leave_out_words() -> None:
    stages = [Stage(f"s{n}", Kind.ACTIVE, label=f"Stufe {n}") for n in range(8)]

    wide, _ = two(flow_figures(flow_of(*[(10, 10)] * 8, stages=stages), DE))

    assert wide is not None
    assert "88 % →" in wide.words


def test_nobody_is_no_figure() -> None:
    assert flow_figures(flow_of((0, 0), (0, 0)), DE) == ""
    assert flow_figures(Flow((), 3, None), DE) == ""


def test_ids_are_of_our_own_making() -> None:
    stages = [Stage('a" onload="x', Kind.ACTIVE), Stage("f-flow", Kind.WON)]

    svg = flow_figures(flow_of((1, 1), (1, 0), stages=stages), DE)

    assert re.findall(r' id="([^"]*)"', svg) == ["f-flow", "spreu", "f-flow-rows", "spreu-rows"]


_PARTS = st.tuples(
    st.integers(0, 5) | st.integers(0, 60_000), st.integers(0, 5) | st.integers(0, 60_000)
)
_LABELS = st.sampled_from(["Neu", "Im Gespräch", HOSTILE, "王芳", "שלום", "M" * 40])


@given(st.lists(st.tuples(_PARTS, _LABELS), min_size=1, max_size=9), st.sampled_from([DE, EN]))
def test_whatever_the_numbers_the_flow_is_tidy(
    many: list[tuple[tuple[int, int], str]], say: Catalogue
) -> None:
    stages = [Stage(f"s{n}", Kind.ACTIVE, label=label) for n, (_, label) in enumerate(many)]
    flow = flow_of(*(parts for parts, _ in many), stages=stages)
    if not flow.total:
        return

    wide, rows = two(flow_figures(flow, say))

    assert_tidy(rows)
    if wide is not None:
        assert_tidy(wide)
    assert all(say.number(passage.reached) in rows.title for passage in flow.passages)


@given(st.lists(_PARTS, min_size=2, max_size=6))
def test_no_chaff_runs_below_the_next_stage(parts: list[tuple[int, int]]) -> None:
    stages = [Stage(f"s{n}", Kind.ACTIVE, label="Stufe") for n in range(len(parts))]
    flow = flow_of(*parts, stages=stages)
    wide, _ = two(flow_figures(flow, DE)) if flow.total else (None, None)
    if wide is None:
        return

    starts = [box.left for box in wide.rects("f-knoten")]
    ends = [
        max(float(x) for x in re.findall(r"[ C]([\d.]+) [\d.]+(?= V)", path.attrib["d"]))
        for path in wide.root.iter("path")
    ]

    filed = [place for place, (_, number) in enumerate(parts) if number]
    assert len(ends) == len(filed)
    for place, end in zip(filed, ends, strict=True):
        assert end <= ([*starts[1:], wide.width])[place]
