"""When the terminal goes away, or somebody ends the program: what is being written is kept first."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable

NAMES = ("SIGHUP", "SIGTERM")
"""Windows has no hangup and no handlers in the event loop; there the autosave has to do."""


GONE = 129
"""The exit code of a program whose terminal went away, as shells have it: 128 and the signal."""


def on_hangup(keep: Callable[[], None], leave: Callable[[int], object]) -> None:
    """From now on, when one of the signals arrives, keep, and leave with ``GONE``."""
    loop = asyncio.get_running_loop()

    def end() -> None:
        with contextlib.suppress(Exception):  # a disk that fails now must not keep the program alive
            keep()
        leave(GONE)

    for name in NAMES:
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, end)
