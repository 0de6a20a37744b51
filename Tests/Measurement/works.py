"""W1 to W5: what syncing costs, with bytes counted outside the programs, by badlink.

Bytes are TCP payload, HTTP headers included. `up` is from the kiosk to the hub.
"""
import json
import random
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from baseline import CASES_PER_POST, Baseline
from place import ROOT, Centre, Link, median, say

REMOTE_KBIT = 32
REMOTE = ["--up-kbit", REMOTE_KBIT, "--down-kbit", REMOTE_KBIT, "--delay-ms", 300]
CUT_EVERY = 20
# A frame is 250 ms of line time (SyncProtocol/Session/Pace.swift).
FRAME_BYTES = REMOTE_KBIT * 125 * 250 // 1_000


def wire(report):
    """The bytes of a link that was not cut."""
    return {"bytes_up": report["bytes_up_delivered"],
            "bytes_down": report["bytes_down_delivered"]}


def enrol_behind(centre, programs, name):
    """A point that knows the catalogue and reaches the hub only through a link of its own."""
    link = Link(programs, centre.address)
    link.start()
    point = centre.enrol(name, link.address)
    point.sync()
    link.stop()
    return point, link


def w1(programs, options):
    """Pushes cases over loopback, and so does the baseline."""
    path = programs.cases(options.cases)
    with Centre(programs) as centre:
        point, link = enrol_behind(centre, programs, "W1")
        point.submit(path)
        before = centre.cpu_seconds
        done, report = link.measure(lambda: point.sync(codes=(0, 1, 4)))
        ours = dict(
            cases=options.cases, result=done.answer["result"], seconds=done.answer["seconds"],
            **wire(report), round_trips=done.answer["round_trips"],
            kiosk_cpu_seconds=done.cpu_seconds, kiosk_peak_kb=done.peak_kb,
            hub_cpu_seconds=round(centre.cpu_seconds - before, 2), hub_peak_kb=centre.peak_kb)
    with Baseline(programs.folder) as table:
        link = Link(programs, table.address)
        seconds, report = link.measure(lambda: table.push(path, link.address))
        base = dict(
            cases=options.cases, seconds=round(seconds, 3), **wire(report),
            posts=-(-options.cases // CASES_PER_POST), server_cpu_seconds=table.cpu_seconds,
            server_peak_kb=table.peak_kb)
        floor = raw_hub(programs.folder, centre.store / "central.db", ours["round_trips"])
    say("W1 push", **ours)
    say("W1 floor: the hub's rows in raw SQLite", cases=options.cases, cpu_seconds=floor)
    say("W1 baseline: zlib JSON by POST", **base)
    say("W1 beside the baseline", times=round(ours["seconds"] / base["seconds"], 2),
        bytes_share=round(ours["bytes_up"] / base["bytes_up"], 3))


def raw_hub(folder, store, commits):
    """CPU seconds for the same rows in the same tables, with the same durability and as many
    commits, and nothing else: what the hub cannot go below with this store."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as source:
        rows = {table: source.execute(f"SELECT * FROM {table} WHERE {which}").fetchall()
                for table, which in (("event", "id >= 2 << 40"), ("record", "id >= 2 << 40"),
                                     ("change", "stream > 0"))}
        schema = source.execute("SELECT sql FROM sqlite_schema WHERE sql NOT NULL"
                                " AND tbl_name IN ('event', 'record', 'change')").fetchall()
    target = sqlite3.connect(folder / "raw-hub.db", isolation_level=None)
    target.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                         + ";".join(sql for sql, in schema))
    size = -(-len(rows["event"]) // commits)
    start = time.process_time()
    for first in range(0, len(rows["event"]), size):
        target.execute("BEGIN IMMEDIATE")
        for table, all_rows in rows.items():
            marks = ",".join("?" * len(all_rows[0]))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})",
                               all_rows[first:first + size])
        target.execute("COMMIT")
    seconds = time.process_time() - start
    target.close()
    return round(seconds, 2)


def w2(programs, options):
    """One changed field while many cases are held; then nothing has changed."""
    with Centre(programs) as centre:
        point, link = enrol_behind(centre, programs, "W2")
        slip = json.loads(point.submit(programs.cases(options.held)).output.splitlines()[0])["slip"]
        link.measure(point.settle)
        point("edit", slip, "applicant.phone=0905000001")
        for figure in ("W2 one changed field", "W2 nothing changed"):
            done, report = link.measure(point.sync)
            say(figure, held=options.held, result=done.answer["result"], **wire(report),
                round_trips=done.answer["round_trips"],
                ms=round(done.answer["seconds"] * 1e3), process_ms=round(done.seconds * 1e3, 1),
                peak_kb=done.peak_kb)


def w3(programs, options):
    """The same fields edited at two kiosks at once, and as many others at one of them each."""
    with Centre(programs) as centre:
        here, there = (centre.enrol(name) for name in ("here", "there"))
        here.sync()
        lines = here.submit(handed_over_at(there, programs, options.edits)).output.splitlines()
        slips = [json.loads(line)["slip"] for line in lines]
        here.settle()
        there.settle()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(edit_all, (here, there), (slips, slips), (0, 1)))
        syncs = [point.sync().answer for point in (here, there, here)]
        for name, replica in ("hub", centre), ("here", here), ("there", there):
            say(f"W3 conflicts, {name}", same_fields=len(slips), other_fields=len(slips),
                **judge(replica, slips))
        say("W3 syncs", results=[s["result"] for s in syncs],
            round_trips=[s["round_trips"] for s in syncs])


def handed_over_at(point, programs, count):
    """Cases whose results are fetched at another point, so that both points hold them."""
    path = programs.folder / "shared.jsonl"
    with open(path, "w") as out:
        for line in programs.cases(count).read_text().splitlines():
            entry = json.loads(line)
            entry["delivery"] = {"kind": "counter", "point": point.site}
            print(json.dumps(entry, ensure_ascii=False), file=out)
    return path


OTHER_FIELD = "note", "applicant.address"


def edit_all(point, slips, side):
    """Every case gets this side's phone number; every second one a field of this side alone."""
    for number, slip in enumerate(slips):
        fields = [f"applicant.phone={phone(number, side)}"]
        if number % 2 == side:
            fields.append(f"{OTHER_FIELD[side]}=Sửa {number}")
        point("edit", slip, *fields)


def phone(number, side):
    return f"09{side}5{number:06}"


def judge(replica, slips):
    """Conflicts that are missing, that are none, and other fields (of some cases) that are lost."""
    found = {}
    for line in replica("conflicts", "--json").output.splitlines():
        conflict = json.loads(line)
        values = sorted(value["value"] for value in conflict["values"])
        found[conflict["slip"], conflict["field"]] = values
    wanted = {(slip, "applicant.phone"): [phone(number, 0), phone(number, 1)]
              for number, slip in enumerate(slips)}
    lost = 0
    looked_at = list(enumerate(slips))[:: max(1, len(slips) // 20)]
    for number, slip in looked_at:
        fields = replica("show", slip, "--json").answer["fields"]
        lost += fields[OTHER_FIELD[number % 2]] != f"Sửa {number}"
    return dict(kept=sum(found.get(key) == values for key, values in wanted.items()),
                false_conflicts=len(found.keys() - wanted.keys()),
                others_looked_at=len(looked_at), others_lost=lost)


def w4(programs, options, cases=50):
    """Many kiosks push at once: one process holds all connections, and everything is sealed before
    the clock starts. The hub's CPU and memory are read from outside, enrolments not counted."""
    codes = programs.folder / "codes.jsonl"
    with Centre(programs) as centre, open(codes, "w") as out:
        for number in range(options.kiosks):
            ticket = centre.ticket(f"{number}")
            print(json.dumps(ticket), file=out, flush=True)
        load = subprocess.Popen(
            [programs.load_kiosks, codes, programs.cases(options.kiosks * cases),
             ROOT / "Kiosk/sample"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        load.stdout.readline()
        before, peak_before = centre.cpu_seconds, centre.peak_kb
        output, _ = load.communicate("go\n")
        hub = centre.cpu_seconds - before
        answer = json.loads(output)
        held = len(centre("list", "--json").output.splitlines())
        say("W4 many kiosks at once", cases_each=cases, **answer, held_at_hub=held,
            hub_cpu_seconds=round(hub, 2), cases_per_hub_cpu_second=round(held / max(hub, 0.01)),
            hub_peak_kb=centre.peak_kb, hub_peak_kb_before=peak_before)


def w5(programs, options):
    """Pushes over a remote line that is cut, over the same line without cuts, and over loopback."""
    with Centre(programs) as centre:
        for count in options.remote:
            seeds = range(1, options.seeds + 1)
            # Side by side: a line of 32 kbit/s leaves the processor idle.
            with ThreadPoolExecutor(len(seeds)) as pool:
                runs = list(pool.map(lambda seed: remote(centre, programs, count, seed), seeds))
            for values in runs:
                say("W5 remote line", cases=count, **values)
            summary = {f"median_{key}": median([values[key] for values in runs])
                       for key in ("seconds", "bytes_up", "useful_share", "resent_share",
                                   "beyond_uncut_share")}
            say("W5 remote line, all seeds", cases=count, seeds=len(seeds), **summary,
                worst_useful_share=min(values["useful_share"] for values in runs),
                worst_resent_share=max(values["resent_share"] for values in runs))
    with Baseline(programs.folder) as table:
        link = Link(programs, table.address)
        path = programs.cases(100)
        seconds, report = link.measure(lambda: table.push(path, link.address), *REMOTE)
        say("W5 baseline: one POST, no cut", cases=100, seconds=round(seconds, 2), **wire(report))


def remote(centre, programs, count, seed):
    """One seed: its cases, and where in the first period the first cut falls.

    Useful is what the same line carries for the same cases when it is not cut, as a share of all
    that it could have carried meanwhile. Sent twice is what the line had taken and a cut swallowed,
    and the frame of each cut that had come in part: half of FRAME_BYTES, since where in it the cut
    falls is chance. Beyond the uncut is all that cuts added: also questions, heads, and what a
    compression that starts again takes. What the cases take over loopback stands beside it: there
    envelopes are larger and compress better.
    """
    path = programs.cases(count, seed)
    first = round(random.Random(seed).uniform(2, CUT_EVERY), 1) if count > 100 else CUT_EVERY
    cuts = ["--cut-every", CUT_EVERY, "--first-cut", first]
    lines = {"cut": REMOTE + cuts, "uncut": REMOTE, "loopback": []}
    with ThreadPoolExecutor(len(lines)) as pool:
        cut, uncut, loopback = pool.map(
            lambda item: push_until_complete(
                centre, programs, path, f"{item[0]}-{count}-{seed}", *item[1]), lines.items())
    carried = REMOTE_KBIT * 125 * cut["seconds"]
    return dict(
        seed=seed, first_cut=first, **cut, uncut_seconds=uncut["seconds"],
        uncut_bytes_up=uncut["bytes_up"], loopback_bytes_up=loopback["bytes_up"],
        useful_share=round(uncut["bytes_up"] / carried, 3),
        useful_share_by_loopback=round(loopback["bytes_up"] / carried, 3),
        resent_share=round(
            (cut["bytes_up"] - cut["bytes_up_delivered"] + cut["cuts"] * FRAME_BYTES / 2)
            / cut["bytes_up"], 3),
        beyond_uncut_share=round(1 - uncut["bytes_up"] / cut["bytes_up"], 3))


def push_until_complete(centre, programs, path, name, *shape):
    """Starts `kiosk sync` again whenever it gives up, until everything is at the hub.

    `bytes_up` is what the line carried, also what a cut swallowed.
    """
    point, link = enrol_behind(centre, programs, name)
    point.submit(path)
    # Ten times what the line needs for the cases as they are: a sync that never ends is told.
    patience = 60 + 10 * path.stat().st_size / (REMOTE_KBIT * 125)
    return push_over(point, link, patience, *shape)


def push_over(point, link, patience, *shape):
    """Starts `kiosk sync` again whenever it gives up, over a link, for so many seconds."""
    link.start(*shape)
    runs = []
    start = time.monotonic()
    while not runs or runs[-1].code != 0 and time.monotonic() < start + patience:
        runs.append(point.sync(codes=(0, 1, 4)))
    seconds = time.monotonic() - start
    report = link.stop()
    return dict(
        result=runs[-1].answer["result"], seconds=round(seconds, 2), syncs=len(runs),
        refused_syncs=sum(run.code == 1 for run in runs),
        cuts=report["cuts"], connections=report["connections"],
        bytes_up=report["bytes_up_accepted"], bytes_up_delivered=report["bytes_up_delivered"],
        bytes_down=report["bytes_down_delivered"],
        round_trips=sum(run.answer["round_trips"] for run in runs),
        kiosk_peak_kb=max(run.peak_kb for run in runs))
