"""Keys, slugs, file names and the order of names (K2, N1, N2, N5, S6)."""

from collections.abc import Callable
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.names import (
    family,
    file_name,
    given_name,
    key_of,
    slug,
    sort_key,
    strip_marks,
    transliterate,
)

#: Letters that decompose, join, fold to more than one or vanish: where rules break first.
_LETTERS = "äöüßẞÄÖÜåøæœðþłđ\u0131\u017fİﬁǅǖŉ½²№ªΣςϓйЁꭰᎠあが王ि\u0627"
_SIGNS = "\u094d\u0301\u0308\u200b\u00ad\u202e'’-_. ,()/\\\x00\n"
_texts = st.one_of(st.text(max_size=60), st.text(_LETTERS + _SIGNS + "abzABZ019", max_size=60))
_quick = settings(max_examples=200)


# --- K2: keys ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("next", "next"),
        ("next_contact", "next_contact"),
        ("nextContact", "next_contact"),
        ("Next-Contact", "next_contact"),
        ("NEXT CONTACT", "next_contact"),
        ("next . contact", "next_contact"),
        ("  next\u00a0contact ", "next_contact"),
        ("nächster", "naechster"),
        ("naechster", "naechster"),
        ("na\u0308chster", "naechster"),
        ("NÄCHSTER", "naechster"),
        ("nächsterSchritt", "naechster_schritt"),
        ("größe", "groesse"),
        ("ÜBER", "ueber"),
        ("E-Mail", "e_mail"),
        ("eMail", "e_mail"),
        ("e_mail", "e_mail"),
        ("EMAIL", "email"),
        ("Email", "email"),
        ("UID", "uid"),
        ("leadURL", "lead_url"),
        ("URLPath", "url_path"),
        ("URLs", "urls"),
        ("IDs", "ids"),
        ("phone2Work", "phone2_work"),
        ("2FA", "2fa"),
        ("N.GN", "n_gn"),
        ("EMAIL[HOME]", "email[home]"),
        ("ADR[HOME].LOCALITY", "adr[home]_locality"),
        ("_private_", "private"),
        ("---", ""),
        ("", ""),
    ],
)
def test_a_key_has_one_form_for_all_its_spellings(typed: str, key: str) -> None:
    assert key_of(typed) == key


def test_marks_other_than_umlauts_keep_keys_apart() -> None:
    assert key_of("rôle") != key_of("role")


@_quick
@given(_texts)
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    key = key_of(text)

    assert key_of(key) == key


# --- N1, N5: slugs ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        # The examples of N5.
        ("Anna Müller", "anna-mueller"),
        ("Jörg Weiß", "joerg-weiss"),
        ("Björn Ångström", "bjoern-aangstroem"),
        ("José-María García", "jose-maria-garcia"),
        ("Weiß & Söhne GmbH", "weiss-soehne-gmbh"),
        ("CON", "con-1"),
        # N1, letter by letter.
        ("WEIẞ", "weiss"),
        ("Æneas Œuvre", "aeneas-oeuvre"),
        ("Øyvind Åberg", "oeyvind-aaberg"),
        ("Ðorð Þór", "dord-thor"),
        ("Łucja Đurić", "lucja-duric"),
        ("Iş\u0131l İnce", "isil-ince"),
        ("Nguyễn Thị", "nguyen-thi"),
        ("Mu\u0308ller", "mueller"),
        ("\u01d6ber", "ueber"),
        ("x\u030cenia", "xenia"),
        ("ﬁnn \uff21da 1½", "finn-ada-11-2"),
        # Apostrophes of every kind.
        ("Ann O'Berg", "ann-oberg"),
        ("Ann O’Berg", "ann-oberg"),
        ("Ann O`Berg", "ann-oberg"),
        ("Ann Oʼßen", "ann-ossen"),
        # Non-Latin letters are kept, with their marks.
        ("王芳", "王芳"),
        ("Иван Петров", "иван-петров"),
        ("Андрей Ёлкин", "андрей-ёлкин"),
        ("हिन्दी नाम", "हिन्दी-नाम"),
        ("สำราญ", "สำราญ"),
        # Every other run becomes one dash, none at the ends.
        ("  Anna -- / _ Müller!!  ", "anna-mueller"),
        ("../../Anna", "anna"),
        ("Anna\x00\n\tMüller", "anna-mueller"),
        ("Anna 🌻 Müller ™", "anna-mueller"),
        # What nobody sees does not count.
        ("\ufeffAn\u00adna", "anna"),
        # Reserved by Windows.
        ("aux", "aux-1"),
        ("Com1", "com1-1"),
        ("com¹", "com1-1"),
        ("LPT9.", "lpt9-1"),
        ("Con Rad", "con-rad"),
        ("com10", "com10"),
        # Never empty.
        ("", "kontakt"),
        ("…", "kontakt"),
        ("🌻", "kontakt"),
        ("\u0301", "kontakt"),
    ],
)
def test_a_name_makes_this_slug(name: str, stem: str) -> None:
    assert slug(name) == stem


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a" * 100, "a" * 80),
        ("a" * 79 + " b", "a" * 79),
        ("王" * 30, "王" * 26),
        ("ß" * 41, "ss" * 40),
    ],
)
def test_a_long_slug_is_cut_between_two_characters(name: str, stem: str) -> None:
    assert slug(name) == stem


@_quick
@given(_texts)
def test_a_slug_is_always_a_usable_file_name(name: str) -> None:
    stem = slug(name)

    assert 0 < len(stem.encode()) <= 80
    assert not set(stem) & set('\\/:*?"<>|#^[]._ \x00\n')
    assert stem == normalize("NFC", stem) == stem.strip("-")
    assert stem not in {"con", "prn", "aux", "nul", "com1", "lpt1"}


@_quick
@given(_texts)
def test_the_slug_of_a_slug_is_the_slug(name: str) -> None:
    stem = slug(name)

    assert slug(stem) == stem


# --- N2: file names ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Anna Müller", "Anna Müller"),
        ("Weiß & Söhne GmbH", "Weiß & Söhne GmbH"),
        ("Dr. Anna Müller, M.A.", "Dr. Anna Müller, M.A"),
        ('A\\B/C:D*E?F"G<H>I|J#K^L[M]N', "ABCDEFGHIJKLMN"),
        ("Anna [[Otto]]...", "Anna Otto"),
        ("Anna\n  Müller\x00", "Anna Müller"),
        ("Mu\u0308ller", "Müller"),
        ("..Anna", "Anna"),
        ("_Anna", "Anna"),
        ("con", "con-1"),
        ("Nul. Anna", "Nul-1. Anna"),
        ("???", "kontakt"),
        ("", "kontakt"),
    ],
)
def test_a_name_is_its_own_file_name_minus_what_systems_cannot_bear(name: str, stem: str) -> None:
    assert file_name(name) == stem


@_quick
@given(_texts)
def test_a_file_name_can_always_be_written(name: str) -> None:
    stem = file_name(name)

    assert 0 < len(stem.encode()) <= 202
    assert not set(stem) & set('\\/:*?"<>|#^[]\x00\n')
    assert not stem.startswith((".", "_", " "))
    assert not stem.endswith((".", " "))
    assert file_name(stem) == stem


# --- S6: order --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Anna Müller", "muller anna"),
        ("Müller, Anna", "muller anna"),
        ("Anna", "anna"),
        ("Anna Maria Otto", "otto anna maria"),
        ("Hans-Peter Müller-Brandt", "muller-brandt hans-peter"),
        ("Иван Петров", "петров иван"),
        ("王芳", "王芳"),
        # Particles stay with the name (18).
        ("Anna van Uhl", "van uhl anna"),
        ("Anna Van Uhl", "van uhl anna"),
        ("Anna von der Heide", "von der heide anna"),
        ("Karl von und zu Lindenau", "von und zu lindenau karl"),
        ("Mia de la Fuente", "de la fuente mia"),
        ("Piet ’t Hoff", "t hoff piet"),
        ("van Uhl", "van uhl"),
        ("Van der Uhl", "van der uhl"),
        ("van Uhl, Anna", "van uhl anna"),
        # A capital particle before one word is a given name.
        ("Di Sommer", "sommer di"),
        ("Anna und Otto", "otto anna und"),
        # Titles and degrees do not sort.
        ("Dr. Anna Müller", "muller anna"),
        ("Frau Prof. Dr. med. Anna Müller", "muller anna"),
        ("Dipl.-Ing. Uwe Kern", "kern uwe"),
        ("Müller, Dr. Anna", "muller anna"),
        ("Anna Müller, MBA", "muller anna"),
        ("Anna Müller, M.A., LL.M.", "muller anna"),
        ("Uwe Kern jun.", "kern uwe"),
        ("Uwe Kern III", "kern uwe"),
        ("Dr. van Uhl", "van uhl"),
        ("Frau Müller", "muller"),
        # … unless they are names.
        ("Phil Sommer", "sommer phil"),
        ("Nat Phil Sommer", "sommer nat phil"),
        ("Jun Ma", "ma jun"),
        ("Ma, Jun", "ma jun"),
        ("Mira Sen", "sen mira"),
        ("Dr.", "dr."),
        # What is said beside the name.
        ("Anna Müller (Köln)", "muller anna"),
        ("Anna Müller geb. Kern", "muller anna"),
        ("Anna Müller, geb. Kern", "muller anna"),
        ("Anna „Anni“ Müller", "muller anna anni"),
        ("(Köln)", "(koln)"),
        ("", ""),
    ],
)
def test_a_name_sorts_under_its_family_name(name: str, folded: str) -> None:
    assert sort_key(name) == (folded, name)


def test_a_list_sorts_as_in_a_german_telephone_book() -> None:
    names = [
        "Anna Zorn",
        "Uwe Müller",
        "Mia Muller",
        "Ida Mueller",
        "Jo Äcker",
        "Bo Ader",
        "Al Acker",
    ]

    ordered = sorted(names, key=sort_key)

    assert ordered == [
        "Al Acker", "Jo Äcker", "Bo Ader", "Ida Mueller", "Mia Muller", "Uwe Müller", "Anna Zorn",
    ]  # fmt: skip


@_quick
@given(_texts)
def test_every_text_has_a_place_in_the_order(name: str) -> None:
    folded, raw = sort_key(name)

    assert raw == name
    assert folded == strip_marks(folded)


@_quick
@given(
    st.text(_LETTERS + _SIGNS + "abAB19", min_size=1).filter(lambda text: strip_marks(text) != "")
)
def test_a_name_that_shows_something_sorts_under_something(name: str) -> None:
    assert sort_key(name)[0] != ""


# --- all of them ------------------------------------------------------------------------


@pytest.mark.parametrize("spell", [slug, file_name, strip_marks, transliterate, key_of])
def test_half_a_character_is_no_reason_to_fail(spell: Callable[[str], str]) -> None:
    text = spell("Anna \udcfc Müller")

    assert text.casefold().startswith("anna")


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        ("Anna Müller", "Anna"),
        ("Dr. Marlene Tiedemann", "Marlene"),
        ("Prof. Dr. med. Hans Kern", "Hans"),
        ("Tiedemann, Dr. Marlene", "Marlene"),
        ("Müller, Anna Maria", "Anna"),
        ("Hans Kern, MBA", "Hans"),
        ("Müller,", "Müller"),
        ("(Köln) Anna Müller", "Anna"),
        ("Herr Müller", "Müller"),
        ("Dr.", "Dr."),
        ("Madonna", "Madonna"),
        ("", ""),
    ],
)
def test_a_given_name_stands_without_titles(name: str, alone: str) -> None:
    assert given_name(name) == alone


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        ("Anna Müller", "Müller"),
        ("Anna van Uhl", "van Uhl"),
        ("Müller, Anna", "Müller"),
        ("Dr. Hans Kern", "Kern"),
        ("Hans Kern, MBA", "Kern"),
        ("Theda Janßen-Uphoff", "Janßen-Uphoff"),
        ("Madonna", "Madonna"),
        ("李雷", "李雷"),
        ("", ""),
    ],
)
def test_the_family_name_alone_is_for_where_there_is_little_room(name: str, alone: str) -> None:
    assert family(name) == alone
