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
        ("Q3: 4.800 EUR", "4800", "EUR"),
        ("Angebot vom 23.11.2026: 4.800", "4800", ""),
        ("4.800 EUR (10 % Nachlass)", "4800", "EUR"),
        ("0,500 EUR", "0.500", "EUR"),
    ],
)
def test_the_currency_stands_beside_the_number(text: str, amount: str, currency: str) -> None:
    assert money(text) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("5k", "5000", ""),
        ("5 K", "5000", ""),
        ("1.5k EUR", "1500", "EUR"),
        ("EUR 1,5k", "1500", "EUR"),
        ("48 k€", "48000", "EUR"),
        ("48 TEUR", "48000", "EUR"),
        ("1.200 T€", "1200000", "EUR"),
        ("5T", "5000", ""),
        ("5 Tsd. Franken", "5000", "CHF"),
        ("5 Mio", "5000000", ""),
        ("2,5 Mio. EUR", "2500000", "EUR"),
        ("1.5M USD", "1500000", "USD"),
        ("3 M€", "3000000", "EUR"),
        ("2 Mrd. EUR", "2000000000", "EUR"),
        ("3 Monate", "3", ""),
        ("5 T-Shirts", "5", ""),
    ],
)
def test_thousands_and_millions_may_be_a_word(text: str, amount: str, currency: str) -> None:
    found = money(text)

    assert found == (Decimal(amount), currency)
    # As digits: a table with 5E+3 in it is no use.
    assert str(found.amount) == str(Decimal(amount))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("-3", "-3"),
        ("\u2212300 EUR", "-300"),
        ("\u2013 300 EUR", "-300"),
        ("Gutschrift -300 EUR", "-300"),
        ("-€300", "-300"),
        ("€ -300", "-300"),
        ("-1,5k", "-1500"),
        ("Angebot - 300 EUR", "300"),
        ("300 EUR - netto", "300"),
    ],
)
def test_a_sign_counts_and_a_dash_does_not(text: str, amount: str) -> None:
    found = money(text)

    assert found
    assert found.amount == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "1e5", "1_000", "2026-11-23", "23.11.2026", "10 %", "10%", "1/2", "1.2.3", "1,00,000",
        "5-7k", "1000 \u2013 2000 EUR", "1000 bis 2000 EUR", "14:30", "10 % von 800 EUR",
        "3D", "Q3", "5m", "A-300", "9" * 41,
    ],
)  # fmt: skip
def test_what_cannot_be_told_for_sure_is_no_sum(text: str) -> None:
    assert money(text) is None


def test_a_sum_is_exact_however_long_it_is() -> None:
    long = "123456789012345678901234567890,55"

    assert money(f"{long} EUR") == (Decimal(long.replace(",", ".")), "EUR")
    assert money("12345678901234567890123456789 Mio") == (
        Decimal(12345678901234567890123456789000000),
        "",
    )


def test_a_number_with_a_currency_comes_before_one_without() -> None:
    assert money("12 Monate à 200 EUR") == (Decimal(200), "EUR")


@pytest.mark.parametrize("text", ["", "pauschal", "€"])
def test_without_a_number_there_is_no_sum(text: str) -> None:
    assert money(text) is None
