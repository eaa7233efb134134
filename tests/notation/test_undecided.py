"""The text of an entry without what it decides."""

import pytest

from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.settings import EntryWords
from kontaktjournal.notation.heads import EntryReader
from kontaktjournal.notation.vocabulary import Vocabulary

READER = EntryReader(Vocabulary(EntryWords()), DEFAULT)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Foo\n\n→ pflege · alle 6 Wochen · 2026-12-07 · nach\n\nbar", "Foo\n\n\nbar"),
        ("→ pflege", ""),
        ("→ er ruft an\n-> weiter, 2026-12-01", "→ er ruft an"),
        ("- => angebot\nx", "x"),
        ("entscheidung: pflege\nnext: 2026-12-07\nText", "Text"),
        ("entscheidung: pflege\nnext: 2026-12-07 anrufen\nText", "next: 2026-12-07 anrufen\nText"),
        ("→ er ruft an", "→ er ruft an"),
        ("", ""),
    ],
)
def test_decisions_are_left_out_and_nothing_else(text: str, left: str) -> None:
    decision = READER.decided(f"\n{text}", 0)

    assert READER.undecided(text, decision) == left
