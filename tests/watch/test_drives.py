"""Which drives are watched, by the system's own list of what is mounted."""

import pytest

from kontaktjournal.watch.drives import mounts, silent_drive

MOUNTED = r"""
20 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
21 20 0:30 / /daten rw - btrfs /dev/sdb rw
22 20 0:31 / /daten/netz rw - nfs4 server:/export rw
23 22 0:32 / /daten/netz/hier rw - ext4 /dev/sdc rw
24 20 0:33 / /platten/mein\040Laufwerk rw - fuse.sshfs server:/ rw
25 20 0:34 / /platten/erst rw - cifs //server/x rw
26 20 0:35 / /platten/erst rw - ext4 /dev/sdd rw
garbage
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/daten/kontakte", ""),
        ("/daten", "nfs4"),
        ("/daten/netz", "nfs4"),
        ("/daten/netz/kontakte", "nfs4"),
        ("/daten/netzwerk", ""),
        ("/daten/netz/hier/kontakte", ""),
        ("/platten/mein Laufwerk/kontakte", "fuse.sshfs"),
        ("/platten/erst", ""),
    ],
)
def test_a_drive_that_others_write_to_is_told_by_its_kind(folder: str, kind: str) -> None:
    assert silent_drive([folder], MOUNTED) == kind


@pytest.mark.parametrize(
    "kind", ["9p", "virtiofs", "fuse", "fuseblk", "smb3", "vboxsf", "afs", "davfs"]
)
def test_many_kinds_are_silent(kind: str) -> None:
    assert silent_drive(["/x"], f"1 0 0:1 / / rw - {kind} what rw\n") == kind


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "vfat"])
def test_a_disk_of_this_machine_is_watched(kind: str) -> None:
    assert silent_drive(["/x"], f"1 0 0:1 / / rw - {kind} what rw\n") == ""


def test_one_silent_drive_among_several_folders_is_enough() -> None:
    assert silent_drive(["/a", "/daten/netz/b"], MOUNTED) == "nfs4"


def test_nothing_known_is_nothing_silent() -> None:
    assert silent_drive(["/a"], "") == ""


def test_this_machine_tells_what_is_mounted() -> None:
    assert " - " in mounts()
