"""Read files of any kind as somebody would who opens them (4.14)."""

import re
from html import unescape
from io import BytesIO

from kontaktjournal.lists.encoding import encoding_of

#: Cards and calendars break their lines in the middle of a word.
_FOLDED = (".ics", ".vcf")
_PAGES = (".html", ".htm")
_JSON = (".json", ".jsonl", ".ndjson", ".canvas", ".ipynb")
#: A letter as JSON may spell it; line ends stay, and halves of one.
_ESCAPED = re.compile(r"\\u(?!00[01]|[dD][89a-fA-F])([0-9a-fA-F]{4})")


def is_packed(data: bytes) -> bool:
    """Tell whether there is no text in a file that could be looked into."""
    start = data[:4096]
    return b"\0" in start and not encoding_of(BytesIO(start)).startswith(("utf-16", "utf-32"))


def text_of(path: str, data: bytes) -> str:
    """Return what a file says, as somebody who reads it would see it."""
    encoding = encoding_of(BytesIO(data))
    text = data.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    name = path.lower()
    if name.endswith(_FOLDED):
        text = text.replace("\n ", "").replace("\n\t", "")
    if name.endswith(_JSON) and "\\u" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return unescape(text) if name.endswith(_PAGES) and "&" in text else text
