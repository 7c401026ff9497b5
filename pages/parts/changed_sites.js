export default function ({ parentElement, data, setTriggerValue }) {
  const { texts } = data;
  const button = (label, name, key, value) => h("button", {
    type: "button", class: "wk-link", "data-key": `${name}.${key}`, "aria-label": `${label}: ${data.added[value] ?? ""}`,
    onclick: () => setTriggerValue(name, value),
  }, label);
  const added = (label, k) => h("li", {}, h("strong", {}, h("bdi", {}, label)), h("span", { class: "wk-row" },
    ["edit", "move", "remove"].map((name) => button(texts[name], name, k, k))));
  const closed = ({ id, label }) => h("li", {}, h("strong", {}, h("bdi", {}, label)), h("button", {
    type: "button", class: "wk-link", "data-key": `reopen.${id}`, "aria-label": `${texts.reopen}: ${label}`, onclick: () => setTriggerValue("reopen", id),
  }, texts.reopen));
  let list = parentElement.querySelector(".wk-changed");
  if (!list) {
    list = h("ul", { class: "wk-cover wk-changed", "aria-label": texts.list });
    parentElement.replaceChildren(list);
  }
  redraw(list, data.added.map(added), data.closed.map(closed));
}
