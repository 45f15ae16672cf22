// How the page says amounts, and what a method does.

/** The library's texts begin in lower case, as errors do in Rust. */
export function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const UNITS = [["day", "d", 86400], ["hour", "h", 3600], ["minute", "min", 60], ["second", "s", 1]];

/** As people say it, and exactly: "8 days", "36 hours", "1 h 30 min"; seconds only where there are some. */
export function duration(seconds) {
  let rest = Math.max(0, Math.floor(seconds));
  const hours = rest / 3600;
  if (Number.isInteger(hours) && hours > 24 && hours < 72 && hours !== 48) return `${hours} hours`;
  const parts = [];
  for (const [name, short, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0) parts.push({ count, name, short });
  }
  if (parts.length > 1) return parts.map(({ count, short }) => `${count} ${short}`).join(" ");
  const [{ count, name }] = parts.length ? parts : [{ count: 0, name: "second" }];
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** "6 d 23:59:59", "14:59": for a clock that ticks. */
export function clock(seconds) {
  const rest = Math.max(0, Math.ceil(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const [days, hours] = [Math.floor(rest / 86400), Math.floor(rest / 3600) % 24];
  const end = `${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  if (days > 0) return `${days} d ${two(hours)}:${end}`;
  return hours > 0 ? `${hours}:${end}` : end;
}

export function bytes(count) {
  if (count < 1024) return `${count} B`;
  const step = Math.min(4, Math.floor(Math.log2(count) / 10));
  return `${(count / 1024 ** step).toFixed(1)} ${"KMGT"[step - 1]}iB`;
}

const METHODS = { GET: "Download", PUT: "Upload", HEAD: "Look", DELETE: "Delete", FORM: "Web form", POST: "Send" };

/** "Download (GET)": what a method does, beside its name. */
export function method(name) {
  const shown = name === "FORM" ? "POST" : name;
  return METHODS[name] ? `${METHODS[name]} (${shown})` : name;
}

const OPERATIONS = { GetObject: "Download", PutObject: "Upload", HeadObject: "Look", DeleteObject: "Delete" };

/** "Download (GET GetObject)": the same for a method with its operation. */
export function operation(name) {
  const word = OPERATIONS[name.split(" ")[1]];
  return word ? `${word} (${name})` : name;
}
