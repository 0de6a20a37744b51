"""One person, or several, at the real kiosk on a pseudo-terminal."""

import os
import re
import select
import termios
import time

import pexpect

PROMPT = "> "


class Line(pexpect.spawn):
    """A terminal behind a serial line: so many bits a second, ten of them a byte."""

    baud = None
    carried = 0

    def read_nonblocking(self, size=1, timeout=-1):
        if self.baud is None:
            return super().read_nonblocking(size, timeout)
        # What the line has not carried stays with the program, whose writing then waits.
        text = super().read_nonblocking(self.baud // 200, timeout)
        self.carry(len(text.encode()))
        return text

    def send(self, s):
        if self.baud is None:
            return super().send(s)
        for byte in s.encode():
            os.write(self.child_fd, bytes([byte]))
            self.carry(1)
        return len(s)

    def carry(self, count):
        self.carried += count
        time.sleep(count * 10 / self.baud)


def modes_of_fresh_terminal():
    """The modes in which every pseudo-terminal begins."""
    ends = os.openpty()
    modes = termios.tcgetattr(ends[1])
    for end in ends:
        os.close(end)
    return modes


class Booth:
    """The citizens' screen in a fresh terminal; what it prints is kept in `screen`."""

    def __init__(
        self, kiosk, home, arguments=(), environment=(), rows=60, columns=80, baud=None
    ):
        surroundings = {
            name: value
            for name, value in os.environ.items()
            if name not in ("LC_ALL", "LC_CTYPE", "NO_COLOR", "INPUTRC")
            and not name.startswith("KIOSK_")
        }
        surroundings.update(TERM="xterm", LANG="C.UTF-8")
        surroundings.update(environment)
        self.child = Line(
            kiosk,
            ["--home", home, *arguments],
            env=surroundings,
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=60,
        )
        self.child.delaybeforesend = None
        self.child.baud = baud
        self.screen = ""
        # Asked of this terminal they might be what the program has made of them already.
        self.before = modes_of_fresh_terminal()
        self.wait()

    def wait(self, pattern=PROMPT):
        """Reads up to a pattern and gives what was printed since."""
        self.child.expect(pattern)
        said = self.child.before + self.child.after
        self.screen += said
        return said

    def press(self, keys):
        self.child.send(keys)

    def type(self, *lines):
        """Types lines, waiting after each; gives what was said to the last."""
        said = ""
        for line in lines:
            self.press(line + "\r")
            said = self.wait()
        return said

    def end(self):
        """Reads to the end of the program; gives its exit status and its signal."""
        self.child.expect(pexpect.EOF)
        self.screen += self.child.before
        self.child.close()
        return self.child.exitstatus, self.child.signalstatus

    def leave(self):
        """Ends the program from the menu."""
        self.press("\x04")
        return self.end()

    def to_menu(self, mark):
        """Leads from anywhere to the menu; true once the menu has answered to a mark."""
        for attempt in range(20):
            self.press("\x03")
            self.take_in()
            self.press(f"{mark}{attempt}\r")
            answer = re.escape(f"{mark}{attempt}") + ".*Chưa hiểu"
            found = self.child.expect([re.compile(answer, re.DOTALL), pexpect.TIMEOUT], timeout=2)
            if found == 0:
                self.screen += self.child.before + self.child.after
                self.wait()
                return True
        return False

    def take_in(self):
        """Reads until nothing more is said for a moment."""
        self.child.expect(re.compile(".*", re.DOTALL))
        self.screen += self.child.after
        while True:
            try:
                self.screen += self.child.read_nonblocking(65536, timeout=0.1)
            except pexpect.TIMEOUT:
                return

    def leave_anyhow(self):
        """Ends the program from any screen: Ctrl-C leads to the menu."""
        self.press("\x03")
        self.wait()
        return self.leave()

    def press_all(self, keys):
        """Presses more than the terminal holds: what is said meanwhile is read."""
        rest = keys.encode() if isinstance(keys, str) else keys
        while rest:
            _, ready, _ = select.select([], [self.child.child_fd], [], 0.05)
            if ready:
                rest = rest[os.write(self.child.child_fd, rest[:512]) :]
            try:
                self.child.buffer += self.child.read_nonblocking(65536, timeout=0)
            except pexpect.TIMEOUT:
                pass

    def modes_at_end(self):
        """The terminal's modes once the program has ended; None when they are gone with it."""
        try:
            self.child.expect(pexpect.EOF)
            self.screen += self.child.before
            return termios.tcgetattr(self.child.child_fd)
        except (OSError, termios.error):
            return None

    def memory(self):
        """Everything in the writable memory of the process, with the name of each mapping."""
        pid = self.child.pid
        with open(f"/proc/{pid}/maps", encoding="utf-8") as maps:
            ranges = [line.split() for line in maps]
        with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
            for fields in ranges:
                start, end = (int(place, 16) for place in fields[0].split("-"))
                name = fields[5] if len(fields) > 5 else "(anonymous)"
                if "w" not in fields[1] or name.startswith("[v"):
                    continue
                memory.seek(start)
                yield name, start, memory.read(end - start)


def without_sequences(text):
    """The text without escape sequences."""
    return re.sub(r"\x1b(\[[0-9;?]*[A-Za-z~]|.)", "", text)
