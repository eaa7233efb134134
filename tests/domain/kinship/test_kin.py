"""Why one contact is like another: the reasons, and who comes first."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_contact import CONTACTS
from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.kinship.kin import is_listed, kin, rank
from kontaktjournal.domain.kinship.reason import Field, Reason, Sort, Strength
from kontaktjournal.domain.kinship.side import Ground, Passage, Side, Ties
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.topics import topics

MONDAY = date(2026, 11, 23)
ANNA = Contact("anna.md", "Anna")
BEN = Contact("ben.md", "Ben")
CALL = Entry(date(2026, 5, 12), EntryKind.TALK, channel="Telefonat")


def told(contact: Contact, *texts: str, entry: Entry | None = CALL) -> Side:
    return Side(contact, passages=tuple(Passage(entry, topics(text)) for text in texts))


def reasons(one: Side, other: Side, ground: Ground | None = None) -> list[tuple[str, ...]]:
    return [(each.sort, *each.words) for each in kin(one, other, ground or Ground())]


# Links -----------------------------------------------------------------------


def test_who_introduced_whom_is_a_reason_on_both_sides() -> None:
    anna, ben = Side(ANNA), Side(BEN, Ties(via={"anna.md"}, names={"anna.md"}))

    assert reasons(anna, ben) == [(Sort.INTRODUCED,)]
    assert reasons(ben, anna) == [(Sort.BROUGHT,)]


def test_a_link_is_a_reason_on_both_sides() -> None:
    anna, ben = Side(ANNA), Side(BEN, Ties(names={"anna.md"}))

    assert reasons(anna, ben) == [(Sort.NAMES,)]
    assert reasons(ben, anna) == [(Sort.NAMED,)]


def test_who_knows_the_same_third_is_alike_the_two_themselves_are_no_third() -> None:
    people = {"karl.md": "Karl Ott", "anna.md": "Anna", "ben.md": "Ben"}
    anna, ben = Side(ANNA, Ties(people=people)), Side(BEN, Ties(people=people))

    (reason,) = kin(anna, ben)

    assert (reason.sort, reason.text, reason.path) == (Sort.PERSON, "Karl Ott", "karl.md")


def test_a_note_that_both_link_to_is_one_reason_in_two_spellings() -> None:
    notes = {"gruenderstammtisch": "Gründerstammtisch", "grunderstammtisch": "Gründerstammtisch"}
    anna, ben = Side(ANNA, Ties(notes=notes)), Side(BEN, Ties(notes=notes))

    assert [(each.sort, each.text) for each in kin(anna, ben)] == [
        (Sort.NOTE, "Gründerstammtisch")
    ]


# Event, firm, place ----------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gründerstammtisch Köln", "Köln: Gruenderstammtisch"),
        ("Tagung in Fulda 2024", "Tagung in Fulda 2025"),
        ("Tagungen in Fulda", "Tagung in Fulda"),
    ],
)
def test_who_was_met_at_the_same_event_is_alike(one: str, other: str) -> None:
    common = Ground(common={"gruenderstammtisch", "koeln", "koln", "tagung", "fulda"})
    anna, ben = Side(replace(ANNA, met=one)), Side(replace(BEN, met=other))

    (reason,) = kin(anna, ben, common)

    assert (reason.sort, reason.text) == (Sort.EVENT, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Weiß & Söhne GmbH", "Weiss und Soehne"),
        ("Universität Bonn", "universität bonn"),
        ("Chor Lindenhof e. V.", "Chor Lindenhof"),
        ("C&A", "C & A"),
    ],
)
def test_the_same_firm_is_known_in_any_spelling(one: str, other: str) -> None:
    anna, ben = Side(replace(ANNA, org=(one,))), Side(replace(BEN, org=("Verein", other)))

    (reason,) = kin(anna, ben)

    assert (reason.sort, reason.text, reason.strength) == (Sort.ORG, other, Strength.MIDDLE)


@pytest.mark.parametrize(
    ("one", "other"),
    [("selbstständig", "selbstständig"), ("Müller Druck", "Müller Bau"), ("", ""), ("&", "&")],
)
def test_other_firms_and_none_are_no_reason(one: str, other: str) -> None:
    ground = Ground(names={"mueller", "muller"})
    anna, ben = Side(replace(ANNA, org=(one,))), Side(replace(BEN, org=(other,)))

    assert kin(anna, ben, ground) == ()


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Köln", "Koeln", True),
        ("50667 Köln", "Köln-Ehrenfeld", True),
        ("Ulm", "Ulm", True),
        ("Frankfurt am Main", "Frankfurt (Oder)", False),
        ("Linz am Rhein", "Rees am Rhein", False),
        ("50667", "50667", False),
    ],
)
def test_a_part_of_a_town_is_in_the_town(one: str, other: str, *, is_same: bool) -> None:
    anna, ben = Side(replace(ANNA, city=one)), Side(replace(BEN, city=other))

    assert [each.sort for each in kin(anna, ben)] == [Sort.PLACE] * is_same
    assert [each.sort for each in kin(ben, anna)] == [Sort.PLACE] * is_same


# Words -----------------------------------------------------------------------


def test_the_same_word_in_two_stories_is_a_strong_reason_with_its_line() -> None:
    anna = Side(replace(ANNA, story=("beide Messe-Aufbau 2009",)))
    ben = Side(replace(BEN, story=("2009: Aufbau einer Messe",)))

    (reason,) = kin(anna, ben)

    assert reason == Reason(
        Sort.WORDS,
        Strength.STRONG,
        ("word aufbau", "word messe"),
        ("2009", "Aufbau", "Messe"),
        Field.STORY,
        "2009: Aufbau einer Messe",
    )


@pytest.mark.parametrize(
    ("one", "other", "strength"),
    [
        ({"story": ("der Orgelbau",)}, {"met": "Orgelbau"}, Strength.STRONG),
        ({"story": ("der Orgelbau",)}, {"hooks": ("Orgelbau",)}, Strength.MIDDLE),
        ({"hooks": ("der Orgelbau",)}, {"org": ("Orgelbau Fink",)}, Strength.MIDDLE),
        ({"source": "Orgelbau"}, {"tags": ("orgelbau",)}, Strength.WEAK),
        ({"org": ("Orgelbau Amsel",)}, {"org": ("Orgelbau Fink",)}, Strength.WEAK),
        ({"moment": "neuer Orgelbau"}, {"step": "nach dem Orgelbau"}, Strength.WEAK),
        ({"city": "Fulda"}, {"story": ("Tage in Fulda",)}, Strength.WEAK),
        ({"city": "Fulda", "story": ("Fulda",)}, {"story": ("Tage in Fulda",)}, Strength.WEAK),
    ],
)
def test_a_reason_says_as_much_as_the_weaker_of_its_lines(
    one: dict[str, object], other: dict[str, object], strength: Strength
) -> None:
    anna, ben = Side(replace(ANNA, **one)), Side(replace(BEN, **other))  # type: ignore[arg-type]

    assert [each.strength for each in kin(anna, ben)] == [strength]
    assert [each.strength for each in kin(ben, anna)] == [strength]


def test_a_common_word_is_a_reason_only_beside_another_of_the_same_line() -> None:
    ground = Ground(common={"buchmesse", "leipzig"})
    anna = Side(replace(ANNA, story=("Buchmesse Leipzig 2024", "Tage in Weimar")))
    fair = Side(replace(BEN, hooks=("Leipzig, Buchmesse",)))
    town = Side(replace(BEN, hooks=("wohnt in Leipzig", "mag die Buchmesse")))
    year = Side(replace(BEN, hooks=("Leipzig 2024",)))

    assert reasons(anna, fair, ground) == [(Sort.WORDS, "Leipzig", "Buchmesse")]
    assert reasons(anna, town, ground) == []
    assert reasons(anna, year, ground) == []


def test_a_year_alone_is_no_reason() -> None:
    anna = Side(replace(ANNA, story=("Umzug 2009",)))

    assert reasons(anna, Side(replace(BEN, story=("2009 geheiratet",)))) == []


@pytest.mark.parametrize("word", ["Karl", "Karls"])
def test_names_of_people_are_no_topics(word: str) -> None:
    ground = Ground(names={"karl"})

    assert reasons(told(ANNA, f"Wir bei {word}"), told(BEN, f"Wir bei {word}"), ground) == []


def test_what_was_told_of_both_is_a_reason_with_its_entry() -> None:
    anna = told(ANNA, "Im Flur steht eine Orgel.")

    (reason,) = kin(anna, told(BEN, "Wir sprachen von Orgeln."))

    assert (reason.sort, reason.words, reason.entry) == (Sort.TOPIC, ("Orgeln",), CALL)
    assert reason.strength is Strength.WEAK


def test_a_word_in_one_head_and_in_what_was_told_of_the_other_is_a_reason_on_both_sides() -> None:
    anna, ben = Side(replace(ANNA, story=("die Orgel",))), told(BEN, "Im Flur steht eine Orgel.")

    assert reasons(anna, ben) == [(Sort.TOPIC, "Orgel")]
    assert reasons(ben, anna) == [(Sort.WORDS, "Orgel")]


def test_a_word_that_begins_a_sentence_on_both_sides_may_be_no_noun() -> None:
    first, noun = "Klappert oft.", "das Klappert"

    assert reasons(told(ANNA, first), told(BEN, first)) == []
    assert reasons(told(ANNA, first), told(BEN, noun)) == [(Sort.TOPIC, "Klappert")]


def test_common_words_of_what_was_told_are_no_reason() -> None:
    ground = Ground(common={"orgel"})

    assert reasons(told(ANNA, "eine Orgel"), told(BEN, "eine Orgel"), ground) == []


def test_no_word_is_told_twice() -> None:
    anna = told(replace(ANNA, city="Fulda", story=("Orgeln in Fulda",)), "eine Orgel in Fulda")
    ben = told(replace(BEN, city="Fulda", story=("Orgel in Fulda",)), "die Orgel von Fulda")

    assert reasons(anna, ben) == [(Sort.WORDS, "Orgel"), (Sort.PLACE, "Fulda", "Fulda")]


def test_of_what_was_told_the_newest_comes_first_and_some_words_are_enough() -> None:
    anna = told(ANNA, "Ziegel, Balken, Mörtel, Latten, Dachpappe, Dielen")

    found = reasons(anna, told(BEN, "der Mörtel, die Dielen", "der Ziegel, Latten, Balken"))

    assert found == [(Sort.TOPIC, "Mörtel", "Dielen"), (Sort.TOPIC, "Ziegel", "Latten")]


def test_nobody_is_like_themselves() -> None:
    anna = Side(replace(ANNA, city="Köln"))

    assert kin(anna, anna) == ()


# Who is told of, and in which order ------------------------------------------

WEAK = Reason(Sort.PLACE, Strength.WEAK, ("place koeln",))
MIDDLE = Reason(Sort.ORG, Strength.MIDDLE, ("org fink",))
STRONG = Reason(Sort.EVENT, Strength.STRONG, ("event messe",))
RARE = Reason(Sort.ORG, Strength.MIDDLE, ("org star",))


def order(**known: list[Reason]) -> list[str]:
    sharers = {"place koeln": 40, "org fink": 3, "event messe": 9, "org star": 1}
    dues = {name: assess(Contact(f"{name}.md", name), MONDAY, Settings()) for name in known}
    return sorted(known, key=lambda name: rank(dues[name], known[name], sharers))


def test_a_strong_reason_comes_before_any_number_of_weaker_ones() -> None:
    found = order(c=[WEAK, WEAK, WEAK], b=[MIDDLE, MIDDLE, WEAK], a=[STRONG], d=[STRONG, WEAK])

    assert found == ["d", "a", "b", "c"]


def test_of_as_many_reasons_the_rarer_comes_first_then_the_name() -> None:
    assert order(b=[MIDDLE], a=[MIDDLE], c=[RARE]) == ["c", "a", "b"]


def test_in_play_comes_before_the_list_and_that_before_who_was_filed() -> None:
    stages = {"a.md": "ablage", "b.md": "liste", "c.md": "kunde"}
    dues = [
        assess(Contact(path, "X", status=stage), MONDAY, Settings())
        for path, stage in stages.items()
    ]

    ranked = sorted(dues, key=lambda due: rank(due, [MIDDLE], {}))

    assert [due.contact.path for due in ranked] == ["c.md", "b.md", "a.md"]


@pytest.mark.parametrize(
    ("status", "reason", "everybody", "listed"),
    [
        ("pflege", WEAK, False, True),
        ("liste", WEAK, False, False),
        ("liste", MIDDLE, False, True),
        (None, STRONG, False, True),
        ("ablage", STRONG, False, False),
        ("ablage", WEAK, True, True),
        ("liste", WEAK, True, True),
    ],
)
def test_who_is_told_of(
    status: str | None, reason: Reason, *, everybody: bool, listed: bool
) -> None:
    due = assess(replace(BEN, status=status), MONDAY, Settings())

    assert is_listed(due, [reason], everybody=everybody) is listed
    assert not is_listed(due, [], everybody=True)


def test_who_does_not_want_to_be_contacted_is_never_told_of() -> None:
    due = assess(replace(BEN, status="pflege", blocked=True), MONDAY, Settings())

    assert not is_listed(due, [STRONG], everybody=True)


# Whatever stands in the files ------------------------------------------------

PHRASES = ["die Orgel", "Orgeln in Fulda", "Messe Leipzig 2024", "Köln", "Karls Stand", "Weiß KG"]
TEXTS = st.sampled_from(["", *PHRASES]) | st.text("Oo Rräß'-.:2\n", max_size=9)
LISTS = st.lists(TEXTS, max_size=2).map(tuple)
TALKATIVE = st.builds(
    Contact, st.sampled_from(["a.md", "b.md", "c.md"]), TEXTS, story=LISTS, hooks=LISTS,
    met=TEXTS, org=LISTS, city=TEXTS, source=TEXTS, tags=LISTS, moment=TEXTS, step=TEXTS,
)  # fmt: skip
PATHS = st.frozensets(st.sampled_from(["a.md", "b.md", "c.md"]))
TIES = st.builds(
    Ties, PATHS, PATHS, PATHS.map(lambda paths: {path: path for path in paths}),
    PATHS.map(lambda keys: {key: key for key in keys}),
)  # fmt: skip
SIDES = st.builds(
    Side, TALKATIVE | CONTACTS, TIES,
    st.lists(TEXTS.map(lambda text: Passage(CALL, topics(text))), max_size=2).map(tuple),
)  # fmt: skip
GROUNDS = st.builds(
    Ground,
    st.frozensets(st.sampled_from(["orgel", "orgeln", "fulda", "leipzig", "messe"])),
    st.frozensets(st.sampled_from(["karl", "fulda"])),
)


@settings(max_examples=300)
@given(SIDES, SIDES, GROUNDS)
def test_who_is_like_somebody_has_them_alike(one: Side, other: Side, ground: Ground) -> None:
    here, there = kin(one, other, ground), kin(other, one, ground)

    assert bool(here) == bool(there)
    for sort in (Sort.PERSON, Sort.NOTE, Sort.EVENT, Sort.PLACE):
        assert sum(each.sort is sort for each in here) == sum(each.sort is sort for each in there)
    strongest = [max((each.strength for each in some), default=None) for some in (here, there)]
    assert strongest[0] == strongest[1]


@given(SIDES, SIDES, GROUNDS)
def test_no_reason_goes_without_its_evidence(one: Side, other: Side, ground: Ground) -> None:
    for reason in kin(one, other, ground):
        if reason.sort in {Sort.WORDS, Sort.TOPIC}:
            assert reason.words
        if reason.field:
            assert reason.text
