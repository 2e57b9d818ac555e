"""Claims to timelines of control: per town who is said to hold it, since when, and by whom it is said."""

from recount.control.holding import Holding, holding_on
from recount.control.statements import Rules, Said, Statement, said_of_control
from recount.control.timelines import Step, Timeline, timelines_of
from recount.control.towns import Town, Towns

__all__ = [
    "Holding",
    "Rules",
    "Said",
    "Statement",
    "Step",
    "Timeline",
    "Town",
    "Towns",
    "holding_on",
    "said_of_control",
    "timelines_of",
]
