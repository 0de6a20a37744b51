"""Disks that are full or only read, and programs that work at the same time.

    troubles.py CASE PROGRAMS

Those that mount disks run in a mount namespace of their own (`unshare -rm`). A broken
promise is an AssertionError; nothing is printed when all is well.
"""

import os
import signal
import subprocess
import sys
import tempfile

from checks import shown, slips
from world import Child, World, case

FULL = "The disk is full"
READ_ONLY = "mounted read-only"


MOUNTED = []


def mount(path, *options):
    """Lays a small disk over a folder."""
    os.makedirs(path, mode=0o700, exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", ",".join(("mode=700", *options)), "tmpfs", path]
    subprocess.run(words, check=True)
    MOUNTED.append(path)


def fill(path):
    """Takes every byte that is left."""
    with open(f"{path}/filler", "wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return


def says(outcome, words, status=1):
    """A refusal is one sentence for a person, with the exit code of the contract."""
    assert outcome.status == status, f"exit {outcome.status}: {outcome.errors}"
    assert words in outcome.errors and outcome.errors.count("\n") == 1, outcome.errors


def hand_in(world, point, prefix, count=40):
    """Hands cases in; gives how it ended, and the slips that were printed."""
    text = "".join(case(f"{prefix}-{number}") for number in range(count))
    outcome = Child(world.kiosk(point, "submit", "--json"), text).finish()
    return outcome, {answer["slip"] for answer in outcome.objects}


def hub(world):
    world.start_hub()
    world.await_hub()


def full_point(world):
    """A point whose disk is full refuses new work, keeps the old, and goes on with room."""
    mount(world.home("a"), "size=2m")
    hub(world)
    world.enrol("a")
    world.settle("a")
    given, outcome, scan = set(), None, world.path("scan.pdf")
    for round_number in range(100):
        outcome, told = hand_in(world, "a", f"r{round_number}")
        given |= told
        assert slips(world, world.kiosk("a", "list", "--json")) >= given
        if outcome.status != 0:
            break
    says(outcome, FULL)
    with open(scan, "wb") as file:
        file.write(b"%PDF-1.4\n" + bytes(1 << 21) + b"%%EOF\n")
    says(Child(world.kiosk("a", "attach", "r0-0", "ct01", scan)).finish(), "disk is full")
    fill(world.home("a"))
    # Reading may need room, too.
    listed = Child(world.kiosk("a", "list", "--json")).finish()
    assert listed.status == 0 or says(listed, FULL) is None
    says(hand_in(world, "a", "none", 1)[0], FULL)
    outcome = Child(world.kiosk("a", "sync")).finish()
    assert outcome.status in (0, 1), f"exit {outcome.status}: {outcome.errors}"
    assert outcome.status == 0 or FULL in outcome.errors, outcome.errors
    mount_again(world.home("a"), "size=64m")
    outcome, told = hand_in(world, "a", "more")
    assert outcome.status == 0, outcome.errors
    world.settle("a")
    assert slips(world, world.central("list", "--json")) >= given | told
    world.run(world.central("verify"))


def mount_again(path, *options):
    """Changes the small disk over a folder."""
    subprocess.run(["mount", "-o", ",".join(("remount", *options)), path], check=True)


def full_centre(world):
    """A centre whose disk is full takes nothing, says so, and the points keep what they have."""
    hub(world)
    world.enrol("a")
    world.settle("a")
    mount_again(world.store, "size=3m")
    given, outcome = set(), None
    for round_number in range(100):
        outcome, told = hand_in(world, "a", f"r{round_number}", 200)
        assert outcome.status == 0
        given |= told
        outcome = Child(world.kiosk("a", "sync", "--json")).finish()
        if outcome.status != 0:
            break
    assert outcome.status == 4, f"exit {outcome.status}: {outcome.errors}"
    held = slips(world, world.central("list", "--json"))
    rows = world.run(world.kiosk("a", "list", "--json")).objects
    assert {row["slip"] for row in rows if row["durability"] == "centre"} <= held < given
    fill(world.store)
    says(Child(world.central("backup", f"{world.store}/copy")).finish(), "disk is full")
    # There may be room for it in what the store holds already.
    accepted = Child(world.central("accept", sorted(held)[0], "--json")).finish()
    code = accepted.objects[0]["official"] if accepted.status == 0 else says(accepted, FULL)
    assert slips(world, world.central("list", "--json")) == held
    assert world.hub.process.poll() is None, "the hub ended"
    os.remove(f"{world.store}/filler")
    mount_again(world.store, "size=128m")
    world.settle("a")
    assert slips(world, world.central("list", "--json")) == given
    assert code is None or shown(world, code)["slip"] == sorted(held)[0]
    world.run(world.central("verify"))


def read_only(world):
    """A disk that can only be read is named by every command, and nothing on it is harmed."""
    mount(world.home("a"), "size=16m")
    hub(world)
    world.enrol("a")
    world.settle("a")
    given = hand_in(world, "a", "r")[1]
    world.settle("a")
    assert world.hub.kill(signal.SIGTERM) or world.hub.process.returncode == 0
    for place in (world.home("a"), world.store):
        mount_again(place, "ro")
    says(hand_in(world, "a", "none", 1)[0], READ_ONLY)
    scan = world.path("scan.pdf")
    for words in (["list"], ["sync"], ["edit", "r-1", "note=x"], ["attach", "r-1", "ct01", scan]):
        says(Child(world.kiosk("a", *words)).finish(), READ_ONLY)
    for words in (["list"], ["accept", "r-1"], ["serve", "--listen", "127.0.0.1:0"]):
        says(Child(world.central(*words)).finish(), READ_ONLY)
    for place in (world.home("a"), world.store):
        mount_again(place, "rw")
    hub(world)
    given |= hand_in(world, "a", "more")[1]
    world.settle("a")
    assert slips(world, world.central("list", "--json")) == given


def together(world):
    """Programs of all kinds over one home at once: done, or refused because another one writes."""
    hub(world)
    world.enrol("a")
    world.settle("a")
    given = hand_in(world, "a", "r")[1]
    scan = world.path("scan.pdf")
    with open(scan, "wb") as file:
        file.write(b"%PDF-1.4\n" + os.urandom(200_000) + b"%%EOF\n")
    for round_number in range(4):
        text = "".join(case(f"s{round_number}-{number}") for number in range(30))
        words = (
            ("submit", "--json"), ("sync",), ("sync",), ("edit", f"r-{round_number}", "note=x"),
            ("attach", f"r-{round_number}", "ct01", scan), ("backup", world.path("a.backup")),
            ("list", "--json"), ("doctor",),
        )  # fmt: skip
        children = [Child(world.kiosk("a", *each), text) for each in words]
        for each, child in zip(words, children):
            outcome = child.finish()
            busy = outcome.status == 1 and "another program" in outcome.errors
            assert outcome.status == 0 or busy, f"{each}: {outcome.status} {outcome.errors}"
            if each[0] == "submit":
                given |= {answer["slip"] for answer in outcome.objects}
    world.settle("a")
    assert slips(world, world.central("list", "--json")) == given
    world.run(world.kiosk("a", "doctor"))
    world.run(world.central("verify"))


def under_load(world):
    """A hub that is stopped and killed while many points talk to it takes everything once."""
    hub(world)
    points = [f"p{number}" for number in range(6)]
    for point in points:
        world.enrol(point)
        world.settle(point)
    given = set()
    for round_number in range(6):
        for point in points:
            outcome, told = hand_in(world, point, f"{point}-{round_number}", 20)
            given |= told
        children = [Child(world.kiosk(point, "sync")) for point in points]
        children[round_number].lasts(0.06 + 0.02 * round_number)
        is_stopped = round_number % 2 == 0
        world.hub.kill(signal.SIGTERM if is_stopped else signal.SIGKILL)
        ended = world.hub.process.returncode
        assert ended == 0 or not is_stopped, f"{ended}: {Child.said(world.hub.errors)}"
        if round_number < 3:
            hub(world)
        for child in children:
            outcome = child.finish()
            assert outcome.status in (0, 4), f"exit {outcome.status}: {outcome.errors}"
        if round_number >= 3:
            hub(world)
    for point in points:
        world.settle(point)
    assert slips(world, world.central("list", "--json")) == given
    world.run(world.central("verify"))


def main():
    name, programs = sys.argv[1:]
    functions = (full_point, full_centre, read_only, together, under_load)
    with tempfile.TemporaryDirectory(prefix="troubles-") as folder:
        if name in ("full_centre", "read_only"):
            mount(f"{folder}/central", "size=64m")
        world = World(programs, folder)
        try:
            next(each for each in functions if each.__name__ == name)(world)
        finally:
            world.close()
            for path in MOUNTED:
                subprocess.run(["umount", "-l", path], check=True)


if __name__ == "__main__":
    main()
