"""Keys at a terminal, one by one, and lines between them."""

import os
import pty
import termios
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from kontaktjournal.cli.keys import OTHER, listening, typed_line


class Terminal(NamedTuple):
    """Both ends of one: where a person types, and where the command reads."""

    ours: int
    theirs: int

    def type(self, keys: str | bytes) -> None:
        os.write(self.ours, keys if isinstance(keys, bytes) else keys.encode())

    def press(self, keys: str | bytes) -> str:
        """Press while somebody listens."""
        with listening(self.theirs) as pressed:
            self.type(keys)
            return pressed()


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    yield Terminal(ours, theirs)
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("key", ["p", "X", "?", " ", "ö", "ß", "’", "😀", "\t"])
def test_a_key_counts_without_enter(terminal: Terminal, key: str) -> None:
    assert terminal.press(key) == key


def test_enter_is_a_line_end(terminal: Terminal) -> None:
    assert terminal.press("\r") == "\n"


def test_the_end_of_input_is_nothing(terminal: Terminal) -> None:
    assert terminal.press("\x04") == ""


@pytest.mark.parametrize("keys", ["\x1b", "\x1b[A", "\x1bOP", "\x1b[3~", "\x1b[1;5C"], ids=ascii)
def test_a_key_that_is_no_letter_is_no_answer(terminal: Terminal, keys: str) -> None:
    assert terminal.press(keys) == OTHER


def test_nothing_of_an_arrow_is_the_next_answer(terminal: Terminal) -> None:
    assert [terminal.press("\x1b[A"), terminal.press("p")] == [OTHER, "p"]


def test_ctrl_c_interrupts_also_where_the_terminal_only_hands_it_on(terminal: Terminal) -> None:
    modes = termios.tcgetattr(terminal.theirs)
    modes[3] &= ~termios.ISIG
    termios.tcsetattr(terminal.theirs, termios.TCSANOW, modes)

    with pytest.raises(KeyboardInterrupt):
        terminal.press("\x03")


def test_bytes_that_are_no_letter_do_no_harm(terminal: Terminal) -> None:
    assert terminal.press(b"\xff") == "\ufffd"


def test_what_was_typed_ahead_counts(terminal: Terminal) -> None:
    terminal.type("px")

    assert [terminal.press(""), terminal.press("")] == ["p", "x"]


def test_the_terminal_is_left_as_it_was(terminal: Terminal) -> None:
    before = termios.tcgetattr(terminal.theirs)

    terminal.press("p")
    terminal.press("\x1b[A")
    with pytest.raises(KeyboardInterrupt), listening(terminal.theirs):
        raise KeyboardInterrupt

    assert termios.tcgetattr(terminal.theirs) == before
    assert os.get_blocking(terminal.theirs)


def test_a_line_is_read_to_its_end_and_no_further(terminal: Terminal) -> None:
    terminal.type("  8 Wöchen \nj")

    assert typed_line(terminal.theirs) == "  8 Wöchen \n"
    assert terminal.press("") == "j"


def test_a_line_may_be_empty_or_end_with_the_input(terminal: Terminal) -> None:
    terminal.type("\n\x04fr\x04\x04")

    assert [typed_line(terminal.theirs) for _ in range(3)] == ["\n", "", "fr"]


def test_a_terminal_that_is_gone_answers_nothing() -> None:
    ours, theirs = os.pipe()
    os.close(theirs)

    assert typed_line(ours) == ""
    os.close(ours)
