"""Which drives tell of every change: not those that others write to from elsewhere."""

import re
from collections.abc import Sequence
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
#: Drives of networks, of virtual machines and of programs: their files change without a word.
_SILENT = re.compile(
    r"""
    nfs\d? | cifs | smb\w* | 9p | afs | ceph | gluster\w* | lustre | gfs2? | ocfs2 | orangefs
    | davfs2? | coda | ncpfs? | vboxsf | vmhgfs\S* | prl_fs | virtiofs | drvfs | fuse\S*
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\(\d{3})")
#: Fields of a line of mountinfo (proc(5)): the mount point, and what stands behind the dash.
_MOUNT_POINT, _BEHIND = 4, " - "


def mounts() -> str:
    """Return what is mounted where, in the system's words; empty where it does not tell."""
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def silent_drive(folders: Sequence[str], mounted: str) -> str:
    """Return the kind of the first drive that may change without a word; empty if none does.

    Args:
        folders: absolute, without links; drives mounted below them count, too.
        mounted: as `mounts` tells it.
    """
    points = list(_points(mounted))
    for folder in folders:
        below = [kind for point, kind in points if point.startswith(f"{folder}/")]
        for kind in (_kind_of(folder, points), *below):
            if _SILENT.fullmatch(kind):
                return kind
    return ""


def _points(mounted: str) -> "list[tuple[str, str]]":
    points = []
    for line in mounted.splitlines():
        before, dash, behind = line.partition(_BEHIND)
        fields = before.split(" ")
        if dash and len(fields) > _MOUNT_POINT:
            point = _ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), fields[_MOUNT_POINT])
            points.append((point.rstrip("/"), behind.split(" ")[0]))
    return points


def _kind_of(folder: str, points: "list[tuple[str, str]]") -> str:
    """Return the kind of the drive a folder lies on; of two at one place the later covers."""
    found, kind = -1, ""
    for point, kind_here in points:
        if len(point) >= found and (folder == point or folder.startswith(f"{point}/")):
            found, kind = len(point), kind_here
    return kind
