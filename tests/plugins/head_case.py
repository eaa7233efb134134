"""A head before and after a change, in files that make it hard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pytest

from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.editor import Editor

Changes = Mapping[str, str | None]

_PLAIN = Settings()
_BODY = "\n# Anna  \n\n---\nstatus: x\n---\n\n```yaml\nnext: y\n```\n\n## 2026-11-16 Zoom\tx\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A head before and after a change."""

    name: str
    changes: Changes
    before: str
    after: str

    def files(self) -> tuple[str, str]:
        """Return the whole file before and after, with a body that tries to be a head."""
        before, after = (f"---\n{head}---\n{_BODY}" for head in (self.before, self.after))
        return before, after

    def files_of_windows(self) -> tuple[str, str]:
        """Return both with CRLF, byte order mark, blank lines above and no final newline."""
        before, after = (f"\n\n---\n{head}...\n# Anna" for head in (self.before, self.after))
        return "\ufeff" + before.replace("\n", "\r\n"), "\ufeff" + after.replace("\n", "\r\n")


def edited(text: str, changes: Changes, settings: Settings = _PLAIN) -> str:
    """Return the text of a file with its values changed."""
    return Editor(settings).set_fields(text.encode(), changes, path="kontakte/anna.md").decode()


def each(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """Run a test for each case, under its name."""
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=case.name.replace(" ", "-")) for case in cases]
    )
