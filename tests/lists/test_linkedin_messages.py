"""The messages and invitations in the archive of LinkedIn: days, never words."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.lists.format import Goal, TableFormat
from kontaktjournal.lists.linkedin import CONNECTIONS, INVITATIONS, MESSAGES
from kontaktjournal.lists.record import Call, Lack, Passed, Record
from kontaktjournal.lists.source import sources
from kontaktjournal.lists.table import header_in, layout, rows

LONG = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
)
URL = "https://www.linkedin.com/in/"
ME = "Mara Ich"
SLUGS = {"Mara Ich": "mara", "Anna Weber": "anna-weber", "Zoë Brandt": "zo%C3%AB-brandt"}


def read(folder: Path, text: str, form: TableFormat = MESSAGES) -> list[Record | Call | Passed]:
    file = folder / "messages.csv"
    file.write_bytes(text.encode())
    (source,) = sources(str(file))
    written = layout(source)
    place = header_in(written.first, form.is_header)
    assert place is not None
    return list(form.read(written.first[place].cells or (), rows(source, written, place)))


def people(folder: Path, text: str) -> list[Record]:
    return [entry for entry in read(folder, text) if isinstance(entry, Record)]


def message(sender: str, to: str, sent: str, words: str = "Hallo", draft: str = "No") -> str:
    names = [name.strip() for name in to.split(";")]
    urls = ",".join(URL + SLUGS[name] for name in names if name in SLUGS)
    url = URL + SLUGS[sender] if sender in SLUGS else ""
    to = ", ".join(names)
    return f'c1,,{sender},{url},"{to}","{urls}",{sent} UTC,,"{words}",INBOX,,{draft},No\n'


def written_with(folder: Path, *messages: str) -> list[tuple[str, str, date | None]]:
    found = people(folder, f"{LONG}\n{''.join(messages)}")
    return sorted((one.card.name, one.key, one.exchanged) for one in found)


def test_people_written_with_have_one_entry_with_the_last_day(tmp_path: Path) -> None:
    found = people(
        tmp_path,
        f"{LONG}\n"
        + message("Anna Weber", ME, "2021-03-04 10:11:12")
        + message(ME, "Anna Weber", "2021-03-09 08:00:00")
        + message(ME, "Zoë Brandt", "2024-11-30 23:59:59")
        + message("Zoë Brandt", ME, "2024-11-30 22:00:00")
        + message("Anna Weber", ME, "2020-01-01 10:11:12"),
    )

    assert found == [
        Record(
            3,
            Card("Anna Weber", url=(f"{URL}anna-weber",)),
            key="anna-weber",
            exchanged=date(2021, 3, 9),
        ),
        Record(
            4,
            Card("Zoë Brandt", url=(f"{URL}zo%C3%AB-brandt",)),
            key="zoë-brandt",
            exchanged=date(2024, 11, 30),
        ),
    ]


def test_words_are_never_kept(tmp_path: Path) -> None:
    private = 'Ganz ""geheim"",\nauch\n\nin Zeile vier'
    text = (
        f"{LONG}\n"
        + message("Anna Weber", ME, "2021-03-04 10:11:12", private)
        + message(ME, "Anna Weber", "2021-03-05 10:11:12", private)
        + message(ME, "Anna Weber", "irgendwann", private)
        + 'c1,,Anna Weber,"geheim\n'
    )

    entries = read(tmp_path, text)

    assert "geheim" not in repr(entries)
    assert [entry for entry in entries if isinstance(entry, Passed)] == [
        Passed(10, Lack.DAMAGED),
        Passed(14, Lack.DAMAGED),
    ]
    assert [entry.exchanged for entry in entries if isinstance(entry, Record)] == [
        date(2021, 3, 5)
    ] * 2


@pytest.mark.parametrize("draft", ["Yes", "true"])
def test_a_draft_was_never_sent_but_tells_whose_archive_it_is(tmp_path: Path, draft: str) -> None:
    assert written_with(
        tmp_path,
        message("Anna Weber", ME, "2021-03-04 10:11:12"),
        message(ME, "Anna Weber", "2021-03-05 10:11:12"),
        message(ME, "Anna Weber", "2026-03-05 10:11:12", draft=draft),
    ) == [("Anna Weber", "anna-weber", date(2021, 3, 5))]


def test_where_nothing_tells_whose_archive_it_is_both_are_named(tmp_path: Path) -> None:
    assert written_with(
        tmp_path,
        message("Anna Weber", ME, "2021-03-04 10:11:12"),
        message(ME, "Anna Weber", "2021-03-05 10:11:12"),
    ) == [
        ("Anna Weber", "anna-weber", date(2021, 3, 5)),
        ("Mara Ich", "mara", date(2021, 3, 5)),
    ]


def test_who_never_answered_was_not_written_with(tmp_path: Path) -> None:
    assert (
        written_with(
            tmp_path,
            message(ME, "Anna Weber", "2021-03-04 10:11:12"),
            message(ME, "Anna Weber", "2021-03-05 10:11:12"),
            message("Zoë Brandt", ME, "2021-03-05 10:11:12"),
            message("LinkedIn", ME, "2021-03-05 10:11:12"),
        )
        == []
    )


def test_a_message_to_several_is_no_exchange_with_any(tmp_path: Path) -> None:
    assert written_with(
        tmp_path,
        message(ME, "Anna Weber; Zoë Brandt", "2025-01-01 10:11:12"),
        message("Zoë Brandt", f"{ME}; Anna Weber", "2025-01-02 10:11:12"),
        message(ME, "Anna Weber", "2021-03-04 10:11:12"),
        message("Anna Weber", ME, "2021-03-05 10:11:12"),
        message(ME, "Zoë Brandt", "2021-03-05 10:11:12"),
    ) == [("Anna Weber", "anna-weber", date(2021, 3, 5))]


def test_without_profiles_names_tell_people_apart(tmp_path: Path) -> None:
    assert written_with(
        tmp_path,
        message("Ida Au", "Ich Selbst", "2021-03-04 10:11:12"),
        message("Ich Selbst", "Ida Au", "2021-03-05 10:11:12"),
        message("Ich Selbst", "Eva Roth", "2021-03-05 10:11:12"),
    ) == [("Ida Au", "", date(2021, 3, 5))]


def test_the_shorter_header_of_older_archives_is_known(tmp_path: Path) -> None:
    text = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER"
        "\nc1,,Ida Au,,Mara Ich,2021-03-04 10:11:12 UTC,,Hallo,INBOX\n"
        "c1,,Mara Ich,,Ida Au,2021-03-05 10:11:12 UTC,,Hallo,INBOX\n"
        "c2,,Eva Roth,,Mara Ich,2021-03-05 10:11:12 UTC,,Hallo,INBOX\n"
    )

    assert [one.card.name for one in people(tmp_path, text)] == ["Ida Au"]


@given(st.text('AB ,;"\n\r\t2021-03 :UTCYes\0', max_size=80))
def test_no_row_is_ever_a_traceback(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    known = message("Ida Au", "Eva Roth", "2021-03-04 10:11:12") * 2
    back = message("Eva Roth", "Ida Au", "2021-03-05 10:11:12")

    found = people(folder, f"{LONG}\n{known}{back}{text}")

    assert {one.exchanged for one in found} == {date(2021, 3, 5)}


# Invitations ---------------------------------------------------------------------------------


def test_invitations_are_known_and_not_taken_in(tmp_path: Path) -> None:
    text = (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        'Ida Au,Mara Ich,"3/4/21, 10:11 AM",Hallo,INCOMING,,\n'
    )

    assert read(tmp_path, text, INVITATIONS) == []
    assert INVITATIONS.goal is Goal.REFUSED


def test_the_three_tables_are_told_apart() -> None:
    invitations = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
    connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    headers = [tuple(header.split(",")) for header in (connections, LONG, invitations)]

    claims = [
        [form.is_header(header) for header in headers]
        for form in (CONNECTIONS, MESSAGES, INVITATIONS)
    ]

    assert claims == [[True, False, False], [False, True, False], [False, False, True]]
