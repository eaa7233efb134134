import subprocess
import sys
import zipfile
from pathlib import Path

import kontaktjournal

PACKAGE = Path(kontaktjournal.__file__).parent


def test_the_catalogue_speaks_from_within_a_zip(tmp_path: Path) -> None:
    archive = tmp_path / "journal.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        for path in [PACKAGE / "__init__.py", *(PACKAGE / "messages").rglob("*")]:
            if path.suffix in {".py", ".mo"}:
                bundle.write(path, Path("kontaktjournal") / path.relative_to(PACKAGE))
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r});"
        "from kontaktjournal.messages import Catalogue, source;"
        "print(source.__file__); print(Catalogue('de')('agenda.nothing_overdue'))"
    )

    run = subprocess.run([sys.executable, "-Ic", code], capture_output=True, check=True)

    where, said = run.stdout.decode().splitlines()
    assert where.startswith(str(archive))
    assert said == "Niemand ist überfällig."


def test_the_catalogue_needs_no_slow_module() -> None:
    code = (
        "import sys; from kontaktjournal.messages import Catalogue; Catalogue('de');"
        "slow = {'importlib.resources', 'pkgutil', 'locale', 'pathlib', 'dataclasses', 'babel'};"
        "print(sorted(slow & sys.modules.keys()))"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "[]\n"
