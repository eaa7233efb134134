"""What the journal brings along: the sample contacts, and the templates.

Read through the import system, so that a wheel, a zip and a checkout are all the same. In a
checkout they lie beside ``tool/``; the build puts them into the package.
"""

from datetime import date
from typing import TYPE_CHECKING

from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.notation.shift import shift
from kontaktjournal.store.ignore import always_ignored, is_note

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

#: The day the sample is written for.
ANCHOR = date(2026, 11, 23)

_PACKAGE = "kontaktjournal"
#: The name of each folder within the package, and within a checkout.
_SAMPLE = ("sample", "kontakte")
_TEMPLATES = ("templates", "templates")


def sample(today: date) -> dict[str, bytes]:
    """Return the sample contacts by file name, their dates moved to today.

    Args:
        today: the day the sample shall play on.

    Raises:
        DiskTrouble: the installation has none.
    """
    folder = _folder(_SAMPLE)
    texts = {item.name: item.read_bytes() for item in folder.iterdir() if _is_contact(item)}
    return {name: _moved(texts[name], today) for name in sorted(texts)}


def template(name: str) -> bytes:
    """Return a template the journal brings along.

    Args:
        name: of its file.

    Raises:
        DiskTrouble: the installation has none of that name.
    """
    try:
        return (_folder(_TEMPLATES) / name).read_bytes()
    except OSError as error:
        raise _missing(name) from error


def _is_contact(item: "Traversable") -> bool:
    # The README explains the sample of one fixed day; a moved copy would explain it wrongly.
    return item.is_file() and is_note(item.name) and not always_ignored(item.name, is_folder=False)


def _moved(data: bytes, today: date) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    return shift(text, anchor=ANCHOR, today=today).encode("utf-8", "surrogateescape")


def _folder(names: tuple[str, str]) -> "Traversable":
    # Takes 19 ms to load, and only two commands need it.
    from importlib.resources import files
    from pathlib import Path

    shipped, in_checkout = names
    package = files(_PACKAGE)
    folder = package / shipped
    if folder.is_dir():
        return folder
    if isinstance(package, Path):
        beside = package.parents[1] / in_checkout
        if beside.is_dir():
            return beside
    raise _missing(shipped)


def _missing(name: str) -> DiskTrouble:
    return DiskTrouble("refusal.cannot_read", path=f"{_PACKAGE}/{name}", reason="ENOENT")
