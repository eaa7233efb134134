"""A list is taken in row by row, and added to in its place: it may be larger than the memory."""

import os
import subprocess
import sys
from pathlib import Path

ROWS, MORE = 60_000, 2_000
NOTE = "mag Kaffee; " * 30
#: The program itself takes some 40 MB; whoever held the list once would need some 60 more, and
#: as text four times that.
AT_MOST_MB = 80

WEIGH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def write(path: Path, count: int, town: str = "") -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("Name,E-Mail,Ort,Notiz\n")
        for at in range(count):
            file.write(f"Uwe Kern {at},uwe{at}@example.org,{town if at < 9 else ''},{NOTE}\n")


def peak(folder: Path, *words: str) -> float:
    """Run a command; return how much memory it took, in MB."""
    home = {"HOME": str(folder), "PATH": os.environ["PATH"]}
    journal = [sys.executable, "-m", "kontaktjournal", "-q", "-C", str(folder / "j"), *words]
    # A process begins as large as the one that starts it; that of the tests is large.
    weighed = [sys.executable, "-I", "-S", "-c", WEIGH, *journal]
    found = subprocess.run(weighed, env=home, stdout=subprocess.PIPE, check=True)
    return int(found.stdout) / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def test_a_large_list_is_never_held_in_the_memory(tmp_path: Path) -> None:
    source, taken = tmp_path / "leser.csv", tmp_path / "j/listen/leser.csv"
    (tmp_path / "j/kontakte").mkdir(parents=True)
    (tmp_path / "j/journal.toml").touch()
    command = ("import", str(source), "--as", "liste")

    write(source, ROWS)
    first = peak(tmp_path, *command)
    before = taken.read_bytes()
    write(source, ROWS + MORE, "Bonn")
    with_more = peak(tmp_path, *command)
    after = taken.read_bytes()
    undo = peak(tmp_path, "undo")

    assert len(before) > 20 << 20
    assert (after.count(b"\n"), after.count(b",Bonn,")) == (1 + ROWS + MORE, 9)
    assert taken.read_bytes() == before
    assert max(first, with_more, undo) < AT_MOST_MB
