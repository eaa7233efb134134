"""``journal watch`` as a process: what it says, how it ends, and what commands make of it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import pytest

from browser import Visitor
from kontaktjournal.config.place import cache_folder
from kontaktjournal.lookout import SOCKET
from watched_folder import write
from watched_journal import until

Run = Callable[..., subprocess.CompletedProcess[bytes]]

COMMAND = (sys.executable, "-m", "kontaktjournal")
ANNA = "kontakte/anna.md"
DUE = "---\nname: {}\nnext: 2026-11-23\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"journal.toml": "version = 1\n", ANNA: DUE.format("Anna Otto")})
    return tmp_path


class Process:
    """A ``journal watch`` that runs.

    Args:
        folder: of the journal.
        words: of the call.
    """

    def __init__(self, folder: Path, words: tuple[str, ...], environ: dict[str, str]) -> None:
        self._out, self._err = folder / ".out", folder / ".err"
        self._socket = cache_folder(folder, os.environ) / SOCKET
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self.process = subprocess.Popen(
                [*COMMAND, *words], cwd=folder, env=environ, stdout=out, stderr=err
            )
        until(lambda: self._socket.exists() or self.process.poll() is not None)

    @property
    def said(self) -> list[str]:
        """Return the lines on stdout."""
        return self._out.read_text(encoding="utf-8").splitlines()

    @property
    def talked(self) -> str:
        """Return what stands on stderr."""
        return self._err.read_text(encoding="utf-8")

    @property
    def listens(self) -> bool:
        """Tell whether its socket is there."""
        return self._socket.exists()

    def wait_for(self, word: str) -> str:
        """Wait for a line, and return it."""
        return until(lambda: [line for line in self.said if word in line])[0]

    def end(self, number: int = signal.SIGINT) -> int:
        """Send a signal, and return the exit status."""
        self.process.send_signal(number)
        return self.process.wait()


Watch = Callable[..., Process]


@pytest.fixture
def watch(folder: Path) -> Iterator[Watch]:
    """Return a function that starts ``journal watch``."""
    with ExitStack() as ends:

        def start(*words: str, **changed: str) -> Process:
            environ = {**os.environ, "LANG": "de_DE.UTF-8", **changed}
            process = Process(folder, words or ("watch",), environ)
            ends.callback(process.process.wait)
            ends.callback(process.process.kill)
            return process

        yield start


def wait_for(page: Path, word: str) -> None:
    """Wait until a page says something."""
    until(lambda: page.exists() and word in page.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 0), (signal.SIGHUP, 0)]
)
def test_it_says_what_it_does_and_ends_cleanly(
    number: int, status: int, watch: Watch, folder: Path
) -> None:
    watching = watch()
    first = watching.wait_for("Strg-C")
    write(folder, {ANNA: DUE.format("Anna Neu")})
    update = watching.wait_for("anna.md")

    assert watching.end(number) == status
    assert first == f"{folder}: 1 Ordner beobachtet · Seiten in seite/ · Ende mit Strg-C"
    assert "geschrieben" in update
    assert watching.talked.strip() == ""
    assert not watching.listens
    assert "Anna Neu" in (folder / "seite/index.html").read_text(encoding="utf-8")


def test_it_speaks_english_and_german(watch: Watch) -> None:
    watching = watch("--lang", "en", "watch", "-o", "pages")

    assert watching.wait_for("Ctrl-C").endswith(
        "1 folder watched · pages in pages/ · Ctrl-C ends it"
    )


def test_it_goes_on_in_the_language_the_settings_name_now(watch: Watch, folder: Path) -> None:
    watching = watch()
    watching.wait_for("Strg-C")
    write(folder, {"journal.toml": 'language = "en"\n'})
    wait_for(folder / "seite/index.html", '<html lang="en">')
    write(folder, {ANNA: DUE.format("Anna Neu")})

    assert watching.wait_for("anna.md").endswith("written")


def test_the_language_of_the_call_stays_whatever_the_settings_name(
    watch: Watch, folder: Path
) -> None:
    watching = watch("--lang", "de", "watch")
    watching.wait_for("Strg-C")
    write(folder, {"journal.toml": 'language = "en"\n', ANNA: DUE.format("Anna Neu")})
    wait_for(folder / "seite/index.html", "Anna Neu")

    assert '<html lang="de">' in (folder / "seite/index.html").read_text(encoding="utf-8")


def test_quietly_it_says_nothing(watch: Watch, folder: Path) -> None:
    watching = watch("-q", "beobachte")
    write(folder, {ANNA: DUE.format("Anna Neu")})
    page = folder / "seite/index.html"
    until(lambda: page.exists() and "Anna Neu" in page.read_text(encoding="utf-8"))

    assert watching.end() == 130
    assert (watching.said, watching.talked.strip()) == ([], "")


def test_programs_get_one_object_a_line(watch: Watch, folder: Path) -> None:
    watching = watch("watch", "--json")
    watching.wait_for("watching")
    (folder / ANNA).unlink()
    watching.wait_for("update")
    write(folder, {"journal.toml": "nonsense\n"})
    watching.wait_for("trouble")

    rows = [json.loads(line) for line in watching.said]

    assert [row["event"] for row in rows] == ["watching", "update", "trouble"]
    assert {row["version"] for row in rows} == {1}
    assert (rows[0]["folders"], rows[0]["url"]) == (1, None)
    assert "index.html" in rows[0]["pages"]["written"]
    assert (rows[1]["changed"], rows[1]["removed"]) == ([], [ANNA])
    assert rows[2]["code"] == 2


@pytest.mark.parametrize(("language", "word"), [("de", "schon beobachtet"), ("en", "already")])
def test_a_second_one_is_refused(
    language: str, word: str, watch: Watch, run: Run, folder: Path
) -> None:
    watch()

    answer = run(folder, "--lang", language, "watch")

    assert (answer.returncode, answer.stdout) == (3, b"")
    assert word in answer.stderr.decode()


@pytest.mark.parametrize("command", ["page", "watch"])
@pytest.mark.parametrize(
    ("output", "status"),
    [
        (".", 2),
        ("kontakte", 2),
        ("templates", 2),
        (".git", 2),
        ("..", 2),
        ("fremd", 3),
        ("zuhause", 3),
    ],
)
def test_it_refuses_the_same_folders_as_page(
    command: str, output: str, status: int, run: Run, folder: Path
) -> None:
    write(folder, {"fremd/index.html": "meins", "zuhause/.kontaktjournal/x": "", ".git/x": ""})
    before = sorted(folder.rglob("*"))

    answer = run(folder, command, "-o", output)

    assert (answer.returncode, answer.stdout) == (status, b"")
    assert output in answer.stderr.decode().partition(" nichts geschrieben")[0] or output == "."
    assert sorted(folder.rglob("*")) == before


def names(run: Run, folder: Path) -> list[str]:
    answer = run(folder, "agenda", "--all", "--json", JOURNAL_TODAY="")
    assert answer.returncode == 0
    return sorted(row["name"] for row in json.loads(answer.stdout))


def test_when_it_was_killed_commands_look_for_themselves(
    watch: Watch, run: Run, folder: Path
) -> None:
    watching = watch()
    watching.wait_for("Strg-C")
    watching.end(signal.SIGKILL)
    assert watching.listens
    write(folder, {"kontakte/mia.md": DUE.format("Mia Sommer")})

    assert names(run, folder) == ["Anna Otto", "Mia Sommer"]
    again = watch()
    again.wait_for("Strg-C")
    write(folder, {"kontakte/mia.md": DUE.format("Mia Neu")})
    assert names(run, folder) == ["Anna Otto", "Mia Neu"]
    assert again.end() == 130


def test_while_it_stands_still_commands_look_for_themselves(
    watch: Watch, run: Run, folder: Path
) -> None:
    watching = watch()
    watching.wait_for("Strg-C")
    watching.process.send_signal(signal.SIGSTOP)
    write(folder, {"kontakte/mia.md": DUE.format("Mia Sommer")})

    assert names(run, folder) == ["Anna Otto", "Mia Sommer"]
    watching.process.send_signal(signal.SIGCONT)
    watching.wait_for("mia.md")
    assert names(run, folder) == ["Anna Otto", "Mia Sommer"]
    assert watching.end() == 130


def test_it_offers_the_pages_where_that_is_asked_for(watch: Watch) -> None:
    watching = watch("watch", "--serve")

    address = watching.wait_for("http://").rpartition(" ")[2]

    with urlopen(address) as answer:  # noqa: S310  # our own
        assert "Anna Otto" in answer.read().decode()
    assert watching.end(signal.SIGTERM) == 0


@pytest.mark.program("chromium")
def test_an_open_tab_shows_what_was_saved_by_itself(
    watch: Watch, folder: Path, visit: Visitor
) -> None:
    watching = watch("watch", "--serve")
    tab = visit(watching.wait_for("http://").rpartition(" ")[2]).page
    tab.get_by_text("Anna Otto").first.wait_for()

    write(folder, {ANNA: DUE.format("Anna Neu")})

    tab.get_by_text("Anna Neu").first.wait_for()
    assert tab.get_by_text("Anna Otto").count() == 0


def test_our_own_pages_are_no_templates(watch: Watch, folder: Path) -> None:
    write(folder, {"journal.toml": 'version = 1\n[folders]\ntemplates = "."\n'})
    watching = watch("watch", "--json")
    watching.wait_for("watching")
    for name in ("Anna Neu", "Anna Neuer"):
        write(folder, {ANNA: DUE.format(name)})
        wait_for(folder / "seite/index.html", name)
    watching.end()

    events = [json.loads(line)["event"] for line in watching.said]

    assert {*events} == {"watching", "update"}


def test_pages_that_would_become_templates_are_no_more_made(watch: Watch, folder: Path) -> None:
    watching = watch("watch", "-o", "page")
    watching.wait_for("Strg-C")
    write(folder, {"journal.toml": '[folders]\ntemplates = "."\n', ANNA: DUE.format("Anna Neu")})
    until(lambda: "[folders] templates" in watching.talked)
    write(folder, {"journal.toml": "version = 1\n"})

    wait_for(folder / "page/index.html", "Anna Neu")


def test_a_template_is_followed_wherever_templates_lie(watch: Watch, folder: Path) -> None:
    write(folder, {"journal.toml": 'version = 1\n[folders]\ntemplates = "a/b"\n', "a/x": ""})
    watch().wait_for("Strg-C")

    for rule in ("body { order: 1 }", "body { order: 2 }"):
        write(folder, {"a/b/page/style.css": rule})
        wait_for(folder / "seite/style.css", rule)


def test_decisions_are_copied_where_that_is_asked_for(watch: Watch, folder: Path) -> None:
    watching = watch("watch", "--apply")
    watching.wait_for("Strg-C")

    write(folder, {ANNA: f"{DUE.format('Anna Otto')}\n## 2026-11-20 Telefonat\n\n→ pflege\n"})

    line = watching.wait_for("übernommen")
    assert "  anna.md: Entscheidung übernommen" in line
    assert "geschrieben" in line
    assert "status: pflege\n" in (folder / ANNA).read_text(encoding="utf-8")
