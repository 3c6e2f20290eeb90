"""Three processes read, two drain and seal beside them; one reader is killed. Tells what the log then holds."""

import os
import signal
import time
from collections import Counter

import django

django.setup()

from goc.audit import spool  # noqa: E402  models are ready only now
from goc.audit.actions import seal_days  # noqa: E402
from goc.audit.models import Seal  # noqa: E402
from goc.audit.verifying import verify  # noqa: E402
from goc.lib.terminal import emit  # noqa: E402
from logged import texts  # noqa: E402

READERS, EACH = 3, 200


def in_child(work) -> int:
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    return pid


def reader(name: int):
    def work() -> None:
        for number in range(EACH):
            spool.record_reading(by="x", action="read", text=f"{name}.{number}")
        if name == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return work


def drainer() -> None:
    until = time.monotonic() + 4
    while time.monotonic() < until:
        spool.drain()
        seal_days()


Seal.objects.all().delete()  # both seal the same three days
django.db.connections.close_all()
for pid in [in_child(reader(name)) for name in range(READERS)] + [in_child(drainer) for _n in "ab"]:
    os.waitpid(pid, 0)
spool.drain()
read = texts(action="read")
by_reader = [
    [int(text.split(".")[1]) for text in read if text.startswith(f"{name}.")]
    for name in range(READERS)
]
emit(
    {
        "events": len(read),
        "doubled": [text for text, times in Counter(read).items() if times > 1],
        "in_order": [numbers == list(range(EACH)) for numbers in by_reader],
        "seals": Seal.objects.count(),
        "broken": [fault.what for fault in verify().faults],
    }
)
