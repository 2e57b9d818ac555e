"""Which links an index's accounts have once some of them came, went or changed: worked out for the pairs that may have
changed, and for no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recount.resolution.holding import Held, Links, best_of
from recount.resolution.index import Standing


class Linking:
    """The links of some accounts before a change and after it, by the accounts' numbers."""

    def __init__(self) -> None:
        self.before: dict[int, Standing] = {}
        self.now: dict[int, dict[int, Held]] = {}

    def know(self, standing: Mapping[int, Standing]) -> None:
        """Where accounts stand before the change."""
        for number, one in standing.items():
            if number not in self.before:
                self.before[number] = one
                self.now[number] = dict(one.links)

    def without(self, gone: Iterable[int]) -> None:
        """Take accounts out, and the links that others have to them."""
        for number in gone:
            for other in self.now.pop(number, ()):
                self._unlink(other, number)

    def put(self, a: int, b: int, held: Held | None) -> None:
        """The link that two accounts have now."""
        if held is None:
            self._unlink(a, b)
            self._unlink(b, a)
        else:
            self.now[a][b] = self.now[b][a] = held

    def _unlink(self, a: int, b: int) -> None:
        if a in self.now:
            self.now[a].pop(b, None)

    def changed(self) -> set[int]:
        """The accounts that have other links than before, new ones and those that are gone among them."""
        everybody = self.now.keys() | self.before.keys()
        return {n for n in everybody if self.now.get(n) != (self.before[n].links if n in self.before else None)}

    def beside(self) -> set[int]:
        """The accounts at the other end of links of those that changed, as far as nothing is known of them."""
        ends = self.changed()
        return {other for n in ends for other in (*self._former(n), *self.now.get(n, ()))} - self.before.keys() - ends

    def loosened(self) -> set[int]:
        """The accounts at whose links something changed of what holds accounts together."""
        found: set[int] = set()
        best: dict[tuple[int, bool], frozenset[int]] = {}

        def holds(a: int, b: int, links: Links, others: Links, former: bool) -> Held | None:
            held = links.get(b)
            if held is None:
                return None
            for n, own in ((a, links), (b, others)):
                if (n, former) not in best:
                    best[n, former] = best_of(own)
            return held if b in best[a, former] or a in best[b, former] else None

        for a in self.changed():
            for b in {*self._former(a), *self.now.get(a, ())}:
                then = holds(a, b, self._former(a), self._former(b), True)
                if then != holds(a, b, self.now.get(a, {}), self.now.get(b, {}), False):
                    found |= {a, b}
        return found

    def _former(self, number: int) -> Links:
        return self.before[number].links if number in self.before else {}
