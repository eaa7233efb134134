"""A command whose memory runs out says so, and does not end in a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kontaktjournal import cli
from kontaktjournal.cli.session import Session

PROGRAM = """
import resource, sys
from kontaktjournal import cli
from kontaktjournal.index import listed_tables

def fill(*_):
    held = []
    while True:
        held.append(bytearray(1 << 20))

listed_tables.replace = fill
resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
cli.main()
"""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Der Arbeitsspeicher reicht nicht. "),
        ("en", "There is not enough memory. "),
    ],
)
def test_memory_that_runs_out_is_told_in_both_languages(
    language: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(session: Session, arguments: list[str]) -> int:
        raise MemoryError

    monkeypatch.setattr(cli, "_invoke", fail)

    status = cli.run(["--lang", language, "search", "anna"], {})

    assert status == 5
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit what is mapped")
def test_a_list_that_does_not_fit_into_the_memory_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "listen").mkdir()
    (tmp_path / "kontakte/mia.md").write_text("---\nname: Mia Sommer\n---\n", encoding="utf-8")
    (tmp_path / "listen/n.csv").write_text("Name,Ort\nAnna Roth,Bonn\n", encoding="utf-8")

    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--lang", "en", "search", "anna"],
        cwd=tmp_path,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        check=False,
    )

    assert ended.stderr.startswith(b"There is not enough memory. ")
    assert ended.returncode == 5
    assert ended.stdout == b""
