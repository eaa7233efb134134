"""Claims about short names for long values."""

import pytest

from kontaktjournal.config.digest import digest


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        # The test vectors its authors publish.
        (b"", "cbf29ce484222325"),
        (b"a", "af63dc4c8601ec8c"),
        (b"foobar", "85944171f73967e8"),
    ],
)
def test_a_digest_is_fnv_1a_of_64_bits(data: bytes, expected: str) -> None:
    assert digest(data) == expected
