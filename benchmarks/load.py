"""Eight connections that ask and ask again, over plain sockets, so that the asking costs little."""

import socket
import threading
import time
from dataclasses import dataclass, field

CONNECTIONS = 8
CSRF = "b" * 32


@dataclass
class Visitor:
    """One connection of one signed-in person."""

    address: tuple
    session: str
    headers: str = ""
    sock: object = None
    state: dict = field(default_factory=dict)

    def ask(self, method, path, body=""):
        """(status, body of the answer). A connection that the server closed is opened again, once."""
        request = (
            f"{method} {path} HTTP/1.1\r\nHost: {self.address[0]}\r\n"
            f"Cookie: session={self.session}; csrf={CSRF}\r\n{self.headers}"
        )
        if method == "POST":
            request += (
                f"X-CSRFToken: {CSRF}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n"
            )
        message = f"{request}\r\n{body}".encode()
        try:
            return self._exchange(message)
        except OSError:
            self.close()
            return self._exchange(message)

    def close(self):
        if self.sock:
            self.sock.close()
        self.sock = None

    def _exchange(self, message):
        if self.sock is None:
            self.sock = socket.create_connection(self.address, timeout=30)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.sendall(message)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head = received[:end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        while len(received) < end + 4 + length:
            received += self._more()
        if b"connection: close" in head:
            self.close()
        return int(head.split(b" ", 2)[1]), received[end + 4 :]

    def _more(self):
        chunk = self.sock.recv(262_144)
        if not chunk:
            raise ConnectionResetError
        return chunk


@dataclass
class Tally:
    """What one side managed: seconds for each answer, how long it ran, what went wrong."""

    taken: list = field(default_factory=list)
    seconds: float = 0.0
    wrong: int = 0

    @property
    def rate(self):
        return len(self.taken) / self.seconds if self.seconds else 0.0

    def percentile(self, share):
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


def run(visitors, step, seconds, tally):
    """Every visitor repeats `step(visitor)` for so long; `step` returns True when the answer was right."""
    lock = threading.Lock()
    started = time.perf_counter()
    until = started + seconds

    def one(visitor):
        taken, wrong = [], 0
        while (begun := time.perf_counter()) < until:
            right = step(visitor)
            taken.append(time.perf_counter() - begun)
            wrong += not right
        with lock:
            tally.taken += taken
            tally.wrong += wrong

    threads = [threading.Thread(target=one, args=(visitor,)) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.seconds += time.perf_counter() - started
