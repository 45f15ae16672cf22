"""A proxy on loopback that keeps every byte that a tool sends, and the server's answers, and changes nothing."""

import socket
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Request:
    """One request as it was on the wire, and the status of its answer (0: none came)."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: int
    at: float
    status: int = 0

    def header(self, name: str) -> str | None:
        for key, value in self.headers:
            if key.lower() == name.lower():
                return value
        return None


@dataclass
class Connection:
    """Both directions of one connection, as they came."""

    sent: bytearray = field(default_factory=bytearray)
    answered: bytearray = field(default_factory=bytearray)
    # How long `sent` was, and when.
    times: list[tuple[int, float]] = field(default_factory=list)
    # How many of its requests were asked for already.
    taken: int = 0
    ended: bool = False


class Observer:
    """Listens on a port of its own; links are signed for it. `with` ends it."""

    def __init__(self, server: tuple[str, int]):
        self.server = server
        self.connections: list[Connection] = []
        # Ends the next answer after so many bytes, when this time has come.
        self.cut: tuple[int, float] | None = None
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # A thread that waits in `accept` would keep all of this.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def requests(self) -> list[Request]:
        """What came since the last call, in the order in which requests began."""
        new = []
        for connection in list(self.connections):
            # What has ended says no more, and answers are large.
            if connection.ended:
                self.connections.remove(connection)
            parsed = _parse(connection)
            new += parsed[connection.taken:]
            connection.taken = len(parsed)
        return sorted(new, key=lambda request: request.at)

    def settle(self):
        """Waits until the tool's connections have ended, two seconds at most: on a busy machine that takes its time."""
        deadline = time.monotonic() + 2
        time.sleep(0.05)
        while time.monotonic() < deadline and not all(each.ended for each in list(self.connections)):
            time.sleep(0.02)

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            connection = Connection()
            self.connections.append(connection)
            threading.Thread(target=self._serve, args=(client, connection), daemon=True).start()

    def _serve(self, client: socket.socket, connection: Connection):
        try:
            server = socket.create_connection(self.server, timeout=10)
        except OSError:
            client.close()
            return
        for end in (client, server):
            end.settimeout(60)
        back = threading.Thread(target=self._answer, args=(server, client, connection), daemon=True)
        back.start()
        _pump(client, server, lambda data: (connection.sent.extend(data), connection.times.append((len(connection.sent), time.monotonic()))))
        back.join(60)
        client.close()
        server.close()
        connection.ended = True

    def _answer(self, server: socket.socket, client: socket.socket, connection: Connection):
        def keep(data: bytes):
            connection.answered.extend(data)
            if self.cut and len(connection.answered) > self.cut[0]:
                wait = self.cut[1] - time.time()
                self.cut = None
                time.sleep(max(wait, 0))
                raise OSError("cut off on purpose")

        _pump(server, client, keep)


def _pump(source: socket.socket, sink: socket.socket, keep):
    """Until one end closes; then the other is told."""
    try:
        while data := source.recv(65536):
            keep(data)
            sink.sendall(data)
    except OSError:
        source.close()
    try:
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def _parse(connection: Connection) -> list[Request]:
    requests = []
    sent, place = bytes(connection.sent), 0
    while (end := sent.find(b"\r\n\r\n", place)) >= 0:
        at = next(when for length, when in connection.times if length > place)
        line, *lines = sent[place:end].decode("latin-1").split("\r\n")
        method, _, rest = line.partition(" ")
        request = Request(method, rest.rpartition(" ")[0], _headers(lines), 0, at)
        request.body, place = _body(request.headers, sent, end + 4, False)
        requests.append(request)
    answered, place = bytes(connection.answered), 0
    for request in requests:
        request.status, place = _status(answered, place, request.method)
    return requests


def _status(answered: bytes, place: int, method: str) -> tuple[int, int]:
    """The status of the answer that begins there, and where it ends. Interim answers (1xx) are passed over."""
    while (end := answered.find(b"\r\n\r\n", place)) >= 0:
        line, *lines = answered[place:end].decode("latin-1").split("\r\n")
        status = int(line.split(" ")[1])
        if status >= 200:
            bare = method == "HEAD" or status in (204, 304)
            return status, end + 4 if bare else _body(_headers(lines), answered, end + 4, True)[1]
        place = end + 4
    return 0, place


def _headers(lines: list[str]) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in lines)
    return [(name, value.strip()) for name, _, value in pairs]


def _body(headers: list[tuple[str, str]], data: bytes, place: int, to_the_end: bool) -> tuple[int, int]:
    """How long the body is that begins there, and where it ends."""
    names = {name.lower(): value for name, value in headers}
    if "chunked" in names.get("transfer-encoding", "").lower():
        total = 0
        while (end := data.find(b"\r\n", place)) >= 0:
            size = int(data[place:end].split(b";")[0] or b"0", 16)
            total, place = total + size, end + 2 + size + 2
            if size == 0:
                break
        return total, place
    length = int(names["content-length"]) if "content-length" in names else len(data) - place if to_the_end else 0
    return length, place + length
