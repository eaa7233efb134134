"""A journal whose site is printed again and again, each time as a command of its own would."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from pathlib import Path

from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.press.press import Press, Printed
from kontaktjournal.store.own_list import LIST
from opened_journal import NOW, opened
from watched_folder import write

ANNA = "---\nname: Anna Muster\nstatus: pflege\nnext: 2026-12-01\n---\n"
BRUNO = "---\nname: Bruno Berg\nstatus: angebot\nnext: 2026-11-20\n---\n\nKennt [[anna]].\n"
CLARA = "---\nname: Clara Kern\nstatus: ablage\n---\n"
THREE = {"kontakte/anna.md": ANNA, "kontakte/bruno.md": BRUNO, "kontakte/clara.md": CLARA}


class PrintingHouse:
    """A journal and its site.

    Args:
        base: gets the folders ``root``, ``cache`` and ``state``; the site lies in ``root``.
        files: of the journal, by their path below the root.
    """

    def __init__(self, base: Path, files: Mapping[str, str]) -> None:
        self.base = base
        self.root = base / "root"
        self.site = self.root / "seite"
        self.now = NOW
        self.settings = Settings()
        (self.root / "kontakte").mkdir(parents=True)
        self.write(files)

    def write(self, files: Mapping[str, str]) -> None:
        """Write files below the root."""
        write(self.root, files)

    def delete(self, path: str) -> None:
        """Delete a file below the root."""
        (self.root / path).unlink()

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)

    def print(
        self,
        *,
        site: Path | None = None,
        language: str = "de",
        everybody: bool = False,
        only: Collection[str] | None = None,
    ) -> Printed:
        """Print the site, as one call of the command does."""
        with opened(self.base, settings=self.settings, now=self.now) as journal:
            press = Press(Catalogue(language), str(site or self.site), everybody=everybody)
            return press.run(journal, journal.moment, only)

    def pages(self, site: Path | None = None) -> dict[str, bytes]:
        """Return the bytes of every file of the site."""
        folder = site or self.site
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != LIST
        }

    def page(self, name: str) -> str:
        """Return a page as text."""
        return (self.site / name).read_text(encoding="utf-8")

    def moments(self) -> dict[str, int]:
        """Return when each file of the site was written, in nanoseconds."""
        return {
            path.relative_to(self.site).as_posix(): path.stat().st_mtime_ns
            for path in self.site.rglob("*")
        }
