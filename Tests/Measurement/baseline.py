"""What the sync is held against: the same cases as zlib-compressed JSON, one HTTP POST per 500
cases, into a raw SQLite table with synchronous=FULL. No checks, no conflicts, no encryption, no
way back; a POST that breaks is lost work.
"""
import http.client
import http.server
import json
import pathlib
import sqlite3
import subprocess
import sys
import time
import zlib

from place import cpu_seconds, peak_kb

CASES_PER_POST = 500


class Table(http.server.BaseHTTPRequestHandler):
    """The server: a row for each case, one commit for each POST."""
    protocol_version = "HTTP/1.1"
    database = None

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        lines = zlib.decompress(body).decode().splitlines()
        self.database.execute("BEGIN IMMEDIATE")
        self.database.executemany(
            "INSERT INTO item (reference, body) VALUES (?, ?)",
            ((json.loads(line)["reference"], line) for line in lines))
        self.database.execute("COMMIT")
        self.send_response_only(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def serve(path):
    Table.database = sqlite3.connect(path, isolation_level=None)
    Table.database.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE item (reference TEXT PRIMARY KEY, body TEXT);")
    # One thread: a kiosk has one connection.
    server = http.server.HTTPServer(("127.0.0.1", 0), Table)
    print(server.server_address[1], flush=True)
    server.serve_forever()


class Baseline:
    """The server as a process of its own, and a client."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            [sys.executable, __file__, folder / "baseline.db"], stdout=subprocess.PIPE, text=True)
        self.address = f"127.0.0.1:{int(self.process.stdout.readline())}"

    @staticmethod
    def push(path, address):
        """Sends a file of cases; gives the seconds."""
        lines = pathlib.Path(path).read_bytes().splitlines(keepends=True)
        start = time.monotonic()
        connection = http.client.HTTPConnection(address)
        for first in range(0, len(lines), CASES_PER_POST):
            body = zlib.compress(b"".join(lines[first:first + CASES_PER_POST]))
            connection.request("POST", "/", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"the baseline answers {answer.status}")
        connection.close()
        return time.monotonic() - start

    @property
    def cpu_seconds(self):
        return cpu_seconds(self.process.pid)

    @property
    def peak_kb(self):
        return peak_kb(self.process.pid)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)


if __name__ == "__main__":
    serve(sys.argv[1])
