"""Ctrl-C, with real signals to a real process."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

PROGRAM = """
import os, signal, sys, time
from recount.cli.interrupting import interruptible
try:
    with interruptible():
        print("ready", flush=True)
        time.sleep(30)
except KeyboardInterrupt:
    time.sleep(0.2)  # putting things in order
    print("in order", flush=True)
    sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("times", [1, 3])
def test_however_often_it_is_sent_things_are_put_in_order_once(times: int) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        for _ in range(times):
            process.send_signal(signal.SIGINT)
            time.sleep(0.03)
        out, err = process.communicate(timeout=10)
        assert (process.returncode, out, err) == (130, b"in order\n", b"")
