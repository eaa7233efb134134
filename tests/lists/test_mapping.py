"""What the user said of columns is kept in a table, and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.lists.headings import Field, Told
from kontaktjournal.lists.mapping import read, written

COLUMNS = st.text(st.sampled_from('abÜ ,;"-'), min_size=1, max_size=8).filter(
    lambda text: text == text.strip() != "" and any(map(str.isalpha, text))
)


def test_it_is_a_table_of_two_columns() -> None:
    told = (Told(Field.NAME, "Kunde"), Told(Field.EMAIL, "Mail, privat"))

    assert written(told) == 'field,column\nname,Kunde\nemail,"Mail, privat"\n'


@pytest.mark.parametrize(
    "text",
    [
        "field,column\nname,Kunde\n",
        "\ufefffield;column\r\nname;Kunde\r\n",
        "name,Kunde",
        "field,column\nname,Kunde\nphone\n\nunsinn,Zeile\n",
    ],
)
def test_a_spreadsheet_may_have_written_it_anew(text: str) -> None:
    assert read(text) == (Told(Field.NAME, "Kunde"),)


@given(st.lists(st.builds(Told, st.sampled_from(Field), COLUMNS), max_size=5))
def test_what_is_written_is_read_back(told: list[Told]) -> None:
    assert read(written(tuple(told))) == tuple(told)


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    assert all(isinstance(one.field, Field) for one in read(text))
