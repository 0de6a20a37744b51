"""A centre, its points and the links between them as real processes, and what they cost."""
import itertools
import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import time
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def say(figure, **values):
    print(json.dumps({"figure": figure, **values}, ensure_ascii=False), flush=True)


def median(values):
    return sorted(values)[len(values) // 2]


@dataclass
class Run:
    """One finished command."""
    seconds: float
    cpu_seconds: float
    peak_kb: int
    code: int
    output: str

    @property
    def answer(self):
        """The last line of the output as JSON."""
        return json.loads(self.output.splitlines()[-1])


def run(*command, output=subprocess.PIPE, codes=(0,)):
    """Runs a command to its end and measures it.

    The kernel counts the memory of whoever started a program into its peak, so that this is
    asked of the small program `time` (Debian package time) and not of this one.
    """
    start = time.monotonic()
    done = subprocess.run(["/usr/bin/time", "-f", "%U %S %M", *map(str, command)],
                          stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE,
                          text=True)
    seconds = time.monotonic() - start
    if done.returncode not in codes:
        raise SystemExit(f"{command} ended with {done.returncode}: {done.stderr}")
    user, system, peak = done.stderr.splitlines()[-1].split()
    return Run(seconds, float(user) + float(system), int(peak), done.returncode, done.stdout or "")


def cpu_seconds(pid):
    parts = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def peak_kb(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", text).group(1))


class Programs:
    """The built programs, and a folder for one work."""

    def __init__(self, binaries, folder):
        folder.mkdir()
        self.folder = folder
        self.kiosk, self.central, self.badlink, self.load_kiosks, self.load_history = (
            binaries / name
            for name in ("kiosk", "central", "badlink", "load-kiosks", "load-history"))

    def part(self, name):
        """The same programs with a folder below for one part of the work."""
        return Programs(self.kiosk.parent, self.folder / name)

    def cases(self, count, seed=1):
        """A file of cases, made from a seed by Tests/generate-cases."""
        path = self.folder / f"cases-{count}-{seed}.jsonl"
        if not path.exists():
            with open(path, "wb") as out:
                subprocess.run([ROOT / "Tests/generate-cases", str(count), "--seed", str(seed)],
                               check=True, stdout=out)
        return path


class Centre:
    """A central store with the sample catalogue, and its server."""

    def __init__(self, programs, procedures=None):
        self.programs = programs
        self.store = programs.folder / "central"
        self("init")
        self("catalogue", "import", ROOT / "Kiosk/sample/procedures.json")
        self("units", "import", ROOT / "Kiosk/sample/units.json")
        if procedures:
            self("catalogue", "import", procedures)
        self.server = subprocess.Popen(
            [programs.central, "--store", self.store, "--lang", "en", "serve", "--listen",
             "127.0.0.1:0"], stderr=subprocess.PIPE, text=True)
        line = self.server.stderr.readline()
        self.address = "127.0.0.1:" + re.search(r"127\.0\.0\.1:(\d+)", line).group(1)

    def __call__(self, *arguments):
        """Runs `central` to its end."""
        return run(self.programs.central, "--store", self.store, *arguments)

    def ticket(self, name, address=None):
        """Reserves a point that reaches the centre at an address, without any link by default."""
        return self("enrol", "--name", name, "--unit", "H57.19815", "--type", "post",
                    "--address", f"http://{address or self.address}", "--json").answer

    def enrol(self, name, address=None):
        """Makes such a point."""
        ticket = self.ticket(name, address)
        point = Point(self.programs, name, ticket["site"])
        point("enrol", ticket["code"])
        return point

    @property
    def cpu_seconds(self):
        return cpu_seconds(self.server.pid)

    @property
    def peak_kb(self):
        return peak_kb(self.server.pid)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait(10)


class Point:
    """A kiosk's home."""

    def __init__(self, programs, name, site):
        self.programs = programs
        self.home = programs.folder / f"point-{name}"
        self.site = site

    def __call__(self, *arguments, codes=(0,), output=subprocess.PIPE):
        """Runs `kiosk` to its end."""
        return run(self.programs.kiosk, "--home", self.home, *arguments, codes=codes,
                   output=output)

    def sync(self, codes=(0,)):
        return self("sync", "--json", codes=codes)

    def settle(self):
        """Synchronises outside a measurement; a sync that gives up is started again."""
        for _ in range(20):
            if self.sync(codes=(0, 1, 4)).code == 0:
                return
        raise SystemExit("the sync does not come to its end")

    def submit(self, path):
        return self("submit", "--json", "--file", path)


class Link:
    """badlink in front of a server, at one port however often it is started."""

    numbers = itertools.count(1)

    def __init__(self, programs, server):
        self.programs = programs
        self.server = server
        self.report = programs.folder / f"link-{next(Link.numbers)}.json"
        self.address = "127.0.0.1:0"
        self.start()
        self.stop()

    def start(self, *options):
        self.process = subprocess.Popen(
            [self.programs.badlink, "--listen", self.address, "--to", self.server,
             "--report", self.report, *map(str, options)], stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()

    def stop(self):
        """Ends the link; gives its report."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
        return json.loads(self.report.read_text())

    def measure(self, act, *options):
        """Starts the link, acts, and stops the link; gives the outcome and the report."""
        self.start(*options)
        try:
            outcome = act()
        finally:
            report = self.stop()
        return outcome, report


def fsync(folder):
    """What durability costs on this disk: it stands beside every other figure."""
    times = []
    with open(folder / "fsync", "wb") as out:
        for _ in range(50):
            out.write(b"x" * 4096)
            out.flush()
            start = time.monotonic()
            os.fsync(out.fileno())
            times.append(time.monotonic() - start)
    say("fsync of 4 KB", median_ms=round(median(times) * 1e3, 3))


def raw_insert(path, rows, commits, table, statement):
    """Seconds to insert rows with the durability of the programs and as many commits."""
    target = sqlite3.connect(path, isolation_level=None)
    target.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + table)
    size = -(-len(rows) // commits)
    start = time.monotonic()
    for first in range(0, len(rows), size):
        target.execute("BEGIN IMMEDIATE")
        target.executemany(statement, rows[first:first + size])
        target.execute("COMMIT")
    seconds = time.monotonic() - start
    target.close()
    return seconds
