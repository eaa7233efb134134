"""vCards, line by line, as bytes."""


def lines(*said: str | bytes, end: bytes = b"\r\n") -> bytes:
    """Return some lines, each with its end."""
    return b"".join((one.encode() if isinstance(one, str) else one) + end for one in said)


def card(*said: str | bytes, version: str = "3.0") -> bytes:
    """Return a card of some lines."""
    return lines("BEGIN:VCARD", f"VERSION:{version}", *said, "END:VCARD")
