"""Every field of a query lies somewhere: one that lies nowhere would never be found."""

import dataclasses

import pytest

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.query.fields import FIELDS
from kontaktjournal.index import attributes
from kontaktjournal.index.attributes import COMPUTED, SOURCES

#: They ask about other fields, or about the whole file.
NO_FIELDS = {"is", "has", "text"}
OF_CONTACTS = {field.name for field in dataclasses.fields(Contact)}


@pytest.mark.parametrize("field", sorted(FIELDS.keys() - NO_FIELDS))
def test_every_field_comes_from_attributes_of_a_contact_or_is_worked_out(field: str) -> None:
    assert (field in COMPUTED) is not (field in SOURCES)
    assert {*SOURCES.get(field, ())} <= OF_CONTACTS


@pytest.mark.parametrize("table", ["PRESENT", "LISTS", "DAYS", "_IN_HEAD"])
def test_no_table_knows_a_field_that_lies_nowhere(table: str) -> None:
    assert {*getattr(attributes, table)} <= SOURCES.keys() & FIELDS.keys()


def test_what_is_only_asked_for_is_an_attribute_too() -> None:
    asked = {name for names in attributes.PRESENT.values() for name in names}
    marks = {*attributes.MARKS.values(), *attributes.LACKS.values()}

    assert asked <= OF_CONTACTS
    assert {mark.split('"')[1] for mark in marks} <= OF_CONTACTS
    assert {field for field, _ in attributes.MARKS | attributes.LACKS} <= FIELDS.keys()
    assert {path.strip("$.[0]") for path in attributes.DAYS.values()} <= OF_CONTACTS
