"""Claims about the folder for filed contacts (A1)."""

import pytest

from kontaktjournal.domain.archive import archived, restored
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.settings import Folders

PLACES = {
    # contact folders, archive, file, filed file
    "beside the others": (("kontakte",), "kontakte/archiv", "kontakte/mia.md",
                          "kontakte/archiv/mia.md"),
    "below its own folder": (("kontakte",), "kontakte/archiv", "kontakte/2024/mia.md",
                             "kontakte/archiv/2024/mia.md"),
    "the whole root": ((".",), "archiv", "2024/mia.md", "archiv/2024/mia.md"),
    "a contact folder itself": (("kontakte", "archiv"), "archiv", "kontakte/mia.md",
                                "archiv/mia.md"),
    "from another folder": (("kontakte", "partner"), "kontakte/archiv", "partner/jo/mia.md",
                            "kontakte/archiv/partner/jo/mia.md"),
    "a folder within": (("kontakte", "kontakte/vip"), "kontakte/archiv", "kontakte/vip/mia.md",
                        "kontakte/archiv/kontakte/vip/mia.md"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_file_finds_its_way_into_the_archive_and_back(place: str) -> None:
    contacts, archive, path, filed = PLACES[place]
    folders = Folders(contacts=contacts, archive=archive)

    assert archived(path, folders) == filed
    assert restored(filed, folders) == path


def test_without_an_archive_a_file_stays() -> None:
    assert archived("kontakte/mia.md", Folders()) == "kontakte/mia.md"
    assert restored("kontakte/mia.md", Folders()) == "kontakte/mia.md"


def test_a_file_that_is_where_it_belongs_stays() -> None:
    folders = Folders(archive="kontakte/archiv")

    assert archived("kontakte/archiv/mia.md", folders) == "kontakte/archiv/mia.md"
    assert restored("kontakte/mia.md", folders) == "kontakte/mia.md"
    assert restored("kontakte/archiv.md", folders) == "kontakte/archiv.md"


@pytest.mark.parametrize("archive", ["ablage", "kontakte2/archiv"])
def test_an_archive_in_no_contact_folder_is_refused(archive: str) -> None:
    with pytest.raises(WrongUse) as refused:
        archived("kontakte/mia.md", Folders(archive=archive))

    assert refused.value.values == {"folder": archive, "better": f"kontakte/{archive}"}
