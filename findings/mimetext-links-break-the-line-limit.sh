#!/usr/bin/env bash
# A mail made with Python's MIMEText holds a long link in one line, which a mail server may refuse: "500 Line too long".
#
# Expected: the standard library makes mails that can be sent: both of its classes pick an encoding for the body by themselves.
# What happens: EmailMessage takes quoted-printable for a line of more than 78 characters; MIMEText sends ASCII text as it is, though SMTP
#   allows 998 characters a line. A server that holds to it (here aiosmtpd) refuses the mail; others break the line, and the link with it.
# Seen with: Python 3.11's email, aiosmtpd 1.4.6 (2026-11-29).
# Why it matters: a link signed with a session token is longer than 998 characters, one signed with a user's key is not: mails with links work in
#   a test and fail in production.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check aiosmtpd==1.4.6
"$dir/venv/bin/python" - <<'PYTHON'
import email, email.policy, platform, smtplib, socket
from email.message import EmailMessage
from email.mime.text import MIMEText
from importlib.metadata import version
from aiosmtpd.controller import Controller

link = "https://photos.s3.eu-west-1.amazonaws.com/cat.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAIOSFODNN7EXAMPLE" \
    "%2F20261129%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20261129T090000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host" \
    "&X-Amz-Signature=" + 64 * "a" + "&X-Amz-Security-Token=" + 900 * "t"

class Keep:
    mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope.content)
        return "250 OK"

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
server = Controller(Keep(), hostname="127.0.0.1", port=port)
server.start()

def send(mail):
    mail["From"], mail["To"], mail["Subject"] = "a@example.com", "b@example.com", "Your file"
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as smtp:
            smtp.send_message(mail)
        return "sent, " + mail["Content-Transfer-Encoding"]
    except smtplib.SMTPDataError as error:
        return f"{error.smtp_code} {error.smtp_error.decode()}"

try:
    modern = EmailMessage()
    modern.set_content(f"Your file:\n{link}\n")
    answers = send(modern), send(MIMEText(f"Your file:\n{link}\n"))
finally:
    server.stop()
print("Python", platform.python_version(), "aiosmtpd", version("aiosmtpd"), "link of", len(link), "characters")
print("EmailMessage:", answers[0])
print("MIMEText:    ", answers[1])
assert answers[0] == "sent, quoted-printable"
assert link in email.message_from_bytes(Keep.mails[0], policy=email.policy.default).get_content()
assert answers[1].startswith("500 Line too long"), "MIMEText is sent now"
PYTHON
