"""Each reason is a word that stands somewhere, counts what the rule says, and says where."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.pipeline import DEFAULT, Stage
from kontaktjournal.domain.qualify.circle import Circle
from kontaktjournal.domain.qualify.reasons import Reason, Side, Sort, a_year_before, reasons, score
from kontaktjournal.domain.qualify.told import Friend, Told
from kontaktjournal.domain.settings import Me, Weights

MONDAY = date(2026, 11, 23)
ME = Me(
    places=("Köln",),
    orgs=("Uni Bonn",),
    events=("Buchmesse Leipzig",),
    topics=("Buchbinden", "Papier", "Wein"),
)


ULM = Me(places=("Ulm",))
SIDE = Side(ME, Weights(), MONDAY)


def stage(name: str) -> Stage:
    found = DEFAULT.stage(name)
    assert found
    return found


JONAS = Friend("kontakte/jonas.md", "Jonas Weber", stage("angebot"), ("Druckerei Weber GmbH",))
ANNA = Friend("kontakte/anna.md", "Anna Müller", stage("pflege"))
KARL = Friend("kontakte/karl.md", "Karl Kunde", stage("kunde"))
UTE = Friend("kontakte/ute.md", "Ute", stage("kunde"))
RITA = Friend("kontakte/rita.md", "Rita Blum", stage("pflege"), strangers=("sabine-roth",))
FRIENDS = (JONAS, ANNA, KARL, UTE, RITA)


def told(
    name: str = "Sabine Roth", city: str = "", org: tuple[str, ...] = (), **cells: str
) -> Told:
    return Told((name,), org, city, {"Name": name, **cells})


def found(one: Told, weights: Weights = Weights()) -> list[tuple[Sort, int]]:  # noqa: B008  # frozen
    near = Circle(FRIENDS).near(one)
    return [(each.sort, each.points) for each in reasons(one, Side(ME, weights, MONDAY), near)]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (told("Otto Nichts"), []),
        (told("Otto Nichts", city="Bonn", Notiz="mag Fische"), []),
        # introduced by, or linked to, a contact in play
        (told("Eva Klar", Notiz="kennt Jonas Weber"), [(Sort.KNOWS, 3)]),
        (told("Eva Klar", Notiz="von Anna Mueller empfohlen"), [(Sort.KNOWS, 5)]),
        (told("Eva Klar", Notiz="Jonas Weber und Karl Kunde"), [(Sort.KNOWS, 5)]),
        (told("Sabine Roth"), [(Sort.KNOWS, 5)]),
        # one name alone, or one's own
        (told("Eva Klar", Notiz="Ute war auch da"), []),
        (told("Jonas Weber", Vorname="Jonas", Anzeige="Weber, Jonas Weber"), []),
        # events, topics and schools in any column; places in their own only
        (told("Eva Klar", Notiz="Buchmesse Leipzig 2019"), [(Sort.EVENT, 3)]),
        (told("Eva Klar", Notiz="Buchmesse in Leipzig"), []),
        (told("Eva Klar", Studium="uni bonn, Germanistik"), [(Sort.ORG, 3)]),
        (told("Eva Klar", city="Koeln"), [(Sort.PLACE, 2)]),
        (told("Eva Klar", city="50674 Köln-Ehrenfeld"), [(Sort.PLACE, 2)]),
        (told("Eva Klar", Notiz="war mal in Köln"), []),
        (told("Eva Klar", city="Großraum Köln"), [(Sort.PLACE, 2)]),
        # another place that is called after it
        (told("Eva Klar", city="Neu-Köln"), []),
        (told("Eva Klar", city="99999 Bad Köln"), []),
        (told("Eva Klar", Notiz="Buchbinden"), [(Sort.TOPIC, 2)]),
        (told("Eva Klar", Notiz="Papier, Wein, Buchbinden"), [(Sort.TOPIC, 2), (Sort.TOPIC, 2)]),
        # a family name is no topic
        (told("Eva Wein", Mail="eva.wein@example.org"), []),
        (told("Eva Wein", Notiz="trinkt gern Wein"), [(Sort.TOPIC, 2)]),
        # the firm of a contact in play
        (told("Eva Klar", org=("Druckerei Weber",)), [(Sort.ORG, 3)]),
        (told("Eva Klar", org=("Druckerei",)), []),
        (told("Jonas Weber", org=("Druckerei Weber",)), []),
        # answered, or talked to, before
        (told("Eva Klar", Notiz="hat 2024 geantwortet"), [(Sort.REPLIED, 4)]),
        (told("Eva Klar", Notiz="hat nicht geantwortet"), []),
        (told("Eva Klar", Notiz="Nie da. Im Mai gesprochen."), [(Sort.REPLIED, 4)]),
        (told("Eva Klar")._replace(exchanged=date(2019, 3, 4)), [(Sort.REPLIED, 4)]),
        (told("Eva Klar")._replace(exchanged=date(2027, 3, 4)), []),
        # connected within a year
        (told("Eva Klar")._replace(connected=date(2025, 11, 23)), [(Sort.CONNECTED, 1)]),
        (told("Eva Klar")._replace(connected=date(2025, 11, 22)), []),
        (told("Eva Klar")._replace(connected=date(2026, 11, 24)), []),
    ],
)  # fmt: skip
def test_a_reason_counts_what_the_rule_says(one: Told, expected: list[tuple[Sort, int]]) -> None:
    assert found(one) == expected


def test_the_sum_of_all_kinds_is_told_in_their_order() -> None:
    one = told(
        "Eva Klar",
        city="Köln",
        org=("Uni Bonn",),
        Notiz="kennt Jonas Weber von der Buchmesse Leipzig; Buchbinden. Hat geantwortet.",
        Firma="Uni Bonn",
    )._replace(connected=date(2026, 5, 1))

    assert found(one) == [
        (Sort.KNOWS, 3),
        (Sort.EVENT, 3),
        (Sort.ORG, 3),
        (Sort.PLACE, 2),
        (Sort.TOPIC, 2),
        (Sort.REPLIED, 4),
        (Sort.CONNECTED, 1),
    ]


def test_weights_are_the_user_s_and_nothing_counts_for_nothing() -> None:
    one = told("Eva Klar", city="Köln", Notiz="Buchbinden")

    assert found(one, Weights(place=7, topic=0)) == [(Sort.PLACE, 7)]


def test_the_evidence_is_what_stands_there() -> None:
    one = told("Eva Klar", Notiz="Buchmesse Leipzig 2019. Seit 2020 im Ruhestand.")

    (event,) = reasons(one, SIDE)

    assert (event.words, event.column, event.cell, event.year) == (
        "Buchmesse Leipzig", "Notiz", "Buchmesse Leipzig 2019. Seit 2020 im Ruhestand.", "2019",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        # The letters of a town stand in many cells.
        ({"Name": "Ulmer", "Firma": "Ulmer Bau", "Ort": "Ulm"}, "Ort"),
        ({"Firma": "Ulm", "Wohnort": "Ulm"}, "Wohnort"),
        ({"Notiz": "in Ulm gesehen", "PLZ/Ort": "D-89073 Ulm"}, "PLZ/Ort"),
        ({"Firma": "Bau Ulm", "Home City": "ULM"}, "Home City"),
        # A column of any name, or an address.
        ({"Notiz": "in Ulm gesehen", "Wo": "89073 Ulm"}, "Wo"),
        ({"Notiz": "in Ulm gesehen", "Adresse": "Am Markt 1, 89073 Ulm"}, "Adresse"),
        # Nowhere: it is told of the contact.
        ({"met": "Messe Ulm", "Name": "Ulmer"}, ""),
    ],
)
def test_the_evidence_of_a_place_is_the_cell_that_holds_it(
    cells: dict[str, str], column: str
) -> None:
    (reason,) = reasons(Told(("Eva Klar",), (), "Ulm", cells), Side(ULM, Weights(), MONDAY))

    assert (reason.sort, reason.column, reason.cell) == (
        Sort.PLACE, column, cells.get(column, "Ulm")
    )  # fmt: skip


def test_words_of_two_cells_side_by_side_do_not_stand_together() -> None:
    assert found(told("Eva Klar", eins="Buchmesse", zwei="Leipzig")) == []


def test_a_friend_is_told_with_the_cell_that_names_him() -> None:
    one = told("Eva Klar", Notiz="kennt Jonas Weber")

    (reason,) = reasons(one, SIDE, FRIENDS)

    assert reason == Reason(
        Sort.KNOWS, 3, "Jonas Weber", "Notiz", "kennt Jonas Weber", friend=JONAS
    )


@pytest.mark.parametrize(
    ("day", "before"),
    [(date(2026, 11, 23), date(2025, 11, 23)), (date(2028, 2, 29), date(2027, 2, 28))],
)
def test_a_year_ago_is_the_same_day(day: date, before: date) -> None:
    assert a_year_before(day) == before


WORDS = st.sampled_from(
    ["Köln", "koeln", "Buchmesse", "Leipzig", "Buchbinden", "Jonas", "Weber", "Anna", "Müller",
     "geantwortet", "nicht", ".", "Uni", "Bonn", "Wein", "@", "0cell0", "–"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=20)


@given(
    name=TEXTS,
    org=st.lists(TEXTS, max_size=2).map(tuple),
    city=TEXTS,
    cells=st.dictionaries(st.text(max_size=5), TEXTS, max_size=5),
)
def test_any_row_can_be_looked_at_and_every_reason_stands_in_it(
    name: str, org: tuple[str, ...], city: str, cells: dict[str, str]
) -> None:
    one = Told((name,), org, city, cells)

    told_reasons = reasons(one, SIDE, Circle(FRIENDS).near(one))

    assert score(told_reasons) == sum(each.points for each in told_reasons)
    assert all(
        not each.cell or each.cell in {*cells.values(), city, *org} for each in told_reasons
    )
    assert sum(each.sort is Sort.TOPIC for each in told_reasons) <= 2
    kinds = [each.sort for each in told_reasons if each.sort is not Sort.TOPIC]
    assert len(kinds) == len(set(kinds))


@given(st.dictionaries(st.text(max_size=5), TEXTS, max_size=5), st.lists(TEXTS, max_size=2))
def test_who_is_near_is_found_without_asking_everybody(
    cells: dict[str, str], org: list[str]
) -> None:
    one = Told(("Eva Klar",), (*org,), "", cells)

    near = reasons(one, SIDE, Circle(FRIENDS).near(one))

    assert near == reasons(one, SIDE, FRIENDS)
