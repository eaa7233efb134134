"""The words of a front matter, each with its place in the file."""

from typing import Self, TypeAlias


class Word(str):
    """Hold a scalar as typed, and remember where it stands.

    Args:
        text: the scalar's text; its key, not its look, decides the type (K3).
        line: 1-based line of the file; 0 where unknown.
        column: 1-based, in characters.
        quoted: whether YAML was told that this is text.
    """

    __slots__ = ("column", "line", "quoted")

    line: int
    column: int
    quoted: bool

    # All but the text have defaults, so that copies and pickles can be made.
    def __new__(
        cls, text: str = "", line: int = 0, column: int = 0, *, quoted: bool = False
    ) -> Self:
        """Make a word of a text and its place."""
        word = super().__new__(cls, text)
        word.line = line
        word.column = column
        word.quoted = quoted
        return word


#: What may stand behind a key.
Value: TypeAlias = "str | list[Value] | dict[str, Value]"

#: Keys and values in file order, a key that stands twice included (K9).
Pairs: TypeAlias = tuple[tuple[str, Value], ...]
