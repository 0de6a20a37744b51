"""W6: scans over a remote line that is cut, with bytes counted outside the programs, by badlink."""
import json
import random
from concurrent.futures import ThreadPoolExecutor

from place import Centre, say
from works import enrol_behind, push_over

DELAY_MS = 300


def w6(programs, options):
    """Scans that do not compress, over a line with cuts and over the same line without.

    Useful is the content of the scans as a share of what the line could have carried meanwhile.
    What was sent beyond the run without cuts was sent again because of them.
    """
    count, size, kbit, cut_every = options.scans
    shape = ["--up-kbit", kbit, "--down-kbit", kbit, "--delay-ms", DELAY_MS]
    lines = {"cut": shape + ["--cut-every", cut_every], "uncut": shape}
    programs.cases(count)  # both read this file
    with Centre(programs) as centre, ThreadPoolExecutor(len(lines)) as pool:
        cut, uncut = pool.map(
            lambda line: push(centre, programs, line[0], count, size, kbit, line[1]),
            lines.items())
    again = max(0, cut["bytes_up"] - uncut["bytes_up"])
    say("W6 scans", scans=count, bytes_each=size, kbit=kbit, cut_every=cut_every, **cut,
        uncut_seconds=uncut["seconds"], uncut_bytes_up=uncut["bytes_up"],
        useful_share=round(count * size / (kbit * 125 * cut["seconds"]), 3),
        uncut_useful_share=round(count * size / (kbit * 125 * uncut["seconds"]), 3),
        resent_bytes_per_cut=round(again / max(1, cut["cuts"])))


def push(centre, programs, name, count, size, kbit, shape):
    """Hands in a case with each scan at a point of its own, until all are at the hub."""
    point, link = enrol_behind(centre, programs, f"W6-{name}")
    point.submit(with_scans(programs, name, count, size))
    patience = 60 + 5 * count * size / (kbit * 125)
    result = push_over(point, link, patience, *shape)
    return dict(result, waiting=len(point("outbox", "--json").output.splitlines()))


def with_scans(programs, name, count, size):
    """Cases whose first paper comes with a scan: random bytes behind the head of a JPEG."""
    numbers = random.Random(name)
    path = programs.folder / f"scans-{name}.jsonl"
    with open(path, "w") as out:
        for number, line in enumerate(programs.cases(count).read_text().splitlines()):
            scan = programs.folder / f"{name}-{number}.jpg"
            scan.write_bytes(b"\xff\xd8\xff\xe0\x10\x00" + numbers.randbytes(size - 6))
            entry = json.loads(line)
            entry["papers"][0]["file"] = str(scan)
            print(json.dumps(entry, ensure_ascii=False), file=out)
    return path
