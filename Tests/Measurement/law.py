"""The law at its size: a catalogue, its amendments on the wire, deadlines, reports over a province's
years. Bytes are TCP payload, HTTP headers included, counted outside the programs by badlink."""
import json
import subprocess

from local import many_procedures
from place import ROOT, Centre, Link, run, say

AMENDED = 50


def law(programs, options):
    """All of it; reports over `--history` cases."""
    catalogue(programs.part("catalogue"))
    sample = ROOT / "Kiosk/sample"
    say("deadline", **json.loads(run(programs.load_history, "--deadlines", sample).output))
    reports(programs.part("reports"), options.history)


def catalogue(programs):
    """2,000 procedures come in; then some of them are amended, and a point learns of it."""
    path = many_procedures(programs)
    with Centre(programs) as centre:
        done = centre("catalogue", "import", path)
        entries = json.loads(path.read_text())
        say("catalogue import", procedures=len(entries["procedures"]),
            seconds=round(done.seconds, 3), cpu_seconds=done.cpu_seconds, peak_kb=done.peak_kb)
        link = Link(programs, centre.address)
        link.start()
        point = centre.enrol("Law", link.address)
        whole = point.sync().answer
        link.stop()
        say("catalogue to a new point", bytes_down=whole["bytes_down"], seconds=whole["seconds"])
        for entry in entries["procedures"][:AMENDED]:
            entry["channels"][0]["fee"] = 12_000
            entry["channels"][0]["fee_note"] = "12.000 đồng theo nghị quyết mới"
        path.write_text(json.dumps(entries, ensure_ascii=False))
        done = centre("catalogue", "import", path, "--decision", "12/QĐ-UBND")
        say("amending", amended=AMENDED, seconds=round(done.seconds, 3))
        _, report = link.measure(point.sync)
        say("amended procedures on the wire", amended=AMENDED,
            bytes_up=report["bytes_up_delivered"], bytes_down=report["bytes_down_delivered"])


def reports(programs, cases):
    """The first report over a store that nobody asked before makes the facts; so does the server
    while it is idle, and then the first report only counts."""
    with Centre(programs) as centre:
        store = centre.store
        centre.server.terminate()
        centre.server.wait(10)
        filled = run(programs.load_history, store, cases, 1, ROOT / "Kiosk/sample")
        say("history", **json.loads(filled.output), peak_kb=filled.peak_kb,
            store_mb=round((store / "central.db").stat().st_size / 1e6))
        words = ["report", "--from", "2024-01-01", "--to", "2026-12-31", "--by", "unit",
                 "--format", "json"]
        for figure in "report, all facts to be made", "report, facts at hand":
            measured(figure, centre, words, cases)
        centre("accept", listed(centre)["slip"])
        measured("report after one more act", centre, words, cases)
        measured("report by procedure", centre, words[:6] + ["procedure", "--format", "html"], cases)


def measured(figure, centre, words, cases):
    done = centre(*words)
    say(figure, cases=cases, seconds=round(done.seconds, 2), cpu_seconds=done.cpu_seconds,
        peak_kb=done.peak_kb)


def listed(centre):
    """A case that nobody has looked at."""
    command = [centre.programs.central, "--store", centre.store, "list", "--state", "submitted",
               "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()
        process.kill()
    return json.loads(line)
