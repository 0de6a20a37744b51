"""One person, or several, at the real kiosk on a pseudo-terminal."""

import os
import re
import termios

import pexpect

PROMPT = "> "


class Booth:
    """The citizens' screen in a fresh terminal; what it prints is kept in `screen`."""

    def __init__(self, kiosk, home, arguments=(), environment=(), rows=60, columns=80):
        surroundings = {
            name: value
            for name, value in os.environ.items()
            if name not in ("LC_ALL", "LC_CTYPE", "NO_COLOR", "INPUTRC")
            and not name.startswith("KIOSK_")
        }
        surroundings.update(TERM="xterm", LANG="C.UTF-8")
        surroundings.update(environment)
        self.child = pexpect.spawn(
            kiosk,
            ["--home", home, *arguments],
            env=surroundings,
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=60,
        )
        self.child.delaybeforesend = None
        self.screen = ""
        self.before = termios.tcgetattr(self.child.child_fd)
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
