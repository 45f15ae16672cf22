// All that a measurement needs: the server behind its observer, who signs, and a page of another origin.

import { store } from "./objects.js";
import { observe } from "./observer.js";
import { Server } from "./server.js";
import { Signer } from "./signer.js";
import { serve } from "./site.js";

/** From the environment that the script `run` sets, with a bucket for one browser. */
export async function build({ PRESIGN, SERVER, ACCESS_KEY_ID, SECRET_ACCESS_KEY, ROLE }, bucket) {
  const observer = await observe(Number(new URL(SERVER).port));
  const site = await serve();
  const server = new Server(SERVER, ACCESS_KEY_ID, SECRET_ACCESS_KEY);
  await server.createBucket(bucket);
  const keys = { AWS_ACCESS_KEY_ID: ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY };
  const signer = new Signer(PRESIGN, observer.address, bucket, keys);
  const temporary = new Signer(PRESIGN, observer.address, bucket, await server.session(ROLE));
  await server.allowAll(bucket);
  await store(signer);
  const close = () => (observer.close(), site.close());
  return { server, bucket, site, signer, temporary, close, observing: (action) => observing(observer, action) };
}

/** What the action gives, and the requests that the server got meanwhile. */
async function observing({ requests }, action) {
  requests.length = 0;
  const result = await action();
  return { result, requests: requests.filter(({ target }) => target !== "/favicon.ico") };
}
