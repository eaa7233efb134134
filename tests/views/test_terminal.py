import re
import subprocess
import sys
import unicodedata
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.views.terminal import (
    Line,
    Span,
    Style,
    cut,
    fit,
    flow,
    pad,
    render,
    visible,
    width,
    wrap,
)

#: Everything a file, a file name or a command line may hold, and often what bites.
ODD = (
    "\x00\x07\x1b\x7f\x85\x9b\r\n\t\u061c\u200b\u200d\u200e\u202e\u2028\u2066\ufeff\ufe0f\udcff"
    "\U0001f469\U0001f680\U0001f3fd\u2764\u0301\u1161王한äÄ–… "
)
TEXT = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=())), max_size=40)
STYLES = st.sampled_from(get_args(Style))
LINES = st.lists(st.builds(Span, TEXT, STYLES), max_size=4).map(lambda spans: Line(tuple(spans)))
COLUMNS = st.integers(2, 30)
INDENT = st.integers(0, 40)


def steers(text: str) -> bool:
    """Tell, independently of the code, whether a text could steer a terminal."""
    return any(
        unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF"}
        or unicodedata.bidirectional(char) in {"LRI", "RLI", "FSI", "PDI"}
        or char in "\u200e\u200f\u061c"
        for char in text
    )


def letters(text: str) -> str:
    return text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jörg Weiß – „Ja“ 王芳 👩‍🚀", "Jörg Weiß – „Ja“ 王芳 👩‍🚀"),
        ("\x1b]52;c;cm0gLXJm\x07", r"\x1b]52;c;cm0gLXJm\x07"),
        ("\x9b31mrot", r"\x9b31mrot"),
        ("Anna\x00", r"Anna\x00"),
        ("sichtbar\rversteckt", r"sichtbar\x0dversteckt"),
        ("Max \u202eretsnuM", r"Max \u202eretsnuM"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ("M\udcfcller", r"M\udcfcller"),
        ("Buchmesse\r\nLeipzig\n2024\tHalle 3", "Buchmesse Leipzig 2024 Halle 3"),
    ],
)
def test_what_could_steer_a_terminal_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(TEXT)
def test_visible_text_steers_nothing_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)

    assert not steers(shown)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("Anna Müller", 11),
        ("– … „ja“ · ☎ →", 14),
        ("Mu\u0308ller", 6),
        ("王芳", 4),
        ("カタカナ", 8),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
        ("a\u200bb", 2),
        ("Drucker\xadei", 10),
        ("👍", 2),
        ("👍🏽", 2),
        ("👩‍🚀", 2),
        ("❤️", 2),
        ("❤️‍🔥", 2),
        ("🇩🇪", 2),
        ("\x1b", 4),
    ],
)
def test_width_counts_columns_and_not_characters(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "short"),
    [
        ("Anna Müller", 11, "Anna Müller"),
        ("Anna Müller", 10, "Anna Müll…"),
        ("Anna Müller", 6, "Anna…"),
        ("王芳芳", 5, "王芳…"),
        ("王芳芳", 4, "王…"),
        ("👩‍🚀👩‍🚀", 3, "👩‍🚀…"),
        ("Mu\u0308ller", 3, "Mu\u0308…"),
        ("Anna", 1, "…"),
        ("Anna", 0, ""),
        ("Anna", -3, ""),
    ],
)
def test_long_text_is_cut_between_letters_and_says_so(text: str, columns: int, short: str) -> None:
    assert cut(text, columns) == short


@given(TEXT, st.integers(-2, 30))
def test_cut_text_is_never_wider_than_its_place(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= max(columns, 0)


@given(text=TEXT, columns=st.integers(-2, 30), right=st.booleans())
def test_padded_text_is_whole_and_as_wide_as_its_place(
    text: str, columns: int, *, right: bool
) -> None:
    padded = pad(text, columns, right=right)

    assert visible(text) in padded
    assert width(padded) == max(columns, width(text))


@given(TEXT, COLUMNS)
def test_fitted_text_fills_its_place_exactly(text: str, columns: int) -> None:
    assert width(fit(text, columns)) == columns


def test_a_column_may_be_filled_from_the_left() -> None:
    assert pad("7", 3, right=True) == "  7"


def test_a_line_is_made_of_words_spans_and_lines() -> None:
    name = Line.of(Span("Jonas Weber", "strong"))

    line = Line.of(" 1  ", name, " Angebot")

    assert line.text == " 1  Jonas Weber Angebot"
    assert line.width == 23
    assert line.spans[1] == Span("Jonas Weber", "strong")


def test_colour_is_written_only_where_it_is_wanted() -> None:
    line = Line.of(Span("Überfällig", "heading"), " ", Span("(3 T)", "late"))

    assert render([line], colour=False) == "Überfällig (3 T)\n"
    assert render([line], colour=True) == "\x1b[1mÜberfällig\x1b[0m \x1b[31m(3 T)\x1b[0m\n"


def test_blanks_at_the_end_of_a_line_are_not_written() -> None:
    line = Line.of(pad("Anna", 9), Span("   ", "dim"), "")

    assert render([line, Line()], colour=True) == "Anna\n\n"


@given(st.lists(LINES, max_size=3))
def test_output_without_colour_holds_no_control_but_line_ends(lines: list[Line]) -> None:
    output = render(lines, colour=False)

    assert output.count("\n") == len(lines)
    assert not steers(output.replace("\n", ""))


@given(st.lists(LINES, max_size=3))
def test_colour_adds_nothing_but_codes_of_our_own(lines: list[Line]) -> None:
    output = render(lines, colour=True)

    assert re.sub(r"\x1b\[\d+m", "", output) == render(lines, colour=False)


def test_words_wrap_below_their_indent_and_keep_their_style() -> None:
    line = Line.of("Story: ", Span("Buchmesse Leipzig 2024, Stände nebeneinander", "dim"))

    lines = wrap(line, 30, indent=7)

    assert [line.text for line in lines] == [
        "Story: Buchmesse Leipzig 2024,",
        "       Stände nebeneinander",
    ]
    assert lines[1].spans == (Span("       "), Span("Stände nebeneinander", "dim"))


def test_a_word_longer_than_the_line_is_broken_where_the_line_is_full() -> None:
    lines = wrap("Donaudampfschiff fährt", 10, indent=2)

    assert [line.text for line in lines] == ["Donaudampf", "  schiff", "  fährt"]


def test_a_fixed_blank_does_not_break() -> None:
    assert [line.text for line in wrap("Anna 25\xa0min", 9)] == ["Anna", "25\xa0min"]


@settings(max_examples=60)
@given(LINES, COLUMNS, INDENT)
def test_wrapped_lines_fit_and_lose_no_letter(line: Line, columns: int, indent: int) -> None:
    lines = wrap(line, columns, indent)

    assert all(line.width <= columns for line in lines)
    assert letters("".join(line.text for line in lines)) == letters(line.text)


def test_parts_flow_over_lines_without_a_separator_at_the_end() -> None:
    parts: list[str | Span] = [
        "zuletzt Zoom 02.11.",
        Span("Zusage offen: Konzept schicken", "warn"),
        "Köln",
    ]

    lines = flow(parts, 40, indent=6)

    assert [line.text for line in lines] == [
        "zuletzt Zoom 02.11.",
        "      Zusage offen: Konzept schicken",
        "      Köln",
    ]
    assert lines[1].spans[1].style == "warn"


def test_parts_that_fit_stand_side_by_side() -> None:
    assert [line.text for line in flow(["a", "b", "c"], 9)] == ["a · b · c"]
    assert flow([], 9) == []


@settings(max_examples=60)
@given(st.lists(LINES, max_size=4), COLUMNS, INDENT)
def test_flowing_parts_fit_and_lose_no_letter(
    parts: list[Line], columns: int, indent: int
) -> None:
    lines = flow(parts, columns, indent, separator=" ")

    assert all(line.width <= columns for line in lines)
    assert letters("".join(line.text for line in lines)) == letters(
        "".join(part.text for part in parts)
    )


def test_latin_text_is_measured_without_loading_the_unicode_tables() -> None:
    code = (
        "import sys; from kontaktjournal.views.terminal import cut, wrap, width;"
        "cut('Jörg Weiß – „ja“', 99), wrap('Straße · Köln', 99), width('\\x1b');"
        "print('unicodedata' in sys.modules)"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "False\n"
