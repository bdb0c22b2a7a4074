"""Which runs are made with how many workers, and which of them are killed when. It needs no process and no clock."""

import random
from collections import Counter
from dataclasses import dataclass, field

# Where something appears while a run lives: pages as they are fetched, files before their commit, the commit.
AIMS = ("spool", "records", "settled", "waiting", "commits")


@dataclass(frozen=True)
class Plan:
    """`kill`: where in its expected length the run is to be killed, 0 to 1, or None. `group`: its workers with it.

    `aim`: a folder of the output; the kill then comes with the next thing that appears there, or up to 20 ms after it.
    """

    workers: int
    kill: float | None = None
    group: bool = False
    aim: str | None = None


@dataclass
class Planner:
    """Which runs are killed, and when: seeded choices, and as often as it takes for `wanted` hits in `runs` runs.

    `aimed`: the share of the kills that come while something is written, a moment too short to be hit by chance.
    `most_unpolled`: so many runs in a row may die before they commit a poll. An item that a feed lists in their answers alone is
    lost to anybody, and is no fault of the pipeline.
    """

    runs: int
    wanted: int
    two_workers: float
    aimed: float
    most_unpolled: int
    rng: random.Random
    hits: int = 0
    tries: int = 0
    made: int = 0
    unpolled: int = 0
    seen: Counter[int] = field(default_factory=Counter)

    def next(self) -> Plan:
        two, kill, moment, group, aimed = (self.rng.random() for _ in range(5))  # as many each time, whatever comes of them
        workers = 2 if two < self.two_workers else 1
        if self.made == 0 or not self.seen[workers] or self.unpolled >= self.most_unpolled:
            return Plan(workers)
        chance = (self.hits + 3) / (self.tries + 4)  # that a kill comes before its run has ended
        share = (self.wanted - self.hits) / max(1, self.runs - self.made) / chance
        if kill >= share:
            return Plan(workers)
        aim = AIMS[int(aimed / self.aimed * len(AIMS))] if aimed < self.aimed else None
        return Plan(workers, moment, group < 0.5, aim)

    def note(self, plan: Plan, hit: bool, polled: bool) -> None:
        """What became of it. `polled`: it committed a poll."""
        self.made += 1
        self.tries += plan.kill is not None
        self.hits += hit
        self.seen[plan.workers] += not hit
        self.unpolled = 0 if polled else self.unpolled + 1

    @property
    def over(self) -> bool:
        """All runs are made; more of them, up to half as many, where too few were hit."""
        return self.made >= self.runs and (self.hits >= self.wanted or self.made >= 1.5 * self.runs + 4)
