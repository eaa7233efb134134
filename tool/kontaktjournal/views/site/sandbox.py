"""Where templates run that are not ours: nothing to reach, nothing to change, nothing vast."""

from typing import TYPE_CHECKING

from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from jinja2.runtime import Context

#: No page needs a longer text made of one, nor a larger number.
_LONGEST = 1_000_000
_MOST_BITS = 4096


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which a multiplication cannot fill the memory, nor last for ever.

    Nothing could interrupt it: it is one step of Python's.
    """

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: "Context", operator: str, left: object, right: object) -> object:
        """Work out a product or a power, unless it is too large."""
        if not _is_modest(operator, left, right):
            message = f"the result of '{operator}' is too large"
            raise SecurityError(message)
        return super().call_binop(context, operator, left, right)


def _is_modest(operator: str, left: object, right: object) -> bool:
    if isinstance(left, int) and isinstance(right, int):
        bits, more = left.bit_length(), right.bit_length()
        return (bits * abs(right) if operator == "**" else bits + more) <= _MOST_BITS
    for text, times in ((left, right), (right, left)):
        if isinstance(text, str | bytes | list | tuple) and isinstance(times, int):
            return len(text) * times <= _LONGEST
    return True
