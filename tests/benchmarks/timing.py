"""One table of times: of each act the median, p95, the processor's median, and what it should be.

On a machine that others use, the processor's time says more than the clock.
"""

# ruff: noqa: T201
import gc
import statistics
import time
from collections.abc import Callable

LEAST, MOST, ENOUGH = 5, 20, 1.2
"""An act is repeated at least so often, at most so often, and not beyond so many seconds."""
Act = Callable[[int], object]


class Times:
    """Measures acts and prints a line for each; `missed` names those over their goal."""

    def __init__(self, name: str) -> None:
        self.missed: list[str] = []
        # As in the program: what is loaded stays, and no lane's thread collects.
        gc.freeze()
        gc.set_threshold(0)
        print(f"{name:52}{'p50':>9}{'p95':>9}{'cpu':>9}   ms", flush=True)

    def part(self, name: str) -> None:
        """Begin a part of the table."""
        print(f"-- {name}", flush=True)

    def act(
        self,
        name: str,
        deed: Act,
        goal: float | None = None,
        note: str = "",
        rounds: int = MOST,
    ) -> float:
        """Time `deed(round)`; the rounds end sooner where each takes long."""
        found, worked, began = [], [], time.perf_counter()
        gc.collect(0)
        for at in range(rounds):
            clock, busy = time.perf_counter(), time.process_time()
            deed(at)
            found.append((time.perf_counter() - clock) * 1000)
            worked.append((time.process_time() - busy) * 1000)
            if at + 1 >= LEAST and time.perf_counter() - began > ENOUGH:
                break
        return self.tell(name, found, worked, goal, note)

    def tell(
        self,
        name: str,
        found: list[float],
        worked: list[float],
        goal: float | None = None,
        note: str = "",
    ) -> float:
        """Print a line; a goal is held to the p95 of the clock. Returns the median."""
        middle = statistics.median(found)
        worst = statistics.quantiles([*found, *found], n=20, method="inclusive")[-1]
        said = f"goal {goal:g}" if goal is not None else ""
        if goal is not None and worst > goal:
            said += " MISSED"
            self.missed.append(name)
        told = f"{middle:9.1f}{worst:9.1f}{statistics.median(worked):9.1f}"
        print(f"{name:52}{told}   {' '.join(filter(None, (said, note)))}".rstrip(), flush=True)
        return middle
