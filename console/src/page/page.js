// Starts the page: the tabs, the panels, and the word of who signs.

import { call } from "./api.js";
import { startAsk } from "./ask.js";
import { byId, make, startTabs } from "./dom.js";
import { longestInWords, onStatus, setStatus } from "./lifetime.js";
import { startLink } from "./link.js";
import { diagnoseRefusal, inspect, startDiagnose, startInspect } from "./read.js";
import { startUpload } from "./upload.js";
import { sentence } from "./words.js";

const POLL_EVERY = 15_000;

async function refresh() {
  try {
    const status = await call("status");
    setStatus(status);
    return status;
  } catch (error) {
    setStatus(null);
    byId("cap").textContent = sentence(error.message);
    return null;
  }
}

function showStatus({ place, accessKeyId, kind }) {
  byId("place").textContent = place;
  byId("signer").textContent = `${accessKeyId} (${kind})`;
}

function fillIn({ buckets, sampleKey }) {
  byId("buckets").append(...buckets.map((value) => make("option", { value })));
  for (const id of ["link-bucket", "upload-bucket"]) byId(id).value = buckets[0] ?? "";
  byId("link-key").value = sampleKey ?? "";
}

async function start() {
  startTabs();
  startAsk();
  startLink({ inspect, diagnose: diagnoseRefusal });
  startUpload({ diagnose: diagnoseRefusal });
  startInspect();
  startDiagnose();
  onStatus(() => (byId("cap").textContent = longestInWords()));
  const status = await refresh();
  if (status) {
    showStatus(status);
    fillIn(status);
  }
  setInterval(refresh, POLL_EVERY);
}

start();
