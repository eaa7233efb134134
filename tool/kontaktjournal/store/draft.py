"""Text that is being written in an editor: in a folder of its own, which nobody else can read.

A folder and not only a file: what editors leave beside a text (``text.md~``, undo files) is as
private as the text, and goes with it.
"""

import os
import shutil
from contextlib import suppress

from kontaktjournal.domain.errors import DiskTrouble, reason_of

_FILE = "text.md"
_PREFIX = "kontaktjournal-"
#: Spelled with a BOM by some editors on Windows.
_ENCODING = "utf-8-sig"


class Draft:
    """A text on the disk, outside the journal, until it is taken.

    Args:
        text: what it begins with.

    Raises:
        DiskTrouble: there is no place for it.
    """

    def __init__(self, text: str) -> None:
        import tempfile

        self._begun = text
        self._is_kept = False
        try:
            self._folder = tempfile.mkdtemp(prefix=_PREFIX)
        except OSError as error:
            where = os.environ.get("TMPDIR") or "/tmp"  # noqa: S108  # only named, never opened
            raise _trouble("cannot_write", where, error) from error
        self.path = os.path.join(self._folder, _FILE)
        try:
            with open(self.path, "x", encoding="utf-8", newline="", opener=_privately) as stream:
                stream.write(text)
        except OSError as error:
            self.discard()
            raise _trouble("cannot_write", self.path, error) from error

    def read(self) -> str:
        """Return what it says now, its lines ended as we end them.

        Raises:
            DiskTrouble: it cannot be read.
        """
        try:
            with open(self.path, "rb") as stream:
                data = stream.read()
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise _trouble("cannot_read", self.path, error) from error
        try:
            text = data.decode(_ENCODING)
        except UnicodeDecodeError:
            # An editor with an old code page; every byte stands for some letter there.
            text = data.decode("cp1252", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @property
    def is_untouched(self) -> bool:
        """Tell whether it says what it began with, or nothing at all."""
        try:
            text = self.read()
        except DiskTrouble:
            return False
        return not text.strip() or text == self._begun

    def keep(self) -> None:
        """Leave it where it is, for good."""
        self._is_kept = True

    def discard(self) -> None:
        """Remove it, and whatever an editor left beside it; unless it is to be kept."""
        if not self._is_kept:
            with suppress(OSError):
                shutil.rmtree(self._folder)


def kept_drafts() -> list[str]:
    """Return the paths of the texts that were kept when an editor failed; only the user's own."""
    import tempfile

    found: list[str] = []
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as listing:
        for entry in listing:
            path = os.path.join(entry.path, _FILE)
            is_ours = entry.name.startswith(_PREFIX) and entry.is_dir(follow_symlinks=False)
            if is_ours and os.path.isfile(path) and os.stat(path).st_uid == os.getuid():
                found.append(path)
    return sorted(found)


def discard_kept(path: str) -> None:
    """Remove a text that was kept, and whatever an editor left beside it.

    Args:
        path: as `kept_drafts` gives it.

    Raises:
        DiskTrouble: the system would not.
    """
    try:
        shutil.rmtree(os.path.dirname(path))
    except OSError as error:
        raise _trouble("cannot_write", path, error) from error


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _trouble(what: str, path: str, error: OSError) -> DiskTrouble:
    return DiskTrouble(f"refusal.{what}", path=path, reason=reason_of(error))
