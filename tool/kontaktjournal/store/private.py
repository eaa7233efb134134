"""Small files that nothing true hangs on, for nobody else's eyes (P1)."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def remember(path: Path, told: Mapping[str, object]) -> None:
    """Put values in a file's place, whole; where nothing can be written, remember nothing.

    Args:
        path: of the file; its folder is made where it is not there yet.
        told: what it shall say, as JSON.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with open(os.open(temporary, flags, 0o600), "w", encoding="ascii") as file:
            file.write(json.dumps(told))
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
