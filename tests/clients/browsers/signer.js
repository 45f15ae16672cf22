// The links, made by the command `presign`.

import { execFileSync } from "node:child_process";

/** Signs for a bucket at an address, as whoever the environment names. */
export class Signer {
  constructor(program, address, bucket, env) {
    Object.assign(this, { program, address, bucket, env });
  }

  /** One link a line of the batch, in order; without a method it is a GET. */
  links(lines, lifetime = "1h") {
    const input = lines.map((line) => JSON.stringify(line)).join("\n");
    const out = this.#run(["batch", "--bucket", this.bucket, "-e", lifetime], input);
    return out.map((line) => {
      const { url, error } = JSON.parse(line);
      if (error) throw new Error(error);
      return url;
    });
  }

  /** A link with options of the command. */
  link(method, key, options = [], lifetime = "1h") {
    return this.#run([method, "-e", lifetime, `s3://${this.bucket}/${key}`, ...options])[0];
  }

  /** A form: its address and its fields. */
  form(key, options = []) {
    return JSON.parse(this.#run(["post", "-e", "1h", `s3://${this.bucket}/${key}`, ...options]).join(""));
  }

  #run(options, input = "") {
    const where = ["--region", "us-east-1", "--endpoint", this.address, "--path-style"];
    // The notes, of a host that only this machine knows, are not for here.
    const stdio = ["pipe", "pipe", "ignore"];
    const out = execFileSync(this.program, [...options, ...where], { env: this.env, input, stdio, timeout: 20_000 });
    return out.toString().trim().split("\n");
  }
}
