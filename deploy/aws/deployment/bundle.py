"""The packages that Lambda runs: the program, and of the built site what it answers with.

The same files give the same bytes: dates and rights are fixed, so that nothing is deployed that has not changed.
"""

import json
import zipfile
from pathlib import Path

# What `web/src/published.rs` reads.
DATA = ("vocabulary.json", "open-offers.json", "offer-conditions.json", "site.json")
PAGES = ("find-a-host", "offer-to-host", "join", "thank-you", "not-accepted")

# The folder of these in the package, as the template's MATCHMAKER_SITE says.
SITE = "site"

EPOCH = (1980, 1, 1, 0, 0, 0)


def published(site: Path) -> list[str]:
    """The files of a built site that the function needs, relative to it."""
    languages = json.loads((site / "data/site.json").read_text())["languages"]
    pages = [f"{language}/{page}/index.html" for language in languages for page in PAGES]
    return [f"data/{name}" for name in DATA] + pages


def write(package: Path, program: Path, site: Path | None) -> None:
    """Writes a package: a program as `bootstrap`, and with a site what the function needs of it."""
    package.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        add(archive, "bootstrap", program, executable=True)
        for name in published(site) if site else []:
            add(archive, f"{SITE}/{name}", site / name)


def add(archive: zipfile.ZipFile, name: str, path: Path, executable=False) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # Of a Unix system, whatever this one is: otherwise the rights do not count.
    entry.create_system = 3
    entry.external_attr = (0o100755 if executable else 0o100644) << 16
    archive.writestr(entry, path.read_bytes())
