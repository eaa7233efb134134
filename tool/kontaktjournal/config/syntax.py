"""tomllib's complaints, told as what a user can do about them."""

import re

from kontaktjournal.domain.errors import BadConfig

#: How a complaint begins, to the sentence that answers it.
_SENTENCES = (
    (r"Invalid value", "config.syntax.value"),
    (r"Expected '=' after", "config.syntax.equals"),
    (r"Expected newline", "config.syntax.rest"),
    (r"Invalid (statement|initial)", "config.syntax.key"),
    (r"Unterminated string|Illegal character '\\n'|Expected ('\"|\"')", "config.syntax.quote"),
    (r"Illegal character|Found invalid character", "config.syntax.character"),
    (r"Unclosed|Expected '\]", "config.syntax.bracket"),
    (r"Cannot (declare|overwrite|mutate|redefine)|Duplicate", "config.syntax.twice"),
    (r"Unescaped|Invalid hex|Escaped character", "config.syntax.escape"),
    (r"Invalid date", "config.syntax.date"),
)
#: What is said of a key; TOML knows no umlaut in one without quotes.
_OF_KEYS = frozenset({"config.syntax.equals", "config.syntax.key", "config.syntax.bracket"})
_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def syntax_error(complaint: str, text: str, path: str) -> BadConfig:
    """Return the refusal of a text that is no TOML.

    Args:
        complaint: what tomllib said.
        text: the TOML text.
        path: how messages call the file.
    """
    found = _POSITION.search(complaint)
    detail = complaint[: found.start()] if found else complaint
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    else:
        last = text.rstrip("\n")
        line, column = last.count("\n") + 1, len(last) - last.rfind("\n")
    answers = (key for beginning, key in _SENTENCES if re.match(beginning, detail))
    key = next(answers, "config.syntax")
    if key in _OF_KEYS and _is_foreign(text, line, column):
        key = "config.syntax.bare"
    return BadConfig(key, path=path, line=line, column=column, detail=detail)


def _is_foreign(text: str, line: int, column: int) -> bool:
    """Tell whether a letter stands there that is none of ASCII."""
    char = text.split("\n")[line - 1][column - 1 : column]
    return char.isalpha() and not char.isascii()
