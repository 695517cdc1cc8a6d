"""Sites, built by the real command into temporary folders: ours, and ours in two languages below a path, among others."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = Path(os.environ.get("MATCHMAKER", REPOSITORY / "target/debug/matchmaker"))
TODAY = "2026-11-23"
BASE_URL = "https://matchmaking.example.org"
# What a build keeps of the pictures it made: no other site with the same address has to make them again.
PICTURES = ".matchmaker/pictures"
drawn: list[Path] = []


@dataclass
class Site:
    """A built site."""

    root: Path
    public: Path
    base_url: str

    def read(self, name: str) -> str:
        return (self.public / name).read_text(encoding="utf-8")

    def bytes(self, name: str) -> bytes:
        return (self.public / name).read_bytes()

    def file_of(self, address: str) -> Path:
        """The file that a web server would answer a full address of this site with."""
        assert address.startswith(self.base_url + "/"), f"{address} is no address of {self.base_url}"
        path = urlsplit(address[len(self.base_url) :]).path.lstrip("/")
        return self.public / (path + "index.html" if path == "" or path.endswith("/") else path)

    def pages(self):
        """All pages of the site, with their name and text."""
        for path in sorted(self.public.rglob("*.html")):
            yield str(path.relative_to(self.public)), path.read_text(encoding="utf-8")


def build(root: Path, base_url: str = BASE_URL, today: str = TODAY) -> Site:
    public = root / "public"
    done = subprocess.run(
        [COMMAND, "build", "--root", root, "--out", public, "--today", today, "--base-url", base_url],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    drawn.append(root / PICTURES)
    return Site(root, public, base_url)


def copy_of_ours(root: Path) -> None:
    for folder in ["content", "themes"]:
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copy(REPOSITORY / "site.toml", root)
    if drawn:
        shutil.copytree(drawn[0], root / PICTURES)


@pytest.fixture(scope="session")
def ours(tmp_path_factory) -> Site:
    root = tmp_path_factory.mktemp("ours")
    copy_of_ours(root)
    return build(root)


@pytest.fixture(scope="session")
def real(tmp_path_factory) -> Site:
    """Ours, with every second demonstration taken for a real offer or event."""
    root = tmp_path_factory.mktemp("real")
    copy_of_ours(root)
    for folder in ["offers", "events"]:
        for path in sorted((root / "content" / folder).glob("*.yaml"))[::2]:
            path.write_text(path.read_text().replace("\ndemo: true", "\ndemo: false"))
    return build(root)


@pytest.fixture(scope="session")
def bilingual(tmp_path_factory) -> Site:
    root = tmp_path_factory.mktemp("bilingual")
    copy_of_ours(root)
    settings = (root / "site.toml").read_text()
    settings = re.sub(r"languages = \[[^]]*\]", 'languages = ["en", "ca"]', settings)
    # Its address is drawn on each of them, so all would have to be made anew.
    assert "\npictures = true" in settings
    settings = settings.replace("\npictures = true", "\npictures = false")
    settings += '\n[security]\nemail = "weakness@example.org"\npolicy = "https://example.org/policy"\n'
    (root / "site.toml").write_text(settings)
    words = root / "themes/default/i18n"
    if not (words / "ca.ftl").exists():
        shutil.copy(words / "en.ftl", words / "ca.ftl")
    return build(root, "https://example.org/matchmaking")


@pytest.fixture(params=["ours", "bilingual"])
def site(request) -> Site:
    """Each of the two."""
    return request.getfixturevalue(request.param)
