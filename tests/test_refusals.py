"""Every refusal is shown in a session, in both languages, as the user sees it (4.15)."""

import re
from collections import defaultdict
from gettext import GNUTranslations
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
LOCALE = REPOSITORY / "tool/kontaktjournal/messages/locale"

#: What takes a rival, a crash, a full or odd disk, a megabyte, or a terminal: tested where it
#: is said, in tests/store, tests/desk, tests/notation/edit and tests/cli.
ELSEWHERE = frozenset(
    f"refusal.{name}"
    for name in (
        "busy", "cannot_read", "cannot_write", "changed", "dangling", "foreign",
        "forget.other_name", "gone", "import.no_library", "in_use", "link", "loop", "memory",
        "not_decided", "not_sure", "not_taken_back", "output", "outside", "port",
        "qualify.changed", "qualify.decided", "special", "too_large", "undo_torn", "unreadable",
        "unsafe_edit", "unsafe_entry", "watched",
        "when.future",
    )
)  # fmt: skip


def refusals(language: str) -> dict[str, str]:
    """Return key and sentence of every refusal."""
    with (LOCALE / language / "LC_MESSAGES/kontaktjournal.mo").open("rb") as file:
        sentences = vars(GNUTranslations(file))["_catalog"]
    return {key: said for key, said in sentences.items() if str(key).startswith("refusal.")}


def said_in_sessions() -> str:
    sessions = (REPOSITORY / "tests/sessions").glob("*.session")
    lines = [line for each in sessions for line in each.read_text("utf-8").splitlines()]
    return "\n".join(line[2:] for line in lines if line.startswith("! "))


def is_said(sentence: str, talk: str) -> bool:
    """Tell whether a sentence stands in the talk, whatever fills it."""
    filled = sentence.format_map(defaultdict(lambda: "\0"))
    pattern = re.escape(filled).replace(re.escape("\0"), ".*")
    return re.search(f"(?m)^{pattern}$", talk) is not None


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_refusal_stands_in_a_session(language: str) -> None:
    talk = said_in_sessions()

    said = {key for key, sentence in refusals(language).items() if is_said(sentence, talk)}

    assert refusals(language).keys() - said - ELSEWHERE == set()


def test_only_refusals_there_are_may_be_shown_elsewhere() -> None:
    assert ELSEWHERE - refusals("de").keys() == set()
