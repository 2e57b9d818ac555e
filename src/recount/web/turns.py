"""How many are answered at once: the others wait for their turn, and hold nothing meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary


class Turns:
    """Turns of an app, `most` at once on every event loop. Who came first is first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[Callable[[], None]]:
        """A turn, waited for; it ends with the block, or sooner by what is given."""
        turns = self._turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(self._most))
        await turns.acquire()
        mine = True

        def give_back() -> None:
            nonlocal mine
            if mine:
                mine = False
                turns.release()

        try:
            yield give_back
        finally:
            give_back()
