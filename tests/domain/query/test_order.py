"""In which order a query wants whom it finds, and how many (4.9)."""

from datetime import date

import pytest

from asked import asked, person, talk
from kontaktjournal.domain.contact import Answer, Birthday
from kontaktjournal.domain.rhythm import Cadence, Unit, When

PEOPLE = (
    person("Anna Zoll", status="kunde", city="Ulm", value="900", created=date(2025, 1, 1),
           every=Cadence(3, Unit.MONTH), entries=(talk("2026-10-01"),)),
    person("Bert Adler", status="pflege", city="Ähren", value="4.800 EUR", fit=Answer.NO,
           birthday=Birthday(12, 1), every=Cadence(6, Unit.WEEK), entries=(talk("2026-11-01"),),
           others=(("plz", "50667"),)),
    person("Cora Mai", status="liste", birthday=Birthday(1, 5, 1990), fit=Answer.YES,
           next=When(date(2026, 11, 23))),
)  # fmt: skip
ANNA, BERT, CORA = "Anna Zoll", "Bert Adler", "Cora Mai"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", [ANNA, BERT, CORA]),
        ("sort:name", [BERT, CORA, ANNA]),
        ("sort:name-", [ANNA, CORA, BERT]),
        ("sortiert:-name", [ANNA, CORA, BERT]),
        ("sort:status", [CORA, BERT, ANNA]),
        ("sort:stufe-", [ANNA, BERT, CORA]),
        ("sort:kind", [CORA, BERT, ANNA]),
        ("sort:city", [BERT, ANNA, CORA]),
        ("sort:city-", [ANNA, BERT, CORA]),
        ("sort:last", [ANNA, BERT, CORA]),
        ("sort:last-", [BERT, ANNA, CORA]),
        ("sort:next", [CORA, ANNA, BERT]),
        ("sort:created-", [ANNA, BERT, CORA]),
        ("sort:value", [ANNA, BERT, CORA]),
        ("sort:value-", [BERT, ANNA, CORA]),
        ("sort:every", [BERT, ANNA, CORA]),
        ("sort:birthday", [CORA, BERT, ANNA]),
        ("sort:fit", [CORA, ANNA, BERT]),
        ("sort:plz", [BERT, ANNA, CORA]),
        ("sort:urgency", [CORA, BERT, ANNA]),
        ("sort:datum", [CORA, BERT, ANNA]),
        ("sort:attempts sort:name", [BERT, CORA, ANNA]),
        ("sort:fit,name", [CORA, ANNA, BERT]),
        ("sort:name limit:2", [BERT, CORA]),
        ("limit:1", [ANNA]),
        ("höchstens:9 city:any", [ANNA, BERT]),
    ],
)
def test_whoever_lacks_the_key_comes_last(query: str, names: list[str]) -> None:
    assert asked(query, PEOPLE) == names
