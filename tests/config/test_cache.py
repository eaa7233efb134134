"""Claims about the folder of a journal's cache (3.6)."""

from pathlib import Path

from kontaktjournal.config.place import cache_folder


def test_each_root_has_a_cache_of_its_own(tmp_path: Path) -> None:
    environ = {"XDG_CACHE_HOME": str(tmp_path / "cache")}

    one, other = (cache_folder(tmp_path / name, environ) for name in ("one", "other"))

    assert one != other
    assert one.parent == other.parent == tmp_path / "cache/kontaktjournal"


def test_the_cache_lies_in_the_home_unless_it_is_moved(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path)}

    found = cache_folder(tmp_path / "vault", home)
    relative = cache_folder(tmp_path / "vault", {**home, "XDG_CACHE_HOME": "relative"})

    assert found.parent == tmp_path / ".cache/kontaktjournal"
    assert relative == found


def test_without_an_environment_the_home_is_that_of_the_account(tmp_path: Path) -> None:
    # A system service may start us without HOME.
    found = cache_folder(tmp_path, {})

    assert found.parent == Path.home() / ".cache/kontaktjournal"


def test_the_cache_is_the_same_by_any_path_to_the_root(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "vault")
    environ = {"HOME": str(tmp_path)}

    direct, linked = (cache_folder(tmp_path / name, environ) for name in ("vault", "link"))

    assert direct == linked


def test_the_name_of_the_cache_does_not_change_between_releases(tmp_path: Path) -> None:
    # A changed name would leave every user's old index behind.
    found = cache_folder(Path("/vault"), {"XDG_CACHE_HOME": str(tmp_path)})

    assert found.name == "2706022f8ef5e9f2"


def test_asking_for_the_cache_creates_nothing(tmp_path: Path) -> None:
    cache_folder(tmp_path, {"HOME": str(tmp_path)})

    assert list(tmp_path.iterdir()) == []
