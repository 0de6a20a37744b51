"""What is killed: every act notes what was acknowledged, and looks at what it leaves."""

import hashlib
import os
import shutil
import time

from world import PATIENCE, Child, case

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../HubTests/Fixtures")
POINTS = ("a", "b")
# The exit code of what was refused, with nothing done.
REFUSED = 3


class Ledger:
    """What people were told, and what may therefore never be missing."""

    def __init__(self):
        self.offered = {point: [] for point in POINTS}
        self.slips = {}  # reference: slip
        self.notes = {}  # reference: the notes that may stand there
        self.scans = {}  # digest: reference
        self.codes = {}  # reference: official code

    def known(self, point, parity):
        """The cases of a point that are acknowledged, one half of them: the other half is for
        officers, so that no act here is refused for what another has done."""
        return [
            name
            for name in self.offered[point]
            if name in self.slips and int(name[1:]) % 2 == parity
        ]


class Acts:
    """The acts on one world, each ended at a moment that the seed draws."""

    # Seconds in which a hub has started.
    start = 0.3

    def __init__(self, world, ledger, random):
        self.world, self.ledger, self.random = world, ledger, random
        self.kills = {}
        self.died = set()  # references whose acceptance was cut short
        self.usual = {}  # seconds that an act takes here and now
        self.count = 0
        self.touched = POINTS[0]

    def cut(self, name, arguments, text=""):
        """Runs a program and kills it at some moment of its usual length, unless it was faster."""
        child = Child(arguments, text)
        return self.end(name, child, child, self.moment(name)).finish()

    def moment(self, name):
        """Draws when an act is to be ended, in seconds from its beginning; the first of a kind is
        left alone and measured."""
        return self.random.random() * self.usual.get(name, PATIENCE * 10)

    def end(self, name, child, victim, moment):
        """Waits for the moment in a child's life, and kills the victim; gives the child."""
        if child.lasts(moment) and victim.kill():
            self.kills[name] = self.kills.get(name, 0) + 1
            # What is always killed is longer than was measured.
            self.usual[name] = 1.02 * self.usual[name]
        else:
            self.usual[name] = time.monotonic() - child.started
        return child

    def point(self):
        """Draws the point that acts; it is looked at afterwards."""
        self.touched = self.random.choice(POINTS)
        return self.touched

    def number(self):
        self.count += 1
        return self.count

    def scan(self):
        """A file of random bytes that looks like a scan, and its digest."""
        pages = self.random.randbytes(self.random.randint(1, 60_000))
        content = b"%PDF-1.4\n" + pages + b"%%EOF\n"
        path = self.world.path(f"scan-{self.number()}.pdf")
        with open(path, "wb") as file:
            file.write(content)
        return path, hashlib.blake2b(content, digest_size=32).hexdigest()

    def submit(self):
        point = self.point()
        names = [f"r{self.number()}" for _ in range(self.random.randint(1, 30))]
        self.ledger.offered[point] += names
        path, digest = self.scan()
        paper = [{"paper": "ct01", "file": path}]
        # One after the other, so that some are acknowledged when it dies.
        moment = self.moment("submit")
        child = Child(self.world.kiosk(point, "submit", "--json"), None)
        child.feed(case(names[0], papers=paper), 1, moment)
        for count, name in enumerate(names[1:], 2):
            child.feed(case(name), count, moment)
        child.end_input()
        outcome = self.end("submit", child, child, moment).finish()
        is_done, told = outcome.is_done(), outcome.objects
        assert len(told) == len(names) or not is_done
        for name, answer in zip(names, told):
            self.ledger.slips[name] = answer["slip"]
        if told:
            self.ledger.scans[digest] = names[0]

    def attach(self):
        point = self.point()
        names = self.ledger.known(point, 1)
        if not names:
            return self.submit()
        name = self.random.choice(names)
        path, digest = self.scan()
        words = self.world.kiosk(point, "attach", name, "ct01", path)
        if self.cut("attach", words).is_done():
            self.ledger.scans[digest] = name
        return None

    def edit(self):
        point = self.point()
        names = self.ledger.known(point, 1)
        if not names:
            return self.submit()
        name, note = self.random.choice(names), f"note {self.number()}"
        outcome = self.cut("edit", self.world.kiosk(point, "edit", name, f"note={note}"))
        before = self.ledger.notes.get(name, {None})
        self.ledger.notes[name] = {note} if outcome.is_done() else before | {note}
        return None

    def sync(self):
        point = self.point()
        outcome = self.cut("sync", self.world.kiosk(point, "sync", "--json"))
        assert outcome.status in (0, 4, -9), outcome.errors

    def hub(self):
        """The hub dies while both points talk to it, or while it starts again."""
        children = [Child(self.world.kiosk(point, "sync")) for point in POINTS]
        self.end("hub", children[0], self.world.hub, self.moment("hub"))
        for child in children:
            outcome = child.finish()
            assert outcome.status in (0, 4), f"sync: exit {outcome.status}: {outcome.errors}"
        if self.world.hub.process.poll() is not None:
            self.world.start_hub()
            if self.random.random() < 0.5:
                self.world.hub.lasts(self.random.random() * self.start)
                self.world.hub.kill()
                self.kills["start of the hub"] = self.kills.get("start of the hub", 0) + 1
            if self.world.hub.process.poll() is not None:
                self.world.start_hub()
            self.world.await_hub()

    def accept(self):
        point = self.point()
        held = {row["slip"] for row in self.world.run(self.world.central("list", "--json")).objects}
        names = [
            name
            for name in self.ledger.known(point, 0)
            if self.ledger.slips[name] in held and name not in self.ledger.codes
        ]
        if not names:
            return self.sync()
        name = self.random.choice(names)
        words = self.world.central("accept", self.ledger.slips[name], "--actor", "Hà", "--json")
        outcome = self.cut("accept", words)
        # The log holds what a program has written that died before all could see it: when nobody has
        # the store open any more, whoever opens it next may find it done after all.
        late = outcome.status == REFUSED and name in self.died
        if outcome.status < 0:
            self.died.add(name)
        if not late and outcome.is_done():
            self.ledger.codes[name] = outcome.objects[0]["official"]
        else:
            # Whether it was done before it died is seen at the centre, and holds from then on.
            shown = self.world.run(self.world.central("show", self.ledger.slips[name], "--json"))
            official = shown.objects[0]["official"]
            assert official or not late, f"{name} was refused for nothing"
            if official:
                self.ledger.codes[name] = official
        return None

    def central_backup(self):
        file = self.world.path("central.backup")
        self.cut("central backup", self.world.central("backup", file)).is_done()
        if os.path.exists(file):
            self.world.run(self.world.central("verify", "--backup", file))

    def kiosk_backup(self):
        """What lies under the final name works in the place of the point's own files."""
        point = self.point()
        file = self.world.path(f"{point}.backup")
        self.cut("kiosk backup", self.world.kiosk(point, "backup", file)).is_done()
        if os.path.exists(file):
            home = self.world.home(f"{point}-again")
            shutil.rmtree(home, ignore_errors=True)
            os.mkdir(home, 0o700)
            shutil.copy(file, f"{home}/replica.db")
            if os.path.exists(f"{file}.documents"):
                shutil.copytree(f"{file}.documents", f"{home}/documents")
            shutil.copy(f"{self.world.home(point)}/kiosk.keys", home)
            self.world.run(self.world.kiosk(f"{point}-again", "doctor"))

    def bundle(self):
        """Every leg of a file's way is killed once, and walked to its end then."""
        out, back = self.world.path("stick", "out"), self.world.path("stick", "back")
        shutil.rmtree(self.world.path("stick"), ignore_errors=True)
        os.mkdir(self.world.path("stick"))
        point = self.point()
        export = self.world.kiosk(point, "bundle", "export", out, "--documents")
        accept = self.world.central("bundle", "accept", out, "--reply", back)
        take_in = self.world.kiosk(point, "bundle", "import", back)
        legs = (("export", export, out), ("accept", accept, back), ("import", take_in, None))
        for name, words, file in legs:
            is_done = self.cut(f"bundle {name}", words).is_done()
            if not is_done and not (file and os.path.exists(file)):
                self.world.run(words)

    def migrate(self):
        """A store of an earlier version is opened for the first time."""
        program = self.random.choice(("kiosk", "central"))
        home = self.world.path("old")
        shutil.rmtree(home, ignore_errors=True)
        os.mkdir(home, 0o700)
        version = self.random.choice(sorted(os.listdir(f"{FIXTURES}/{program}")))
        is_kiosk = program == "kiosk"
        name = "replica.db" if is_kiosk else "central.db"
        shutil.copy(f"{FIXTURES}/{program}/{version}", f"{home}/{name}")
        words = [f"{self.world.programs}/{program}", "--home" if is_kiosk else "--store", home]
        # To write needs the schema of today; an unknown code is refused after it was made.
        first = ["edit", "nothing", "note=x"] if is_kiosk else ["accept", "nothing"]
        outcome = self.cut(f"migration of {program}", words + first)
        assert outcome.status in (3, -9), outcome.errors
        listed = self.world.run(words + ["list", "--json"]).objects
        assert len(listed) == 2 and len({row["slip"] for row in listed}) == 2, version
        if not is_kiosk:
            self.world.run(words + ["verify"])
