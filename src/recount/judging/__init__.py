"""Judgements on claims and incidents: found again after a new reading, made to bind, and applied.

Judgements are rows that people wrote; everything here is computed from them and from the claims as they are now.
"""

from recount.judging.applying import Judged, Standing, State, judged, with_judgements
from recount.judging.attaching import Attached, Ground, How

__all__ = ["Attached", "Ground", "How", "Judged", "Standing", "State", "judged", "with_judgements"]
