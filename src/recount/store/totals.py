"""Which incidents' figures are totals over several incidents (`tolls.several`), as their lines tell."""

from __future__ import annotations

import numpy as np

from recount.model import Harm
from recount.store.columns import UNKNOWN, Columns, Flags, Numbers
from recount.tolls.several import HUGE, LARGE, LONG, PEOPLE, TOLL_REPORT, WIDE_PLACES

NEEDED = ("type", "place_precision", "first_day", "last_day", *(f"counted_{harm}" for harm in sorted(PEOPLE)))
"""The columns that say it."""


def totals_in(columns: Columns) -> Flags:
    """Those of a war or a month, and those with a figure that is too large for how closely place and time are told."""
    held: Flags | None = columns.made.get("totals")
    if held is None:
        held = columns.coded["type"].among([TOLL_REPORT])
        anywhere = columns.coded["place_precision"].among(one.value for one in WIDE_PLACES)
        first, last = columns.whole["first_day"], columns.whole["last_day"]
        undated = first == UNKNOWN
        lasting = ~undated & (last - first > LONG)
        for harm in PEOPLE:
            most = columns.whole[f"counted_{harm}"]
            both = (most >= LARGE) & anywhere & (lasting | undated)
            held = held | both | ((most >= HUGE) & (anywhere | lasting))
        columns.made["totals"] = held
    return held


def killed_but_for_totals(columns: Columns) -> Numbers:
    """The highest number of killed that any origin gives, to put incidents in order by: totals come after all others
    that have one, the highest first, and before those that have none."""
    killed = columns.whole[f"counted_{Harm.KILLED}"]
    behind = np.minimum(killed, -UNKNOWN // 4) + UNKNOWN // 2
    return np.where(totals_in(columns) & (killed != UNKNOWN), behind, killed)
