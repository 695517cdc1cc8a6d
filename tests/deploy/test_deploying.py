"""The deploy script: what it says it would do, and what it does with the real AWS command against stand-ins.

Buckets are moto's. CloudFormation and CloudFront are answered by `stand_in.py`, which notes each call.
"""

import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import AWS, MOTO, TODAY
from deployment import bundle, site

SCRIPT = AWS / "deploy"


def dry_run(public, *arguments):
    environment = {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, SCRIPT, "--dry-run", "--site", public, "--today", TODAY, *arguments],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def uploads(lines):
    """The files of each upload, with its headers, in order."""
    found, waiting = [], []
    for line in lines:
        if line.startswith("     + "):
            waiting.append(line.removeprefix("     + "))
        elif line.startswith("$ aws s3 cp --recursive"):
            found.append((waiting, line))
            waiting = []
    return found


def headers_of(lines, key):
    (command,) = [command for keys, command in uploads(lines) if key in keys]
    return command


def test_each_file_has_its_type_and_is_kept_as_long_as_its_name_means_the_same(public):
    lines = dry_run(public)
    for key, kind, cache in [
        ("en/offers/index.html", "text/html; charset=utf-8", site.ASKED_FOR_AGAIN),
        ("404.html", "text/html; charset=utf-8", site.ASKED_FOR_AGAIN),
        ("data/offers.json", "application/json", site.ASKED_FOR_AGAIN),
        ("data/offers.csv", "text/csv; charset=utf-8", site.ASKED_FOR_AGAIN),
        ("data/offers.xlsx", site.CONTENT_TYPES[".xlsx"], site.ASKED_FOR_AGAIN),
        ("data/catalogue.jsonld", "application/ld+json", site.ASKED_FOR_AGAIN),
        ("data/vocabulary.jsonld", "application/ld+json", site.ASKED_FOR_AGAIN),
        ("en/feed.xml", "application/atom+xml; charset=utf-8", site.ASKED_FOR_AGAIN),
        ("favicon.ico", "image/x-icon", site.ASKED_FOR_AGAIN),
        ("sitemap.xml", "application/xml", site.ASKED_FOR_AGAIN),
        ("events.ics", "text/calendar; charset=utf-8", site.ASKED_FOR_AGAIN),
        (".well-known/security.txt", "text/plain; charset=utf-8", site.ASKED_FOR_AGAIN),
        ("assets/signs.svg", "image/svg+xml", site.ASKED_FOR_AGAIN),
        ("pagefind/pagefind.js", "text/javascript; charset=utf-8", site.ASKED_FOR_AGAIN),
        ("pagefind/pagefind-entry.json", "application/json", site.ASKED_FOR_AGAIN),
        ("pagefind/wasm.en.pagefind", "application/octet-stream", site.ASKED_FOR_AGAIN),
    ]:
        assert f"--content-type '{kind}'" in headers_of(lines, key) or f"--content-type {kind} " in headers_of(lines, key), key
        assert cache in headers_of(lines, key), key
    for_ever = [key for keys, command in uploads(lines) if "immutable" in command for key in keys]
    assert {key.split("/")[0] for key in for_ever} == {"versions", "assets", "social", "pagefind"}
    styles = [key for key in for_ever if key.endswith("/assets/site.css")]
    assert len(styles) == 1
    hashed = f"assets/site.{styles[0].split('/')[1]}.css"
    assert hashed in for_ever and f'"/{hashed}"' in (public / "en/index.html").read_text()


def test_everything_that_was_built_is_uploaded_and_nothing_else(public):
    uploaded = [key for keys, _ in uploads(dry_run(public)) for key in keys]
    assert len(uploaded) == len(set(uploaded))
    built = {str(path.relative_to(public)) for path in public.rglob("*") if path.is_file() and not path.name.startswith(".matchmaker")}
    assert {key for key in uploaded if not key.startswith("versions/")} == built


def test_the_order_is_safe(public, tmp_path):
    # A bucket that holds another page and an asset of yesterday.
    listing = tmp_path / "listing.json"
    present = {"en/index.html": "old", "en/gone/index.html": "old", "versions/00000000/assets/site.css": "old"}
    listing.write_text(json.dumps({"Contents": [{"Key": key, "ETag": f'"{tag}"'} for key, tag in present.items()]}))
    lines = dry_run(public, "--listing", listing)

    def at(words):
        return next(number for number, line in enumerate(lines) if words in line)

    steps = [
        at("/assets/site.css"),
        at("cloudformation deploy --stack-name matchmaking --"),
        at("+ data/offers.json"),
        at("+ en/index.html"),
        at("- en/gone/index.html"),
        at("create-invalidation"),
    ]
    assert steps == sorted(steps), steps
    assert "- versions/00000000/assets/site.css" not in "\n".join(lines), "yesterday's pages still name it"
    invalidated = lines[at("create-invalidation")].split("--paths ")[1].split()
    assert invalidated == ["/en/", "/en/gone/", "/en/gone/index.html", "/en/index.html"]


def test_what_is_as_it_was_is_not_uploaded(public, tmp_path):
    listing = tmp_path / "listing.json"
    listing.write_text(json.dumps({"Contents": [{"Key": item.key, "ETag": f'"{item.tag}"'} for item in site.items(public)]}))
    lines = dry_run(public, "--listing", listing)
    assert not uploads(lines) and not any("create-invalidation" in line or "delete-objects" in line for line in lines)
    assert uploads(dry_run(public, "--listing", listing, "--everything"))


def test_settings_go_to_the_template_that_knows_them(public):
    lines = dry_run(public, "--set", "DomainName=m.example.org", "--set", "Firewall=true", "--set", "SecretariatEmail=s@example.org", "--region", "eu-west-1")
    (edge,) = [line for line in lines if "deploy --stack-name matchmaking-edge" in line]
    assert "--region us-east-1" in edge and edge.endswith("--parameter-overrides DomainName=m.example.org Firewall=true")
    (main,) = [line for line in lines if "deploy --stack-name matchmaking --" in line]
    assert "--region eu-west-1" in main
    assert main.split("--parameter-overrides ")[1].split() == [
        "CertificateArn=CERTIFICATE-ARN",
        "DomainName=m.example.org",
        "ProofOfWork=false",
        "SecretariatEmail=s@example.org",
        "WebAclArn=FIREWALL-ARN",
    ]
    assert any("first deployment needs --set OperatorEmail=" in line for line in lines)


def test_a_new_site_has_a_firewall_unless_it_is_not_wanted(public):
    def edge_and_main(*arguments):
        lines = dry_run(public, *arguments)
        return [next(line for line in lines if f"deploy --stack-name {stack} --" in line) for stack in ("matchmaking-edge", "matchmaking")]

    edge, main = edge_and_main()
    assert edge.endswith("--parameter-overrides Firewall=true") and "WebAclArn=FIREWALL-ARN" in main
    edge, main = edge_and_main("--set", "Firewall=false")
    assert edge.endswith("--parameter-overrides Firewall=false") and main.split("WebAclArn=")[1].split()[:1] in ([], ["CertificateArn="])


def test_where_pages_ask_for_a_proof_the_function_gets_a_key(public, tmp_path):
    copy = shutil.copytree(public, tmp_path / "public")
    about = json.loads((copy / "data/site.json").read_text())
    (copy / "data/site.json").write_text(json.dumps(about | {"guard": {"proof_of_work": True}}))
    (main,) = [line for line in dry_run(copy) if "deploy --stack-name matchmaking --" in line]
    assert "ProofOfWork=true" in main.split("--parameter-overrides ")[1].split()


@pytest.mark.parametrize(
    "spoil, words",
    [
        (lambda public: (public / site.MANIFEST).unlink(), "no site was built here"),
        (lambda public: (public / "robots.txt").unlink(), "the build's manifest names it"),
        (lambda public: add(public, "film.xyz"), "of which type are files that end in '.xyz'"),
        (lambda public: move(public, "https://example.org/matchmaking"), "is a folder of a site"),
    ],
)
def test_a_site_that_can_not_be_deployed_is_refused_with_words(public, tmp_path, spoil, words):
    copy = shutil.copytree(public, tmp_path / "public")
    spoil(copy)
    done = subprocess.run([sys.executable, SCRIPT, "--dry-run", "--site", copy], capture_output=True, text=True)
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr


def test_a_setting_that_nobody_knows_is_refused(public):
    done = subprocess.run([sys.executable, SCRIPT, "--dry-run", "--site", public, "--set", "Colour=blue"], capture_output=True, text=True)
    assert done.returncode == 1 and "--set Colour=blue: write NAME=VALUE" in done.stderr and "DomainName" in done.stderr


def test_what_is_missing_is_named(public, tmp_path):
    done = subprocess.run([sys.executable, SCRIPT, "--site", public], capture_output=True, text=True, env={"PATH": str(tmp_path)})
    assert done.returncode == 1 and all(tool in done.stderr for tool in ("aws: ", "cargo: ", "cargo-lambda: "))


def test_a_package_holds_what_the_function_reads_and_is_the_same_each_time(public, tmp_path):
    program = tmp_path / "bootstrap"
    program.write_bytes(b"a program")
    packages = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for package in packages:
        os.utime(program)
        bundle.write(package, program, public)
    assert packages[0].read_bytes() == packages[1].read_bytes()
    with zipfile.ZipFile(packages[0]) as archive:
        assert archive.getinfo("bootstrap").external_attr >> 16 & 0o777 == 0o755
        assert archive.read("site/en/join/index.html") == (public / "en/join/index.html").read_bytes()
        assert len(archive.namelist()) == 1 + 4 + 5


def test_what_nobody_names_any_more_is_kept_for_thirty_days_from_then_on():
    key = "versions/00000000/assets/site.css"
    first = site.changes([], {key: "tag"}, {}, date(2026, 11, 23))
    assert first.gone == {key: "2026-11-23"} and not first.removed and not first.stale
    assert site.changes([], {key: "tag"}, first.gone, date(2026, 12, 22)).gone == first.gone
    last = site.changes([], {key: "tag"}, first.gone, date(2026, 12, 23))
    assert last.removed == [key] and not last.gone


class Cloud:
    """The script with the real AWS command, a bucket that is real to it, and a notebook of all other calls."""

    def __init__(self, folder: Path, endpoint: str, address: str):
        self.folder, self.calls = folder, folder / "calls"
        self.programs = folder / "programs"
        for program in ("function", "watch"):
            (self.programs / program).mkdir(parents=True)
            (self.programs / program / "bootstrap").write_text(program)
        tools = folder / "tools"
        tools.mkdir()
        for tool in ("cargo", "cargo-lambda"):
            write_program(tools / tool, "#!/bin/sh\nexit 1\n")
        write_program(tools / "aws", f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).parent / "stand_in.py"}" "$@"\n')
        self.environment = {
            **os.environ,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": "nobody",
            "AWS_SECRET_ACCESS_KEY": "nothing",
            "AWS_DEFAULT_REGION": "eu-central-1",
            "AWS_CONFIG_FILE": str(folder / "none"),
            "AWS_SHARED_CREDENTIALS_FILE": str(folder / "none"),
            "STAND_IN": str(folder),
            "STAND_IN_ADDRESS": address,
        }

    def aws(self, *arguments):
        done = subprocess.run([sys.executable, "-m", "awscli", *arguments], env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.startswith("{") else done.stdout

    def deploy(self, public, *arguments, works=True, today=TODAY):
        self.calls.write_text("")
        done = subprocess.run(
            [sys.executable, SCRIPT, "--site", public, "--programs", self.programs, "--today", today, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert (done.returncode == 0) == works, done.stdout + done.stderr
        return done.stdout.splitlines()

    def called(self, *words):
        return [call for call in self.calls.read_text().splitlines() if all(word in call for word in words)]

    def keys(self):
        listed = self.aws("s3api", "list-objects-v2", "--bucket", "the-site")
        return {entry["Key"] for entry in listed.get("Contents", [])}


def write_program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def listed(public: Path) -> list[str]:
    """The files that the build's manifest names."""
    return list(json.loads((public / site.MANIFEST).read_text())["files"])


def list_only(public: Path, names: list[str]) -> None:
    """A manifest that names these files, and nothing else of them."""
    files = {name: None for name in sorted(names)}
    (public / site.MANIFEST).write_text(json.dumps({"version": 2, "files": files}))


def add(public: Path, name: str) -> None:
    (public / name).write_text("new")
    list_only(public, [*listed(public), name])


def remove(public: Path, name: str) -> None:
    (public / name).unlink()
    list_only(public, [file for file in listed(public) if file != name])


def small(public: Path) -> Path:
    """The site without most of its offers and pictures: the same kinds of files, fewer of each."""
    files = listed(public)
    kept = [name for name in files if not name.startswith(("embed/", "social/", "en/offers/", "en/case-studies/"))]
    kept += [name for name in files if name.startswith("social/")][:3]
    list_only(public, kept)
    return public


def move(public: Path, base_url: str) -> None:
    about = json.loads((public / "data/site.json").read_text())
    (public / "data/site.json").write_text(json.dumps(about | {"base_url": base_url}))


@pytest.fixture(scope="module")
def buckets():
    """Moto's server, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert MOTO.is_file(), f"{MOTO} is not there: `tests/run servers` installs it, or MATCHMAKER_TEST_MOTO names another"
    process = subprocess.Popen([MOTO, "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    endpoint = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(endpoint).close()
                break
            except OSError:
                assert process.poll() is None, "moto has ended"
                time.sleep(0.1)
        yield endpoint
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def answering():
    """The address of a site that answers."""

    class Here(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Here) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


NEEDED = ["--set", "SecretariatEmail=s@example.org", "--set", "OperatorEmail=o@example.org"]


def test_from_nothing_to_a_site_and_on(public, tmp_path, buckets, answering):
    """One story: deployed, deployed again, changed, broken off in the middle, and gone on with."""
    cloud = Cloud(tmp_path, buckets, answering)
    for bucket in ("the-site", "the-artefacts"):
        cloud.aws("s3", "mb", f"s3://{bucket}")
    public = small(shutil.copytree(public, tmp_path / "public"))

    # Without the two addresses nobody would be told of anything.
    cloud.deploy(public, works=False)
    assert not cloud.called("cloudformation deploy", "--stack-name matchmaking --")

    cloud.deploy(public, *NEEDED)
    assert cloud.keys() == {item.key for item in site.items(public)}
    page = cloud.aws("s3api", "head-object", "--bucket", "the-site", "--key", "en/index.html")
    assert page["ContentType"] == "text/html; charset=utf-8" and page["CacheControl"] == site.ASKED_FOR_AGAIN
    (versioned,) = [item for item in site.items(public) if item.key.startswith("versions/") and item.key.endswith("/assets/site.css")]
    styles = cloud.aws("s3api", "head-object", "--bucket", "the-site", "--key", versioned.key)
    assert styles["ContentType"] == "text/css; charset=utf-8" and styles["CacheControl"] == site.KEPT_FOR_EVER
    # The packages as CloudFormation would fetch them.
    packaged = cloud.aws("s3", "ls", "--recursive", "s3://the-artefacts/packages/").split()
    assert len([word for word in packaged if word.startswith("packages/")]) == 5, "two programs, three templates"

    # Nothing has changed: nothing is uploaded, nothing made anew.
    lines = cloud.deploy(public)
    assert not uploads(lines) and not cloud.called("create-invalidation")
    assert cloud.aws("s3", "ls", "--recursive", "s3://the-artefacts/packages/").split() == packaged, "the same packages"

    # A page has changed, one is gone, and so are the styles of yesterday.
    home = public / "en/index.html"
    home.write_text(home.read_text() + "<!-- changed -->")
    remove(public, "en/map/index.html")
    (public / "assets/site.css").write_text("/* new */")
    # It breaks off after the pages: what CloudFront holds is old, and stays so.
    (tmp_path / "fail").write_text("create-invalidation")
    cloud.deploy(public, works=False)
    (tmp_path / "fail").unlink()
    assert "en/map/index.html" not in cloud.keys()
    assert versioned.key in cloud.keys(), "a page in somebody's cache still names it"

    # The next one has nothing to upload, and still tells CloudFront what it has missed.
    lines = cloud.deploy(public)
    assert not uploads(lines)
    (told,) = cloud.called("create-invalidation")
    assert {"/en/", "/en/index.html", "/en/map/", "/assets/site.css"} <= set(told.split())
    cloud.deploy(public)
    assert not cloud.called("create-invalidation")

    # A month later nobody names the styles of yesterday any more.
    cloud.deploy(public, today="2026-12-23")
    assert versioned.key not in cloud.keys() and "en/index.html" in cloud.keys()
