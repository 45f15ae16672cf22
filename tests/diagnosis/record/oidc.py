"""A stand-in for an OpenID provider on loopback: its description, its keys, and tokens signed with the made-up key."""
import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Provider:
    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        numbers = self.key.public_key().public_numbers()
        number = lambda n: b64(n.to_bytes((n.bit_length() + 7) // 8, "big"))
        keys = {"keys": [{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "k1", "n": number(numbers.n), "e": number(numbers.e)}]}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                body = json.dumps(keys if "jwks" in self.path else provider.description()).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def description(self):
        return {"issuer": self.url, "jwks_uri": f"{self.url}/jwks.json", "authorization_endpoint": f"{self.url}/auth",
                "token_endpoint": f"{self.url}/token", "response_types_supported": ["id_token"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"], "scopes_supported": ["openid"], "claims_supported": ["sub"]}

    def token(self, seconds, **claims):
        now = int(time.time())
        parts = [{"alg": "RS256", "typ": "JWT", "kid": "k1"},
                 {"iss": self.url, "aud": "sts-test", "azp": "sts-test", "sub": "user-1", "iat": now, "exp": now + seconds, **claims}]
        text = ".".join(b64(json.dumps(p).encode()) for p in parts)
        return text + "." + b64(self.key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))
