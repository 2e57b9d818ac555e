"""What an analyst can do with reports and a record, one function each."""

from recount.desk.asking import (
    ActorRow,
    Chronology,
    Opened,
    ReportRow,
    actors,
    chronology,
    incident,
    problems,
    reports,
    tolls,
)
from recount.desk.exporting import FORMATS, export, written
from recount.desk.recounting import Recounted, recounted
from recount.desk.running import RunOptions, RunReport, Watch, run
from recount.desk.tools import Rules, Settings, gazetteer_of, gazetteer_path
from recount.desk.why import Evidence, Reason, Why, why

__all__ = [
    "FORMATS",
    "ActorRow",
    "Chronology",
    "Evidence",
    "Opened",
    "Reason",
    "Recounted",
    "ReportRow",
    "Rules",
    "RunOptions",
    "RunReport",
    "Settings",
    "Watch",
    "Why",
    "actors",
    "chronology",
    "export",
    "gazetteer_of",
    "gazetteer_path",
    "incident",
    "problems",
    "recounted",
    "reports",
    "run",
    "tolls",
    "why",
    "written",
]
