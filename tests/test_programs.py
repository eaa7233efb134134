"""What tests need and a machine may lack: installed, or left out loudly, and never in CI."""

import re
from pathlib import Path

import pytest

import programs

REPOSITORY = Path(__file__).parents[1]
NEEDED = re.compile(r"mark\.program\(\"([^\"]+)\"\)")


@pytest.fixture
def without_programs(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr("shutil.which", lambda _: None)
    return monkeypatch


def marked(request: pytest.FixtureRequest) -> pytest.Item:
    request.node.add_marker(pytest.mark.program("teletype"))
    assert isinstance(request.node, pytest.Item)
    return request.node


def test_every_program_a_test_needs_is_installed_by_make() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    installed = {
        name for words in re.findall(r"PROGRAMS \+?:?= *(.*)", makefile) for name in words.split()
    }

    needed = {
        name
        for path in (REPOSITORY / "tests").rglob("*.py")
        if path.name not in {Path(__file__).name, "programs.py"}
        for name in NEEDED.findall(path.read_text(encoding="utf-8"))
    }

    assert {"nano", "strace", "vim"} <= needed <= installed


def test_where_a_program_is_missing_a_test_is_skipped(
    without_programs: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    without_programs.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match="teletype"):
        programs.refuse_without(marked(request))


def test_in_ci_it_fails(
    without_programs: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    without_programs.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="teletype"):
        programs.refuse_without(marked(request))
