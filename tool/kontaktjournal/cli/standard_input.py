"""Text that comes by standard input, whatever it was written with."""

import sys


def read_text() -> str:
    """Return all there is; what is no UTF-8 is read as it was probably meant."""
    from kontaktjournal.notation.decode import decode

    # A process may have been started without one.
    return decode(sys.stdin.buffer.read()).text if sys.stdin is not None else ""
