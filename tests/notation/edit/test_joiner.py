"""Two files become one, and nothing of either is lost (X6)."""

import re
from collections import Counter

from hypothesis import given, settings

from any_history import HISTORIES
from kontaktjournal.domain.consent import permission_for
from kontaktjournal.domain.contact import Answer, Contact, Entry
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.domain.merging import is_said
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.joiner import Joined, Joiner, Side
from kontaktjournal.notation.parse import Reader, Reading

READER = Reader(Settings())
JOINER = Joiner(Settings())
_SIGNS = re.compile(r"^(?:#{2,6}|[-*+])[ \t]+(?=[0-9]{4}-)")


def joined(own: str, other: str) -> Joined:
    kept = Side(own.encode(), contact_of(own))
    gone = Side(other.encode(), contact_of(other, "b.md"))
    return JOINER.joined(kept, gone, lambda target: target in {"a", "b"})


def reading(text: str, path: str = "a.md") -> Reading:
    return READER.read(text.encode(), path)


def contact_of(text: str, path: str = "a.md") -> Contact:
    found = reading(text, path).contact
    assert found
    return found


def lines_of(text: str) -> list[str]:
    """Return the lines of a body, without what entries of other forms begin with."""
    body = re.sub(r"\A---\r?\n.*?(?:(?<=\n))---(?:\r?\n|\Z)", "", text, flags=re.DOTALL)
    return [_SIGNS.sub("", line.strip()) for line in body.split("\n") if line.strip()]


def entries_of(text: str) -> Counter[tuple[Entry, str]]:
    read = reading(text)
    assert read.contact
    return Counter(
        (
            entry._replace(line=0, span=(0, 0)),
            " ".join(read.text[slice(*entry.span)].split()),
        )
        for entry in read.contact.entries
    )


def is_in_order(some: list[str], every: list[str]) -> bool:
    rest = iter(every)
    return all(line in rest for line in some)


@settings(max_examples=200, deadline=None)
@given(HISTORIES, HISTORIES)
def test_nothing_of_either_history_is_lost(own: str, other: str) -> None:
    try:
        after = joined(own, other)
    except Conflict:
        return  # nothing is written, and the line is named
    text = after.data.decode()
    # Every line of the file that stays is where it was.
    assert is_in_order(lines_of(own), lines_of(text))
    # Every line of the other is there; but for its name, a log without its entries, and what
    # begins an entry, which may have another form.
    headings = re.compile(r"# |#+ (?:Log|Story|Notizen|Gemeinsame Story)|\|?[ ]?[0-9]{4}-")
    theirs = {line for line in lines_of(other) if not headings.match(line)}
    assert theirs <= set(lines_of(text))
    # Every entry of both reads as it did, and no other does.
    one, two, both = entries_of(own), entries_of(other), entries_of(text)
    assert (one | two) <= both <= one + two
    promises = [
        Counter(one._replace(line=0, mine=True) for one in contact_of(each).promises)
        for each in (own, other, text)
    ]
    assert (promises[0] | promises[1]) <= promises[2]


@settings(max_examples=100, deadline=None)
@given(HISTORIES, HISTORIES)
def test_every_word_of_the_other_head_stands_in_the_file_or_is_told(own: str, other: str) -> None:
    try:
        after = joined(own, other)
    except Conflict:
        return
    text = after.data.decode()
    told = " ".join((text, *(one.words for one in after.outvoted))).casefold()
    phones = contact_of(text).phone
    for key, value in reading(other, "b.md").keys:
        words = str(value) if isinstance(value, str) else ""
        # A number may stand there in another spelling.
        if not (key == "phone" and is_said(key, words, phones)):
            for word in re.findall(r"\w[\w@.-]+", words):
                assert word.casefold() in told, (key, word)


@settings(max_examples=100, deadline=None)
@given(HISTORIES, HISTORIES)
def test_whoever_does_not_want_to_be_called_is_not(own: str, other: str) -> None:
    try:
        after = joined(own, other)
    except Conflict:
        return
    one, two = contact_of(own), contact_of(other, "b.md")
    both = contact_of(after.data.decode())
    assert both.blocked == (one.blocked or two.blocked)
    if not both.blocked:
        for channel in ("phone", "email", "post"):
            said = [permission_for(each, channel) for each in (one, two, both)]
            answers = [each.answer if each else Answer.OPEN for each in said]
            assert (answers[2] is Answer.NO) == (Answer.NO in answers[:2])


def after(own: str, other: str) -> str:
    return joined(own, other).data.decode()


def test_entries_stand_at_their_days_in_the_order_of_the_file_that_stays() -> None:
    own = "# Anna\n\n## 2026-01-05 Zoom\n\n## 2026-03-01 Mail\n"
    other = "# Anna\n\n## 2026-04-01 Kaffee\n\nLang.\n\n## 2026-02-01 Anruf\n"

    text = after(own, other)

    assert text == (
        "# Anna\n\n## 2026-01-05 Zoom\n\n## 2026-02-01 Anruf\n\n## 2026-03-01 Mail\n\n"
        "## 2026-04-01 Kaffee\n\nLang.\n"
    )


def test_entries_take_the_form_of_the_log_they_come_into() -> None:
    own = "## Verlauf\n* 2026-03-01 Mail\n* 2026-01-05 Zoom\n"
    other = "## Log\n\n### 2026-02-01 Anruf: lang\n\nErst das.\n\n→ pflege · 2026-12-07\n"

    text = after(own, other)

    assert text == (
        "## Verlauf\n* 2026-03-01 Mail\n* 2026-02-01 Anruf: lang\n  Erst das.\n\n"
        "  → pflege · 2026-12-07\n* 2026-01-05 Zoom\n"
    )


def test_items_become_headings_where_the_log_has_headings() -> None:
    own = "## 2026-03-01 Mail\n\nKurz.\n\n## 2026-01-05 Zoom\n"
    other = "- 2026-02-01 Anruf\n  - [ ] Mappe\n"

    text = after(own, other)

    assert text == (
        "## 2026-03-01 Mail\n\nKurz.\n\n## 2026-02-01 Anruf\n\n- [ ] Mappe\n\n## 2026-01-05 Zoom\n"
    )


def test_a_table_stays_one() -> None:
    own = "# Anna\n\n## 2026-03-01 Mail\n"
    other = "## Log\n\n| Tag | was |\n|---|---|\n| 2026-02-01 | Zoom |\n"

    text = after(own, other)

    assert text == f"# Anna\n\n{other}\n## 2026-03-01 Mail\n"


def test_what_both_say_word_for_word_stands_there_once() -> None:
    text = "# Anna\n\nMag Post.\n\n## Story\n\nLeipzig.\n\n## 2026-03-01 Mail\n\nKurz.\n"

    assert after(text, text) == text


def test_lines_end_as_in_the_file_that_stays() -> None:
    own = "# Anna\r\n\r\n## 2026-03-01 Mail\r\n"
    other = "Mag Post.\n\n## 2026-04-01 Zoom\n"

    text = after(own, other)

    assert text == (
        "# Anna\r\n\r\nMag Post.\r\n\r\n## 2026-04-01 Zoom\r\n\r\n## 2026-03-01 Mail\r\n"
    )


def test_facts_among_the_words_of_the_other_are_none_of_this_one() -> None:
    text = after("# Anna\n\nStadt:: Köln\n", "# Anna\n\nStadt:: Bonn\n")

    assert text == "# Anna\n\nStadt:: Köln\n\n## Anna\n\nStadt:: Bonn\n"
    assert contact_of(text).city == "Köln"


def test_a_pair_keeps_its_comment_and_its_lines() -> None:
    other = "---\nkaffee: |  # wie er ihn mag\n  schwarz,\n  süß\nstadt: 'Köln' # seit Mai\n---\n"

    text = after("---\nname: Anna\n---\n", other)

    assert text == (
        "---\nname: Anna\nstadt: 'Köln' # seit Mai\nkaffee: |  # wie er ihn mag\n  schwarz,\n"
        "  süß\n---\n"
    )


def test_a_plan_is_not_mixed_of_two() -> None:
    own = "---\nnext: 2026-12-10\n---\n"
    other = "---\nnext: 2026-12-01\nstep: Mappe zeigen\nevery: 6 Wochen\n---\n"

    told = joined(own, other)

    assert told.data.decode() == "---\nnext: 2026-12-10\nevery: 6 Wochen\n---\n"
    assert [one[:2] for one in told.outvoted] == [
        ("next", "2026-12-01"), ("step", "Mappe zeigen")
    ]  # fmt: skip


def test_numbers_in_another_spelling_are_no_news() -> None:
    own = "---\nphone: 0221 555 0171\nemail: anna@example.org\nurl: https://example.org/\n---\n"
    other = '---\nphone: "+49 221 555 0171"\nemail: Anna@Example.org\nurl: www.example.org\n---\n'

    assert after(own, other) == own


def test_a_no_on_either_side_holds() -> None:
    own = "---\nconsent:\n  Telefon: ja 2024-03-21 Messe\n  post: yes\n---\n"
    other = "---\nconsent: {phone: no 2026-05-02, email: yes}\n---\n"

    told = joined(own, other)

    assert told.data.decode() == (
        "---\nconsent:\n  Telefon: no 2026-05-02\n  post: yes\n  email: yes\n---\n"
    )
    assert [one for one in told.outvoted if one.is_own] == [
        ("consent", "Telefon: ja 2024-03-21 Messe", True)
    ]


def test_who_must_not_be_contacted_here_is_not_there() -> None:
    own = "---\nconsent:\n  phone: yes 2024-03-21 Messe\nnext: 2026-12-10\n---\n"

    text = after(own, "---\nsperre: ja\n---\n")

    assert text == own.replace("next:", "blocked: yes\nnext:")
