"""A centre and two points as real processes in a fresh folder, which can be killed."""

import hashlib
import json
import os
import signal
import subprocess
import tempfile
import time

SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Kiosk/sample")
PATIENCE = 120


class Child:
    """One process; what it says goes to files, so that no pipe can fill up or break."""

    def __init__(self, arguments, text=""):
        """Starts a process with its whole input, or with None and what `feed` brings."""
        self.output, self.errors = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        with tempfile.TemporaryFile() as given:
            given.write((text or "").encode())
            given.seek(0)
            source = subprocess.PIPE if text is None else given
            self.process = subprocess.Popen(
                arguments, stdin=source, stdout=self.output, stderr=self.errors
            )
        self.started = time.monotonic()

    def feed(self, text, lines, seconds):
        """Writes a piece of the input, and waits until so many lines were answered, the process
        has ended, or it has lived so long."""
        try:
            self.process.stdin.write(text.encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            return
        end = self.started + min(seconds, PATIENCE)
        while self.said(self.output).count("\n") < lines and time.monotonic() < end:
            if self.process.poll() is not None:
                return
            time.sleep(0.001)

    def end_input(self):
        """Says that no more will come."""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            return

    def kill(self, signal_number=signal.SIGKILL):
        """Ends the process; true when it was still running."""
        was_running = self.process.poll() is None
        if was_running:
            self.process.send_signal(signal_number)
        self.process.wait(PATIENCE)
        return was_running and self.process.returncode == -signal_number

    def lasts(self, seconds):
        """Waits so long at most; true when the process is still running then."""
        try:
            self.process.wait(max(0, seconds - (time.monotonic() - self.started)))
        except subprocess.TimeoutExpired:
            return True
        return False

    def finish(self):
        """Waits for the end and gives what the process left."""
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        return Outcome(self.process.returncode, self.said(self.output), self.said(self.errors))

    @staticmethod
    def said(file):
        """Everything that stands in a file so far."""
        return os.pread(file.fileno(), 1 << 30, 0).decode()


class Outcome:
    """What a process left: a negative status is the signal that killed it."""

    def __init__(self, status, output, errors):
        self.status, self.output, self.errors = status, output, errors

    @property
    def objects(self):
        """The complete lines as JSON; a line that was cut was read by nobody."""
        return [json.loads(line) for line in self.output.split("\n")[:-1]]

    def is_done(self):
        """Whether the process came to its end and did its work; refusals fail the run."""
        assert self.status in (0, -signal.SIGKILL), f"exit {self.status}: {self.errors}"
        return self.status == 0


class World:
    """The centre with the sample catalogue, its points, and the programs that drive them."""

    def __init__(self, programs, folder):
        self.programs, self.folder = programs, folder
        self.store = self.path("central")
        self.hub, self.link, self.port = None, None, 0
        self.run(self.central("init"))
        self.run(self.central("catalogue", "import", f"{SAMPLE}/procedures.json"))
        self.run(self.central("units", "import", f"{SAMPLE}/units.json"))

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def home(self, point):
        return self.path(f"point-{point}")

    def central(self, *arguments):
        """The words that run `central` on the store."""
        return [f"{self.programs}/central", "--store", self.store, "--lang", "en", *arguments]

    def kiosk(self, point, *arguments):
        """The words that run `kiosk` at a point."""
        return [f"{self.programs}/kiosk", "--home", self.home(point), "--lang", "en", *arguments]

    def run(self, arguments, text="", status=0):
        """Runs a program to its end, which must be the expected one."""
        outcome = Child(arguments, text).finish()
        said = f"exit {outcome.status}: {outcome.errors}{outcome.output[-2000:]}"
        assert outcome.status == status, f"{arguments[5:]} {said}"
        return outcome

    def start_hub(self):
        """Starts the hub at the port it had before; does not wait until it listens."""
        listen = ["serve", "--listen", f"127.0.0.1:{self.port}"]
        self.hub = Child(self.central(*listen))

    def await_hub(self):
        """Waits until the hub takes connections."""
        while ";" not in Child.said(self.hub.errors):
            assert self.hub.process.poll() is None, Child.said(self.hub.errors)
            time.sleep(0.002)
        words = Child.said(self.hub.errors).replace(";", ":").replace(" ", ":").split(":")
        self.port = next(int(word) for word in words[1:] if word.isdigit())

    def start_link(self, *options):
        """Starts a bad link to the hub; gives the address at which it listens."""
        ends = ["--listen", "127.0.0.1:0", "--to", f"127.0.0.1:{self.port}"]
        self.link = Child([f"{self.programs}/badlink", *ends, *options])
        while "\n" not in Child.said(self.link.output):
            assert self.link.process.poll() is None, Child.said(self.link.errors)
            time.sleep(0.002)
        return Child.said(self.link.output).strip()

    def enrol(self, point, address=None):
        """Makes a point, which reaches the hub at an address of its own perhaps."""
        ticket = ["--unit", "H57.19815", "--type", "post", "--json"]
        address = f"http://{address or f'127.0.0.1:{self.port}'}"
        told = self.run(
            self.central("enrol", "--name", f"Point {point}", "--address", address, *ticket)
        )
        self.run(self.kiosk(point, "enrol", told.objects[0]["code"]))

    def settle(self, point):
        """Synchronises until nothing waits; a bad link may need several calls."""
        for _ in range(40):
            outcome = Child(self.kiosk(point, "sync", "--json")).finish()
            assert outcome.status in (0, 4), f"sync: exit {outcome.status}: {outcome.errors}"
            if outcome.status == 0 and outcome.objects[0]["result"] == "complete":
                assert outcome.objects[0]["parked"] == 0, outcome.output
                return
        raise AssertionError(f"point {point} never came to an end: {outcome.errors}")

    def close(self):
        """Ends what still runs."""
        for child in (self.link, self.hub):
            if child:
                child.kill()


def case(reference, **more):
    """A case with everything that is asked for; the reference makes it one of its kind."""
    applicant = {"name": "Trần Thị Mai", "identity": "046190000123", "phone": "0905218446"}
    answers = {"address": "Thôn 1", "from_date": "01/12/2026", "until_date": "30/11/2027"}
    value = {"procedure": "1.004194", "applicant": {**applicant, "address": "Thôn 1"}}
    return json.dumps({**value, "answers": answers, "reference": reference, **more}) + "\n"


def documents(folder):
    """The documents that can be seen in a store's folder; each must be what its name says."""
    found = set()
    for shelf in os.listdir(folder) if os.path.isdir(folder) else []:
        for name in os.listdir(os.path.join(folder, shelf)) if len(shelf) == 2 else []:
            with open(os.path.join(folder, shelf, name), "rb") as file:
                digest = hashlib.blake2b(file.read(), digest_size=32).hexdigest()
            assert digest == shelf + name, f"a document is not what its name says: {shelf}{name}"
            found.add(digest)
    return found
