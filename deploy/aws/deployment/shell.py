"""Commands: run, or only shown."""

import json
import shlex
import subprocess
import sys


class Failed(Exception):
    """A command that did not end well."""


class Shell:
    """Runs commands and shows each; when `dry`, shows only."""

    def __init__(self, dry: bool):
        self.dry = dry

    def say(self, text: str) -> None:
        print(f"\n── {text}", flush=True)

    def note(self, text: str) -> None:
        print(f"   {text}", flush=True)

    def run(self, *command) -> None:
        self.show(command)
        if self.dry:
            return
        if subprocess.run([str(part) for part in command]).returncode:
            raise Failed(f"this did not work: {line(command)}")

    def ask(self, *command, pretend, absent: str | None = None):
        """What a command answers in JSON. `pretend` is the answer when dry; None where the error says `absent`."""
        self.show(command)
        if self.dry:
            return pretend
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        if done.returncode:
            if absent and absent in done.stderr:
                return None
            sys.stderr.write(done.stderr)
            raise Failed(f"this did not work: {line(command)}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def show(self, command) -> None:
        print(f"$ {line(command)}", flush=True)


def line(command) -> str:
    return shlex.join(str(part) for part in command)
