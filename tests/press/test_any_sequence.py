"""Whatever happens to a journal: going on printing leaves what a first printing would."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kontaktjournal.messages import Catalogue
from kontaktjournal.press.press import Press
from opened_journal import opened
from printing_house import PrintingHouse

PATHS = st.sampled_from(
    [f"kontakte/{name}.md" for name in ("anna", "bruno", "alt/anna", "alt/clara", "anna-2")]
)
NAMES = st.sampled_from(["Anna", "Bruno", "Clara Kern", "anna"])
STATUS = st.sampled_from(["pflege", "angebot", "ablage", "liste", ""])
EXTRAS = st.sampled_from(["next: 2026-11-24", "next: bald", "consent: none", "aliases: Anni", ""])
LINKS = st.lists(
    st.sampled_from([
        "[[anna]]", "[[Anna]]", "[[Anni]]", "[[alt/anna]]", "[[Clara Kern|sie]]", "[er](bruno.md)",
        "[dort](../alt/clara.md)", "`[[anna]]`",
    ]),
    max_size=3,
)  # fmt: skip


class Printings(RuleBasedStateMachine):
    """A journal that is edited and printed by turns."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp())
        self.house = PrintingHouse(self.base, {})
        self.everybody = False
        self.firsts = 0

    def teardown(self) -> None:
        shutil.rmtree(self.base)

    @rule(path=PATHS, name=NAMES, status=STATUS, extra=EXTRAS, links=LINKS)
    def write(self, path: str, name: str, status: str, extra: str, links: list[str]) -> None:
        head = f"---\nname: {name}\nstatus: {status}\n{extra}\n---\n"
        self.house.write({path: "\n".join([head, "## 2026-11-20 Zoom", *links, ""])})

    @rule(path=PATHS)
    def delete(self, path: str) -> None:
        (self.house.root / path).unlink(missing_ok=True)

    @rule(old=PATHS, new=PATHS)
    def rename(self, old: str, new: str) -> None:
        if (self.house.root / old).exists():
            (self.house.root / new).parent.mkdir(exist_ok=True)
            (self.house.root / old).replace(self.house.root / new)

    @rule()
    def turn_the_day(self) -> None:
        self.house.wait(days=1)

    @rule()
    def show_others(self) -> None:
        self.everybody = not self.everybody

    @rule(name=st.sampled_from(["index.html", "kontakte/anna.html"]))
    def lose_a_page(self, name: str) -> None:
        (self.house.site / name).unlink(missing_ok=True)

    @rule()
    def lose_the_index(self) -> None:
        (self.base / "cache/index.sqlite").unlink(missing_ok=True)

    @rule()
    def lose_the_cache(self) -> None:
        for file in (self.base / "cache").glob("page-*-roll"):
            file.unlink()

    @invariant()
    def going_on_leaves_what_a_first_printing_would(self) -> None:
        printed = self.house.print(everybody=self.everybody)
        first = self.base / f"first{self.firsts}"
        self.firsts += 1
        with opened(self.base, now=self.house.now) as journal:
            press = Press(Catalogue("de"), str(first), everybody=self.everybody, keeps=False)
            press.run(journal, journal.moment)

        assert not printed.spoiled
        assert self.house.pages() == self.house.pages(first)


Printings.TestCase.settings = settings(max_examples=12, stateful_step_count=10)
TestPrintings = Printings.TestCase
