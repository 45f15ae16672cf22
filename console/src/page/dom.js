// What all panels of the page use. Text goes in as text: nothing here takes markup.

import { sentence } from "./words.js";

export const byId = (id) => document.getElementById(id);

/** An element with properties and children. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function chosen(root) {
  return root.querySelector("input:checked").value;
}

/** Tells those who listen to the form that the page itself changed it. */
export function changed(element) {
  element.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Scrolls to what came out, where the window is too small for it to be seen beside the form. */
export function reveal(element) {
  if (element.getBoundingClientRect().top > innerHeight * 0.6) element.scrollIntoView();
}

/** Tells it to those who do not see the page. */
export function say(text) {
  byId("said").textContent = text;
}

/** Shows one of the main panels. */
export function show(name) {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const isIt = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(isIt));
    tab.tabIndex = isIt ? 0 : -1;
    byId(tab.getAttribute("aria-controls")).hidden = !isIt;
  }
}

/** Tabs as the ARIA practices have them: arrows, Home and End move. */
export function startTabs() {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const nameOf = (tab) => tab.id.replace("tab-", "");
  const moves = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener("click", () => show(nameOf(tab)));
    tab.addEventListener("keydown", (event) => {
      const move = moves[event.key];
      if (move === undefined) return;
      event.preventDefault();
      const next = Number.isFinite(move)
        ? tabs[(at + move + tabs.length) % tabs.length]
        : tabs.at(move < 0 ? 0 : -1);
      show(nameOf(next));
      next.focus();
    });
  }
}

/** Rows of a name and a value, which can be added and removed. */
export function startRows(root, { legend, add, names }) {
  root.append(byId("rows-template").content.cloneNode(true));
  const list = make("datalist", { id: `${root.id}-names` });
  list.append(...names.map((value) => make("option", { value })));
  root.append(list);
  const rows = root.querySelector(".rows");
  const addRow = (name = "", value = "") => {
    const row = make("div", { className: "row" }, field("Name", name), field("Value", value));
    row.firstChild.setAttribute("list", list.id);
    const remove = make("button", { type: "button", className: "plain", textContent: "Remove" });
    remove.addEventListener("click", () => {
      row.remove();
      changed(rows);
      root.querySelector(".add").focus();
    });
    row.append(remove);
    rows.append(row);
    return row;
  };
  root.querySelector(".add").addEventListener("click", () => addRow().firstChild.focus());
  const name = (legendText, addText) => {
    root.querySelector("legend").textContent = legendText;
    root.querySelector(".add").textContent = addText;
  };
  name(legend, add);
  const fieldsOf = (row) => [...row.querySelectorAll("input")].map((input) => input.value);
  const values = () => [...rows.children].map(fieldsOf).filter(([text]) => text.trim() !== "");
  const fill = (list) => rows.replaceChildren(...list.map((pair) => addRow(...pair)));
  return { fill, name, values };
}

function field(label, value) {
  const input = make("input", { value, placeholder: label, autocomplete: "off", spellcheck: false });
  input.setAttribute("aria-label", label);
  return input;
}

/** A button that copies a text and says so. */
export function startCopy(button, text) {
  const name = button.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = "Copied";
      say("Copied");
    } catch {
      button.textContent = "Not allowed";
      say("The browser does not allow copying: select the text instead");
    }
    setTimeout(() => (button.textContent = name), 1500);
  });
}

/** What is wrong with a link, as list items. */
export function problemItems(problems) {
  return problems.map(({ text, isFatal }) => {
    const kind = make("strong", { textContent: isFatal ? "Error" : "Warning" });
    return make("li", { className: isFatal ? "fatal" : "warning" }, kind, ` ${sentence(text)}`);
  });
}

/** What is to be minded of a link that works: a list of `text`, and of the `tools` that it concerns. */
export function cautionItems(cautions) {
  return (cautions ?? []).map(({ text, tools }) => {
    const item = make("li", { className: "warning" }, make("strong", { textContent: "Caution" }), ` ${sentence(text)}`);
    const names = [tools ?? []].flat().join(", ");
    if (names) item.append(" ", make("span", { className: "tools", textContent: `(${names})` }));
    return item;
  });
}

const LOCAL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** An instant in the reader's own time, and in UTC, as nodes. */
export function instant(milliseconds) {
  const date = new Date(milliseconds);
  const utc = date.toISOString().replace(".000", "");
  return [`${LOCAL.format(date)} `, make("span", { className: "whole", textContent: `(${utc})` })];
}
