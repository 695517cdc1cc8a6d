"""The stacks: what is set for them, what they answer, and how they are brought up to date."""

import re
from pathlib import Path

from .shell import Failed, Shell

HERE = Path(__file__).resolve().parents[1]
PACKAGES = HERE.parents[1] / "target/aws"

# CloudFront takes certificates and firewalls from here only.
EDGE_REGION = "us-east-1"

# Without these nobody would hear of a request, or of a failure.
NEEDED = ("SecretariatEmail", "OperatorEmail")

# What a dry run is answered.
PRETENDED = {
    "Address": "https://DISTRIBUTION.cloudfront.net/",
    "SiteBucket": "SITE-BUCKET",
    "DistributionId": "DISTRIBUTION",
    "Table": "TABLE",
}


def parameters(template: str) -> dict[str, str]:
    """The parameters of a template, each with its default (empty where it has none)."""
    text = (HERE / template).read_text()
    section = re.search(r"^Parameters:\n(.*?)^\w", text, re.M | re.S)
    found = {}
    for name, body in re.findall(r"^  (\w+):\n((?:    .*\n|\n)*)", section.group(1) if section else "", re.M):
        default = re.search(r"^    Default: \"?(.*?)\"?$", body, re.M)
        found[name] = default.group(1) if default else ""
    return found


class Stacks:
    """The stacks of one site, in one account and region."""

    def __init__(self, shell: Shell, name: str, region: str | None, profile: str | None):
        self.shell, self.name, self.region, self.profile = shell, name, region, profile

    def aws(self, *arguments, region: str | None = None) -> list:
        where = region or self.region
        return ["aws", *arguments, *(["--region", where] if where else []), *(["--profile", self.profile] if self.profile else [])]

    def outputs(self, stack: str, pretend: dict[str, str] | None, region: str | None = None) -> dict[str, str] | None:
        """What a stack answers; None if there is no such stack."""
        described = self.shell.ask(
            *self.aws("cloudformation", "describe-stacks", "--stack-name", stack, "--output", "json", region=region),
            pretend=pretend and {"Stacks": [{"Outputs": [{"OutputKey": key, "OutputValue": value} for key, value in pretend.items()]}]},
            absent="does not exist",
        )
        if not described:
            return None
        return {output["OutputKey"]: output["OutputValue"] for output in described["Stacks"][0].get("Outputs", [])}

    def artefacts(self) -> str:
        """The bucket of what is deployed, made if it is not there."""
        stack = f"{self.name}-artefacts"
        self.bring_up(stack, HERE / "artefacts.yaml", {})
        return self.outputs(stack, {"Bucket": "ARTEFACTS-BUCKET"})["Bucket"]

    def edge(self, settings: dict[str, str]) -> dict[str, str]:
        """What CloudFront takes from us-east-1: the firewall, unless it is not wanted, and the certificate; as settings of the
        main template."""
        stack = f"{self.name}-edge"
        wanted = {name: value for name, value in settings.items() if name in parameters("edge.yaml")}
        made = self.outputs(stack, None, EDGE_REGION)
        if made is None:
            # One sender must not keep others from the form, unless somebody decides so.
            wanted.setdefault("Firewall", parameters("edge.yaml")["Firewall"])
        if wanted:
            self.bring_up(stack, HERE / "edge.yaml", wanted, region=EDGE_REGION)
            pretend = {}
            if wanted.get("DomainName"):
                pretend["CertificateArn"] = "CERTIFICATE-ARN"
            if wanted.get("Firewall") == "true":
                pretend["WebAclArn"] = "FIREWALL-ARN"
            made = self.outputs(stack, pretend, EDGE_REGION) or {}
        # Empty where it is no longer there, so that the distribution lets go of it.
        return {"CertificateArn": made.get("CertificateArn", ""), "WebAclArn": made.get("WebAclArn", "")}

    def site(self, pretend: bool) -> dict[str, str] | None:
        """What the main stack answers; None before the first deployment. A dry run can pretend that it is there."""
        return self.outputs(self.name, PRETENDED if pretend else None)

    def main(self, artefacts: str, settings: dict[str, str], first: bool) -> dict[str, str]:
        """Packages and deploys the main template."""
        missing = [name for name in NEEDED if not settings.get(name)]
        if first and missing:
            words = f"The first deployment needs {' and '.join(f'--set {name}=…' for name in missing)}"
            if not self.shell.dry:
                raise Failed(words)
            self.shell.note(words)
        packaged = PACKAGES / "packaged.yaml"
        self.shell.run(
            *self.aws("cloudformation", "package", "--template-file", HERE / "template.yaml", "--s3-bucket", artefacts),
            *("--s3-prefix", "packages", "--output-template-file", packaged),
        )
        self.bring_up(self.name, packaged, settings, artefacts)
        self.shell.run(
            *self.aws("cloudformation", "update-termination-protection", "--stack-name", self.name),
            "--enable-termination-protection",
        )
        return self.outputs(self.name, PRETENDED)

    def bring_up(self, stack: str, template: Path, settings: dict[str, str], artefacts: str | None = None, region: str | None = None):
        """Makes a stack, or changes it to what the template says. Settings that are not named stay as they are."""
        command = self.aws("cloudformation", "deploy", "--stack-name", stack, "--template-file", template, region=region)
        command += ["--no-fail-on-empty-changeset", "--tags", "project=mobility-matchmaking"]
        if artefacts:
            command += ["--s3-bucket", artefacts, "--s3-prefix", "templates"]
            command += ["--capabilities", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
        if settings:
            command += ["--parameter-overrides", *(f"{name}={value}" for name, value in sorted(settings.items()))]
        self.shell.run(*command)
