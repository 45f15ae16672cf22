// The AWS SDK for JavaScript's URL for each case of standard input, as JSON by the case's id.

import { readFileSync } from "node:fs";
import * as s3 from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

function client(request) {
  const { id, secret, token } = request.credentials;
  return new s3.S3Client({
    region: request.region,
    endpoint: request.endpoint,
    forcePathStyle: request.style === "path",
    useAccelerateEndpoint: request.accelerate ?? false,
    useDualstackEndpoint: request.dual_stack ?? false,
    useFipsEndpoint: request.fips ?? false,
    useArnRegion: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    credentials: { accessKeyId: id, secretAccessKey: secret, sessionToken: token },
  });
}

// Without these, it moves headers into the query, where several servers pass over them, or leaves them
// unsigned.
const HEADERS = [
  "cache-control", "content-disposition", "content-language", "content-md5", "content-type", "if-match",
  "if-none-match", "range", "x-amz-acl", "x-amz-checksum-crc32", "x-amz-checksum-mode",
  "x-amz-checksum-sha256", "x-amz-copy-source", "x-amz-expected-bucket-owner", "x-amz-meta-a",
  "x-amz-meta-a-b", "x-amz-meta-by", "x-amz-request-payer", "x-amz-storage-class", "x-amz-tagging",
];

async function url(request) {
  try {
    // It adds a Content-Type of its own where there is none.
    const headers = HEADERS.filter((name) => name !== "content-type" || request.input.ContentType);
    const command = new s3[`${request.operation}Command`](request.input);
    return {
      url: await getSignedUrl(client(request), command, {
        expiresIn: request.expires,
        signingDate: new Date(request.time * 1000),
        unhoistableHeaders: new Set(headers),
        signableHeaders: new Set(["host", ...headers]),
      }),
    };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

const urls = {};
for (const request of JSON.parse(readFileSync(0, "utf8"))) {
  urls[request.id] = await url(request);
}
console.log(JSON.stringify(urls, null, 2));
