"""STS on loopback: whatever it is asked, it hands out made-up credentials that end at one known second."""
import http.server, threading, urllib.parse

BODY = """<{0}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{0}Result>
<AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/r/s</Arn><AssumedRoleId>AROAIOSFODNN7EXAMPLE:s</AssumedRoleId></AssumedRoleUser>
<Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>madeUpSecret</SecretAccessKey>
<SessionToken>madeUpToken</SessionToken><Expiration>{1}</Expiration></Credentials>
<Arn>arn:aws:iam::111122223333:user/u</Arn><UserId>AIDAIOSFODNN7EXAMPLE</UserId><Account>111122223333</Account>
</{0}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></{0}Response>"""


def start(end):
    """Serves in the background and gives the address; `end` is as STS writes it."""
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            action = urllib.parse.parse_qs(sent).get("Action", ["GetSessionToken"])[0]
            body = BODY.format(action, end).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"
