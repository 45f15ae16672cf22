"""One HTTP request over a plain socket, so that every byte of it is ours, and its answer byte for byte."""
import http.client
import socket


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body


def send(address, method, target, headers, body=b"", timeout=15, chunked=False):
    """`headers` is a list of pairs and holds Host; Content-Length is added for a body unless it is there or chunked."""
    names = {n.lower() for n, _ in headers}
    head = [f"{method} {target} HTTP/1.1"] + [f"{n}: {v}" for n, v in headers]
    if chunked:
        head.append("Transfer-Encoding: chunked")
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    elif "content-length" not in names and (body or method in ("PUT", "POST")):
        head.append(f"Content-Length: {len(body)}")
    head.append("Connection: close")
    with socket.create_connection(address, timeout=timeout) as sock:
        sock.settimeout(timeout)
        data = "\r\n".join(head).encode() + b"\r\n\r\n"
        sock.sendall(data if "expect" in names else data + body)
        if "expect" in names and body:
            sock.settimeout(0.5)
            try:
                first = sock.recv(1, socket.MSG_PEEK)
            except TimeoutError:
                first = b""
            sock.settimeout(timeout)
            if not first or sock.recv(13, socket.MSG_PEEK).startswith(b"HTTP/1.1 100"):
                try:
                    sock.sendall(body)
                except OSError:
                    pass
        response = http.client.HTTPResponse(sock, method=method)
        response.begin()
        return Answer(response.status, response.getheaders(), response.read())
