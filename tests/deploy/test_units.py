"""The units of one machine: each service may do what it does, and no more."""

import re

import pytest
from conftest import REPOSITORY

FOLDER = REPOSITORY / "deploy/machine/systemd"
README = (REPOSITORY / "deploy/machine/README.md").read_text()
CRATES = ("desk", "function", "store", "web")
CODE = "\n".join(path.read_text() for crate in CRATES for path in (REPOSITORY / crate / "src").rglob("*.rs"))


def service(name):
    """The keys of a unit's service, each with all its values."""
    found = {}
    text = (FOLDER / f"{name}.service").read_text().replace("\\\n", " ")
    section = text.split("[Service]")[1].split("[Install]")[0]
    for key, value in re.findall(r"^(\w+)=(.*)$", section, re.MULTILINE):
        found.setdefault(key, []).append(" ".join(value.split()))
    return found


def one(unit, key):
    (value,) = unit[key]
    return value


def writable(unit):
    return {path.lstrip("-") for line in unit.get("ReadWritePaths", []) for path in line.split()}


@pytest.fixture(scope="module")
def server():
    return service("matchmaker")


@pytest.fixture(scope="module")
def desk():
    return service("matchmaker-desk")


def test_the_public_server_has_no_store_and_another_user_than_the_desk(server, desk):
    assert one(server, "User") != one(desk, "User") == one(service("matchmaker-backup"), "User")
    assert "--store" not in one(server, "ExecStart") and "--drop /var/spool/matchmaker" in one(server, "ExecStart")
    assert "--drop /var/spool/matchmaker" in one(desk, "ExecStart")
    store = re.search(r"--store sqlite:(\S+)/requests.sqlite", one(desk, "ExecStart"))[1]
    assert store == f"/var/lib/{one(desk, 'StateDirectory')}" and one(desk, "StateDirectoryMode") == "0700"
    assert not any(store.startswith(path) for path in writable(server)) and "StateDirectory" not in server
    assert f"sqlite:{store}/requests.sqlite" in one(service("matchmaker-backup"), "ExecStart")


def test_the_folder_between_them_can_be_put_into_and_not_listed():
    lines = [line.split() for line in (FOLDER / "tmpfiles.conf").read_text().splitlines() if line.startswith("d ")]
    folders = {path: (mode, user, group) for _, path, mode, user, group in lines}
    assert folders["/var/spool/matchmaker"] == ("1730", "matchmaker-desk", "matchmaker")
    assert folders["/etc/matchmaker/desk"] == folders["/etc/matchmaker/server"] == ("0700", "root", "root")
    users = (FOLDER / "sysusers.conf").read_text()
    assert "m matchmaker-desk matchmaker\n" in users and "m matchmaker matchmaker-desk" not in users


def test_the_desk_may_send_mail_and_write_content(desk):
    assert "IPAddressDeny" not in desk, "its mail server is somewhere"
    assert {"AF_INET", "AF_INET6", "AF_UNIX"} == set(one(desk, "RestrictAddressFamilies").split())
    assert one(desk, "SocketBindDeny") == "any" and one(desk, "SocketBindAllow") == "tcp:8090", "and it listens where it should"
    assert one(desk, "ProtectSystem") == "strict"
    assert {"/srv/matchmaker/content", "/srv/matchmaker/.matchmaker/matching", "/var/spool/matchmaker"} == writable(desk)
    assert int(one(desk, "UMask"), 8) & 0o044 == 0, "the public server reads what is handed over"


def test_the_public_server_speaks_to_this_machine_alone(server):
    assert one(server, "IPAddressDeny") == "any" and one(server, "IPAddressAllow") == "localhost"
    assert writable(server) == {"/var/spool/matchmaker", "/srv/matchmaker/.matchmaker"}


@pytest.mark.parametrize(
    "unit, names",
    [("matchmaker", {"PROOF_KEY", "REFERENCE_KEY"}), ("matchmaker-desk", {"SMTP_URL", "MAIL_FROM", "DESK_TOKEN"})],
)
def test_each_service_gets_its_secrets_under_the_names_that_the_program_reads(unit, names):
    prefix, folder = one(service(unit), "LoadCredential").split(":")
    assert folder == f"/etc/matchmaker/{'desk' if unit.endswith('desk') else 'server'}"
    for name in names:
        # systemd names the credentials of a folder by prefix and file.
        assert f'"{prefix}_{name}"' in CODE, name
        assert f"`{folder}/{name}`" in README, "README.md tells of it"
    assert not re.search(r"Environment(File)?=", (FOLDER / f"{unit}.service").read_text()), "no secret in a unit"


def test_the_desk_never_starts_with_a_token_that_the_journal_shows():
    unit = (FOLDER / "matchmaker-desk.service").read_text()
    assert "\nAssertFileNotEmpty=/etc/matchmaker/desk/DESK_TOKEN\n" in unit.split("[Service]")[0]
    install = README.split("## Install")[1].split("## ")[0]
    made = install.index("openssl rand -hex 32 > /etc/matchmaker/desk/DESK_TOKEN")
    assert install.index("systemd-tmpfiles --create") < made < install.index("systemctl enable --now"), "it is there by then"
    assert "journalctl -u matchmaker-desk` shows" not in README
