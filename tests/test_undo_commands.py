"""Whatever commands wrote, undoing them one by one gives back the folder, byte for byte (W6).

Between the commands an editor saves files, too. Where it saved one that a command had written,
undoing that command is refused, and changes nothing.
"""

import io
import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kontaktjournal.cli import run

NOTHING_LEFT, CHANGED_SINCE = 3, 4

CONTACTS = {
    "kontakte/anna-mueller.md": (
        '---\nname: Anna Müller\nstatus: pflege\nnext: 2026-11-20\nvia: "[[jonas]]"\n---\n\n'
        "## 2026-11-02 Zoom: ein zweiter Laden\n\n- [ ] Mappe schicken 📅 2026-11-20\n"
    ),
    "kontakte/jonas.md": (
        "\ufeff---\r\nname: Jonas Weber\r\nstatus: angebot   # seit Mai\r\n"
        "next: 2026-11-19\r\n---\r\nKennt [[anna-mueller]].\r\n"
    ),
    "kontakte/alt/mia.md": "# Mia Sommer\nstatus:: liste\n\n- 2026-10-01 Telefonat",
    "kontakte/tom.md": "---\ntitel: Chef: Vertrieb\n---\n[[anna-mueller]]\n",
    "Tagebuch/2026-11-23.md": "Mit [[anna-mueller|Anna]] und [Jonas](../kontakte/jonas.md).\n",
}  # fmt: skip
MODES = {"kontakte/jonas.md": 0o640, "kontakte/alt/mia.md": 0o600}

PEOPLE = st.sampled_from(["anna", "jonas", "mia", "tom", "ilse", "anna,jonas", "weg"])
ONE = st.sampled_from(["anna", "jonas", "mia", "tom", "ilse"])
WHEN = st.sampled_from(["7.12.", "+3w", "nie", "fr 14:30"])
TALKS = st.sampled_from([
    ["Gutes Gespräch", "--next", "7.12."], ["Kein Bedarf", "--file"], ["--attempt"],
    ["Erste Zeile\n## keine Überschrift\n- kein Punkt", "--every", "6w", "--story", "Messe"],
    ["Mail geschickt", "-c", "mail"], ["Zusage", "--todo", "Mappe", "--by", "fr"],
    ["Auftrag", "--to", "kunde", "--value", "100 EUR"], ["Notiz", "-c", "notiz", "-d", "gestern"],
])  # fmt: skip
NAMES = st.sampled_from(["Ilse Brandt", "Anna Müller", "Jonas Weber", "anna", "Zoë"])
CARDS = st.lists(st.sampled_from([
    "FN:Anna Müller\nEMAIL:anna@example.org\nTEL:0221 5550171", "FN:Zoë\nTITLE:Verlegerin",
    "FN:Jonas Weber\nTEL:0171 5550142\nBDAY:1980-05-09", "EMAIL:info@example.org", "FN:Otto\n\x01",
    "FN:Anna\nEMAIL:ANNA@example.org\nADR:;;;Köln;;;", "FN:Mia Sommer", "FN:Ilse Brandt\nUID:u1",
]), max_size=4)  # fmt: skip
SAVED = st.sampled_from(["\nvon Hand\n", "", "---\nname: Neu\n---\n"])

Files = Mapping[str, tuple[bytes, int] | None]


class Step(NamedTuple):
    """What one command did: all files before and after; None is a folder."""

    before: Files
    after: Files

    @property
    def touched(self) -> set[str]:
        """Return what was written, made or renamed."""
        both = {*self.before, *self.after}
        return {path for path in both if self.before.get(path) != self.after.get(path)}


def files_below(root: Path) -> dict[str, tuple[bytes, int] | None]:
    """Return every file with its bytes and its mode, and every folder."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
        if path.is_file()
        else None
        for path in sorted(root.rglob("*"))
    }


class Commands(RuleBasedStateMachine):
    """A journal, commands that write to it, and an editor beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        base = Path(self.place.name)
        self.root = base / "journal"
        self.environ = {
            "LANG": "de_DE.UTF-8", "HOME": str(base), "JOURNAL_TODAY": "2026-11-23",
            "JOURNAL_NOW": "2026-11-23T09:00", "XDG_CACHE_HOME": str(base / "cache"),
            "XDG_STATE_HOME": str(base / "state"), "PATH": os.environ.get("PATH", ""),
        }  # fmt: skip
        for name, text in {"journal.toml": "", **CONTACTS}.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            path.chmod(MODES.get(name, 0o644))
        self.done: list[Step] = []
        self.came = 0

    def teardown(self) -> None:
        while self.done and self.taken_back():
            pass
        self.place.cleanup()

    # --- commands --------------------------------------------------------------------------

    def call(self, *words: str) -> int:
        """Run a command as the shell does; what it says is of no interest here."""
        silence = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with redirect_stdout(silence), redirect_stderr(silence):
            return run(["-C", str(self.root), *words], self.environ)

    def command(self, *words: str) -> None:
        before = files_below(self.root)

        status = self.call(*words)

        after = files_below(self.root)
        if status and words[0] != "spread":  # which leaves out only whom it cannot write
            assert after == before
        if after != before:
            self.done.append(Step(before, after))

    @rule(who=PEOPLE, what=TALKS)
    def log(self, who: str, what: list[str]) -> None:
        self.command("log", who, *what)

    @rule(who=ONE, when=WHEN, words=st.sampled_from(["", "Mappe zeigen"]))
    def next(self, who: str, when: str, words: str) -> None:
        self.command("next", who, when, *filter(None, [words]))

    @rule(who=ONE, reason=st.sampled_from(["", "kein Bedarf"]))
    def file(self, who: str, reason: str) -> None:
        self.command("file", who, *filter(None, [reason]))

    @rule(who=ONE)
    def reopen(self, who: str) -> None:
        self.command("reopen", who)

    @rule(name=NAMES, forced=st.booleans())
    def new(self, name: str, *, forced: bool) -> None:
        self.command("new", name, "--next", "fr", *["--force"] * forced)

    @rule(cards=CARDS)
    def take_in(self, cards: list[str]) -> None:
        book = Path(self.place.name, "adressen.vcf")
        lines = (f"BEGIN:VCARD\nVERSION:3.0\n{card}\nEND:VCARD\n" for card in cards)
        book.write_text("".join(lines), encoding="utf-8")
        self.command("import", str(book))

    @rule(who=ONE, name=NAMES)
    def mv(self, who: str, name: str) -> None:
        self.command("mv", who, name)

    @rule()
    def spread(self) -> None:
        self.command("spread", "--apply", "--per-day", "1")

    @rule(who=ONE)
    def only_say(self, who: str) -> None:
        before = files_below(self.root)

        self.call("log", who, "Gutes Gespräch", "--next", "7.12.", "--dry-run")
        self.call("mv", who, "Zoë", "--dry-run")
        self.call("undo", "--dry-run")

        assert files_below(self.root) == before

    # --- an editor -------------------------------------------------------------------------

    @rule(place=st.integers(0, 20), text=SAVED, by_rename=st.booleans())
    def save(self, place: int, text: str, *, by_rename: bool) -> None:
        notes = sorted(self.root.rglob("*.md"))
        path = notes[place % len(notes)]
        if by_rename:
            beside = path.with_suffix(".swap")
            beside.write_bytes(path.read_bytes() + text.encode())
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
            beside.replace(path)
        else:
            path.write_bytes(path.read_bytes() + text.encode())

    # --- undoing ---------------------------------------------------------------------------

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        self.taken_back()

    def taken_back(self) -> bool:
        """Undo the last command, see that it was right, and return whether it was done."""
        step, now = self.done[-1], files_below(self.root)
        is_as_left = all(now.get(path) == step.after.get(path) for path in step.touched)

        status = self.call("undo")

        after = files_below(self.root)
        if not is_as_left:
            assert status == CHANGED_SINCE
            assert after == now
            return False
        assert status == 0
        self.done.pop()
        restored = {path: step.before[path] for path in step.touched & step.before.keys()}
        kept = {path: one for path, one in now.items() if path not in step.touched}
        assert after == {**kept, **restored}
        return True

    @precondition(lambda self: not self.done)
    @rule()
    def undo_nothing(self) -> None:
        before = files_below(self.root)

        assert self.call("undo") == NOTHING_LEFT

        assert files_below(self.root) == before

    @invariant()
    def nothing_is_left_beside_the_files(self) -> None:
        names = [path.name for path in self.root.rglob("*") if path.is_file()]
        assert [name for name in names if not name.endswith((".md", ".toml"))] == []


TestCommands = Commands.TestCase
TestCommands.settings = settings(max_examples=15, stateful_step_count=10)
