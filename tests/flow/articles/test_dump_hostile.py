"""Text dumps that nobody wrote by hand: huge, endless, without lines. All in bounded time and memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

LIMIT_S = 5  # of CPU time, for each page
LIMIT_MB = 500  # of memory, the page itself and the interpreter with all modules included

PAGES = {
    "one line of fifty million characters": "'a' * 50_000_000",
    "one line of words without end": "'word ' * 2_000_000",
    "a million lines of one character": "'a\\n' * 1_000_000",
    "a hundred thousand lines of digits and strokes": "'1/2 (3): via\\n' * 100_000",
    "lines that go on and on in small letters": "('the harbour council of the town voted again today and\\n') * 40_000",
    "alternating scripts": "'港aЖعก ' * 500_000",
    "brackets that never close": "'(' * 3_000_000",
    "nothing but line ends": "'\\n' * 5_000_000",
    "phrases at every place": "'newsletter cookies terms of use ' * 100_000",
}
SCRIPT = """
import time
from wiredesk.flow.articles.dump import clean_dump
text = {page}
started = time.process_time()
reading = clean_dump(text)
spent = time.process_time() - started
kept = sum(map(len, reading.paragraphs)) + sum(len(line.words) for line in reading.removed)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # ru_maxrss counts the parent too
print(spent, int(peak.split()[1]) // 1000, kept + sum(map(len, reading.captions)))
"""


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_hostile_dump_takes_bounded_time_and_memory(page: str):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(page=page)], capture_output=True, text=True, check=True, timeout=60
    )
    spent, peak_mb, kept = map(float, done.stdout.split())
    assert spent < LIMIT_S
    assert peak_mb < LIMIT_MB
    assert kept > 0 or page.startswith("'\\n'")
