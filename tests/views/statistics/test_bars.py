"""Bars and sparklines: true to their numbers, and made of letters a terminal has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.views.statistics.bars import ASCII, BLOCKS, Ink, bar, ink_for, sparkline

INKS = st.sampled_from([BLOCKS, ASCII])
COUNTS = st.integers(0, 200_000)


@pytest.mark.parametrize(
    ("value", "drawn"),
    [(37, "████████"), (22, "████▊"), (13, "██▊"), (5, "█▏"), (1, "▎"), (0, "")],
)
def test_a_bar_is_as_long_as_its_share_to_an_eighth(value: int, drawn: str) -> None:
    assert bar(value, 37, 8, BLOCKS) == drawn


@pytest.mark.parametrize(("value", "drawn"), [(37, "########"), (22, "#####"), (1, "#"), (0, "")])
def test_a_bar_of_plain_letters_has_whole_ones_only(value: int, drawn: str) -> None:
    assert bar(value, 37, 8, ASCII) == drawn


@given(COUNTS, COUNTS, st.integers(0, 60), INKS)
def test_a_bar_never_leaves_its_room_and_only_nothing_is_invisible(
    value: int, more: int, columns: int, ink: Ink
) -> None:
    drawn = bar(value, value + more, columns, ink)

    assert len(drawn) <= columns
    assert bool(drawn) == (value > 0 and columns > 0)


@given(COUNTS, COUNTS, st.integers(1, 60), INKS)
def test_more_is_never_drawn_shorter(value: int, more: int, columns: int, ink: Ink) -> None:
    most = value + more

    assert len(bar(value, most, columns, ink)) <= len(bar(most, most, columns, ink))


def test_a_sparkline_rises_to_the_most_and_only_nothing_stands_on_the_ground() -> None:
    assert sparkline([0, 1, 2, 3, 4, 5, 6, 7], BLOCKS) == "▁▂▃▄▅▆▇█"
    assert sparkline([0, 1, 40], BLOCKS) == "▁▂█"
    assert sparkline([0, 1, 2, 7], ASCII) == "_.:#"


def test_a_sparkline_of_nothing_is_flat() -> None:
    assert sparkline([0, 0, 0], BLOCKS) == "▁▁▁"
    assert sparkline([], BLOCKS) == ""


@given(st.lists(COUNTS, max_size=60), INKS)
def test_a_sparkline_has_a_letter_for_each_value(values: list[int], ink: Ink) -> None:
    drawn = sparkline(values, ink)

    assert len(drawn) == len(values)
    heights = [ink.heights.index(letter) for letter in drawn]
    assert [height > 0 for height in heights] == [value > 0 for value in values]


@pytest.mark.parametrize(
    ("encoding", "ink"),
    [
        ("utf-8", BLOCKS),
        ("ascii", ASCII),
        ("latin-1", ASCII),
        # It has whole blocks, but no parts of them.
        ("cp437", ASCII),
        ("no such encoding", ASCII),
    ],
)
def test_a_terminal_gets_letters_it_has(encoding: str, ink: Ink) -> None:
    assert ink_for(encoding) == ink
