"""A query put to contacts: whom it finds, in which order, how many of them (4.9)."""

from collections.abc import Iterable

from kontaktjournal.domain.agenda import Order
from kontaktjournal.domain.due import Due
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.query.fields import Sort, sort_of
from kontaktjournal.domain.query.match import Ground, matches
from kontaktjournal.domain.query.order import in_order
from kontaktjournal.domain.query.tree import Query, Test, leaves


def search(query: Query, dues: Iterable[Due], ground: Ground, pipeline: Pipeline) -> list[Due]:
    """Return whom a query finds.

    Args:
        query: whom it is about.
        dues: contacts, sorted: that order settles what the query leaves open.
        ground: the day, and what the contacts do not say themselves.
        pipeline: the stages, to sort by.
    """
    found = [due for due in dues if matches(query.tree, due, ground)]
    return in_order(found, query.order, ground.today, pipeline)[: query.limit]


def own_keys(query: Query) -> list[str]:
    """Return the keys of the user's own that a query asks for."""
    asked = [leaf.field for leaf, _ in leaves(query.tree) if isinstance(leaf, Test)]
    asked += [by.field for by in query.order if by.field != Order.URGENCY]
    return [*dict.fromkeys(field for field in asked if sort_of(field) is Sort.OWN)]
