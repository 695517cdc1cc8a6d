"""Bringing a built site into its bucket, and telling CloudFront what has changed.

The notes in the bucket of artefacts say what the last deployment left to do: if one breaks off, the next goes on.
"""

import json
import os
import shutil
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path

from . import site
from .shell import Shell
from .stacks import Stacks

# Beyond so many addresses, one that means all of them: a thousand a month cost nothing, and a star counts once.
MOST_INVALIDATIONS = 60

# What one call removes at most.
MOST_REMOVALS = 1000


class Publisher:
    """Publishes into one bucket."""

    def __init__(self, shell: Shell, stacks: Stacks, artefacts: str, bucket: str, distribution: str, listing: Path | None = None):
        self.shell, self.stacks, self.artefacts, self.bucket, self.distribution = shell, stacks, artefacts, bucket, distribution
        self.listing = listing
        self.noted = {}

    def changes(self, wanted: list[site.Item], today: date, everything: bool) -> site.Changes:
        """What is to do, from what is there."""
        self.noted = self.shell.ask(
            *self.stacks.aws("s3", "cp", f"s3://{self.artefacts}/notes.json", "-"), pretend=None, absent="404"
        ) or {}
        pretend = json.loads(self.listing.read_text()) if self.listing else None
        listed = self.shell.ask(
            *self.stacks.aws("s3api", "list-objects-v2", "--bucket", self.bucket, "--output", "json"),
            *("--query", "{Contents: Contents[].{Key: Key, ETag: ETag}}"),
            pretend=pretend,
        )
        present = {entry["Key"]: entry["ETag"].strip('"') for entry in (listed or {}).get("Contents") or []}
        found = site.changes(wanted, present, self.noted.get("gone", {}), today, everything)
        found.stale.extend(address for address in self.noted.get("stale", []) if address not in found.stale)
        return found

    def upload(self, items: list[site.Item]) -> None:
        """Uploads files, one command for all that share their headers."""
        groups = defaultdict(list)
        for item in items:
            groups[item.content_type, item.cache].append(item)
        for (kind, cache), members in sorted(groups.items()):
            self.shell.note(f"{len(members)} × {kind}, {cache}")
            for item in members:
                self.shell.note(f"  + {item.key}")
            with tempfile.TemporaryDirectory(prefix="upload-") as folder:
                for item in members if not self.shell.dry else []:
                    place = Path(folder) / item.key
                    place.parent.mkdir(parents=True, exist_ok=True)
                    link(item.path, place)
                self.shell.run(
                    *self.stacks.aws("s3", "cp", "--recursive", "--only-show-errors"),
                    *(folder if not self.shell.dry else "FILES-ABOVE", f"s3://{self.bucket}/"),
                    *("--content-type", kind, "--cache-control", cache),
                )

    def remove(self, keys: list[str]) -> None:
        """Removes files; the bucket keeps them for another 30 days as earlier versions."""
        for key in keys:
            self.shell.note(f"  - {key}")
        for start in range(0, len(keys), MOST_REMOVALS):
            objects = {"Objects": [{"Key": key} for key in keys[start : start + MOST_REMOVALS]], "Quiet": True}
            with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                json.dump(objects, file)
                file.flush()
                name = file.name if not self.shell.dry else "KEYS-ABOVE"
                self.shell.run(*self.stacks.aws("s3api", "delete-objects", "--bucket", self.bucket, "--delete", f"file://{name}"))

    def invalidate(self, addresses: list[str]) -> None:
        """Tells CloudFront to ask for these anew."""
        if not addresses:
            self.shell.note("nothing that CloudFront may hold has changed")
            return
        few = addresses if len(addresses) <= MOST_INVALIDATIONS else ["/*"]
        self.shell.run(
            *self.stacks.aws("cloudfront", "create-invalidation", "--distribution-id", self.distribution, "--paths"), *few
        )

    def write_notes(self, changes: site.Changes, stale: list[str]) -> None:
        """Notes what is still to do, if that is something new."""
        notes = {"gone": changes.gone, "stale": stale}
        if notes == {"gone": {}, "stale": [], **self.noted}:
            return
        self.noted = notes
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(notes, file, indent=1)
            file.flush()
            name = file.name if not self.shell.dry else "NOTES"
            self.shell.run(*self.stacks.aws("s3", "cp", "--only-show-errors", name, f"s3://{self.artefacts}/notes.json"))


def link(source: Path, place: Path) -> None:
    """The same file at another place; a copy where the two are on different disks."""
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)
