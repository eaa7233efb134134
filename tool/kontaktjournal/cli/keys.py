"""One key pressed at a terminal, without Enter (clarification 33)."""

import os

try:
    import termios
    import tty
except ImportError:  # Windows has no terminals of this kind: a line is read there
    termios = None  # type: ignore[assignment]  # only asked whether it is there

_END_OF_INPUT = b"\x04"
_INTERRUPT = b"\x03"
#: A letter is at most so many bytes; so are the keys that send more than one.
_LONGEST = 16


def pressed(descriptor: int) -> str:
    """Return the key that is pressed; nothing at the end of input, and for keys like arrows.

    Args:
        descriptor: of a terminal.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    if termios is None:
        return os.read(descriptor, _LONGEST).decode("utf-8", "replace").strip()[:1]
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        data = _whole_letter(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    if data == _INTERRUPT:
        raise KeyboardInterrupt
    if data in {b"", _END_OF_INPUT} or data.startswith(b"\x1b"):
        return ""
    return data.decode("utf-8", "replace")


def _whole_letter(descriptor: int) -> bytes:
    data = os.read(descriptor, 1)
    if data == b"\x1b":
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
