"""What becomes of links when a file gets another name (N4, N7)."""

import pytest

from kontaktjournal.domain.contact import Contact, stem_of
from kontaktjournal.domain.renaming import Aside, Fate, Renaming, joined, new_stem

OLD, NEW = "kontakte/anna-mueller.md", "kontakte/anna-schmidt.md"
STAYS = Fate()


def renaming(
    *others: Contact, old: str = OLD, new: str = NEW, name: str = "", notes: tuple[str, ...] = ()
) -> Renaming:
    """Rename Anna's file; without a name of her own she is called like it."""
    before, after = Contact(old, name or stem_of(old)), Contact(new, name or stem_of(new))
    return Renaming(before, after, others, {old, *(one.path for one in others), *notes})


@pytest.mark.parametrize(
    ("typed", "style", "stem"),
    [
        ("Anna Schmidt", "slug", "anna-schmidt"),
        ("Anna Schmidt", "name", "Anna Schmidt"),
        ("anna-schmidt", "slug", "anna-schmidt"),
        ("anna-schmidt", "name", "anna-schmidt"),
        ("anna-schmidt.md", "slug", "anna-schmidt"),
        ("Anna Schmidt.md", "slug", "Anna Schmidt"),
        ("Anna.MARKDOWN", "slug", "Anna"),
        (" Jörg Weiß ", "slug", "joerg-weiss"),
        ("Weiß: & Söhne?", "name", "Weiß & Söhne"),
        ("a|b#c.md", "slug", "abc"),
        ("CON", "slug", "con-1"),
        ("王芳", "slug", "王芳"),
        ("???", "slug", ""),
        (".md", "slug", ""),
        ("", "name", ""),
    ],
)
def test_a_name_or_a_file_name_makes_the_new_one(typed: str, style: str, stem: str) -> None:
    assert new_stem(typed, style) == stem


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("anna-mueller", "anna-schmidt"),
        ("Anna-Mueller", "anna-schmidt"),
        ("anna-mueller.md", "anna-schmidt.md"),
        ("kontakte/anna-mueller", "kontakte/anna-schmidt"),
        ("./anna-mueller", "./anna-schmidt"),
        ("Kontakte/Anna-Mueller.md", "Kontakte/anna-schmidt.md"),
    ],
)
def test_a_link_by_file_follows(typed: str, becomes: str) -> None:
    assert renaming(name="Anna Müller").of_link(typed) == Fate(becomes)


@pytest.mark.parametrize("typed", ["Anna Müller", "anna mueller", "Anna", "jonas", "", "firma-x"])
def test_a_link_by_name_or_to_somebody_else_stays(typed: str) -> None:
    jonas = Contact("kontakte/jonas.md", "Jonas")

    assert renaming(jonas, name="Anna Müller").of_link(typed) == STAYS


def test_a_link_by_the_slug_of_a_file_follows() -> None:
    renamed = renaming(old="k/Anna Müller.md", new="k/Anna Schmidt.md", name="Anna Müller")

    assert renamed.of_link("anna-mueller") == Fate("Anna Schmidt")


def test_a_link_by_a_name_that_only_the_file_gave_follows() -> None:
    renamed = renaming(old="k/Anna Müller.md", new="k/Anna Schmidt.md")

    assert renamed.of_link("anna mueller") == Fate("Anna Schmidt")


def test_a_link_the_new_name_would_take_from_somebody_names_their_file() -> None:
    other = Contact("kontakte/a-s.md", "Anna Schmidt")
    named = Contact("kontakte/a.md", "Anna", aliases=("anna-schmidt",))

    assert renaming(other).of_link("anna-schmidt") == Fate("a-s")
    assert renaming(other).of_link("Anna Schmidt") == STAYS
    assert renaming(named).of_link("anna-schmidt") == Fate("a")


def test_where_two_files_have_one_name_links_say_which() -> None:
    other = Contact("freunde/anna-schmidt.md", "Anna Schmidt")

    assert renaming(other).of_link("anna-schmidt") == Fate("freunde/anna-schmidt")
    assert renaming(other).of_link("anna-mueller") == Fate("kontakte/anna-schmidt")


def test_a_link_that_could_mean_several_stays_and_is_told() -> None:
    other = Contact("freunde/anna-mueller.md", "Anna Müller")

    assert renaming(other).of_link("anna-mueller") == Fate(aside=Aside.AMBIGUOUS)
    assert renaming(other).of_link("kontakte/anna-mueller") == Fate("kontakte/anna-schmidt")
    assert renaming(other).of_link("freunde/anna-mueller") == STAYS


def test_two_people_of_one_name_stay_as_ambiguous_as_they_were() -> None:
    other = Contact("kontakte/anna-2.md", "Anna Müller")

    assert renaming(other, name="Anna Müller").of_link("Anna Müller") == STAYS


def test_a_link_that_led_nowhere_and_leads_here_now_is_told() -> None:
    assert renaming().of_link("anna-schmidt") == Fate(aside=Aside.FOUND)


def test_a_link_to_a_note_that_is_no_contact_is_not_taken_away() -> None:
    notes = ("projekte/anna-schmidt.md",)

    assert renaming(notes=notes).of_link("anna-schmidt") == Fate("projekte/anna-schmidt")
    assert renaming(notes=notes).of_link("projekte/anna-schmidt") == STAYS
    assert renaming(notes=notes).of_link("anna-mueller") == Fate("kontakte/anna-schmidt")


def test_where_no_name_means_one_alone_the_link_stays_and_is_told() -> None:
    # A note in the root has no folder that would tell it from the contact.
    notes = ("anna-schmidt.md",)

    assert renaming(notes=notes).of_link("anna-schmidt") == Fate(aside=Aside.LOST)


@pytest.mark.parametrize(
    ("typed", "source", "becomes"),
    [
        ("anna-mueller.md", "kontakte/jonas.md", "anna-schmidt.md"),
        ("./anna-mueller.md", "kontakte/jonas.md", "./anna-schmidt.md"),
        ("../kontakte/anna-mueller.md", "notizen/x.md", "../kontakte/anna-schmidt.md"),
        ("kontakte/anna-mueller.md", "notizen/x.md", "kontakte/anna-schmidt.md"),
        ("/kontakte/anna-mueller.md", "notizen/x.md", "/kontakte/anna-schmidt.md"),
        ("anna-mueller.md", "notizen/x.md", "anna-schmidt.md"),
        ("anna-mueller", "kontakte/jonas.md", "anna-schmidt"),
        ("anna-mueller", "notizen/x.md", None),
        ("anna-mueller.md", "andere/x.md", None),
        ("anna-mueller.pdf", "kontakte/jonas.md", None),
        ("../../anna-mueller.md", "kontakte/jonas.md", None),
        ("jonas.md", "kontakte/x.md", None),
    ],
)
def test_a_path_to_the_file_follows(typed: str, source: str, becomes: str | None) -> None:
    notes = ("andere/anna-mueller.md",)

    assert renaming(notes=notes).of_path(typed, source) == Fate(becomes)


@pytest.mark.parametrize(
    ("folder", "path", "whole"),
    [
        ("a/b", "c.md", "a/b/c.md"),
        ("a/b", "../c.md", "a/c.md"),
        ("", "./c.md", "c.md"),
        ("a", "../../c.md", ""),
        ("a", "b//./c.md", "a/b/c.md"),
    ],
)
def test_a_path_is_followed_from_its_folder(folder: str, path: str, whole: str) -> None:
    assert joined(folder, path) == whole
