"""Whoever stands in a file is counted: none of them gets lost between reader and sum line."""

import json
from pathlib import Path

import pytest

import foreign_samples
from called_here import called
from foreign_samples import PEOPLE, Sample

SAMPLES = [one for one in vars(foreign_samples).values() if isinstance(one, Sample)]


@pytest.mark.parametrize("goal", ["contacts", "list"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.form)
def test_everybody_in_a_file_is_read_and_taken_in(
    tmp_path: Path, sample: Sample, goal: str
) -> None:
    root = tmp_path / "journal"
    (root / "kontakte").mkdir(parents=True)
    (root / "journal.toml").touch()
    (tmp_path / sample.name).write_bytes(sample.data)

    told = json.loads(called(root, "import", f"../{sample.name}", "--as", goal, "--json").stdout)

    assert (told["read"], told["new"]) == (len(PEOPLE), len(PEOPLE))
    if goal == "contacts":
        assert len([*(root / "kontakte").glob("*.md")]) == len(PEOPLE)
    else:
        (path,) = (root / "listen").glob("*.csv")
        for name in PEOPLE:
            given, family = name.split()
            assert given in path.read_text(encoding="utf-8")
            assert family in path.read_text(encoding="utf-8")
