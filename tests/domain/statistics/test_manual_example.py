"""The example that both manuals count by hand comes to the same numbers (journal stats)."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.statistics.cohort import Sum
from kontaktjournal.domain.statistics.figures import Figures, figures
from kontaktjournal.domain.statistics.talks import Talks
from kontaktjournal.domain.track import track
from kontaktjournal.notation.parse import Reader

TODAY = date(2026, 3, 16)
SETTINGS = Settings()
ROOT = Path(__file__).parents[3]

ANNA = """---
status: kunde
created: 2026-01-05
fit: ja
value: 4.800 EUR
---
## 2026-01-12 Telefonat, 25 min
## 2026-02-02 Treffen, 1 h
→ angebot
## 2026-03-02 Telefonat
→ kunde
"""
BEN = """---
status: angebot
created: 2026-01-06
---
## 2026-01-06 Versuch
## 2026-01-14 Telefonat, 20 min
→ angebot
"""
CARLA = """---
status: pflege
created: 2026-01-12
fit: ja
---
## 2026-01-19 Telefonat, 30 min
→ pflege
"""
DIRK = """---
status: ablage
created: 2026-01-19
---
## 2026-01-21 Telefonat, 5 min
→ ablage
"""
EMMA = """---
status: ablage
created: 2026-02-02
---
## 2026-02-04 Versuch
## 2026-02-11 Versuch
→ ablage
"""
FRANK = """---
status: anbahnung
created: 2026-02-09
---
## 2026-02-10 E-Mail
"""
GERD = "---\nstatus: liste\n---\n"
HEIKE = "---\nstatus: anbahnung\n---\n"


def counted() -> Figures:
    reader = Reader(SETTINGS)
    texts = (ANNA, BEN, CARLA, DIRK, EMMA, FRANK, GERD, HEIKE)
    contacts = [reader.read(text.encode(), "person.md").contact for text in texts]
    tracks = [track(contact, TODAY, SETTINGS.pipeline) for contact in contacts if contact]
    return figures(tracks, TODAY, SETTINGS)


@pytest.mark.parametrize(("manual", "percent"), [("handbuch.md", " %"), ("manual.md", "%")])
def test_the_rows_are_those_of_the_manual(manual: str, percent: str) -> None:
    text = (ROOT / "docs" / manual).read_text(encoding="utf-8")
    filed, still_open = ["Emma", "Dirk", "", ""], ["Frank", "", "Carla", "Ben"]

    rows = counted().cohort.rows

    assert f" | {rows[0].reached} | | | |\n" in text
    for row, gone, waits in zip(rows[1:], filed, still_open, strict=True):
        cells = [
            str(row.reached),
            f"{row.share}{percent}",
            f"{row.filed} ({gone})" if gone else str(row.filed),
            f"{row.open} ({waits})" if waits else str(row.open),
        ]
        assert f" | {' | '.join(cells)} |\n" in text


def test_the_other_numbers_are_those_of_the_manual() -> None:
    found = counted()

    assert (found.cohort.filed_before, found.cohort.filed_after) == (1, 1)
    assert (found.without_history, found.passed_over, found.listed) == (1, 0, 1)
    assert found.cohort.earnings.sums == (Sum("EUR", Decimal(4800), 1),)
    talks = found.conversations
    assert talks.talks == Talks(6, 140, 1)
    assert talks.span
    assert talks.span.days == 70
    assert (talks.attempts, talks.per_week) == (3, Decimal("0.6"))
    assert talks.attempts_per_talk == Decimal("0.5")
    approached = found.lengths[0]
    assert (approached.stays, approached.median, approached.p90) == (6, 8, 35)
