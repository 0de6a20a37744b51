"""What one point does by itself: handing in, listing, searching, starting."""
import json
import os
import pathlib
import sqlite3
import subprocess
import time

from place import ROOT, Centre, median, peak_kb, raw_insert, run, say

PROCEDURES = 2_000
CARD = "046194003217|191234567|Nguyễn Thị Thu Hằng|12031994|Nữ|14 Vỹ Dạ|01052021"
# What somebody types from one end of a screen to the other; three times 0 leads back to the menu.
HOME = ["0", "0", "0"]
CITIZEN = ["1", "dang ky khai sinh", *HOME, "1", "2", "1", *HOME, "1", "1", "1", *HOME,
           "2", "chung thuc chu ky", "1", "1", CARD, "", "Giấy ủy quyền", "1", "*", "", "ok", "4",
           "6", "0", "7", "3", "Chờ hơi lâu", "", *HOME]
AGENT = ["1", "chung thuc chu ky; 1; 1", CARD, "; Giấy ủy quyền; 1; *; 1; ok", "", "r", CARD,
         "; Giấy ủy quyền; 1; ; ; ok", "", "4", "1", *HOME, "4", "2", *HOME, "4", "3", *HOME,
         "4", "4", *HOME, "7", "1", "2", "3", *HOME, "5", "thi hang", "1", "1", "", *HOME, "5", CARD,
         *HOME, "6", *HOME, "8", *HOME, "c", "?"]
SUBMIT_CHUNK = 256 << 10


def measure(programs, options):
    """All of them, beside raw SQLite in the same run."""
    with Centre(programs, procedures=many_procedures(programs)) as centre:
        point = centre.enrol("Bench")
        point.sync()
        submit(point, options.cases)
        push(centre, point, options.cases)
        commands(point, options.cases)
        prompt(point, options.cases)
        answers(point, options.cases, "citizen", [], CITIZEN)
        answers(point, options.cases, "agent", ["agent"], AGENT)
        searches(point)
    sizes(programs)


def many_procedures(programs):
    """The sample procedures over and over, each under a code and a name of its own."""
    sample = json.loads((ROOT / "Kiosk/sample/procedures.json").read_text())["procedures"]
    places = "thôn bản phường xã chợ cảng đảo núi sông biển".split()
    entries = []
    for number in range(PROCEDURES - len(sample)):
        entry = dict(sample[number % len(sample)])
        entry["code"] = f"9.{number:06}"
        entry["name_vi"] += f" tại {places[number % 10]} {places[number // 10 % 10]} {number}"
        entries.append(entry)
    path = programs.folder / "procedures.json"
    path.write_text(json.dumps({"procedures": entries}, ensure_ascii=False))
    return path


def submit(point, count):
    path = point.programs.cases(count)
    size = path.stat().st_size
    done = point("submit", "--json", "--file", path, output=subprocess.DEVNULL)
    commits = -(-size // SUBMIT_CHUNK)
    raw = raw_events(point, commits)
    say("submit", cases=count, json_bytes_per_case=round(size / count),
        seconds=round(done.seconds, 3), cpu_seconds=done.cpu_seconds, peak_kb=done.peak_kb,
        cases_per_second=round(count / done.seconds), commits=commits,
        raw_sqlite_seconds=round(raw, 3), raw_rows_per_second=round(count / raw),
        times_raw=round(done.seconds / raw, 2))


def raw_events(point, commits):
    """The same event rows, indexes included, in a table of their own."""
    with sqlite3.connect(f"file:{point.home}/replica.db?mode=ro", uri=True) as source:
        rows = source.execute(
            "SELECT id, record, position, hash, bytes FROM event WHERE id >= 2 << 40 ORDER BY id"
        ).fetchall()
    return raw_insert(
        point.programs.folder / "raw.db", rows, commits,
        "CREATE TABLE event (id INTEGER PRIMARY KEY, record BLOB, position INTEGER, hash BLOB,"
        " bytes BLOB); CREATE UNIQUE INDEX a ON event (record, position);",
        "INSERT INTO event (id, record, position, hash, bytes) VALUES (?, ?, ?, ?, ?)")


def push(centre, point, count):
    before = centre.cpu_seconds
    result = point.sync().answer
    say("push", cases=count, result=result["result"], seconds=result["seconds"],
        bytes_up=result["bytes_up"], bytes_down=result["bytes_down"],
        round_trips=result["round_trips"],
        hub_cpu_seconds=round(centre.cpu_seconds - before, 2), hub_peak_kb=centre.peak_kb)


def commands(point, held):
    for name, arguments in (
        ("kiosk --version", ["--version"]),
        ("kiosk list --json", ["list", "--json"]),
        ("kiosk list", ["list"]),
        ("kiosk search", ["search", "dang", "ky", "khai", "sinh"]),
        ("kiosk outbox", ["outbox"]),
    ):
        runs = [point(*arguments, output=subprocess.DEVNULL) for _ in range(7)]
        say(name, held=held, median_ms=round(median([r.seconds for r in runs]) * 1e3, 1),
            peak_kb=max(r.peak_kb for r in runs))


def prompt(point, held):
    """From the start of the program to its first prompt, on a pipe."""
    for arguments in [], ["agent"]:
        times, resident = [], 0
        for _ in range(7):
            start = time.monotonic()
            process = subprocess.Popen([point.programs.kiosk, "--home", point.home, *arguments],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
            until_prompt(process)
            times.append(time.monotonic() - start)
            resident = peak_kb(process.pid)
            process.communicate(b"")
        say(" ".join(["kiosk", *arguments]) + ", start to first prompt", held=held,
            median_ms=round(median(times) * 1e3, 1), resident_kb=resident)


def answers(point, held, who, arguments, lines):
    """How long each answer of a screen takes, on a pipe, from the line to the next prompt; beside
    the time on the clock what the processor spent, which other work on the machine leaves alone."""
    runs = [answered(point, arguments, lines) for _ in range(5)]
    times = [median([run[0][at] for run in runs]) for at in range(len(lines))]
    spent = [median([run[1][at] for run in runs]) for at in range(len(lines))]
    order = sorted(range(len(lines)), key=spent.__getitem__, reverse=True)
    say(f"answers of the {who}'s screen", procedures=PROCEDURES, held=held, answers=len(lines),
        median_ms=round(median(times) * 1e3, 2), median_cpu_ms=round(median(spent) * 1e3, 2),
        resident_kb=max(run[2] for run in runs), slowest=[
            {"lines": " / ".join(lines[max(0, at - 1):at + 1]), "ms": round(times[at] * 1e3, 2),
             "cpu_ms": round(spent[at] * 1e3, 2)} for at in order[:5]])


def answered(point, arguments, lines):
    process = subprocess.Popen([point.programs.kiosk, "--home", point.home, *arguments],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    until_prompt(process)
    times, spent = [], []
    for line in lines:
        start, before = time.monotonic(), on_processor(process.pid)
        process.stdin.write(line.encode() + b"\n")
        until_prompt(process)
        times.append(time.monotonic() - start)
        spent.append(on_processor(process.pid) - before)
    resident = peak_kb(process.pid)
    process.communicate(b"")
    return times, spent, resident


def on_processor(pid):
    """Seconds, to the nanosecond, that the first thread of a process has run."""
    return int(pathlib.Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def until_prompt(process):
    said = b""
    while not said.endswith(b"> \n"):
        piece = process.stdout.read(65536)
        if not piece:
            raise SystemExit("the screen has ended: " + said.decode()[-400:])
        said += piece


def searches(point, count=500):
    """What one more search costs in a visit at the citizens' screen, answer shown."""
    words = "khai sinh", "dang ky ket hon", "khai sinh nui", "ban sao", "ket hon cho"
    times = []
    for repeats in (1, count + 1):
        typed = "1\n" + "".join(f"{words[i % 5]}\n0\n" for i in range(repeats))
        start = time.monotonic()
        shown = subprocess.run([point.programs.kiosk, "--home", point.home, "--lang", "en"],
                               input=typed, check=True, capture_output=True, text=True)
        times.append(time.monotonic() - start)
        if shown.stdout.count("Choose the procedure") != repeats:
            raise SystemExit("not every search was answered")
    say("search at the screen", procedures=PROCEDURES, visit_ms=round(times[0] * 1e3, 1),
        ms_each=round((times[1] - times[0]) / count * 1e3, 3))


def sizes(programs):
    for path in programs.kiosk, programs.central:
        stripped = programs.folder / "stripped"
        run("strip", "-o", stripped, path)
        say("binary " + path.name, bytes=os.path.getsize(path),
            stripped_bytes=os.path.getsize(stripped))
