"""Where in a file the words of a finding stand, if only the contact was known."""

from kontaktjournal.domain.problem import Problem
from kontaktjournal.notation.decode import decode
from kontaktjournal.notation.frontmatter import read_head
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.values import place_of

#: The key a finding is about. Others are looked for by their word.
_KEYS = {
    "W202": ("next", "status"),
    "W203": ("next", "every"),
    "I301": ("story",),
    "I302": ("status",),
}
_WORDS = {"E104": "uid", "W204": "word", "I303": "word", "I308": "word"}


def is_placeless(problem: Problem) -> bool:
    """Tell whether a finding knows its file only, but could know its place."""
    has_place = (problem.line, problem.column) != (1, 1)
    return not has_place and (problem.code in _KEYS or problem.code in _WORDS)


def placed(problem: Problem, data: bytes, keys: Keys) -> Problem:
    """Return a finding with the place of what it is about, where that can be found.

    Args:
        problem: a finding without a place.
        data: the file's bytes.
        keys: how keys are spelled in this journal.
    """
    text = decode(data).text
    if name := _WORDS.get(problem.code):
        word = dict(problem.values).get(name, "")
        offset = text.find(f"[[{word}" if problem.code == "I303" else word) if word else -1
        if offset < 0:
            return problem
        begin = text.rfind("\n", 0, offset) + 1
        return problem._replace(line=text.count("\n", 0, offset) + 1, column=offset - begin + 1)
    pairs = read_head(text, problem.path, careful=True).pairs
    wanted = _KEYS[problem.code]
    if problem.variant:
        wanted = (problem.variant,)
    for canonical in wanted:
        for key, _ in pairs:
            if keys.canonical(key) == canonical:
                line, column = place_of(key)
                values = tuple(
                    (name, str(key) if name == "key" else word) for name, word in problem.values
                )
                return problem._replace(line=line, column=column, values=values)
    return problem
