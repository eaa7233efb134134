"""Others at the very moment of a write: they save just before, just after, or wait at the door."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk import Desk
from kontaktjournal.store import commit, exchange
from kontaktjournal.store.exchange import Lease

Deed = Callable[[], None]


def save_by_rename(desk: Desk, text: bytes) -> None:
    """Save as careful editors do."""
    swap = desk.root / "kontakte/.anna.md.swp"
    swap.write_bytes(text)
    swap.replace(desk.anna)


class Meddler:
    """Does something just before or after the moment at which names are swapped.

    Args:
        before: what it does before the first swap, the second, …
        after: what it does after.
    """

    def __init__(self, before: list[Deed], after: list[Deed]) -> None:
        self._before = before
        self._after = after
        self.swaps = 0

    def swap(self, folder: int, one: str, other: str) -> bool:
        self._do(self._before)
        self.swaps += 1
        is_done = exchange.exchange(folder, one, other)
        self._do(self._after)
        return is_done

    @staticmethod
    def _do(deeds: list[Deed]) -> None:
        if deeds:
            deeds.pop(0)()


@contextmanager
def meddling(
    monkeypatch: pytest.MonkeyPatch, *, before: list[Deed] | None = None,
    after: list[Deed] | None = None,
) -> Iterator[Meddler]:  # fmt: skip
    meddler = Meddler(before or [], after or [])
    with monkeypatch.context() as patch:
        patch.setattr(commit, "exchange", meddler.swap)
        yield meddler


class WaitingWriter:
    """Somebody who opens the file to save in place, and is made to wait.

    Args:
        desk: whose file.
        text: what is saved.
        patch: to learn of the leases by.
    """

    def __init__(self, desk: Desk, text: bytes, patch: pytest.MonkeyPatch) -> None:
        self._leases: list[Lease] = []
        # Between finding a file and opening it, the system may let any time pass.
        self._found = os.open(desk.anna, os.O_PATH)
        self._text = text
        self._thread = threading.Thread(target=self._save)
        enter = Lease.__enter__

        def remembered(lease: Lease) -> Lease:
            self._leases.append(lease)
            return enter(lease)

        patch.setattr(Lease, "__enter__", remembered)

    def _save(self) -> None:
        Path(f"/proc/self/fd/{self._found}").write_bytes(self._text)
        os.close(self._found)

    def come(self) -> None:
        """Come, and be at the door: once."""
        if self._thread.ident is None:
            self._thread.start()
            while self._thread.is_alive() and not self._leases[-1].is_broken:
                pass

    def wait(self) -> None:
        """Wait until it is saved."""
        self._thread.join()


class Toucher(WaitingWriter):
    """Somebody who opens the file to save in place, and then saves nothing."""

    def _save(self) -> None:
        os.close(os.open(f"/proc/self/fd/{self._found}", os.O_WRONLY))
        os.close(self._found)
