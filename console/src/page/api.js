// The console's own API.

/** A refusal, in the words of the server. */
export class Refusal extends Error {
  constructor(error) {
    super(error.message);
    this.code = error.code;
    this.maxSeconds = error.maxSeconds;
  }
}

/** Posts to the API; without a body it gets. */
export async function call(path, body) {
  const options = body && {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(`/api/${path}`, options);
  } catch {
    throw new Refusal({ code: "gone", message: "The console does not answer: is it still running?" });
  }
  const json = await answer.json();
  if (!answer.ok) throw new Refusal(json.error);
  return json;
}
