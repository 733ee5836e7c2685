"""The worker's end of the line: requests from standard input, replies to file descriptor 3, one JSON object a line.

Both are duplicated to descriptors that no child inherits, and their places taken: what a framework prints goes
to standard error, what it reads is empty. A thread reads requests, so that a run can be cancelled and the end
of the session is noticed at once; another one says that this process is alive while a request is answered.
"""

import fcntl
import json
import os
import queue
import signal
import threading

REQUESTS_FD = 0
REPLIES_FD = 3
HEARTBEAT_S = 1.0


class Channel:
    """Where requests come from and replies go."""

    def __init__(self, version):
        self._version = version
        self._requests = _taken_away(REQUESTS_FD)
        self._replies = _taken_away(REPLIES_FD)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, REQUESTS_FD)
        os.close(null)
        os.close(REPLIES_FD)
        os.dup2(2, 1)
        self._lines = queue.SimpleQueue()
        self._writing = threading.Lock()
        self._open_id = None
        self._is_answering = threading.Event()
        self._is_ending = False
        self._delivering = threading.Lock()
        self._taker = None
        for target in (self._read, self._beat):
            threading.Thread(target=target, daemon=True).start()

    def next_request(self):
        """Waits for the next request; `None` when there will be none any more."""
        line = self._lines.get()
        if line is None:
            return None
        request = json.loads(line)
        with self._writing:
            self._open_id = request["id"]
        self._is_answering.set()
        return request

    def reply(self, body):
        """Answers the open request."""
        with self._writing:
            line = json.dumps({"v": self._version, "id": self._open_id, **body}, allow_nan=False)
            # First, as the other side may be gone as soon as it has the answer.
            self._is_answering.clear()
            self._open_id = None
            self._write(line)

    def write_line(self, line):
        """Sends a line that is no reply."""
        with self._writing:
            self._write(line)

    def divert(self, taker):
        """Gives lines to somebody else from now on, those that wait for a reader first; `None` undoes it."""
        with self._delivering:
            self._taker = taker
            while taker is not None and not self._lines.empty():
                taker(self._lines.get())

    def _read(self):
        with os.fdopen(self._requests, "r", encoding="utf-8") as lines:
            for line in lines:
                self._take(line.rstrip("\n"))
        if self._is_answering.is_set() and not self._is_ending:
            # The session is gone in the middle of a request: nobody is left to stop what it started.
            os.killpg(0, signal.SIGKILL)
        self._deliver(None)

    def _take(self, line):
        if '"op":"cancel"' in line:
            self._is_ending = True
            self._deliver(None)
            if self._is_answering.is_set():
                # The one signal that ends a computation, a sleep and an event loop alike.
                signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        else:
            self._deliver(line)

    def _deliver(self, line):
        with self._delivering:
            if self._taker is not None:
                self._taker(line)
            # The end is for whoever reads next, too.
            if self._taker is None or line is None:
                self._lines.put(line)

    def _beat(self):
        pause = threading.Event()
        while True:
            self._is_answering.wait()
            pause.wait(HEARTBEAT_S)
            with self._writing:
                if self._open_id is not None:
                    self._write(json.dumps({"v": self._version, "id": self._open_id, "op": "alive"}))

    def _write(self, line):
        data = f"{line}\n".encode()
        while data:
            data = data[os.write(self._replies, data) :]


def _taken_away(descriptor):
    return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
