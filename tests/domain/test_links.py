"""Claims about where a link leads (N7, K5)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.links import Names

ANNA = Contact("kontakte/anna-mueller.md", "Anna Müller", aliases=("Anni", "Frau Müller"))
JONAS = Contact("kontakte/2024/jonas-weber.md", "Jonas Weber")
BJOERN = Contact("People/Björn Ångström.MD", "Björn Ångström")
RENAMED = Contact("kontakte/mia-sommer.md", "Mia Winter")
MARRIED = Contact("kontakte/Petra Voß.md", "Petra Lang")
# As macOS writes it.
APART = Contact("kontakte/Ju\u0308rgen Ott.md", "Herr Ott")
FAR = Contact("kontakte/2025.md", "Андрей Белый")
EVERYBODY = (ANNA, JONAS, BJOERN, RENAMED, MARRIED, APART, FAR)


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        # path
        ("kontakte/anna-mueller.md", ANNA),
        ("kontakte/anna-mueller", ANNA),
        ("2024/jonas-weber", JONAS),
        ("2024/jonas-weber.md", JONAS),
        ("kontakte/2024/jonas-weber", JONAS),
        ("../kontakte/anna-mueller", ANNA),
        ("./anna-mueller.md", ANNA),
        ("/kontakte/anna-mueller", ANNA),
        ("Kontakte/Anna-Mueller.MD", ANNA),
        # file name
        ("anna-mueller", ANNA),
        ("anna-mueller.md", ANNA),
        ("ANNA-Mueller", ANNA),
        ("jonas-weber", JONAS),
        ("björn ångström", BJOERN),
        ("Bjo\u0308rn A\u030angstro\u0308m", BJOERN),
        ("mia-sommer", RENAMED),
        ("jürgen ott", APART),
        # slug
        ("bjoern-aangstroem", BJOERN),
        ("Mia-Winter", RENAMED),
        ("petra-voss", MARRIED),
        ("Андрей-Белый", FAR),
        # name and alias
        ("Anna Müller", ANNA),
        ("anna mueller", ANNA),
        ("Anna Muller", ANNA),
        ("Jonas Weber", JONAS),
        ("Mia Winter", RENAMED),
        ("Anni", ANNA),
        ("frau mueller", ANNA),
        # as links stand in tables
        ("jonas-weber\\", JONAS),
        ("  jonas-weber  ", JONAS),
    ],
)
def test_a_link_leads_to_the_contact_it_names(target: str, meant: Contact) -> None:
    assert Names(EVERYBODY).resolve(target) == (meant.path,)


@pytest.mark.parametrize(
    "target",
    ["", "  ", ".md", "/", "Anna", "Müller", "anna", "2023/jonas-weber", "mueller", "mia sommer",
     "weber.md", "kontakte", "kontakte/", "ueller"],
)  # fmt: skip
def test_a_link_to_nobody_leads_nowhere(target: str) -> None:
    assert Names(EVERYBODY).resolve(target) == ()


def test_two_people_of_one_name_are_both_meant() -> None:  # TR14
    other = Contact("kontakte/anna-mueller-2.md", "Anna Müller")

    names = Names([ANNA, other])

    assert names.resolve("Anna Müller") == (other.path, ANNA.path)
    assert names.resolve("anna-mueller") == (ANNA.path,)
    assert names.resolve("anna-mueller-2") == (other.path,)


def test_one_name_written_with_and_without_umlaut_is_ambiguous() -> None:  # N6
    spelled, plain = Contact("a.md", "Jo Müller"), Contact("b.md", "Jo Mueller")

    names = Names([spelled, plain])

    assert names.resolve("Jo Müller") == ("a.md", "b.md")
    assert names.resolve("Jo Muller") == ("a.md",)


def test_an_alias_of_one_and_the_name_of_another_are_ambiguous() -> None:
    other = Contact("kontakte/anna-otto.md", "Anni")

    assert Names([ANNA, other]).resolve("anni") == (ANNA.path, other.path)


def test_an_alias_that_is_also_the_name_is_no_ambiguity() -> None:
    contact = Contact("kontakte/anna.md", "Anna Otto", aliases=("anna otto", "Anna Otto"))

    assert Names([contact]).resolve("Anna Otto") == (contact.path,)


def test_a_file_name_wins_over_a_name() -> None:
    named = Contact("kontakte/a.md", "Jonas-Weber")

    assert Names([named, JONAS]).resolve("jonas-weber") == (JONAS.path,)


def test_a_path_from_the_root_wins_over_one_from_a_folder_on() -> None:
    near, far = Contact("kontakte/anna.md", "A"), Contact("archiv/kontakte/anna.md", "B")

    names = Names([near, far])

    assert names.resolve("kontakte/anna") == (near.path,)
    assert names.resolve("archiv/kontakte/anna") == (far.path,)


def test_one_file_name_in_two_folders_is_ambiguous() -> None:
    one, two = Contact("kontakte/2023/anna.md", "A"), Contact("kontakte/2024/anna.md", "B")

    names = Names([two, one])

    assert names.resolve("anna") == (one.path, two.path)
    assert names.resolve("2024/anna") == (two.path,)


@pytest.mark.parametrize("target", ["Anna", "kontakte/Anna", "Anna.md"])
def test_of_files_that_differ_only_in_case_the_one_as_typed_is_meant(target: str) -> None:
    upper, lower = Contact("kontakte/Anna.md", "A"), Contact("kontakte/anna.md", "B")

    names = Names([upper, lower])

    assert names.resolve(target) == (upper.path,)
    assert names.resolve(target.replace("A", "a")) == (lower.path,)
    assert names.resolve(target.replace("A", "a").replace("nn", "NN")) == (upper.path, lower.path)


def test_without_contacts_no_link_leads_anywhere() -> None:
    assert Names([]).resolve("anna") == ()


words = st.text("aA.ä/ -\\üß'\u0308王", max_size=6) | st.text(max_size=6)
contacts = st.builds(
    Contact,
    path=st.builds("{}/{}.md".format, st.sampled_from(["kontakte", "a/b"]), words),
    name=words,
    aliases=st.lists(words, max_size=2).map(tuple),
)


@given(st.lists(contacts, max_size=5, unique_by=lambda contact: contact.path), words)
@settings(max_examples=200)
def test_any_target_leads_to_known_contacts_each_once(some: list[Contact], target: str) -> None:
    found = Names(some).resolve(target)

    assert list(found) == sorted(set(found))
    assert set(found) <= {contact.path for contact in some}


@given(contacts)
@settings(max_examples=200)
def test_every_contact_is_found_by_its_path(contact: Contact) -> None:
    assert Names([contact]).resolve(contact.path) == (contact.path,)
