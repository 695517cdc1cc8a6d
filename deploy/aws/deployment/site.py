"""Which file of a built site goes where: its key in the bucket, its headers, and what follows from what is there already.

In: the folder of a built site, and a listing of the bucket. Out: decisions. It runs no command and knows no clock.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

MANIFEST = ".matchmaker-manifest.json"

# A name that is made from what the file says: it never says anything else.
KEPT_FOR_EVER = "public, max-age=31536000, immutable"
# A minute in browsers; a day in CloudFront, which is told when a file changes.
ASKED_FOR_AGAIN = "public, max-age=60, s-maxage=86400"

# Days for which a file with a name of its own outlives the pages that named it: in tabs that are still open, in caches, and
# for going back to an earlier version of the function, whose pages name it.
GRACE_DAYS = 30

CONTENT_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    # Of the search; they are compressed already, which CloudFront must not undo or repeat.
    ".pagefind": "application/octet-stream",
    ".pf_fragment": "application/octet-stream",
    ".pf_index": "application/octet-stream",
    ".pf_meta": "application/octet-stream",
}

# What the AWS command sends in one piece; larger files get another kind of tag.
PIECE = 8 * 1024 * 1024


class NoSite(Exception):
    """A folder that is no built site, or one with a file that nothing is known about."""


@dataclass(frozen=True)
class Item:
    """A file of the site, as it shall lie in the bucket."""

    key: str
    path: Path
    content_type: str
    cache: str
    tag: str

    @property
    def is_page(self) -> bool:
        return self.key.endswith(".html")

    @property
    def lasts(self) -> bool:
        return self.cache == KEPT_FOR_EVER


def items(folder: Path) -> list[Item]:
    """All files of a built site, in the order of their keys."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise NoSite(f"{folder}: no site was built here ({MANIFEST} is missing); run `matchmaker build`")
    found = []
    for name in json.loads(manifest.read_text())["files"]:
        path = folder / name
        if not path.is_file():
            raise NoSite(f"{path}: the build's manifest names it, and it is not there; build the site again")
        kind = content_type(name)
        data = path.read_bytes()
        tag = tag_of(data)
        if name.startswith("assets/"):
            # Pages of earlier releases ask for `/assets/site.css?v=<version>`, which CloudFront turns into this key.
            found.append(Item(f"versions/{version_of(data)}/{name}", path, kind, KEPT_FOR_EVER, tag))
        found.append(Item(name, path, kind, KEPT_FOR_EVER if is_named_by_content(name) else ASKED_FOR_AGAIN, tag))
    return sorted(found, key=lambda item: item.key)


def content_type(name: str) -> str:
    path = PurePosixPath(name)
    if path.name == "feed.xml":
        return "application/atom+xml; charset=utf-8"
    try:
        return CONTENT_TYPES[path.suffix]
    except KeyError:
        raise NoSite(f"{name}: of which type are files that end in {path.suffix!r}? Say it in {__file__}") from None


def is_named_by_content(name: str) -> bool:
    """Whether the generator makes a file's name from what it says."""
    path = PurePosixPath(name)
    first = path.parts[0]
    if first == "assets":
        return re.fullmatch(r".+\.[0-9a-f]{8}\.[^.]+", path.name) is not None
    return first in ("media", "social") or path.suffix in (".pf_fragment", ".pf_index", ".pf_meta")


def version_of(data: bytes) -> str:
    """The fingerprint that the generator puts behind an asset's address."""
    return hashlib.sha256(data).digest()[:4].hex()


def tag_of(data: bytes) -> str:
    """The tag that the bucket gives to these bytes."""
    if len(data) < PIECE:
        return hashlib.md5(data).hexdigest()
    pieces = [hashlib.md5(data[start : start + PIECE]).digest() for start in range(0, len(data), PIECE)]
    return f"{hashlib.md5(b''.join(pieces)).hexdigest()}-{len(pieces)}"


@dataclass(frozen=True)
class Changes:
    """What a deployment does to the bucket, in this order."""

    lasting: list[Item]
    others: list[Item]
    pages: list[Item]
    removed: list[str]
    # Files with names of their own that nothing names any more, and since when.
    gone: dict[str, str]
    # Addresses of which CloudFront may hold something older.
    stale: list[str]
    unchanged: int

    @property
    def uploads(self) -> list[Item]:
        return self.lasting + self.others + self.pages


def changes(wanted: list[Item], present: dict[str, str], gone: dict[str, str], today: date, everything=False) -> Changes:
    """From the files that shall be there, and the keys with their tags that are, to what is to do.

    `gone` is what the last deployment noted; `everything` uploads what has not changed too.
    """
    new = [item for item in wanted if everything or present.get(item.key) != item.tag]
    superfluous = sorted(set(present) - {item.key for item in wanted})
    kept, removed = {}, []
    for key in superfluous:
        since = gone.get(key, today.isoformat())
        if not lasts(key):
            removed.append(key)
        elif date.fromisoformat(since) + timedelta(days=GRACE_DAYS) <= today:
            removed.append(key)
        else:
            kept[key] = since
    changed = [item.key for item in new if not item.lasts and item.key in present]
    return Changes(
        lasting=[item for item in new if item.lasts],
        others=[item for item in new if not item.lasts and not item.is_page],
        pages=[item for item in new if item.is_page],
        removed=removed,
        gone=kept,
        stale=sorted(address for key in changed + removed if not lasts(key) for address in addresses(key)),
        unchanged=len(wanted) - len(new),
    )


def lasts(key: str) -> bool:
    return key.startswith("versions/") or is_named_by_content(key)


def addresses(key: str) -> list[str]:
    """The addresses by which CloudFront may hold a file: as it was asked for, and as it was found."""
    if key == "index.html":
        return ["/", "/index.html"]
    folder = key.removesuffix("index.html")
    return [f"/{folder}", f"/{key}"] if folder != key and folder.endswith("/") else [f"/{key}"]
