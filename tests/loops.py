"""Running coroutines whatever else runs: Playwright keeps a loop of its own in the main thread."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run(coroutine):
    """Run a coroutine to its end in a thread of its own and give its result."""
    return apart(asyncio.run, coroutine)


def apart(function, *arguments, **options):
    """Call what may run a loop in a thread of its own and give its result."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(function, *arguments, **options).result()
