"""Sums of money as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.amount import amount, money, number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4800", "4800"), ("4.800 EUR", "4800"), ("4,800.50", "4800.50"),
        ("1.200,50 €", "1200.50"),
        ("ca. 250 Euro", "250"), ("1'200", "1200"), ("1 200 000", "1200000"), ("3,5", "3.5"),
        ("12.5", "12.5"), ("1.200.000", "1200000"), ("EUR 99,-", "99"), ("0", "0"),
    ],
)  # fmt: skip
def test_a_sum_is_read_as_it_is_meant(text: str, number: str) -> None:
    assert amount(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "viel", "²", "-"])
def test_no_number_is_no_sum(text: str) -> None:
    assert amount(text) is None


@given(st.text(st.sampled_from("0123456789.,' -\u2212\u2013xkTMioEUR€%/_:\u00a0")))
def test_any_text_is_a_sum_or_none(text: str) -> None:
    found = money(text)

    assert amount(text) == (found.amount if found else None)
    assert found is None or found.amount.is_finite()


@pytest.mark.parametrize(
    ("text", "counted"),
    [("10 %", "10"), ("45 Jahre", "45"), ("1/2", "1"), ("-3", "-3"), ("1.200", "1200")],
)
def test_a_number_may_count_anything(text: str, counted: str) -> None:
    assert number(text) == Decimal(counted)


@pytest.mark.parametrize("text", ["", "viel", "9" * 41])
def test_without_a_number_nothing_is_counted(text: str) -> None:
    assert number(text) is None
