"""Calls one tool's own writing function with the answer of STS, in that tool's environment."""
import configparser, datetime, os, sys

name, seconds = sys.argv[1], int(sys.argv[2])
home = os.environ["HOME"]
end = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
KEY, SECRET, TOKEN = "ASIAIOSFODNN7EXAMPLE", "madeUpSecret", "madeUpToken"
answer = {"Credentials": {"AccessKeyId": KEY, "SecretAccessKey": SECRET, "SessionToken": TOKEN, "Expiration": end}}
file = f"{home}/.aws/credentials"


def save(config):
    with open(file, "w") as out:
        config.write(out)


def shell(line):
    """Keeps the assignments of an `export` line."""
    import shlex
    with open(f"{home}/environment", "a") as out:
        out.writelines(word + "\n" for word in shlex.split(line) if "=" in word)


if name == "yawsso":
    from yawsso import core
    core.aws_shared_credentials_file = file
    core.update_aws_cli_v1_credentials("out", {"region": "eu-west-1"}, {
        "accessKeyId": KEY, "secretAccessKey": SECRET, "sessionToken": TOKEN, "expiration": seconds * 1000})
elif name == "gimme-aws-creds":
    from gimme_aws_creds.main import GimmeAWSCreds
    GimmeAWSCreds()._write_aws_creds("out", KEY, SECRET, TOKEN, end.isoformat(), file)
elif name == "aws-google-auth":
    from aws_google_auth.amazon import Amazon
    import contextlib, io
    amazon = Amazon(None, b"")
    amazon._Amazon__token = answer
    line = io.StringIO()
    with contextlib.redirect_stdout(line):
        amazon.print_export_line()
    shell(line.getvalue())
elif name == "okta-awscli":
    import logging
    from oktaawscli.aws_auth import AwsAuth
    auth = AwsAuth.__new__(AwsAuth)
    auth.creds_dir, auth.creds_file, auth.profile, auth.logger = f"{home}/.aws", file, "out", logging.getLogger()
    auth.write_sts_token(KEY, SECRET, str(end), TOKEN)
elif name == "aws-iam-login":
    from aws_iam_login.temp_credentials import TempCredentials
    config = configparser.ConfigParser()
    config["out"] = dict(TempCredentials(answer["Credentials"]))
    save(config)
elif name == "aws-xfa":
    import awsxfa
    config = configparser.RawConfigParser()
    config.add_section("out")
    awsxfa._write_short_term_creds(config, "out", answer["Credentials"], end)
    save(config)
elif name == "awsee":
    from awsee.utils import Utils
    shell(f"AWS_ACCESS_KEY_ID={KEY} AWS_SECRET_ACCESS_KEY={SECRET} AWS_SESSION_TOKEN={TOKEN} "
          f"AWS_EXPIRATION='{Utils.parseUTCDateToLocalZoneDate(end)}'")
elif name == "aws-okta-processor":
    from aws_okta_processor.commands import authenticate
    form = next(text for text in vars(authenticate).values()
                if isinstance(text, str) and text.startswith("export AWS_ACCESS"))
    shell(form.format(KEY, SECRET, TOKEN, end.isoformat().replace("+00:00", "Z")).replace("&&", " "))
elif name == "aws-saml-auth":
    from aws_saml_auth.amazon import Amazon
    import contextlib, io
    import types
    amazon = Amazon(types.SimpleNamespace(token_cache=answer["Credentials"], role_arn="r"), "")
    with open(f"{home}/document", "w") as out, contextlib.redirect_stdout(out):
        amazon.print_credential_process()
else:
    sys.exit(f"no writer for {name}")
