"""One file changed whole or not at all, and nothing lost that somebody else saves meanwhile.

The new text is written beside the file, made safe on the disk, and swapped with it. What came
out is looked at: it must be what was found, and nobody may wait to write to it. Otherwise it is
put back.

While it is written, the file beside is called ``.j-…~``: such a file is ours, always. As
``.j-…`` it may for a moment be what somebody else saved, and is never deleted unseen.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.store.beside import drop, prepare
from kontaktjournal.store.exchange import Grant, Lease, exchange, move
from kontaktjournal.store.leftover import UNFINISHED, fresh_name, keep, settle
from kontaktjournal.store.parts import Parts, mark
from kontaktjournal.store.target import (
    Identity,
    Original,
    Properties,
    Target,
    flush,
    identity,
)

#: Ctrl-C, polite requests to end, and Ctrl-Z: whoever waits to write would wait for the user.
_SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGTSTP")
    if hasattr(signal, name)
)


class ChangedMeanwhile(Exception):  # no error: the caller tries again
    """Tell that the file is not what was read; nothing was written."""


@dataclass(slots=True)
class Outcome:
    """What became of a change.

    Args:
        is_done: it took place.
        unsure: why it may not be safe on the disk yet.
        is_tidy: nothing of ours is left beside the file.
        copies: paths of copies that were kept of what somebody saved at the same moment.
    """

    is_done: bool = False
    unsure: OSError | None = None
    is_tidy: bool = True
    copies: list[str] = field(default_factory=list)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl-C and polite requests to end wait until a change is whole."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        # What came just before is honoured by this call, with the signals already blocked.
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --- changes -----------------------------------------------------------------------------


def create(
    target: Target,
    data: bytes | Parts,
    temp: str,
    properties: Properties | None,
    outcome: Outcome,
) -> None:
    """Make a new file, whole; never overwrite.

    Args:
        target: its place.
        data: its bytes.
        temp: what it may be called until it is whole.
        properties: what it is besides; None leaves that to the user's umask.
        outcome: told what happened, also where this raises.

    Raises:
        FileExistsError: there is something of that name.
        OSError: the system would not.
    """
    try:
        prepare(target, temp, data, properties)
        move(target.folder, temp + UNFINISHED, target.folder, target.name)
    except BaseException:
        outcome.is_tidy = drop(target.folder, temp + UNFINISHED)
        raise
    outcome.is_done = True
    outcome.unsure = flush(target.folder)


def rename(original: Original, to: Target, outcome: Outcome) -> None:
    """Give a file another name; never overwrite.

    Args:
        original: the file as it was found.
        to: its new place.
        outcome: told what happened, also where this raises.

    Raises:
        ChangedMeanwhile: its name stands for something else by now.
        FileExistsError: the new name is taken.
        OSError: the system would not.
    """
    old = original.target
    if not (original.is_in_place and original.is_as_found):
        raise ChangedMeanwhile
    if _is_same_name(original, to):
        os.rename(old.name, to.name, src_dir_fd=old.folder, dst_dir_fd=to.folder)
    else:
        with _changed_if_gone():
            move(old.folder, old.name, to.folder, to.name)
    outcome.is_done = True
    outcome.unsure = flush(to.folder) or flush(old.folder)


def _is_same_name(original: Original, to: Target) -> bool:
    """Tell whether the disk takes both names for one: Anna.md, anna.md."""
    with suppress(FileNotFoundError):
        return identity(to.folder, to.name) == original.identity
    return False


def replace(original: Original, data: bytes | Parts, temp: str, outcome: Outcome) -> None:
    """Put other bytes in a file's place.

    Args:
        original: the file as it was found.
        data: its new bytes.
        temp: what may lie beside it meanwhile.
        outcome: told what happened, also where this raises.

    Raises:
        ChangedMeanwhile: somebody else wrote to it; it is as they left it.
        Conflict: somebody has it open for writing.
        OSError: the system would not.
    """
    target = original.target
    with _tidied(target, temp, data, outcome):
        ours = prepare(target, temp, data, original.properties)
        with _guarded(original) as lease:
            is_late = _take_place(original, temp, ours, lease, outcome)
        if is_late:
            _rescue(original, outcome)


def _take_place(
    original: Original, temp: str, ours: Identity, lease: Lease, outcome: Outcome
) -> bool:
    """Swap the file beside with the file; return whether somebody wrote to the old one."""
    target, folder = original.target, original.target.folder
    os.rename(temp + UNFINISHED, temp, src_dir_fd=folder, dst_dir_fd=folder)
    try:
        if not _exchange(target, temp):
            return _overwrite(original, temp, lease, outcome)
        outcome.is_done = True
        _confirm(original, temp, lease)
        outcome.unsure = flush(folder)
        # Who had found the old file just before the swap has opened it by now.
        _confirm(original, temp, lease)
    except BaseException:
        outcome.is_done = not _withdraw(target, temp, ours, outcome)
        raise
    outcome.is_tidy = drop(folder, temp)
    return _may_be_late(lease)


def _confirm(original: Original, temp: str, lease: Lease) -> None:
    """See that what came out is what was read, and nobody waits to write to it."""
    is_other = identity(original.target.folder, temp) != original.identity
    if is_other or lease.is_broken or not original.is_as_found:
        raise ChangedMeanwhile


def _may_be_late(lease: Lease) -> bool:
    """Tell whether somebody may have written to a file that has no name any more."""
    return lease.is_broken or lease.grant is Grant.UNKNOWN


def _exchange(target: Target, temp: str) -> bool:
    with _changed_if_gone():
        return exchange(target.folder, temp, target.name)


@contextmanager
def _changed_if_gone() -> Iterator[None]:
    """Take a name that was there before, and is not any more, for a change."""
    try:
        yield
    except FileNotFoundError as error:
        raise ChangedMeanwhile from error


def _overwrite(original: Original, temp: str, lease: Lease, outcome: Outcome) -> bool:
    """Rename over the file, where names cannot be swapped."""
    target = original.target
    if lease.is_broken or not original.is_in_place:
        raise ChangedMeanwhile
    os.rename(temp, target.name, src_dir_fd=target.folder, dst_dir_fd=target.folder)
    outcome.is_done = True
    outcome.unsure = flush(target.folder)
    return _may_be_late(lease)


def _withdraw(target: Target, temp: str, ours: Identity, outcome: Outcome) -> bool:
    """Put back what came out, whatever others put in its place meanwhile.

    Returns:
        whether our bytes are out of the file's place.
    """
    put_in = ours
    try:
        with suppress(FileNotFoundError):
            out = identity(target.folder, temp)
            while out != ours and exchange(target.folder, temp, target.name):
                back = identity(target.folder, temp)
                if back == put_in:
                    break
                # Somebody was faster, and what they put in is newer than what was put back.
                put_in, out = out, back
        return identity(target.folder, target.name) != ours
    except FileNotFoundError:
        return True  # nothing is in its place
    except OSError as error:
        outcome.unsure = error
        return False


def remove(original: Original, temp: str, outcome: Outcome) -> None:
    """Delete a file.

    Args:
        original: the file as it was found.
        temp: what it is called for a moment.
        outcome: told what happened, also where this raises.

    Raises:
        ChangedMeanwhile: somebody else wrote to it; it is as they left it.
        Conflict: somebody has it open for writing.
        OSError: the system would not.
    """
    target, folder = original.target, original.target.folder
    # Whatever is not removed in the end is kept, known or not.
    with _tidied(target, temp, None, outcome):
        with _guarded(original) as lease:
            with _changed_if_gone():
                move(folder, target.name, folder, temp)
            try:
                outcome.unsure = flush(folder)
                _confirm(original, temp, lease)
            except BaseException:
                with suppress(FileExistsError):
                    move(folder, temp, folder, target.name)
                raise
            outcome.is_done = True
            outcome.is_tidy = drop(folder, temp)
            is_late = _may_be_late(lease)
        if is_late:
            _rescue(original, outcome)


@contextmanager
def _guarded(original: Original) -> Iterator[Lease]:
    """Keep writers out while a file is what was read."""
    with Lease(original.descriptor) as lease:
        lease.wait()
        if lease.grant is Grant.BUSY:
            path = original.target.path
            raise Conflict("refusal.in_use", path=path, file=os.path.basename(path))
        if not (original.is_in_place and original.is_as_found):
            raise ChangedMeanwhile
        yield lease


@contextmanager
def _tidied(
    target: Target, temp: str, known: bytes | Parts | None, outcome: Outcome
) -> Iterator[None]:
    """Leave nothing of ours beside the file, and nothing of others uncared for."""
    try:
        yield
    except BaseException:
        is_dropped = drop(target.folder, temp + UNFINISHED)
        is_settled = not outcome.is_done and _settled(target, temp, known, outcome)
        outcome.is_tidy = is_dropped and is_settled
        raise


def _settled(target: Target, temp: str, known: bytes | Parts | None, outcome: Outcome) -> bool:
    try:
        ours = None if known is None else mark(known)
        copy = settle(target, temp, lambda found: found == ours)
    except OSError:
        return False
    outcome.copies += [copy] if copy else []
    return True


def _rescue(original: Original, outcome: Outcome) -> None:
    """Keep what somebody wrote to a file that has no name any more."""
    with Lease(original.descriptor) as lease:
        lease.wait()
        if original.is_as_found:
            return
    target = original.target
    temp = fresh_name(target.name)
    prepare(target, temp, original.file, original.properties)
    outcome.copies.append(keep(target, temp + UNFINISHED))
