"""The introduction composed from the record (DESIGN §1, element 4): shown and printed until somebody edits it."""

from collections.abc import Sequence

from desktop_app.model.fields import field_named
from desktop_app.model.records import Evaluator, Report

BLANK = "." * 24  # room to write by hand where the record says nothing yet
CAME = {
    "observation": "ได้เดินทางเข้าร่วมสังเกตการณ์กิจกรรม",
    "participation": "ได้เดินทางเข้าร่วมกิจกรรม",
    "interview": "ได้เดินทางไปสัมภาษณ์ผู้เกี่ยวข้องในกิจกรรม",
    "documents": "ได้ศึกษาเอกสารของกิจกรรม",
}
TOGETHER = {  # what is said of the agencies of each role; {} are their names
    "co_fund": "ซึ่งเป็นกิจกรรมที่บูรณาการงบประมาณร่วมกับ{}",
    "host": "โดยมี{}เป็นเจ้าภาพจัดกิจกรรม",
    "support": "โดยได้รับการสนับสนุนจาก{}",
    "partner": "โดยดำเนินงานร่วมกับ{}",
    "": "ร่วมกับ{}",
}


def introduction(report: Report) -> str:
    """The introduction as one paragraph; what is not known yet is a dotted blank, so that a draft can be printed."""
    parts = [
        joined([_who(one) for one in report.evaluators if one.name]) or BLANK,
        _came(report),
        _project(report),
        *_agencies(report),
        "สาระสำคัญสรุปได้ดังนี้",
    ]
    return " ".join(part for part in parts if part)


def joined(names: Sequence[str]) -> str:
    """``ก``, ``ก และ ข``, ``ก ข และ ค``; empty ones are left out."""
    found = [name.strip() for name in names if name.strip()]
    if len(found) < 2:
        return "".join(found)
    return f"{' '.join(found[:-1])} และ {found[-1]}"


def _who(evaluator: Evaluator) -> str:
    return f"{evaluator.prefix}{evaluator.name} {evaluator.role}".strip()


def _came(report: Report) -> str:
    """What the evaluators did and to which event, the word กิจกรรม never twice."""
    modes = dict(field_named(Report, "evaluation_mode").choices)
    came = CAME.get(report.evaluation_mode or "observation") or f"ได้{modes[report.evaluation_mode]}กิจกรรม"
    title = report.title.strip() or BLANK
    return came.removesuffix("กิจกรรม") + title if title.startswith("กิจกรรม") else came + title


def _project(report: Report) -> str:
    said = report.project_year_be_typed or report.project_year_be
    year = f" ปี {said}" if said else ""
    project = report.project.strip() or BLANK
    return f"ใน{project if project.startswith('โครงการ') else 'โครงการ' + project}{year}"


def _agencies(report: Report) -> list[str]:
    """One clause a role, in the order in which the roles are defined."""
    said = []
    for role, clause in TOGETHER.items():
        names = joined([one.name for one in report.agencies if one.role == role])
        if names:
            said.append(clause.format(names))
    return said
