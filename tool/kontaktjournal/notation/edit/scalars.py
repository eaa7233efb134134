"""A text as it is written into a head: safe, on one line, quoted only where it must be (W2)."""

import re
from datetime import date

import yaml

from kontaktjournal.notation.guarded import read_guarded

#: What some program takes for the end of a line, and tabs.
_BREAK = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
#: What no head may hold (E101), and marks nobody sees that would end it for others.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

#: Signs that mean something at the start of a value, here or in other readers (W2).
_LEADING = re.compile(r"[+@#*&!%\[\]{}|>'\"`,]|[-?:](?:\s|\Z)|---|\.\.\.")
_INSIDE = re.compile(r":(?:\s|\Z)|\s#")
_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_NUMBER = re.compile(r"[-+]?[0-9][0-9_.:]*(?:[eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F_]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: The same number to every reader.
_COUNT = re.compile(r"0|[1-9][0-9]{0,14}")
_ANSWER = re.compile(r"(?:y|n|yes|no|true|false|on|off|null)", re.IGNORECASE)
_ANSWERS_ALONE = re.compile(r"(?:y|n|yes|no|true|false)", re.IGNORECASE)
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"'})
#: The second sign of a placeholder: with one in its head, a file would be a template (F5).
_PLACEHOLDER = re.compile(r"(?<=\{)[{%]|(?<=<)%")


def allowed(words: str) -> str:
    """Return the words without what no file shall hold; line ends of all kinds stay."""
    return _FORBIDDEN.sub("", _SURROGATE.sub("\ufffd", words))


def one_line(words: str) -> str:
    """Return the words on one line, without anything a head could not hold."""
    parts = (part.strip() for part in _BREAK.split(allowed(words)))
    return " ".join(filter(None, parts))


def scalar(
    value: str, style: str = "", *, in_flow: bool = False, answers: bool = False, old: str = ""
) -> str:
    """Return a text as YAML.

    Args:
        value: the text, on one line.
        style: the quotes that stand there already; they are kept.
        in_flow: whether it stands within brackets.
        answers: whether it belongs to a key that holds yes or no (clarification 28).
        old: what stood there unquoted: a plain number may follow a plain number.
    """
    if _PLACEHOLDER.search(value):
        return f'"{_PLACEHOLDER.sub(_escaped, value.translate(_ESCAPES))}"'
    if style == "'":
        return "'" + value.replace("'", "''") + "'"
    if style == '"' or _is_misread(value, in_flow=in_flow, answers=answers, old=old):
        return f'"{value.translate(_ESCAPES)}"'
    return value


def _escaped(sign: re.Match[str]) -> str:
    return f"\\x{ord(sign[0]):02x}"


def _is_misread(value: str, *, in_flow: bool, answers: bool, old: str) -> bool:
    """Tell whether somebody would read more into the bare text than a text."""
    if _LEADING.match(value) or _INSIDE.search(value) or (in_flow and _IN_FLOW.search(value)):
        return True
    if answers and _ANSWERS_ALONE.fullmatch(value):
        return False
    if _COUNT.fullmatch(value) and _COUNT.fullmatch(old):
        return False
    if _DAY.fullmatch(value):
        return not _is_day(value)
    if _ANSWER.fullmatch(value) or _NUMBER.fullmatch(value):
        return True
    return _resolves(value) or not _reads_back(value, in_flow=in_flow)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _resolves(value: str) -> bool:
    """Tell whether YAML 1.1 has a type for it; a full time stamp is what it is meant to be."""
    resolvers = [*_RESOLVERS.get(value[0], ()), *_RESOLVERS.get(None, ())]
    for tag, pattern in resolvers:
        if pattern.match(value):
            return not (tag.endswith(":timestamp") and _is_day(value[:10]))
    return False


def _reads_back(value: str, *, in_flow: bool) -> bool:
    words = f"{{k: {value}}}\n" if in_flow else f"k: {value}\n"
    pairs, problems = read_guarded(words, "", 1)
    return not problems and pairs == (("k", value),)
