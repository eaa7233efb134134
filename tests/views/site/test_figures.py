"""Claims about the figures: well-formed, true to their numbers, no words upon others."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import Drawn, assert_tidy, heights, parsed
from kontaktjournal.domain.funnel import Flow, Lane, Length, Passage
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Stage
from kontaktjournal.domain.weeks import Week, Weeks
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.figures import (
    axis_of,
    every_week_figure,
    length_figure,
    stages_figure,
    weeks_figure,
)
from kontaktjournal.views.site.flow_figure import flow_figures
from kontaktjournal.views.site.lettering import breadth, fitted

DE, EN = Catalogue("de"), Catalogue("en")
MONDAY = date(2026, 11, 23)
STAGES = DEFAULT.stages[1:6]
HOSTILE = '"><script>alert(1)</script>&\u202e ein Name, länger als jeder Platz dafür ist'


def weeks_of(*held: int, planned: int = 0) -> Weeks:
    """Return weeks with so many talks, the last one the current."""
    monday = MONDAY - timedelta(weeks=len(held) - 1)
    return Weeks(
        tuple(Week(monday + timedelta(weeks=place), talks) for place, talks in enumerate(held)),
        planned,
    )


def lane(total: int, without: int = 0, stage: Stage = STAGES[0]) -> Lane:
    return Lane(stage, total, without, ())


# --- talks by week -----------------------------------------------------------------------------


def test_the_margin_names_the_best_week_and_this_one() -> None:
    drawn = Drawn(weeks_figure(weeks_of(3, 5, 8, 4, planned=2), DE))

    assert drawn.words == ["8", "4 + 2", "KW 48", "KW 45"]
    assert drawn.title == (
        "Geführte Gespräche je Woche. KW 45: 3, KW 46: 5, KW 47: 8, KW 48: 4."
        " Diese Woche sind 2 weitere geplant."
    )


def test_bars_are_as_tall_as_their_numbers() -> None:
    drawn = Drawn(weeks_figure(weeks_of(3, 6, 1, planned=2), EN))

    assert heights(drawn.rects("f-bar")) == [30.0, 60.0]
    assert heights(drawn.rects("f-jetzt")) == [10.0]
    assert heights(drawn.rects("f-plan")) == [19.5]


def test_a_number_that_would_lie_upon_bars_stands_below_them() -> None:
    drawn = Drawn(weeks_figure(weeks_of(*[9] * 11, 0, planned=1), DE))

    assert drawn.words == ["9", "KW 48: 0 + 1", "KW 37"]
    assert_tidy(drawn)


def test_without_talks_there_is_only_the_ground() -> None:
    drawn = Drawn(weeks_figure(weeks_of(*[0] * 12), DE))

    assert drawn.rects() == []
    assert drawn.words == ["0", "KW 48", "KW 37"]


def test_every_week_has_its_number_on_the_page_of_the_funnel() -> None:
    drawn = Drawn(every_week_figure(weeks_of(*range(12), planned=3), DE))

    assert drawn.words == [*map(str, range(11)), "11 + 3", "KW 48", "KW 37"]
    assert_tidy(drawn)


_TALKS = st.lists(st.integers(0, 9) | st.integers(0, 150), min_size=12, max_size=12)


@given(_TALKS, st.integers(0, 9) | st.integers(0, 150))
def test_no_numbers_of_weeks_lie_upon_others(held: list[int], planned: int) -> None:
    for figure in (weeks_figure, every_week_figure):
        drawn = Drawn(figure(weeks_of(*held, planned=planned), DE))

        assert_tidy(drawn)
        assert all(f": {number}" in drawn.title for number in held)


@pytest.mark.parametrize("held", [(7,), (0,), (1, 2)])
def test_fewer_weeks_are_a_figure_all_the_same(held: tuple[int, ...]) -> None:
    assert_tidy(Drawn(weeks_figure(weeks_of(*held), DE)))
    assert_tidy(Drawn(every_week_figure(weeks_of(*held, planned=1), DE)))


# --- contacts by stage -------------------------------------------------------------------------


def test_the_small_funnel_outlines_who_lacks_a_next_step() -> None:
    lanes = [lane(8, 2), lane(4, 0, STAGES[1]), lane(0, 0, STAGES[2])]

    drawn = Drawn(stages_figure(lanes, DE))

    assert drawn.words == ["Anbahnung", "8", "Gespräch", "4", "Pflege", "0"]
    full, half = drawn.rects("f-bar")
    (outlined,) = drawn.rects("f-plan")
    assert full.width / 6 == pytest.approx(half.width / 4, rel=0.01)
    assert (outlined.width + 1) / 2 == pytest.approx(full.width / 6, rel=0.01)
    assert drawn.title == (
        "Kontakte je Stufe: Anbahnung 8, Gespräch 4, Pflege 0. Ohne nächsten Schritt: 2."
    )


_LANES = st.builds(
    lambda total, without, label: lane(
        total, min(without, total), Stage("a", Kind.ACTIVE, label=label)
    ),
    st.integers(0, 12) | st.integers(0, 98_412),
    st.integers(0, 98_412),
    st.sampled_from(["Neu", "Im Gespräch", HOSTILE, "王芳王芳王芳王芳王芳王芳王芳", "W" * 99]),
)


@given(st.lists(_LANES, max_size=9))
def test_the_small_funnel_keeps_its_words_apart(lanes: list[Lane]) -> None:
    drawn = Drawn(stages_figure(lanes, DE))

    assert_tidy(drawn)
    assert all(DE.number(each.total) in drawn.words for each in lanes)


# --- days in a stage ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("longest", "axis"),
    [
        (0, 10),
        (10, 10),
        (11, 20),
        (46, 60),
        (170, 180),
        (366, 500),
        (1001, 2000),
        (20_000, 20_000),
    ],
)
def test_an_axis_is_rounded_up_to_the_days_there_are(longest: int, axis: int) -> None:
    assert axis_of([Length(STAGES[0], 3, 0, 0, longest), Length(STAGES[1], 0)]) == axis


def test_the_line_spans_the_middle_half_and_the_dot_is_the_median() -> None:
    svg = length_figure(Length(STAGES[0], 9, 45, 90, 135), 180)

    root = parsed(svg)
    (span,) = [each for each in root.iter("line") if each.get("class") == "f-spanne"]
    (dot,) = root.iter("circle")
    at = [float(span.attrib[name]) for name in ("x1", "x2")]
    assert [round((x - 4.5) / 231, 2) for x in (*at, float(dot.attrib["cx"]))] == [0.25, 0.75, 0.5]
    assert root.attrib["aria-hidden"] == "true"


def test_without_stays_there_is_no_line() -> None:
    assert length_figure(Length(STAGES[0], 0), 180) == ""


# --- all of them -------------------------------------------------------------------------------

_PASSAGES = (Passage(STAGES[0], 9, 4, 3, 2), Passage(STAGES[1], 4, 0, 4, 0))
FLOW = Flow(_PASSAGES, 0, MONDAY)
FIGURES = [
    weeks_figure(weeks_of(1, 2, planned=1), DE),
    every_week_figure(weeks_of(1, 2, planned=1), DE),
    stages_figure([lane(3, 1, Stage(HOSTILE, Kind.ACTIVE, label=HOSTILE))], DE),
    *(f"<svg{part}" for part in str(flow_figures(FLOW, DE)).split("<svg")[1:]),
]


@pytest.mark.parametrize("svg", FIGURES)
def test_a_figure_says_in_words_what_it_shows(svg: str) -> None:
    root = parsed(svg)

    title = root.find("title")
    assert root.attrib["role"] == "img"
    assert title is not None
    assert title.attrib["id"] == root.attrib["aria-labelledby"]


@pytest.mark.parametrize("svg", FIGURES)
def test_a_figure_has_no_style_and_no_script_of_its_own(svg: str) -> None:
    assert "style=" not in svg
    assert "<script" not in svg
    assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", svg))


def test_no_id_is_given_twice() -> None:
    ids = re.findall(r' id="([^"]*)"', "".join(FIGURES))

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("words", "room", "expected"),
    [("Gespräch", 200, "Gespräch"), ("Gespräch", 50, "Gesp…"), ("Gespräch", 5, "…"), ("", 5, "")],
)
def test_words_without_room_are_cut(words: str, room: float, expected: str) -> None:
    assert fitted(words, 15.5, room) == expected


@given(st.text(), st.floats(14, 400))
def test_cut_words_fit(words: str, room: float) -> None:
    assert breadth(fitted(words, 14, room), 14) <= room + 0.01
