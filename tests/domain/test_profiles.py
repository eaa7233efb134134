"""What tells a person's profile apart, however its address is spelled."""

import pytest

from kontaktjournal.domain.profiles import profile_of
from kontaktjournal.lists.linkedin import CONNECTIONS
from kontaktjournal.lists.record import Record
from kontaktjournal.lists.table import Row


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/zoë-brandt",
        "https://www.linkedin.com/in/zo%C3%AB-brandt/",
        "http://linkedin.com/in/zoe%CC%88-brandt",
        "HTTPS://WWW.LINKEDIN.COM/IN/ZO%c3%8b-BRANDT",
        "de.linkedin.com/in/zoë-brandt",
        "//m.linkedin.com/in/zoë-brandt",
        "https://uk.linkedin.com/in/zoë-brandt/de",
        "https://www.linkedin.com/in/zoë-brandt/?originalSubdomain=de",
        "https://www.linkedin.com/in/zoë-brandt?trk=abc#about",
        "https://www.linkedin.com/in/zoë-brandt/recent-activity/all/",
        "https://www.linkedin.com/comm/in/zoë-brandt?trk=eml",
        "https://www.linkedin.com:443/in/zoë-brandt",
        " <https://www.linkedin.com/in/zoë-brandt> ",
        "[LinkedIn](https://www.linkedin.com/in/zoë-brandt)",
        "LinkedIn: https://www.linkedin.com/in/zoë-brandt",
    ],
)
def test_one_profile_has_one_form(url: str) -> None:
    assert profile_of(url) == "linkedin.com/in/zoë-brandt"


@pytest.mark.parametrize(
    ("url", "profile"),
    [
        ("http://linkedin.com/pub/otto-uhl/12/345/6b7", "linkedin.com/pub/otto-uhl/12/345/6b7"),
        ("de.linkedin.com/pub/otto-uhl/12/345/6b7/de", "linkedin.com/pub/otto-uhl/12/345/6b7"),
        ("https://www.xing.com/profile/Otto_Uhl12/cv?sc_o=x", "xing.com/profile/otto_uhl12"),
        ("xing.com/profile/Otto_Uhl12", "xing.com/profile/otto_uhl12"),
        ("https://de-de.facebook.com/Otto.Uhl/", "facebook.com/ottouhl"),
        ("https://m.facebook.com/ottouhl?ref=bookmarks", "facebook.com/ottouhl"),
        ("fb.com/otto.uhl/about", "facebook.com/ottouhl"),
        ("facebook.com/profile.php?sk=about&id=1000123", "facebook.com/profile.php?id=1000123"),
        ("facebook.com/people/Otto-Uhl/1000123", "facebook.com/profile.php?id=1000123"),
        ("https://www.facebook.com/1000123", "facebook.com/profile.php?id=1000123"),
        ("https://www.instagram.com/Otto.Uhl/?hl=de", "instagram.com/otto.uhl"),
        ("https://instagram.com/_u/otto.uhl", "instagram.com/otto.uhl"),
    ],
)  # fmt: skip
def test_each_platform_has_its_own_profiles(url: str, profile: str) -> None:
    assert profile_of(url) == profile


@pytest.mark.parametrize(
    "url",
    [
        "",
        "linkedin.com",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/in/me/",
        "https://www.linkedin.com/company/druckerei-uhl",
        "https://www.linkedin.com/school/uni-koeln/",
        "https://www.linkedin.com/posts/otto-uhl_activity-7012-abcd",
        "https://www.linkedin.com/pub/dir/Otto/Uhl",
        "https://www.linkedin.com/shareArticle?url=https://www.linkedin.com/in/otto-uhl",
        "https://example.org/?to=https://www.linkedin.com/in/otto-uhl",
        "https://example.org/linkedin.com/in/otto-uhl",
        "https://notlinkedin.com/in/otto-uhl",
        "https://linkedin.com.example.org/in/otto-uhl",
        "https://www.xing.com/pages/druckerei-uhl",
        "https://www.xing.com/companies/druckerei-uhl",
        "https://www.facebook.com/",
        "https://www.facebook.com/sharer/sharer.php?u=https://example.org",
        "https://www.facebook.com/share/1AbCdEfG/",
        "https://www.facebook.com/groups/12345",
        "https://www.facebook.com/pages/Druckerei-Uhl/12345",
        "https://www.facebook.com/otto.uhl/posts/12345",
        "https://www.facebook.com/profile.php",
        "https://l.facebook.com/l.php?u=https://example.org",
        "https://www.instagram.com/p/Cabc123/",
        "https://www.instagram.com/otto.uhl/p/Cabc123/",
        "https://www.instagram.com/reel/Cabc123/",
        "https://www.instagram.com/explore/tags/druck/",
        "https://help.instagram.com/12345",
        "https://example.org/otto",
        "otto@example.org",
    ],
)
def test_what_is_nobodys_profile_has_none(url: str) -> None:
    assert profile_of(url) == ""


@pytest.mark.parametrize(
    "url", ["linkedin.com/in/%FF%00", "http://[linkedin.com/in/a", "https://", "\ud800", "%"]
)
def test_a_broken_address_is_no_trouble(url: str) -> None:
    profile_of(url)


def test_a_list_of_linkedin_tells_people_apart_by_the_same_words() -> None:
    header = ("First Name", "Last Name", "URL", "Connected On")
    url = "https://www.linkedin.com/in/zo%C3%AB-brandt"
    row = Row(2, ("Zoë", "Brandt", url, "07 Jun 2022"))

    (record,) = CONNECTIONS.read(header, [row])

    assert isinstance(record, Record)
    assert profile_of(url) == f"linkedin.com/in/{record.key}"
