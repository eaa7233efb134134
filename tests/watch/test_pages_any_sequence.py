"""Whatever happens to a journal under a watcher: its pages are those of a fresh printing."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kontaktjournal.config.place import Annex, find
from kontaktjournal.journal import Journal
from kontaktjournal.messages import Catalogue
from kontaktjournal.press.press import Press
from kontaktjournal.store.own_list import LIST
from kontaktjournal.watch.pending import Pace
from kontaktjournal.watch.ports import Printer
from watched_folder import write
from watched_journal import Beside, House, until

PACE = Pace(quiet=0.001, quiet_in_burst=0.01, between_looks=3600.0, day=0.05)
PATHS = st.sampled_from(["kontakte/anna.md", "kontakte/a/anna.md", "kontakte/bruno.md"])
FOLDERS = st.sampled_from(["kontakte/a", "kontakte/b", "draussen"])
STATUS = st.sampled_from(["pflege", "angebot", "ablage", ""])
LINKS = st.sampled_from(["[[anna]]", "[[bruno]]", "[er](bruno.md)", ""])
STYLES = st.sampled_from(["body { color: red }", "body { color: blue }"])
TOML = ["version = 1\n", 'version = 1\n[folders]\ncontacts = ["kontakte/a"]\n', "nonsense\n"]


class Printing(House):
    """A house with a press of its own."""

    def printer(self, _journal: Journal) -> Printer:
        return Press(Catalogue("de"), str(self.base / "seite"), keeps=False)


def pages(site: Path) -> dict[str, bytes]:
    """Return what stands on every page."""
    files = (one for one in site.rglob("*") if one.is_file() and one.name != LIST)
    return {one.relative_to(site).as_posix(): one.read_bytes() for one in files}


class Watching(RuleBasedStateMachine):
    """A journal that is edited while somebody watches."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp(prefix="journal-"))
        self.house = Printing(self.base)
        self.root = self.house.root
        write(self.root, {"journal.toml": TOML[0], "kontakte/anna.md": "# Anna\n"})
        self.readable = TOML[0]
        self.beside = Beside(self.house, PACE)
        self.beside.start()

    def teardown(self) -> None:
        self.beside.stop()
        shutil.rmtree(self.base, ignore_errors=True)

    # --- what happens ----------------------------------------------------------------------

    @rule(path=PATHS, status=STATUS, link=LINKS)
    def save(self, path: str, status: str, link: str) -> None:
        head = f"---\nname: {path[9:-3]}\nstatus: {status}\nnext: 2026-11-24\n---\n"
        write(self.root, {path: f"{head}\n## 2026-11-20 Zoom\n{link}\n"})

    @rule(path=PATHS)
    def delete(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(old=FOLDERS, new=FOLDERS)
    def move_folder(self, old: str, new: str) -> None:
        if (self.root / old).exists() and not (self.root / new).exists():
            (self.root / old).rename(self.root / new)

    @rule(style=STYLES)
    def save_a_style(self, style: str) -> None:
        write(self.root, {"templates/page/style.css": style})

    @rule()
    def delete_the_templates(self) -> None:
        shutil.rmtree(self.root / "templates", ignore_errors=True)

    @rule(text=st.sampled_from(TOML))
    def save_settings(self, text: str) -> None:
        write(self.root, {"journal.toml": text})

    @rule(change=st.sampled_from(["save", "delete", "nothing"]))
    def delete_the_cache(self, change: str) -> None:
        shutil.rmtree(self.base / "cache", ignore_errors=True)
        if change == "save":
            self.save("kontakte/bruno.md", "pflege", "")
        elif change == "delete":
            self.delete("kontakte/anna.md")

    @rule()
    def turn_the_day(self) -> None:
        self.house.now += timedelta(days=1)

    # --- what holds ------------------------------------------------------------------------

    @invariant()
    def the_pages_are_those_of_a_fresh_printing(self) -> None:
        text = (self.root / "journal.toml").read_text()
        if text == TOML[-1]:
            return  # they stay what they were, and follow once it can be read again
        fresh = Path(tempfile.mkdtemp(dir=self.base))
        place = find(self.root, {}, given=self.root)
        annex = Annex(fresh / "cache", fresh / "state")
        journal = Journal(place, self.house.settings(), self.house.now, annex)
        try:
            journal.refresh()
            Press(Catalogue("de"), str(fresh / "seite")).run(journal, self.house.now)
        finally:
            journal.close()
        wanted = pages(fresh / "seite")

        until(lambda: pages(self.base / "seite") == wanted)


TestPages = Watching.TestCase
TestPages.settings = hypothesis.settings(max_examples=5, stateful_step_count=8, deadline=None)
