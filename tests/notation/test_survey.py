from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.config.read import understand
from kontaktjournal.notation.survey import Mixed, PeopleFolder, Survey, survey
from kontaktjournal.store.ignore import Ignore


def looked_at(notes: Mapping[str, str], root_name: str = "vault") -> Survey:
    return survey(((path, text.encode()) for path, text in notes.items()), {}, root_name)


def head(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", ""])


PERSON = head("tags: [person]")
COMPANY = head("type: company")
PLAIN = "# Irgendwas\n\nNur Text.\n"


# --- who is a person ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        (head("tags: [person, köln]"), "tags: person"),
        (head("tags:", "  - friend", "  - People"), "tags: People"),
        (head("tags: '#contact'"), "tags: contact"),
        (head("tags: köln, kontakt"), "tags: kontakt"),
        (head("tags: [type/person]"), "tags: type/person"),
        (head("Tags: person/friend"), "Tags: person/friend"),
        (head('categories: ["[[People]]"]'), "categories: People"),
        (head("categories:", "  - [[People]]"), "categories: People"),
        (head("type: person"), "type: person"),
        (head("kind: contact", "status: active"), "kind: contact"),
        (head("last_contact: 2026-01-02"), "last_contact"),
        (head("lastContacted:"), "lastContacted"),
        (head("last contact: 2026-01-15"), "last contact"),
        (head("next_follow_up: 2026-01-02"), "next_follow_up"),
        (head("contact_frequency: 30"), "contact_frequency"),
        (head("birthday: 05-14"), "birthday"),
        (head("firstname: Ida", "lastname: Roth"), "firstname"),
        (head('N.GN: "Ida"', '"TEL[]": "+49 221 555 0102"'), "N.GN"),
        (head("company: Roth KG", "Email: ida@example.org"), "Email"),
        ("#person\n# Ida Roth\n", "#person"),
        ("**Last contact::** 2026-01-02\n\n# Ida\n", "Last contact"),
        ("Kunde:: Roth KG\nTel:: 0221 555 0102\n", "Tel"),
        ("\ufeff---\r\ntags: [person]\r\n---\r\n", "tags: person"),
    ],
)
def test_a_person_is_known_by_its_marker(text: str, marker: str) -> None:
    found = looked_at({"Zettel/Ida.md": text})

    assert found.folders == (PeopleFolder("Zettel", 1, ((marker, 1),)),)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "",
        head("tags: [daily]"),
        head("tags: [personal, personality]"),
        head("email: shop@example.org"),
        head("org: Roth KG", "city: Köln"),
        head("type: meeting", "people: [Ida]", "date: 2026-01-02", "next: 2026-02-03"),
        head("type: company", "tags: [person]", "last_contact: 2026-01-02"),
        head("tags: [person]", "created: {{date}}"),
        "# Protokoll\n\n## Wer\n\n#person\n",
    ],
)
def test_another_note_is_no_person(text: str) -> None:
    found = looked_at({"Zettel/x.md": text})

    assert found.folders == ()


def test_a_head_that_is_no_yaml_stops_nothing() -> None:
    found = looked_at({
        "People/ida.md": "---\ntitel: Chef: Vertrieb\nstatus: active\n---\n",
        "People/jan.md": "---\ntags: [person\n",
        "People/kim.md": "\x00\xff\xfe",
        "People/lea.md": PERSON,
    })  # fmt: skip

    assert found.folders == (PeopleFolder("People", 4, (("tags: person", 2),)),)
    assert [(word.word, word.stage) for word in found.statuses] == [("active", "pflege")]


# --- which folders -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "folder",
    [
        "people", "People", "Kontakte", "contacts", "CRM", "Personen", "10 📇 People",
        "Meine Kontakte (alt)", "_x/Personen", "Bereiche/Arbeit/Leute", "Kontakte/2024/Köln",
    ],
)  # fmt: skip
def test_a_folder_named_for_people_holds_people(folder: str) -> None:
    found = looked_at({f"{folder}/ida.md": PLAIN, "Alltag/2026-01-02.md": PLAIN})

    assert [(each.path, each.people) for each in found.folders] == [(folder, 1)]


@pytest.mark.parametrize("folder", ["CRM/Meetings", "People/companies", "Personalakte", "Peoples"])
def test_a_folder_named_for_something_else_does_not(folder: str) -> None:
    found = looked_at({f"{folder}/x.md": PLAIN})

    assert found.folders == ()


def test_the_folder_itself_may_be_the_one_named_for_people() -> None:
    found = looked_at({"ida.md": PLAIN, "köln/jan.md": PLAIN}, root_name="People")

    assert [(each.path, each.people) for each in found.folders] == [(".", 2)]


def test_several_folders_are_named_each_with_its_own_count() -> None:
    found = looked_at({
        "CRM/contacts/ida.md": PLAIN,
        "CRM/companies/roth.md": PLAIN,
        "Freunde/jan.md": PERSON,
        "Freunde/alt/kim.md": PERSON,
        "Alltag/2026-01-02.md": PLAIN,
    })  # fmt: skip

    assert [(each.path, each.people) for each in found.folders] == [
        ("Freunde", 2), ("CRM/contacts", 1),
    ]  # fmt: skip


def test_many_folders_side_by_side_are_one() -> None:
    found = looked_at({f"Netz/{letter}/{letter}.md": PERSON for letter in "abcdef"})

    assert [(each.path, each.people) for each in found.folders] == [("Netz", 6)]


def test_people_lost_among_other_notes_are_told_and_not_taken() -> None:
    notes = {f"Zettel/{number}.md": PLAIN for number in range(9)}

    found = looked_at({**notes, "Zettel/ida.md": PERSON, "People/jan.md": PERSON})

    assert [each.path for each in found.folders] == ["People"]
    assert found.mixed == (Mixed("Zettel", 1, 9),)


def test_what_is_no_contact_among_the_people_is_left_out() -> None:
    found = looked_at({
        "CRM/ida.md": PERSON,
        "CRM/companies/roth.md": PLAIN,
        "CRM/companies/köln/maier.md": PLAIN,
        "CRM/Person Template.md": PLAIN,
        "CRM/Muster/person.md": head("name: '{{title}}'"),
        "CRM/alt/jan.md": PERSON,
        "CRM/alt/Vorlage.md": PERSON,
    })  # fmt: skip

    assert [(each.path, each.people) for each in found.folders] == [("CRM", 2)]
    assert sorted(found.ignore) == [
        "CRM/Muster/", "CRM/Person Template.md", "CRM/alt/Vorlage.md", "CRM/companies/",
    ]  # fmt: skip
    assert found.templates == (("CRM", 1), ("CRM/Muster", 1), ("CRM/alt", 1))


@pytest.mark.parametrize("name", ["Firmen [alt]", "#1 Meetings", "!Orgs", "Logs?", "Deals*", "ü"])
def test_what_is_left_out_is_matched_by_its_pattern_and_nothing_else_is(name: str) -> None:
    folder = f"{name} Projekte/" if name == "ü" else f"{name}/"
    notes = {f"{folder}{number}.md": PLAIN for number in range(3)}

    found = looked_at({**notes, "ida.md": PERSON, "jan.md": PERSON, "kim.md": PERSON})

    ignore = Ignore(found.ignore)
    assert [each.path for each in found.folders] == ["."]
    assert all(ignore.ignores(path, is_folder=False) for path in notes)
    assert not ignore.ignores("ida.md", is_folder=False)
    assert not ignore.ignores(f"Neu/{folder}x.md", is_folder=False)


def test_notes_about_something_else_are_counted_where_they_lie_beside_people() -> None:
    found = looked_at({
        "People/ida.md": PERSON,
        "People/roth.md": COMPANY,
        "People/maier.md": head("Type: Company"),
        "Alltag/x.md": head("type: meeting"),
    })  # fmt: skip

    assert found.types == (("Type: Company", 2),)


def test_folders_of_templates_are_passed_on() -> None:
    found = survey([("People/ida.md", PERSON.encode())], {"Templates": 9, "leer/Vorlagen": 0})

    assert found.templates == (("Templates", 9),)


# --- in whose words ----------------------------------------------------------------------


def test_spellings_are_counted_by_the_key_they_mean() -> None:
    found = looked_at({
        "People/a.md": head("next_follow_up: 2026-01-02", "last contact: 2025-12-01"),
        "People/b.md": head("next_follow_up:", "lastContact: 2025-12-01", "Status: x"),
        "People/c.md": head("follow_up: 2026-01-03", "status: y", "hobby: segeln"),
        "People/d.md": "Tel:: 0221 555 0102\n",
    })  # fmt: skip

    assert [tuple(each) for each in found.spellings] == [
        ("next", "next_follow_up", 2), ("next", "follow_up", 1), ("phone", "Tel", 1),
        ("last", "last contact", 1), ("last", "lastContact", 1),
    ]  # fmt: skip


def test_new_keys_shall_be_spelled_as_in_most_notes() -> None:
    found = looked_at({
        "People/a.md": head("next_follow_up: 2026-01-02", "company: Roth", "email: a@example.org"),
        "People/b.md": head("next_follow_up: 2026-01-02", "company: Roth", "Email: b@example.org"),
        "People/c.md": head("follow_up: 2026-01-02", "org: Roth", "Email: c@example.org"),
        "People/d.md": "Tel:: 0221 555 0102\nLast contact:: 2026-01-02\n",
    })  # fmt: skip

    # Inline fields are never written, and neither is `last`.
    assert found.keys == {"next": ("next_follow_up",), "org": ("company",), "email": ("Email",)}


def test_the_canonical_spelling_needs_no_word() -> None:
    found = looked_at({"People/a.md": head("status: active", "next: 2026-01-02", "tags: person")})

    assert found.keys == {}
    assert found.spellings == ()


def test_an_author_s_own_prefix_is_understood() -> None:
    note = head("tars-last-contact: 2026-01-02", "tars-role: x", "tars-next-contact: 2026-02-03",
                "work_phone: 1", "work_email: b", "work_city: c")  # fmt: skip

    found = looked_at({"People/a.md": note})

    assert found.keys == {
        "next": ("tars-next-contact",), "role": ("tars-role",),
        "last": ("last", "tars-last-contact"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "is_step"),
    [
        (["Mappe schicken", "anrufen", "2026-01-02"], True),
        (["true", "false", "true"], True),
        (["2026-01-02", "02.01.2026", "bald"], False),
        (["2026-02-30", "2026-02-31", "2026-02-29"], False),
        (["", "", ""], False),
        (["bald", "irgendwann"], False),
    ],
)
def test_a_spelling_of_next_without_dates_is_a_step(values: list[str], *, is_step: bool) -> None:
    notes = {f"People/{at}.md": head(f"follow_up: {word}") for at, word in enumerate(values)}

    found = looked_at(notes)

    assert found.keys == ({"step": ("step", "follow_up")} if is_step else {"next": ("follow_up",)})


def test_status_words_are_mapped_by_the_aliases_of_the_stages() -> None:
    words = ["active", "Active", "active", "dormant", "#vip", "[[Prospect]]", ""]

    found = looked_at({
        f"People/{at}.md": head(f'status: "{word}"') for at, word in enumerate(words)
    })  # fmt: skip

    assert [tuple(each) for each in found.statuses] == [
        ("status", "active", 3, "pflege"),
        ("status", "dormant", 1, "ablage"),
        ("status", "Prospect", 1, "anbahnung"),
        ("status", "vip", 1, None),
    ]


@pytest.mark.parametrize(
    ("stems", "style"),
    [
        (["anna-mueller", "jan-roth", "Kim"], "slug"),
        (["Anna Müller", "Jan Roth", "kim"], "name"),
        (["anna", "Jan"], "slug"),
    ],
)
def test_files_are_named_as_most_are(stems: list[str], style: str) -> None:
    found = looked_at({f"People/{stem}.md": PERSON for stem in stems})

    assert found.filename == style


def test_nothing_found_says_nothing() -> None:
    assert survey([]) == Survey()


# --- any notes at all --------------------------------------------------------------------

names = st.text(
    st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=6
) | st.sampled_from(["People", "CRM", "companies", "~", "C:", "..x", " ", "a\\b", "Templates"])
paths = st.lists(names, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + ".md")
texts = st.sampled_from([PERSON, PLAIN, COMPANY, head("created: {{date}}")]) | st.text(
    st.sampled_from("-:\n# []{}\"'&*!|>%@`abc\0\x1f"), max_size=40
)


@given(st.dictionaries(paths, texts, max_size=12))
@settings(max_examples=150)
def test_whatever_is_found_can_stand_in_a_settings_file(notes: dict[str, str]) -> None:
    found = looked_at(notes)

    quoted = [each.path.replace('"', '\\"') for each in found.folders] or ["x"]
    listed = ", ".join(f'"{path}"' for path in quoted)
    read = understand(f"[folders]\ncontacts = [{listed}]").folders.contacts
    assert read == tuple([each.path for each in found.folders] or ["x"])
    assert sum(each.people for each in found.folders) <= len(notes)
