// What the server is asked for beside the links: a bucket, its CORS rule, a session, what lies in it.

import { createHash, createHmac } from "node:crypto";

const REGION = "us-east-1";
const CORS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

export class Server {
  constructor(endpoint, id, secret) {
    Object.assign(this, { endpoint, id, secret });
  }

  createBucket(bucket) {
    return this.#ask("PUT", `/${bucket}`);
  }

  allow(bucket, rule) {
    return this.#ask("PUT", `/${bucket}`, { query: "cors=", body: rule });
  }

  /** What any page may do, for measurements that are not about the rule. */
  allowAll(bucket) {
    const methods = ["GET", "HEAD", "PUT", "POST"].map((method) => `<AllowedMethod>${method}</AllowedMethod>`).join("");
    const exposed = ["ETag", "Content-Range"].map((name) => `<ExposeHeader>${name}</ExposeHeader>`).join("");
    const rule = `<AllowedOrigin>*</AllowedOrigin>${methods}<AllowedHeader>*</AllowedHeader>${exposed}`;
    return this.allow(bucket, `<CORSConfiguration ${CORS}><CORSRule>${rule}</CORSRule></CORSConfiguration>`);
  }

  /** The credentials of a session, as the environment gives them to programs. */
  async session(role) {
    const asked = { Action: "AssumeRole", Version: "2011-06-15", RoleArn: role, RoleSessionName: "holder" };
    const answer = await this.#ask("POST", "/", { body: String(new URLSearchParams(asked)), service: "sts" });
    const of = (tag) => answer.match(`<${tag}>([^<]+)</${tag}>`)[1];
    return {
      AWS_ACCESS_KEY_ID: of("AccessKeyId"),
      AWS_SECRET_ACCESS_KEY: of("SecretAccessKey"),
      AWS_SESSION_TOKEN: of("SessionToken"),
    };
  }

  /** The keys under a prefix. */
  async list(bucket, prefix) {
    const query = `list-type=2&prefix=${encodeURIComponent(prefix)}`;
    const answer = await this.#ask("GET", `/${bucket}`, { query });
    return [...answer.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => unescaped(key));
  }

  async #ask(method, path, { query = "", body = "", service = "s3" } = {}) {
    const headers = this.#signed(method, path, query, body, service);
    // For STS, which reads no other type.
    headers["content-type"] = "application/x-www-form-urlencoded";
    const url = `${this.endpoint}${path}${query && `?${query}`}`;
    const answer = await fetch(url, { method, headers, body: body || undefined, signal: AbortSignal.timeout(20_000) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}?${query}: ${answer.status} ${text}`);
    return text;
  }

  /** AWS Signature Version 4 in the header. */
  #signed(method, path, query, body, service) {
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const fields = { host: new URL(this.endpoint).host, "x-amz-content-sha256": sha256(body), "x-amz-date": date };
    const names = Object.keys(fields).join(";");
    const lines = Object.entries(fields).map(([name, value]) => `${name}:${value}\n`).join("");
    const scope = [date.slice(0, 8), REGION, service, "aws4_request"];
    const canonical = [method, path, query, lines, names, sha256(body)].join("\n");
    const text = ["AWS4-HMAC-SHA256", date, scope.join("/"), sha256(canonical)].join("\n");
    const signature = hmac(scope.reduce(hmac, `AWS4${this.secret}`), text).toString("hex");
    const { host, ...headers } = fields;
    const credential = `${this.id}/${scope.join("/")}`;
    headers.authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
    return headers;
  }
}

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();

const ENTITIES = { quot: '"', amp: "&", lt: "<", gt: ">", apos: "'" };

function unescaped(text) {
  const char = (entity) => ENTITIES[entity] ?? String.fromCodePoint(Number(entity.slice(1).replace("x", "0x")));
  return text.replace(/&(#x?[0-9A-Fa-f]+|\w+);/g, (_, entity) => char(entity));
}
