"""A foreign file in memory, and what a format reads of it."""

from io import BytesIO

from kontaktjournal.lists.format import FileFormat, TableFormat
from kontaktjournal.lists.record import Call, Passed, Record
from kontaktjournal.lists.source import Source
from kontaktjournal.lists.table import header_in, layout, rows

Entries = list[Record | Call | Passed]


def source_of(data: bytes, name: str = "datei") -> Source:
    """Return a source that holds these bytes."""
    return Source(name, name, len(data), lambda: BytesIO(data))


def entries_of(form: TableFormat | FileFormat, data: bytes, name: str = "datei") -> Entries:
    """Return what a format reads of some bytes; a table's header must be its own."""
    source = source_of(data, name)
    if isinstance(form, FileFormat):
        assert form.claims(data[:4096], name)
        return list(form.read(source))
    written = layout(source)
    place = header_in(written.first, form.is_header)
    assert place is not None
    return list(form.read(written.first[place].cells or (), rows(source, written, place)))
