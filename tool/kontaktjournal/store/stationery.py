"""What pages are made of: templates, styles, fonts; the user's own before those we bring along.

The user's lie in ``templates/page`` of the journal, under the names of ours, and each takes the
place of the one it is named after. No link out of the journal is followed (P5).
"""

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kontaktjournal import __file__ as _package
from kontaktjournal import __version__
from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from kontaktjournal.store.links import is_within
from kontaktjournal.store.parts import mark

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_FOLDER = "page"
_TEMPLATES = (".j2", ".svg")
#: Only for pages that are served.
_LIVE = "live.js"
_LARGEST = 1 << 20
#: Deeper than this nothing of ours lies.
_DEEPEST = 3


def theirs_lie_in(folder: str) -> str:
    """Return where the user's files for pages lie, there or not.

    Args:
        folder: of all the user's templates, relative to the root.
    """
    return os.path.normpath(os.path.join(folder, _FOLDER))


class Stationery:
    """Templates and other files of the pages, as they are now.

    Args:
        root: absolute path of the journal.
        folder: of the user's templates, relative to the root.

    Raises:
        DiskTrouble: one of the user's files cannot be read.
    """

    def __init__(self, root: str, folder: str) -> None:
        self._above = theirs_lie_in(folder)
        self._theirs = _theirs(root, self._above)

    @cached_property
    def is_ours(self) -> bool:
        """Tell whether every template is one of ours."""
        return not any(
            name.endswith(_TEMPLATES) and data != self._our_bytes(name)
            for name, data in self._theirs.items()
        )

    @property
    def theirs(self) -> frozenset[str]:
        """Return what the user's files are called."""
        return frozenset(f"{self._above}/{name}" for name in self._theirs)

    @cached_property
    def stamp(self) -> str:
        """Return what changes whenever any of the files does."""
        ours = [(name, *_look(file)) for name, file in sorted(_ours().items())]
        theirs = [(name, mark(data)) for name, data in sorted(self._theirs.items())]
        return mark(repr((__version__, ours, theirs)).encode("utf-8", "surrogatepass"))

    def template(self, name: str) -> tuple[str, str]:
        """Return the text of a template, and what to call it.

        Raises:
            DiskTrouble: there is none of that name, or it is no text.
        """
        path = f"{self._above}/{name}" if name in self._theirs else f"kontaktjournal/{name}"
        try:
            return self.data(name).decode("utf-8-sig"), path
        except UnicodeDecodeError as error:
            raise DiskTrouble("refusal.cannot_read", path=path, reason="EILSEQ") from error

    def data(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            DiskTrouble: there is none of that name.
        """
        found = self._theirs.get(name)
        found = self._our_bytes(name) if found is None else found
        if found is None:
            path = f"{self._above}/{name}"
            raise DiskTrouble("refusal.cannot_read", path=path, reason="ENOENT")
        return found

    def assets(self, *, is_live: bool = False) -> list[str]:
        """Return the names of the files that lie beside the pages.

        Args:
            is_live: whether the pages are served.
        """
        names = (name for name in _ours() if not name.endswith(_TEMPLATES))
        return sorted(name for name in names if is_live or name != _LIVE)

    @staticmethod
    def _our_bytes(name: str) -> bytes | None:
        file = _ours().get(name)
        return None if file is None else file.read_bytes()


_found: dict[str, "Traversable"] = {}


def _ours() -> Mapping[str, "Traversable"]:
    """Return what we bring along, by name; it does not change while the program runs."""
    if not _found:
        _found.update(_below(_shipped(), ""))
    return _found


def _shipped() -> "Traversable":
    package = Path(_package).parent
    # A checkout has the folder beside "tool"; looking is far quicker than importing resources.
    for folder in (package / "templates", package.parents[1] / "templates"):
        if (folder / _FOLDER).is_dir():
            return folder / _FOLDER
    from importlib.resources import files

    return files("kontaktjournal") / "templates" / _FOLDER


def _below(folder: "Traversable", above: str) -> Iterator[tuple[str, "Traversable"]]:
    for item in folder.iterdir():
        if item.name.startswith((".", "_")):
            continue
        if item.is_dir():
            yield from _below(item, f"{above}{item.name}/")
        else:
            yield f"{above}{item.name}", item


def _look(file: "Traversable") -> tuple[int, ...]:
    """Return what differs where a file of a checkout was changed."""
    if not isinstance(file, Path):
        return ()
    status = file.stat()
    return status.st_size, status.st_mtime_ns


def _theirs(root: str, folder: str) -> dict[str, bytes]:
    """Read what the user put into her folder, hidden files left out."""
    real_root = os.path.realpath(root)
    top = os.path.realpath(os.path.join(root, folder))
    found: dict[str, bytes] = {}
    if not is_within(top, real_root) or top == real_root:
        return found
    reader = Folder(real_root, (), Ignore(()))
    for above, folders, files in os.walk(top):
        inner = os.path.relpath(above, top)
        is_deep = inner.count("/") + 2 > _DEEPEST
        folders[:] = [] if is_deep else [one for one in folders if not one.startswith(".")]
        for file in files:
            name = os.path.normpath(os.path.join(inner, file))
            if not file.startswith("."):
                found[name] = _read(reader, os.path.join(above, file), f"{folder}/{name}")
    return found


def _read(reader: Folder, file: str, path: str) -> bytes:
    real = os.path.realpath(file)
    if not is_within(real, reader.root):
        raise DiskTrouble("refusal.cannot_read", path=path, reason="ELOOP")
    data = reader.read(os.path.relpath(real, reader.root))
    if not isinstance(data, bytes):
        reason = dict(data.values).get("reason", "EIO")
        raise DiskTrouble("refusal.cannot_read", path=path, reason=reason)
    if len(data) > _LARGEST:
        raise DiskTrouble("refusal.cannot_read", path=path, reason="EFBIG")
    return data
