"""What is typed at a terminal: a line, or one key without Enter (clarification 33)."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

try:
    import termios
    import tty
except ImportError:  # Windows has no terminals of this kind: a line is read there
    termios = None  # type: ignore[assignment]  # only asked whether it is there

#: Ctrl-D; where it was pressed before anybody listened, a terminal makes a NUL of it.
_END_OF_INPUT = frozenset({b"", b"\x04", b"\x00"})
_INTERRUPT = b"\x03"
_ESCAPE = b"\x1b"
#: Stands for a key that is no letter: an arrow, Escape. It answers no question.
OTHER = "\x1b"
#: A letter is at most so many bytes; so are the keys that send more than one.
_LONGEST = 16


@contextmanager
def listening(descriptor: int) -> Iterator[Callable[[], str]]:
    """Let every key count at once, and none be shown by the terminal itself.

    ::

        with listening(0) as pressed:
            print("Sure? [y/n]", end="", flush=True)
            key = pressed()

    Args:
        descriptor: of a terminal.

    Returns:
        A function that waits for a key and returns it: nothing at the end of input, and
        `OTHER` for arrows and their like. It raises KeyboardInterrupt at Ctrl-C.
    """
    if termios is None:
        yield lambda: os.read(descriptor, _LONGEST).decode("utf-8", "replace").strip()[:1]
        return
    before = termios.tcgetattr(descriptor)
    try:
        # What was typed ahead is an answer, too.
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        yield lambda: _pressed(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def typed_line(descriptor: int) -> str:
    """Return the line that is typed, with its line end; at the end of input there is none.

    Not a byte more is taken: what was typed ahead is the answer to the next question.

    Args:
        descriptor: of a terminal.
    """
    data = b""
    while not data.endswith(b"\n") and (byte := os.read(descriptor, 1)):
        data += byte
    return data.decode("utf-8", "replace")


def _pressed(descriptor: int) -> str:
    data = _whole_letter(descriptor)
    if data == _INTERRUPT:
        raise KeyboardInterrupt
    if data in _END_OF_INPUT:
        return ""
    if data.startswith(_ESCAPE):
        return OTHER
    return data.decode("utf-8", "replace")


def _whole_letter(descriptor: int) -> bytes:
    data = os.read(descriptor, 1)
    if data == _ESCAPE:
        # An arrow key sends more; none of it may be taken for the next answer.
        os.set_blocking(descriptor, False)
        try:
            data += os.read(descriptor, _LONGEST)
        except BlockingIOError:
            pass
        finally:
            os.set_blocking(descriptor, True)
        return data
    while data and _is_begun(data):
        data += os.read(descriptor, 1)
    return data


def _is_begun(data: bytes) -> bool:
    """Tell whether more bytes belong to the letter."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False
