"""The numbers of the last list shown: "journal show 3" means the third of them.

They live beside the cache, because nothing true hangs on them.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from kontaktjournal.store.private import remember

#: After this many seconds nobody remembers what number 3 was.
_LIFETIME_SECONDS = 24 * 60 * 60
_FILE = "numbers.json"
#: What reading it may raise where somebody else wrote it.
_NOT_OURS = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)


class Numbers:
    """Remember which number was shown for whom.

    Args:
        folder: the cache folder of the journal.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    def remember(self, shown: dict[int, str], now: float) -> None:
        """Replace what was remembered; where nothing can be written, remember nothing.

        Args:
            shown: number to path.
            now: seconds since 1970.
        """
        self._write({str(key): path for key, path in shown.items()}, now)

    def follow(self, path: str, to: str) -> None:
        """Let the number of a file that was renamed stay with it.

        Args:
            path: its old name.
            to: its new one.
        """
        at, paths = self._remembered()
        if path in paths.values():
            self._write({key: to if one == path else one for key, one in paths.items()}, at)

    def _write(self, paths: Mapping[str, object], at: float) -> None:
        remember(self._path, {"at": at, "paths": dict(paths)})

    def path_of(self, number: int, now: float) -> str | None:
        """Return whose number it is; None if there is none, or the list is too old."""
        path = self._known(now).get(str(number))
        return path if isinstance(path, str) else None

    def remembers(self, now: float) -> bool:
        """Tell whether there is a list, and not too old a one."""
        return bool(self._known(now))

    def _known(self, now: float) -> dict[str, object]:
        at, paths = self._remembered()
        return paths if 0 <= now - at <= _LIFETIME_SECONDS else {}

    def _remembered(self) -> tuple[float, dict[str, object]]:
        """Return when a list was shown, and its numbers."""
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
            return float(known["at"]), dict(known["paths"])
        except _NOT_OURS:
            return 0.0, {}
