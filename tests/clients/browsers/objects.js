// What lies in the bucket for the measurements: a text, a picture, a film that is long enough to seek in.

import { deflateSync } from "node:zlib";

export const TEXT = "Hello from an object.";
export const SECONDS = 600;

/** Puts them there by links. */
export async function store(signer) {
  for (const [key, type, content] of [
    ["note.txt", "text/plain", TEXT],
    ["data.bin", "application/octet-stream", TEXT],
    ["dot.png", "image/png", picture()],
    ["long.wav", "audio/wav", sound()],
  ]) {
    const link = signer.link("put", key, ["--content-type", type]);
    await put(link, type, content);
  }
}

/** A server that has just started has no room at first. */
async function put(link, type, content, tries = 20) {
  const signal = AbortSignal.timeout(60_000);
  const answer = await fetch(link, { method: "PUT", headers: { "content-type": type }, body: content, signal });
  if (answer.ok) return;
  if (answer.status < 500 || tries === 1) throw new Error(`an upload got ${answer.status}`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await put(link, type, content, tries - 1);
}

/** Silence, 16 bits at 48 kHz: 58 MB, more than a player loads ahead. A `<video>` plays it, and needs no codec. */
function sound() {
  const rate = 48_000;
  const size = SECONDS * rate * 2;
  const bytes = Buffer.alloc(44 + size);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + size, 4);
  bytes.write("WAVEfmt ", 8);
  [16, 1 | (1 << 16), rate, rate * 2, 2 | (16 << 16)].forEach((word, at) => bytes.writeUInt32LE(word, 16 + 4 * at));
  bytes.write("data", 36);
  bytes.writeUInt32LE(size, 40);
  return bytes;
}

/** One grey dot. */
function picture() {
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const chunks = [["IHDR", head], ["IDAT", deflateSync(Buffer.from([0, 128]))], ["IEND", Buffer.alloc(0)]];
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, ...chunks.map(([name, data]) => chunk(name, data))]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(checksum(body), body.length + 4);
  return bytes;
}

/** CRC-32, which Node has only since 22. */
function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}
