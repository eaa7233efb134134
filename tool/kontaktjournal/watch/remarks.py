"""What a watcher remarks on, each of it once."""

from collections.abc import Callable

from kontaktjournal.watch.ports import Outcome
from kontaktjournal.watch.told import Remark


class Remarks:
    """Remembers what was said.

    Args:
        tell: tells the user.
    """

    def __init__(self, tell: Callable[[Remark], None]) -> None:
        self._tell = tell
        self._failures: set[str] = set()
        self._said: list[Remark] = []

    def on_failure(self, error: Exception) -> None:
        """Say what went wrong, and go on."""
        words = " ".join(f"{type(error).__name__}: {error}".split())
        if words not in self._failures:
            self._failures.add(words)
            self._tell(Remark("watch.failed", (("error", words),)))

    def on_pages(self, made: Outcome) -> None:
        """Say what was not printed, and why."""
        remarks = [
            Remark("page.spoiled", (("path", path), ("what", why))) for path, why in made.spoiled
        ]
        if made.kept:
            remarks.append(Remark("export.kept", (("files", ", ".join(made.kept)),)))
        for remark in remarks:
            if remark not in self._said:
                self._tell(remark)
        # A page of the user's is named only when it is looked at, and not each time.
        kept = [one for one in self._said if one.key == "export.kept" and one not in remarks]
        self._said = remarks + kept
