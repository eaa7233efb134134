"""Systems and disks that can do less than this one."""

import errno
import os
from collections.abc import Callable

import pytest

from kontaktjournal.store import exchange
from kontaktjournal.store.exchange import Grant, Lease

World = Callable[[pytest.MonkeyPatch], None]


def whole(_patch: pytest.MonkeyPatch) -> None:
    """Be this one."""


def no_renameat2(patch: pytest.MonkeyPatch) -> None:
    """Be an old C library."""
    patch.setattr(exchange, "_renameat2", lambda: None)


def no_flags(patch: pytest.MonkeyPatch) -> None:
    """Be a disk that does not know how to swap, as network drives are."""
    patch.setattr(exchange, "_rename", lambda *_: False)


def no_links(patch: pytest.MonkeyPatch) -> None:
    """Be a disk that knows no second names, either."""

    def link(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    no_flags(patch)
    patch.setattr(os, "link", link)


def no_leases(patch: pytest.MonkeyPatch) -> None:
    """Be a system that tells nobody of writers."""
    patch.setattr(Lease, "_take", lambda _: Grant.UNKNOWN)


def nothing(patch: pytest.MonkeyPatch) -> None:
    """Be a stick of long ago."""
    no_links(patch)
    no_leases(patch)


LESSER_WORLDS = (no_renameat2, no_flags, no_links, no_leases, nothing)
