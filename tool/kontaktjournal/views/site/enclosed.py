"""Style, script and fonts within a page, so that it needs no other file."""

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from markupsafe import Markup

_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_ADDRESS = re.compile(r"url\(\s*[\"']?([^)\"']+)[\"']?\s*\)")
_END_OF_STYLE = re.compile(r"</(?=style)", re.IGNORECASE)
_END_OF_SCRIPT = re.compile(r"</(?=script)", re.IGNORECASE)
#: Letters few names need would make every such page half as large again.
_RARE = "-ext-"


class Enclosed(NamedTuple):
    """What stands within the page, and the policy that allows these and nothing else."""

    style: Markup
    script: Markup
    policy: str


def enclosed(assets: Mapping[str, bytes]) -> Enclosed:
    """Return style and script, the fonts in them, and their policy.

    Args:
        assets: the files that otherwise lie beside the pages, by name.
    """

    def face(match: re.Match[str]) -> str:
        return _face(match[0], assets)

    style = _END_OF_STYLE.sub(r"<\\/", _FACE.sub(face, _text(assets["style.css"])))
    script = _END_OF_SCRIPT.sub(r"<\\/", _text(assets["app.js"]))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return Enclosed(Markup(style), Markup(script), policy)  # noqa: S704  # our files, and hers


def _text(data: bytes) -> str:
    # A browser reads every line end as this one before it looks at a hash.
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _face(rule: str, assets: Mapping[str, bytes]) -> str:
    """Return the rule of a font with the font in it; nothing where it is not at hand."""
    found = _ADDRESS.search(rule)
    name = found[1] if found else ""
    if found is None or name not in assets or _RARE in name:
        return ""
    data = b64encode(assets[name]).decode()
    return f"{rule[: found.start()]}url(data:font/woff2;base64,{data}){rule[found.end() :]}"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
