"""The promises, looked at from outside: by what the programs say and what lies in the folders."""

from acts import POINTS
from world import case, documents


def slips(world, words):
    """The slips of a list, none of which may stand there twice."""
    found = [row["slip"] for row in world.run(words).objects]
    assert len(found) == len(set(found)), "a case is listed twice"
    return set(found)


def acknowledged(ledger, point):
    """The slips that a point has given out."""
    return {ledger.slips[name] for name in ledger.offered[point] if name in ledger.slips}


def after_a_kill(world, ledger, point):
    """Cheap enough for every time: what was acknowledged at a point is there, once."""
    kept = slips(world, world.kiosk(point, "list", "--json"))
    lost = acknowledged(ledger, point) - kept
    assert not lost, f"acknowledged at {point} and gone: {sorted(lost)}"
    assert len(kept) <= len(ledger.offered[point]), "more cases than were handed in"


def never_overstated(world):
    """What a point says of the centre is so, for cases and for their latest notes."""
    believed = {}
    for point in POINTS:
        rows = world.run(world.kiosk(point, "list", "--json")).objects
        names = [row["slip"] for row in rows if row["durability"] != "saved"]
        believed.update((name, point) for name in names)
    held = slips(world, world.central("list", "--json"))
    assert set(believed) <= held, f"said to be at the centre: {sorted(set(believed) - held)}"
    edited = [(name, point) for name, point in believed.items() if note(world, name, point)]
    for name, point in edited[:4]:
        assert note(world, name) == note(world, name, point), f"{name}: the edit is only here"


def shown(world, code, point=None):
    """A case as a point sees it, or the centre."""
    words = ("show", code, "--json")
    outcome = world.run(world.kiosk(point, *words) if point else world.central(*words))
    return outcome.objects[0]


def note(world, code, point=None):
    return shown(world, code, point)["fields"].get("note")


def sound(world):
    """Every chain, record and scan is read back on both sides."""
    world.run(world.central("verify"))
    for point in POINTS:
        world.run(world.kiosk(point, "doctor"))


def everything(world, ledger):
    """Hands every case in again, synchronises, and compares both sides with what was told."""
    never_overstated(world)
    sound(world)
    for point in POINTS:
        names = ledger.offered[point]
        told = world.run(
            world.kiosk(point, "submit", "--json"), "".join(case(name) for name in names)
        )
        for name, answer in zip(names, told.objects, strict=True):
            expected = ledger.slips.setdefault(name, answer["slip"])
            assert answer["slip"] == expected, f"{name} had the slip {expected}"
        world.settle(point)
    given = set(ledger.slips.values())
    assert len(given) == sum(len(names) for names in ledger.offered.values())
    assert slips(world, world.central("list", "--json")) == given
    for point in POINTS:
        assert slips(world, world.kiosk(point, "list", "--json")) == acknowledged(ledger, point)
        rows = world.run(world.kiosk(point, "list", "--json")).objects
        assert all(row["durability"] == "centre" for row in rows)
        assert not world.run(world.kiosk(point, "outbox", "--json")).objects
    fields(world, ledger)
    papers(world, ledger)
    sound(world)


def fields(world, ledger):
    """Notes and official codes are those that were acknowledged, on both sides."""
    for point in POINTS:
        rows = {row["slip"]: row for row in world.run(world.kiosk(point, "list", "--json")).objects}
        for name in ledger.offered[point]:
            code = ledger.codes.get(name)
            assert code in (None, rows[ledger.slips[name]]["official"]), f"{name} was {code}"
        for name in set(ledger.offered[point]) & set(ledger.notes):
            here, there = note(world, name, point), note(world, name)
            assert here == there and here in ledger.notes[name], f"{name}: {here}, {there}"
            # What was found there is what must be found from now on.
            ledger.notes[name] = {here}


def papers(world, ledger):
    """The scans that were acknowledged are at the centre, whole, and those only that are named."""
    held = documents(world.path("central", "documents"))
    lost = set(ledger.scans) - held
    assert not lost, f"scans of {sorted(ledger.scans[digest] for digest in lost)} are missing"
    for point in POINTS:
        documents(f"{world.home(point)}/documents")
