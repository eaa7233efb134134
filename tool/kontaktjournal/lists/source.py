"""Open what the user names: a file, or each file of an archive; never more than is safe."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from io import BufferedReader, RawIOBase
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, cast

from kontaktjournal.domain.errors import DiskTrouble, WrongUse, reason_of

#: An archive of a person's data, with a photo in each of its files, has not more.
_MEMBERS_AT_MOST = 100_000
BYTES_AT_MOST = 4 << 30
#: Text is packed to a tenth, repeated text to a fiftieth; a bomb to a thousandth.
RATIO_AT_MOST = 200
#: Below this, nobody minds how much was packed.
HARMLESS = 64 << 20
_ENCRYPTED = 0x1
_ARCHIVE = b"PK\x03\x04"
_EMPTY_ARCHIVE = b"PK\x05\x06"
#: Archives of one's own data are full of them, and nobody's name is in there.
_NO_LISTS = frozenset({
    ".aac", ".avi", ".bmp", ".gif", ".heic", ".ico", ".jpeg", ".jpg", ".m4a", ".mov", ".mp3",
    ".mp4", ".opus", ".pdf", ".png", ".svg", ".webm", ".webp", ".zip",
})  # fmt: skip
#: What a Mac adds to an archive, one for each file.
_SIDE = ("__MACOSX", "._", ".DS_Store")
_BROKEN = (
    OSError, EOFError, LZMAError, NotImplementedError, RuntimeError, ValueError, zlib.error,
    zipfile.BadZipFile,
)  # fmt: skip


class Source(NamedTuple):
    """Something to read.

    Args:
        path: as the user would find it; with the name inside an archive behind it.
        name: its own name, without folders.
        size: in bytes, as the system or the archive says.
        open: opens it for reading from the beginning, each time anew.
    """

    path: str
    name: str
    size: int
    open: Callable[[], AbstractContextManager[IO[bytes]]]


def sources(path: str) -> Iterator[Source]:
    """Give what is to be read of a file: itself, or what is in it where it is an archive.

    Of an archive, photos and the like are left out, and so are archives in it.

    Args:
        path: of the file.

    Raises:
        WrongUse: it is no file, or an archive that is broken, locked, or unpacks to far more
            than anybody's data; also later, while it is read.
        DiskTrouble: it cannot be read; also later, while it is read.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        if not file.is_file():
            raise WrongUse("refusal.import.no_file", path=path)
        with file.open("rb") as opened:
            start = opened.read(len(_ARCHIVE))
    except OSError as error:
        raise _unread(path, error) from error
    if start in {_ARCHIVE, _EMPTY_ARCHIVE} and not _is_workbook(path):
        yield from _members(path)
        return
    yield Source(path, file.name, size, lambda: _opened(path))


def _unread(path: str, error: OSError) -> DiskTrouble:
    return DiskTrouble("refusal.cannot_read", path=path, reason=reason_of(error))


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    try:
        with Path(path).open("rb") as file:
            yield file
    except OSError as error:
        raise _unread(path, error) from error


def _is_workbook(path: str) -> bool:
    """Tell whether an archive is a spreadsheet: it is read as one."""
    return path.lower().endswith((".xlsx", ".xlsm", ".ods"))


def _members(path: str) -> Iterator[Source]:
    try:
        # Stays open as long as anybody may read of it: its directory may be long.
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise _unread(path, error) from error
    except _BROKEN as error:
        raise WrongUse("refusal.import.archive", path=path) from error
    trouble = _trouble(archive)
    if trouble:
        archive.close()
        raise WrongUse(trouble, path=path)
    for one in archive.infolist():
        if name := _own_name(one):
            unpacked = partial(_unpacked, archive, one, path)
            yield Source(f"{path}/{one.filename}", name, one.file_size, unpacked)


def _trouble(archive: zipfile.ZipFile) -> str:
    """Return why an archive is not read at all, as its directory says; empty where it is."""
    lists = [one for one in archive.infolist() if _own_name(one)]
    is_bomb = (
        len(archive.infolist()) > _MEMBERS_AT_MOST
        or sum(one.file_size for one in lists) > BYTES_AT_MOST
    )
    if is_bomb:
        return "refusal.import.bomb"
    is_locked = any(one.flag_bits & _ENCRYPTED for one in lists)
    return "refusal.import.locked" if is_locked else ""


def _own_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name without folders; empty where there can be no list in it."""
    # Some programs of Windows write its own separator.
    path = PurePosixPath(member.filename.replace("\\", "/"))
    is_side = path.parts[:1] == _SIDE[:1] or path.name.startswith(_SIDE[1:])
    is_folder = member.is_dir() or member.filename.endswith("\\")
    return "" if is_side or is_folder or path.suffix.lower() in _NO_LISTS else path.name


@contextmanager
def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str) -> Iterator[IO[bytes]]:
    try:
        # What a directory says of a size may be more than all of the archive.
        packed = min(member.compress_size, Path(path).stat().st_size)
        most = min(max(HARMLESS, packed * RATIO_AT_MOST), BYTES_AT_MOST)
        file = archive.open(member)
    except _BROKEN as error:
        raise WrongUse("refusal.import.archive", path=path) from error
    with file:
        yield cast("IO[bytes]", BufferedReader(_Measured(file, most, path)))


class _Measured(RawIOBase):
    """Counts what comes out of an archive: what its directory says may be a lie."""

    def __init__(self, file: IO[bytes], most: int, path: str) -> None:
        super().__init__()
        self._file = file
        self._left = most
        self._path = path

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # as BufferedReader asks
        """Read some bytes, and stop where there are far too many."""
        try:
            data = self._file.read(len(buffer))
        except _BROKEN as error:
            raise WrongUse("refusal.import.archive", path=self._path) from error
        self._left -= len(data)
        if self._left < 0:
            raise WrongUse("refusal.import.bomb", path=self._path)
        buffer[: len(data)] = data
        return len(data)
