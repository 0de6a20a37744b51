"""Kills the real programs at random moments, and checks that nothing acknowledged is lost.

    main.py PROGRAMS [KILLS [SEED]]

PROGRAMS is the folder of the built programs. The seed draws the acts and the moments; it is
printed with the kills of each act at the end, or with the broken promise. Where the kernel is at
that moment is not the seed's to say: a seed is run again with more kills to see a failure again.
"""

import collections
import random
import sys
import tempfile
import traceback

import checks
from acts import POINTS, Acts, Ledger
from world import World

LINK = ("--up-kbit", "4000", "--down-kbit", "4000", "--delay-ms", "1", "--cut-random", "120")
BETWEEN_FULL_CHECKS = 50


def season(programs, kills, seed):
    """Kills so many times; gives how often each act was hit."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        world, ledger = World(programs, folder), Ledger()
        try:
            world.start_hub()
            world.await_hub()
            address = world.start_link(*LINK, "--seed", str(seed))
            for point in POINTS:
                world.enrol(point, address)
                world.settle(point)
            acts = Acts(world, ledger, draw)
            choices = (
                (acts.submit, 4), (acts.sync, 4), (acts.hub, 3), (acts.attach, 3),
                (acts.edit, 3), (acts.accept, 2), (acts.central_backup, 2),
                (acts.kiosk_backup, 2), (acts.bundle, 1), (acts.migrate, 2),
            )  # fmt: skip
            functions, weights = zip(*choices)
            checked = 0
            while (hit := sum(acts.kills.values())) < kills:
                draw.choices(functions, weights)[0]()
                checks.after_a_kill(world, ledger, acts.touched)
                if hit - checked >= BETWEEN_FULL_CHECKS:
                    checks.everything(world, ledger)
                    checked = hit
            checks.everything(world, ledger)
            return acts.kills
        finally:
            world.close()


def main():
    programs = sys.argv[1]
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.SystemRandom().randrange(1 << 32)
    try:
        counts = collections.Counter(season(programs, kills, seed))
    except Exception:
        traceback.print_exc()
        sys.exit(f"broken with the seed {seed}, {kills} kills")
    told = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    print(f"seed {seed}: {sum(counts.values())} kills, nothing lost ({told})")


if __name__ == "__main__":
    main()
