"""A new contact's file: what it is called, what it says, and that it reads back as said."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontaktjournal.desk.new import Newcomer
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.errors import JournalError, Refused, WrongUse
from kontaktjournal.domain.settings import Folders, Settings
from kontaktjournal.journal import Journal
from opened_journal import opened


def create(journal: Journal, name: str, note: str = "", **said: Any) -> Contact:
    desk = journal.desk("new")
    with desk:
        newcomer = Newcomer(name, said, "anbahnung", note)
        return journal.newcomers().create(desk, newcomer).contact


def text_of(base: Path, contact: Contact) -> str:
    return (base / "root" / contact.path).read_bytes().decode()


# --- what the file is called -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Anna Müller", "anna-mueller"),
        ("CON", "con-1"),
        ("README", "kontakt-readme"),
        ("Lizenz", "lizenz"),
        ("License Huber", "kontakt-license-huber"),
        ("index", "index-1"),
        ("_Anna_", "anna"),
        (".Anna", "anna"),
        ("王芳", "王芳"),
        ("...", "kontakt"),
    ],
)
def test_a_file_is_named_so_that_it_is_found_as_a_contact(
    tmp_path: Path, name: str, stem: str
) -> None:
    with opened(tmp_path) as journal:
        contact = create(journal, name)
        journal.refresh()

        assert contact.path == f"kontakte/{stem}.md"
        assert [due.contact.path for due in journal.contacts()] == [contact.path]


@pytest.mark.parametrize(
    "there",
    ["kontakte/anna-mueller.md", "kontakte/Anna-Mueller.MD", "kontakte/2024/anna-mueller.md",
     "kontakte/anna-mueller.markdown"],
)  # fmt: skip
def test_a_name_that_is_taken_is_counted_on(tmp_path: Path, there: str) -> None:
    with opened(tmp_path, {there: "# Somebody\n"}) as journal:
        assert create(journal, "Anna Müller").path == "kontakte/anna-mueller-2.md"


def test_ignored_files_take_names_too(tmp_path: Path) -> None:
    files = {"kontakte/anna.md": "{{ template }}", "kontakte/anna-2.md/x": ""}
    with opened(tmp_path, files) as journal:
        assert create(journal, "Anna").path == "kontakte/anna-3.md"


def test_another_folder_and_whole_names_are_the_users_choice(tmp_path: Path) -> None:
    folders = Folders(contacts=("Menschen/",), filename="name")
    with opened(tmp_path, settings=Settings(folders=folders)) as journal:
        assert create(journal, "Anna / Müller").path == "Menschen/Anna Müller.md"


def test_the_root_may_be_the_folder_of_contacts(tmp_path: Path) -> None:
    with opened(tmp_path, settings=Settings(folders=Folders(contacts=(".",)))) as journal:
        assert create(journal, "Anna").path == "anna.md"


def test_a_pattern_that_hides_every_name_is_named(tmp_path: Path) -> None:
    ignoring = Settings(folders=Folders(ignore=("kontakte/*",)))
    with opened(tmp_path, settings=ignoring) as journal, pytest.raises(WrongUse) as refusal:
        create(journal, "Anna")

    assert refusal.value.key == "refusal.hidden"


# --- what it says ----------------------------------------------------------------------------


def test_a_file_says_what_was_said_in_the_order_of_heads(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        contact = create(
            journal,
            "Anna Müller",
            tags=("person", "a: b"),
            next="2026-11-27 10:00",
            phone=("0221555", "+49 171"),
            story=("eins, zwei",),
            email=("anna@example.org",),
            consent={"telefon": "ja 2026-11-20"},
            step="",
        )

    assert text_of(tmp_path, contact) == (
        "---\n"
        "name: Anna Müller\n"
        "status: anbahnung\n"
        "next: 2026-11-27 10:00\n"
        'phone:\n  - "0221555"\n  - "+49 171"\n'
        "email: anna@example.org\n"
        "story:\n  - eins, zwei\n"
        "consent:\n  telefon: ja 2026-11-20\n"
        'tags: [person, "a: b"]\n'
        "created: 2026-11-23\n"
        f"uid: {contact.uid}\n"
        "---\n\n"
        "# Anna Müller\n"
    )


def test_a_vault_of_obsidian_gets_its_times_as_it_writes_them(tmp_path: Path) -> None:
    with opened(tmp_path, {".obsidian/app.json": "{}"}) as journal:
        contact = create(journal, "Anna", next="2026-11-27 10:00")

    assert "\nnext: 2026-11-27T10:00:00\n" in text_of(tmp_path, contact)


def test_keys_are_written_as_this_journal_spells_them(tmp_path: Path) -> None:
    spelled = Settings(keys={"next": ("wiedervorlage", "follow_up")})
    with opened(tmp_path, settings=spelled) as journal:
        contact = create(journal, "Anna", next="2026-11-27")

    assert "\nwiedervorlage: 2026-11-27\n" in text_of(tmp_path, contact)
    assert contact.next is not None


def test_a_uid_is_the_same_for_the_same_moment_and_another_for_another_person(
    tmp_path: Path,
) -> None:
    with opened(tmp_path / "1") as one, opened(tmp_path / "2") as other:
        first, again = create(one, "Anna"), create(other, "Anna")
        second = create(one, "Berta")

    assert first.uid == again.uid != second.uid
    assert len(first.uid) == 10
    assert first.uid[0].isalpha()


def test_a_uid_that_is_taken_is_not_given_again(tmp_path: Path) -> None:
    with opened(tmp_path / "1") as journal:
        taken = create(journal, "Anna").uid
    files = {"kontakte/otto.md": f"---\nuid: {taken}\n---\n"}
    with opened(tmp_path / "2", files) as journal:
        assert create(journal, "Anna").uid != taken


# --- the user's template ---------------------------------------------------------------------


TOO_BIG = "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)."


def with_template(base: Path, text: str, **said: Any) -> str:
    with opened(base, {"templates/kontakt.md.j2": text}) as journal:
        return text_of(base, create(journal, "Anna Müller", **said))


def test_what_the_template_has_no_place_for_is_added(tmp_path: Path) -> None:
    text = with_template(
        tmp_path,
        "---\ncity: Köln  # hier\ntags: [neu]\n---\n# {{ name }}\n\n## Notizen\n\n",
        next="2026-11-27", city="Bonn", tags=("messe",), story=("am See",),
    )  # fmt: skip

    assert text == (
        "---\ncity: Bonn  # hier\nstory:\n  - am See\nnext: 2026-11-27\ntags: [neu, messe]\n---\n"
        "# Anna Müller\n\n## Notizen\n"
    )


def test_what_was_not_said_is_left_to_the_template(tmp_path: Path) -> None:
    text = with_template(tmp_path, "---\nstatus: pflege\n---\n\nMensch\n")

    assert text == "---\nstatus: pflege\nname: Anna Müller\n---\n\nMensch\n"


def test_a_template_may_ask_for_what_was_not_said(tmp_path: Path) -> None:
    text = with_template(
        tmp_path, "---\nname: {{ head.name }}\nstep: {{ head.step or 'anrufen' }}\n---\n"
    )

    assert text == "---\nname: Anna Müller\nstep: anrufen\n---\n"


def test_a_template_may_include_another_one_of_its_folder(tmp_path: Path) -> None:
    files = {
        "templates/kontakt.md.j2": '---\n{% include "kopf.j2" %}\n---\n',
        "templates/kopf.j2": "name: {{ head.name }}",
    }
    with opened(tmp_path, files) as journal:
        contact = create(journal, "Anna")

    assert text_of(tmp_path, contact) == "---\nname: Anna\n---\n"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("---\n{{ nmae }}\n---\n", 2, "'nmae' is undefined"),
        ("---\n\n{{ name }\n---\n", 3, "unexpected '}'"),
        ("---\n{% for %}\n---\n", 2, "Expected an expression, got 'end of statement block'"),
        ("---\n{{ head.nmae }}\n---\n", 2, "'head.nmae' is undefined"),
        ("\n\n{{ 1 / 0 }}", 3, "division by zero"),
        ("{{ name.__class__ }}", 1, "access to attribute '__class__' of 'str' object is unsafe."),
        ("{{ name + 1 }}", 1, 'can only concatenate str (not "int") to str'),
        ("{{ range(10 ** 9) }}", 1, TOO_BIG),
    ],
)  # fmt: skip
def test_a_broken_template_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    with pytest.raises(WrongUse) as refusal:
        with_template(tmp_path, text)

    assert refusal.value.key == "refusal.template"
    assert refusal.value.values == {
        "path": "templates/kontakt.md.j2", "line": line, "what": what,
    }  # fmt: skip
    assert not list((tmp_path / "root/kontakte").iterdir())


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\nname: x\ntitel: Chef: Vertrieb\n---\n", 3, "titel: Chef: Vertrieb"),
        ("---\ntype: firma\n---\n", 1, "---"),
        ('---\nname: "{{ "{{" }} x }}"\n---\n', 1, "---"),
        ("---\nnext: bald\n---\n", 2, "next: bald"),
    ],
)
def test_a_template_that_makes_no_readable_contact_is_refused(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(WrongUse) as refusal:
        with_template(tmp_path, text)

    assert refusal.value.key == "refusal.template_result"
    assert (refusal.value.values["line"], refusal.value.values["text"]) == (line, words)


# --- the proof -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["{{Anna}}", "<% Anna %>", "{%Anna%}", "null", "yes", "123", "1e5", "2026-11-23", "~",
     "Anna: Müller", "- Anna", "# Anna", "'Anna'", '"Anna"', "[Anna]", "@anna", "Anna #1",
     "Anna \\ Müller", "Иван Петров", "A" * 300],
)  # fmt: skip
def test_names_of_all_kinds_read_back(tmp_path: Path, name: str) -> None:
    with opened(tmp_path) as journal:
        contact = create(journal, name)
        journal.refresh()

        assert contact.name == name
        assert [due.contact.name for due in journal.contacts()] == [name]


def test_a_name_that_would_be_read_otherwise_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as journal, pytest.raises(WrongUse) as refusal:
        create(journal, "[[Anna]]")

    assert refusal.value.values == {"key": "name", "word": "[[Anna]]"}


#: "null" is YAML's word for nothing, in quotes, too.
WORDS = st.text(max_size=20).filter(lambda text: text.strip() != "null")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=WORDS, texts=st.lists(WORDS, min_size=4, max_size=4))
def test_whatever_is_said_reads_back_or_is_refused(
    tmp_path: Path, name: str, texts: list[str]
) -> None:
    step, phone, story, note = texts
    with opened(tmp_path) as journal:
        try:
            contact = create(
                journal, f"Anna {name}", note, step=step, phone=(phone,), story=(story,)
            )
        except WrongUse:
            return
        (tmp_path / "root" / contact.path).unlink()

    read = [
        contact.name,
        contact.step,
        *("".join(each) for each in (contact.phone, contact.story)),
    ]
    assert [*map(letters, read)] == [*map(letters, (f"Anna {name}", step, phone, story))]
    assert not contact.entries


def letters(text: str) -> list[str]:
    return re.findall(r"\w", text)


# --- what came with somebody -----------------------------------------------------------------


def test_a_note_stands_in_the_body_as_a_quotation(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        contact = create(journal, "Anna", "Fax: 0221\n\n## 2026-11-20 Treffen\n- [ ] anrufen")

    assert text_of(tmp_path, contact).endswith(
        "# Anna\n\n> Fax: 0221\n>\n> ## 2026-11-20 Treffen\n> - [ ] anrufen\n"
    )
    assert (contact.entries, contact.promises) == ((), ())


def test_a_note_that_would_mean_something_stands_between_fences(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        contact = create(journal, "Anna", "siehe [[jonas]] und\n```\nmehr")

    assert text_of(tmp_path, contact).endswith(
        "# Anna\n\n````\nsiehe [[jonas]] und\n```\nmehr\n````\n"
    )
    assert contact.links == ()


def test_nothing_that_is_there_is_ever_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path, {"kontakte/anna.md": "# Anna\n"}) as journal:
        monkeypatch.setattr("kontaktjournal.desk.register.names_in", lambda *_: frozenset())
        monkeypatch.setattr("kontaktjournal.desk.register.Fresh.is_elsewhere", lambda *_: False)
        with pytest.raises(Refused) as refusal:
            create(journal, "Anna")

    assert refusal.value.key == "refusal.exists"
    assert (tmp_path / "root/kontakte/anna.md").read_text() == "# Anna\n"


def test_a_dry_desk_makes_no_file(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        desk = journal.desk("new", dry_run=True)
        with desk:
            written = journal.newcomers().create(desk, Newcomer("Anna", {}, "anbahnung"))

    assert written.after is not None
    assert not (tmp_path / "root/kontakte/anna.md").exists()


def test_a_new_contact_is_taken_back_with_one_undo(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        contact = create(journal, "Anna")
        try:
            journal.undo()
        except JournalError as error:  # pragma: no cover  # says why
            pytest.fail(error.key)

        assert not journal.path(contact).exists()
