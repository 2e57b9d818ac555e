"""How often programs and browsers may ask. Each worker counts for itself: nothing is written to the record for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

_MOST_KEYS = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests at once, and then so many a second."""

    burst: int
    a_second: float


PROGRAM = Rate(200, 20)
"""For each token."""
BROWSER = Rate(600, 40)
"""For the scripts of the desk's own pages, by address."""
PAGES = Rate(900, 30)
"""For the pages that a session asks for: far more than people ask for, with the parts that pages fetch."""
STRANGER = Rate(20, 0.5)
"""For each token that is not known, by address."""
STRANGERS = Rate(100, 2)
"""For all tokens that are not known, by address: no more of them are remembered one by one."""


@dataclass(slots=True)
class Rates:
    """Who asked how much of late: for each key, until when it has used its share up."""

    clock: Callable[[], float] = time.monotonic
    _used: dict[str, float] = field(default_factory=dict)

    def wait(self, key: str, rate: Rate, count: bool = True) -> float:
        """Count a request, and give 0; where too many came, the seconds to wait, and nothing is counted."""
        now = self.clock()
        used = max(self._used.get(key, now), now)
        wait = used - now - (rate.burst - 1) / rate.a_second
        if wait > 0:
            return wait
        if count:
            if len(self._used) >= _MOST_KEYS:
                self._used = {one: until for one, until in self._used.items() if until > now}
                if len(self._used) >= _MOST_KEYS:  # an attack from everywhere: then everybody begins anew
                    self._used = {}
            self._used[key] = used + 1 / rate.a_second
        return 0.0
