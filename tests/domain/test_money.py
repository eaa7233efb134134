"""A sum of money is the number in a text, and the currency beside it."""

from decimal import Decimal

import pytest

from kontaktjournal.domain.amount import money


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("4.800 EUR", "4800", "EUR"),
        ("7.500 €", "7500", "EUR"),
        ("€ 300", "300", "EUR"),
        ("1.200,- Euro netto", "1200", "EUR"),
        ("4.800,– €", "4800", "EUR"),  # a dash for the cents
        ("CHF 1'200.50", "1200.50", "CHF"),
        ("Fr. 500", "500", "CHF"),
        ("ca. 5000 usd", "5000", "USD"),
        ("$1,200", "1200", "USD"),
        ("12.000 SEK im Jahr", "12000", "SEK"),
        ("EUR 4.800/Monat", "4800", "EUR"),
        ("300", "300", ""),
        ("3 Tage", "3", ""),
        ("ABO 300", "300", ""),
    ],
)
def test_the_currency_stands_beside_the_number(text: str, amount: str, currency: str) -> None:
    assert money(text) == (Decimal(amount), currency)


@pytest.mark.parametrize(("text", "currency"), [("48 TEUR", "TEUR"), ("48 k€", "k€")])
def test_thousands_of_euros_are_not_taken_for_euros(text: str, currency: str) -> None:
    assert money(text) == (Decimal(48), currency)


def test_a_number_with_a_currency_comes_before_one_without() -> None:
    assert money("12 Monate à 200 EUR") == (Decimal(200), "EUR")


@pytest.mark.parametrize("text", ["", "pauschal", "€"])
def test_without_a_number_there_is_no_sum(text: str) -> None:
    assert money(text) is None
