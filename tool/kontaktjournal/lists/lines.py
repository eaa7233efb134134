"""The lines of a text, which can be gone back over to where a record began."""

import csv
import re
import sys
from collections import deque
from typing import IO, Final

#: No line of a table is longer: it is no text, or its line ends were lost.
_LINE_AT_MOST = 8 << 20
#: A record runs over several lines where a note does; over so many, and so long ones, where a
#: quotation mark was never closed.
RECORD_AT_MOST = 8 << 20
_LINES_AT_MOST = 50_000
#: How much is read a second time before what follows a bad record is given up with it: without
#: an end to it, a file made on purpose would be read again for each of its lines.
_PATIENCE = 64 << 20
_BLOCK = 1 << 16
_TOO_LONG: Final = ""
#: What no text has; one or two of them are damage.
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x19\x1c-\x1f]")


class Lines:
    """Give line after line, and take back those of a record that cannot be read.

    Args:
        text: opened without translating line ends.

    Attributes:
        seen: number of the last line that may be no beginning of a record: it was taken back, or
            lies behind a record of which nobody knows the end.
        size: of this record, in letters.
    """

    def __init__(self, text: IO[str]) -> None:
        self.seen = 0
        self._text = text
        self._again: deque[str] = deque()
        self._record: list[str] = []
        self.size = 0
        self._before = 0
        self._patience = _PATIENCE

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        self._record.append(line)
        self.size += len(line)
        if self.size > RECORD_AT_MOST or len(self._record) > _LINES_AT_MOST:
            self.seen = sys.maxsize
            raise csv.Error
        if line is _TOO_LONG:
            raise csv.Error
        return line

    def plain(self) -> str:
        """Take the next line if all of a record is in it, as no quotation mark says otherwise.

        Most records are such lines, and there is nothing in them to be read with care. Else
        nothing is taken: "".
        """
        line = self._again.popleft() if self._again else self._read()
        if '"' in line or not line or line.isspace():
            self._again.appendleft(line)
            return ""
        self._record.append(line)
        self.size = len(line)
        return line

    def next_record(self) -> int:
        """Begin a record; return the number of its first line, from 1."""
        self._before += len(self._record)
        self._record = []
        self.size = 0
        return self._before + 1

    def back(self) -> str:
        """Take back all lines of this record but its first, and return that one."""
        if len(self._record) > 1 and self._patience > self.size:
            self._patience -= self.size
            self.seen = max(self.seen, self._before + len(self._record))
            self._again.extendleft(reversed(self._record[1:]))
            del self._record[1:]
            self.size = len(self._record[0])
        return self._record[0]

    def _read(self) -> str:
        line = self._text.readline(_LINE_AT_MOST)
        if not line:
            raise StopIteration
        if len(line) == _LINE_AT_MOST and line[-1] not in "\r\n":
            self._skip()
            return _TOO_LONG
        if not self._before and not self._record:
            # Two files joined, or a program that wrote a second BOM.
            line = line.lstrip("\ufeff")
        # Taken over into a list of ours, they would make it no text.
        return _CONTROLS.sub("", line) or "\n" if _CONTROLS.search(line) else line

    def _skip(self) -> None:
        """Read to the end of a line nobody can have meant."""
        rest = self._text.readline(_BLOCK)
        while rest and rest[-1] not in "\r\n":
            rest = self._text.readline(_BLOCK)
