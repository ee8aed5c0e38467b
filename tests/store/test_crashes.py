"""The store under SIGKILL at random moments, and under many writers at once.

FIGURES_KILLS=200 FIGURES_DECISIONS=200 python -m pytest tests/store/test_crashes.py      the long form
"""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from figures.store import Store

KILLS = int(os.environ.get("FIGURES_KILLS", "6"))
DECISIONS = int(os.environ.get("FIGURES_DECISIONS", "15"))
WRITERS = 8
WORKER = Path(__file__).with_name("worker.py")
BATCH = 20


def start(*arguments: object) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(WORKER), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_killed_at_any_moment_each_import_is_whole_and_no_decision_lost(tmp_path: Path) -> None:
    path = tmp_path / "reports.sqlite"
    moments = random.Random(8)  # noqa: S311 only moments
    imported: set[str] = set()
    decided: set[int] = set()
    for kill in range(KILLS):
        worker = start(path, f"w{kill}")
        assert worker.stdout is not None
        if moments.random() < 0.8:  # the others are killed while starting
            worker.stdout.readline()
        time.sleep(moments.uniform(0, 0.25))
        worker.kill()
        said = [line.split() for line in worker.communicate()[0].splitlines()]
        imported |= {f"w{kill}-{line[1]}" for line in said if line[0] == "imported"}
        decided |= {int(number) for line in said if line[0] == "decided" for number in line[1:]}
        store = Store.open(path)  # checks the file's integrity
        batches = Counter(document.id.rpartition("-")[0] for document in store.documents())
        assert set(batches.values()) <= {BATCH}
        assert imported <= set(batches)
        assert len(store.readings()) == batches.total()
        assert decided <= {decision.number for decision in store.decisions()}


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "reports.sqlite"
    writers = [start(path, f"w{number}", DECISIONS) for number in range(WRITERS)]
    said = [writer.communicate(timeout=300)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    numbers = [word for words in said for word in words if word.isdigit()]
    log = Store.open(path).decisions()
    assert len(log) == len(set(numbers)) == WRITERS * DECISIONS
    assert Counter((entry.who, entry.why) for entry in log) == Counter(
        {(f"w{number}", str(index)): 1 for number in range(WRITERS) for index in range(DECISIONS)}
    )
