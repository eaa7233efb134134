"""The text of a generated contact: its head, its prose and its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people import WORDS, person

if TYPE_CHECKING:
    from datetime import date

    from generate import Case, Entry


# What became of a promise.
PROMISES = {"kept": 0.2, "theirs": 0.2, "mine": 0.6}


class Head:
    """The lines of a front matter in one dialect's spelling."""

    def __init__(self, dialect: str) -> None:
        """Start without any line."""
        self._keys: dict[str, str] = WORDS["keys"][dialect]
        self.lines: list[str] = []

    def has(self, key: str) -> bool:
        """Say whether a key was put."""
        return any(line.startswith(f"{key}:") for line in self.lines)

    def put(self, key: str, value: str) -> None:
        """Add a key, unless there is nothing to say."""
        if value:
            self.lines.append(f"{self._keys.get(key, key)}: {value}")

    def put_all(self, key: str, values: list[str]) -> None:
        """Add a block list."""
        self.lines.append(f"{self._keys.get(key, key)}:")
        self.lines.extend(f"  - {value}" for value in values)

    def put_map(self, key: str, values: dict[str, str]) -> None:
        """Add a block of keys."""
        self.lines.append(f"{self._keys.get(key, key)}:")
        self.lines.extend(f"  {name}: {value}" for name, value in values.items())


def note(drawn: Case) -> str:
    """Return the whole text of a contact's file."""
    bare = (
        drawn.situation == "list" and not drawn.damage and drawn.has("no head at all, of a list")
    )
    lines = [] if bare else ["---", *_head(drawn), "---", ""]
    if bare or not drawn.foreign or drawn.has("heading, of foreign ones"):
        lines += [f"# {drawn.person.name}", ""]
    if (
        drawn.situation == "list"
        and drawn.foreign
        and drawn.has("inline fields, of a foreign list")
    ):
        lines += _inline_fields(drawn)
    lines += _prose(drawn)
    lines += _log(drawn)
    return "\n".join(lines).rstrip() + "\n"


def _head(drawn: Case) -> list[str]:
    head = Head(drawn.dialect)
    _put_state(head, drawn)
    _put_person(head, drawn)
    _put_story(head, drawn)
    _put_consent(head, drawn)
    _put_origin(head, drawn)
    if drawn.damage:
        head.lines += drawn.broken_lines
    if drawn.has("comment in the head"):
        head.lines.insert(1, "# aus der alten Kartei übernommen")
    return head.lines


def _put_state(head: Head, drawn: Case) -> None:
    somebody = drawn.person
    if drawn.dialect == "vcard":
        head.lines += [f'"N.GN": {somebody.first}', f'"N.FN": {somebody.last}']
    elif not drawn.foreign or drawn.has("name, of foreign ones"):
        head.put("name", somebody.name)
    if drawn.foreign and drawn.has("type, of foreign ones"):
        head.put("type", "person")
    stages: dict[str, str] = WORDS["foreign" if drawn.foreign else "own"]["stages"]
    head.put("status", stages.get(drawn.stage, drawn.stage))
    if drawn.damage == "word":
        head.put("next", "bald")
    elif drawn.next:
        head.put("next", _spelled(drawn, drawn.next))
    if drawn.in_play and drawn.has("step, of those in play"):
        head.put("step", drawn.text("steps"))
    head.put("every", drawn.every)
    talks = [entry.day for entry in drawn.entries if not entry.attempt]
    if drawn.foreign and talks:
        head.put("last", str(max(talks)))


def _spelled(drawn: Case, day: date) -> str:
    if drawn.has("next spelled 24.12.2026"):
        return f"{day.day}.{day.month}.{day.year}"
    if drawn.has("next with a time"):
        return f"{day} {drawn.dice.between(8, 17):02d}:{drawn.dice.between(0, 3) * 15:02d}"
    return str(day)


def _put_person(head: Head, drawn: Case) -> None:
    dice, somebody = drawn.dice, drawn.person
    work = WORDS["work"]
    city, area = dice.pick(WORDS["places"]["cities"])
    if drawn.has("firm and role"):
        firm = f"{dice.pick(work['trades'])} {dice.pick(WORDS['names']['stems'])}"
        head.put("org", firm + dice.pick(work["suffixes"]))
        # Without a name beside it, a title would be one (K6).
        titled = head.has("name") and drawn.has("title for role, of a vault")
        profession = dice.pick(work["roles"]) + ("in" if somebody.female else "")
        head.put("title" if titled and drawn.dialect == "vault" else "role", profession)
    if drawn.in_play or drawn.has("phone number, of those not in play"):
        number = f"555 {drawn.index % 1_000_000:06d}"
        quoted = drawn.has("quoted phone number")
        head.put("phone", f'"+49 {area} {number}"' if quoted else f"0{area} {number}")
    if drawn.has("mail address"):
        head.put("email", f"{somebody.slug}@example.org")
    head.put("city", city)
    if drawn.has("street"):
        street = f"{dice.pick(WORDS['places']['streets'])} {dice.between(1, 120)}"
        head.put("address", f"{street}, {city}")
    if drawn.has("profile on the web"):
        head.put("linkedin", f"https://example.org/in/{somebody.slug}")
    if drawn.has("birthday"):
        head.put("birthday", _birthday(drawn))


def _birthday(drawn: Case) -> str:
    dice = drawn.dice
    year, month, day = dice.between(1945, 2000), dice.between(1, 12), dice.between(1, 28)
    # Nobody's birthday is the given day, or somebody without a date would be due.
    if (month, day) == (drawn.today.month, drawn.today.day):
        day = day % 28 + 1
    if drawn.has("birthday without a year"):
        return f'"{month:02d}-{day:02d}"'
    return f"{year}-{month:02d}-{day:02d}"


def _put_story(head: Head, drawn: Case) -> None:
    dice = drawn.dice
    if drawn.has("introduced by somebody") and drawn.index:
        head.put("via", f'"[[{person(drawn.dice.between(0, drawn.index - 1)).slug}]]"')
    if drawn.in_play and drawn.has("where met, of those in play"):
        head.put("met", drawn.text("met"))
    if drawn.in_play and drawn.has("story, of those in play"):
        head.put_all("story", [drawn.text("stories") for _ in range(dice.between(1, 2))])
        head.put("fit", "yes" if drawn.foreign else "ja")
    elif drawn.situation == "list" and drawn.has("hooks, of a list"):
        head.put_all("hooks", [drawn.text("hooks")])
    if drawn.situation == "moment":
        head.put("moment", drawn.text("moments"))
    if drawn.stage == "angebot":
        head.put("value", str(dice.between(4, 90) * 100))


def _put_consent(head: Head, drawn: Case) -> None:
    if not drawn.in_play and drawn.has("blocked, of those not in play"):
        head.put("consent", "none")
    elif drawn.in_play and drawn.has("consent, of those in play"):
        since = drawn.before(100, 1_500)
        mail = "no" if drawn.has("consent refused, of mail") else f"yes {drawn.before(50, 900)}"
        head.put_map("consent", {"phone": f"yes {since} Messe, mündlich", "email": mail})
    elif drawn.situation == "list" and drawn.has("consent, of a list"):
        head.put_map("consent", {"email": f"yes {drawn.before(50, 1_500)} Bestellformular"})


def _put_origin(head: Head, drawn: Case) -> None:
    dice = drawn.dice
    tags: list[str] = WORDS["texts"]["tags"]
    chosen = ["person", *{dice.pick(tags[1:]): None for _ in range(dice.between(0, 2))}]
    if drawn.has("block list of tags"):
        head.put_all("tags", chosen)
    else:
        head.put("tags", f"[{', '.join(chosen)}]")
    if drawn.situation == "list":
        head.put("source", drawn.text("sources"))
    head.put("created", str(drawn.before(400, 2_000)))
    if drawn.foreign and drawn.has("a key unknown to us, of foreign ones"):
        head.put("updated", str(drawn.before(0, 400)))
    if not drawn.foreign:
        head.put("uid", drawn.person.uid)


def _inline_fields(drawn: Case) -> list[str]:
    work = WORDS["work"]
    return [
        f"Branche:: {drawn.dice.pick(work['trades'])}",
        f"**Beruf:** {drawn.dice.pick(work['roles'])}",
        "",
    ]


def _prose(drawn: Case) -> list[str]:
    count = drawn.dice.between(3, 6) if drawn.in_play else drawn.dice.between(7, 12)
    sentences = [_sentence(drawn) for _ in range(count)]
    sentences += drawn.landmarks()
    if drawn.in_play and drawn.has("heading Story, of those in play"):
        return ["## Story", "", " ".join(sentences), ""]
    half = len(sentences) // 2
    return [" ".join(sentences[:half]), "", " ".join(sentences[half:]), ""]


def _sentence(drawn: Case) -> str:
    noun = drawn.text("nouns_first") + drawn.text("nouns_second")
    return f"{drawn.text('openers')} {noun}{drawn.text('closers')}"


def _log(drawn: Case) -> list[str]:
    if not drawn.entries:
        return []
    write = {"heading": _as_headings, "list": _as_list, "table": _as_table}
    return write[drawn.form()](drawn)


def _as_headings(drawn: Case) -> list[str]:
    german = drawn.has("entries dated 24.12.2026")
    blocks = []
    for entry in drawn.entries:
        day = f"{entry.day:%d.%m.%Y}" if german else str(entry.day)
        if drawn.has("entry with a time"):
            day += f" {drawn.dice.between(8, 18):02d}:30"
        length = f", {entry.minutes} min" if entry.minutes else ""
        block = [f"## {day} {entry.channel}{length}{_title(entry)}", ""]
        if not entry.attempt:
            words = [_sentence(drawn) for _ in range(drawn.dice.between(2, 4))]
            block += [" ".join(words), ""]
            block += _promise(drawn, entry)
            block += _decision(drawn, entry)
        blocks.append(block)
    return _in_order(drawn, blocks)


def _as_list(drawn: Case) -> list[str]:
    spelling = drawn.dice.pick(["- **{}**: ", "- {} — ", "- {} · ", "- [[{}]] "])
    blocks = []
    for entry in drawn.entries:
        block = [f"{spelling.format(entry.day)}{entry.channel}{_title(entry)}"]
        if not entry.attempt:
            block.append(f"  {_sentence(drawn)}")
            block += [f"  {line}" for line in _promise(drawn, entry) if line]
        blocks.append(block)
    return [f"## {drawn.word('sections')}", "", *_in_order(drawn, blocks), ""]


def _as_table(drawn: Case) -> list[str]:
    rows = [
        [f"| {entry.day} | {entry.channel}{_title(entry)} | {_sentence(drawn)} |"]
        for entry in drawn.entries
    ]
    heading = [f"## {drawn.word('sections')}", "", "| Date | Type | Notes |", "|---|---|---|"]
    return [*heading, *_in_order(drawn, rows), ""]


def _title(entry: Entry) -> str:
    if entry.attempt:
        return f" – {entry.title}"
    return f": {entry.title}" if entry.title else ""


def _in_order(drawn: Case, blocks: list[list[str]]) -> list[str]:
    if drawn.has("oldest entry first"):
        blocks.reverse()
    return [line for block in blocks for line in block]


def _promise(drawn: Case, entry: Entry) -> list[str]:
    if not drawn.in_play or entry is not drawn.newest_talk:
        return []
    if not drawn.has("promise, of those in play"):
        return []
    text, fate = drawn.text("promises"), drawn.dice.draw(PROMISES)
    if fate == "kept":
        return [f"- [x] {text} 📅 {drawn.before(1, 60)}", ""]
    if fate == "theirs":
        # What the others promised is shown, yet makes nobody due (D10).
        whose = "sie" if drawn.person.female else "er"
        return [f"- [ ] {whose}: {text} 📅 {drawn.before(-20, 20)}", ""]
    overdue = 5 if drawn.situation == "due" else -1
    return [f"- [ ] {text} 📅 {drawn.before(-40, overdue)}", ""]


def _decision(drawn: Case, entry: Entry) -> list[str]:
    if not drawn.stage or drawn.stage == "liste" or drawn.foreign:
        return []
    if entry is not drawn.newest_talk:
        repeated = drawn.in_play and drawn.has("stage repeated under an older entry")
        return [f"→ {drawn.stage}", ""] if repeated else []
    if drawn.stage == "ablage":
        return ["→ ablage · kein Bedarf", ""]
    parts = [drawn.stage]
    if " " in drawn.every:
        parts.append(f"alle {drawn.every}")
    if drawn.next:
        parts += [str(drawn.next), drawn.text("steps")]
    return [f"→ {' · '.join(parts)}", ""]
