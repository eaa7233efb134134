"""Who may be in the journal twice, of everybody at once: what comparing all with all finds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.contact import Birthday, Contact
from kontaktjournal.domain.doubles import Apart, Census, Pair, doubles
from kontaktjournal.domain.duplicates import Likeness, is_double, likeness_of

STRONG, MEDIUM, WEAK, SHARED = Likeness
NUMBER = "+49 221 555 0171"


def person(name: str, path: str = "kontakte/a.md", **values: object) -> Contact:
    return replace(Contact(path, name), **values)  # type: ignore[arg-type]


def found(people: Sequence[Contact], apart: Apart | None = None) -> list[Pair]:
    census = Census()
    for one in people:
        census.count(one)
    known = lambda asked: [(number, people[number]) for number in asked]  # noqa: E731
    return census.pairs(known, apart or {}, by_name=True)


def test_of_many_alike_each_is_paired_with_the_first() -> None:
    people = [person("Anna Müller", phone=(NUMBER,)) for _ in range(4)]

    assert found(people) == [Pair(STRONG, 0, 1), Pair(STRONG, 0, 2), Pair(STRONG, 0, 3)]


def test_a_name_of_thousands_makes_no_more_pairs_than_people() -> None:
    people = [person("Anna Müller", city="Köln") for _ in range(5000)]

    assert len(found(people)) == 4999


def test_an_office_of_thousands_has_no_doubles_but_who_is_called_alike() -> None:
    letters = "ABCDEFGHIJKLMNOPQ"
    staff = [f"{a}nna {b}{c}el" for a in letters for b in letters for c in letters.lower()]
    people = [person(name, phone=(NUMBER,)) for name in (*staff, "A. Abel")]

    names = [(people[pair.one].name, people[pair.other].name) for pair in found(people)]

    assert ("Anna Abel", "A. Abel") in names
    assert all(name == "A. Abel" for _, name in names)


def test_whoever_is_told_apart_from_the_first_is_paired_with_another() -> None:
    people = [person("Anna Müller", phone=(NUMBER,)) for _ in range(3)]

    assert found(people, {0: {2}, 2: {0}}) == [Pair(STRONG, 0, 1), Pair(STRONG, 1, 2)]


def test_two_told_apart_are_both_paired_with_a_third() -> None:
    people = [person("Anna Müller", phone=(NUMBER,)) for _ in range(3)]

    assert found(people, {0: {1}, 1: {0}}) == [Pair(STRONG, 0, 2), Pair(STRONG, 1, 2)]


def test_whoever_has_the_number_of_two_nameless_ones_told_apart_is_like_both() -> None:
    nameless = [person("Anna", phone=(NUMBER,), unnamed=True) for _ in range(2)]
    people = [nameless[0], person("Arne Müller", phone=(NUMBER,)), nameless[1]]

    assert found(people, {0: {2}, 2: {0}}) == [Pair(STRONG, 0, 1), Pair(STRONG, 1, 2)]


def test_what_says_more_comes_first() -> None:
    people = [
        person("Anna Müller", city="Köln"),
        person("Anna Müller", city="Bonn", phone=(NUMBER,)),
        person("A. Müller", phone=(NUMBER,)),
        person("Müller, Anna", city="Koeln"),
    ]

    assert found(people) == [Pair(STRONG, 1, 2), Pair(MEDIUM, 0, 3), Pair(WEAK, 0, 1)]


def test_one_birthday_of_different_years_is_no_more_than_a_name() -> None:
    born = [Birthday(5, 14, 1980), Birthday(5, 14, 1981), Birthday(5, 14)]
    people = [person("Anna Müller", birthday=birthday) for birthday in born]

    assert found(people[:2]) == [Pair(WEAK, 0, 1)]
    assert found(people) == [Pair(MEDIUM, 0, 2), Pair(MEDIUM, 1, 2)]


# --- the same as comparing all with all ------------------------------------------------------

_NAMES = st.sampled_from((
    "Anna Müller", "Anna Mueller", "Müller, Anna", "anna muller", "A. Müller", "Anna", "Müller",
    "Dr. Anna Müller", "Arne Müller", "Anna Arne", "A. Anna", "Di Sommer", "di sommer", "Ö. Ø",
    "-", "Anna Öz", "Anna Oez", "",
))  # fmt: skip


def _some(*words: str, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), max_size=most).map(tuple)


_PEOPLE = st.lists(
    st.builds(
        Contact,
        path=st.just("kontakte/a.md"),
        name=_NAMES,
        aliases=st.lists(_NAMES, max_size=1).map(tuple),
        phone=_some(NUMBER, "0221 5550171", "0221 5550172", "112", most=2),
        email=_some("a@example.org", "A@example.org ", "b@example.org", "", most=1),
        url=_some("linkedin.com/in/anna", "https://www.linkedin.com/in/Anna/", "a.de", most=1),
        unnamed=st.sampled_from((False, False, True)),
        org=_some("Müller GmbH", "Mueller GmbH", "Köln", most=2),
        city=st.sampled_from(
            ("", "", "Köln", "koeln", "Kolne", "50667 Köln", "D-50823 Koeln", "99999 Köln")
        ),
        birthday=st.sampled_from(
            (None, None, Birthday(5, 14), Birthday(5, 14, 1980), Birthday(5, 14, 1981))
        ),
        uid=st.sampled_from(("", "", "", "u1")),
    ),
    max_size=7,
)
_APART = st.sets(st.frozensets(st.integers(0, 6), min_size=2, max_size=2), max_size=5)


def _all_with_all(people: Sequence[Contact], apart: Iterable[frozenset[int]]) -> Iterator[Pair]:
    for (one, mine), (other, theirs) in combinations(enumerate(people), 2):
        likeness = likeness_of(mine, theirs)
        if likeness and likeness is not SHARED and frozenset((one, other)) not in apart:
            yield Pair(likeness, one, other)


def _connected(pairs: Iterable[Pair], count: int) -> list[set[int]]:
    groups = [{number} for number in range(count)]
    for pair in pairs:
        joined = [group for group in groups if {pair.one, pair.other} & group]
        groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return sorted(groups, key=min)


@settings(max_examples=400, deadline=None)
@given(people=_PEOPLE, told=_APART)
def test_it_connects_whom_comparing_all_with_all_connects(
    people: list[Contact], told: set[frozenset[int]]
) -> None:
    apart: dict[int, set[int]] = {}
    for one, other in map(tuple, told):
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    wanted = [*_all_with_all(people, told)]
    pairs = found(people, apart)

    assert set(pairs) <= set(wanted)
    assert pairs == sorted(pairs)
    for most in (STRONG, MEDIUM, WEAK):
        mine = [pair for pair in pairs if pair.likeness <= most]
        theirs = [pair for pair in wanted if pair.likeness <= most]
        assert _connected(mine, len(people)) == _connected(theirs, len(people))


@settings(max_examples=200, deadline=None)
@given(one=_PEOPLE, other=_PEOPLE)
def test_two_are_like_each_other_in_the_same_way(one: list[Contact], other: list[Contact]) -> None:
    for mine, theirs in zip(one, other, strict=False):
        assert likeness_of(mine, theirs) is likeness_of(theirs, mine)


@settings(max_examples=200, deadline=None)
@given(people=_PEOPLE, told=st.sets(st.integers(0, 6), max_size=3))
def test_whoever_is_a_double_of_anybody_is_found(people: list[Contact], told: set[int]) -> None:
    people = [
        replace(
            one, path=f"kontakte/n{number}.md", distinct=("n0", "n3") if number in told else ()
        )
        for number, one in enumerate(people)
    ]
    wanted = {
        path
        for one, other in combinations(people, 2)
        if is_double(one, other)
        for path in (one.path, other.path)
    }

    assert doubles(people) == wanted
