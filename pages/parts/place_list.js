export default function ({ parentElement, data, setTriggerValue }) {
  const send = (name, value) => setTriggerValue(name, value);
  let list = parentElement.querySelector(".wk-results");
  if (!list) {
    // The live region has to be there before its text changes, or nobody hears it.
    list = h("section", { class: "wk-results" }, h("p", { class: "wk-hidden", role: "status" }), h("h2", {}), h("div", {}));
    parentElement.replaceChildren(list);
  }
  const [live, heading, body] = list.children;
  for (const node of [live, heading]) if (node.textContent !== data.heading) node.textContent = data.heading;
  list.setAttribute("aria-label", data.texts.results);
  redraw(body, sorting(data, send), nothing(data, send),
    h("ul", { class: "wk-cards" }, data.cards.map((card) => item(card, data, send))),
    more(data, send), data.notes.map((note) => hint(note, send)));
  if (data.back_to) body.querySelector(`[data-key="${CSS.escape(data.back_to)}"]`)?.focus();
}

function sorting(data, send) {
  if (data.sorts.length < 2) return null;
  return h("p", { class: "wk-sort", role: "group", "aria-label": data.texts.sort }, data.sorts.map((sort) => h("button", {
    type: "button", class: "wk-link", "data-key": `sort.${sort.value}`, "aria-pressed": String(sort.chosen),
    onclick: () => send("sort", sort.value),
  }, sort.label)));
}

function item(card, data, send) {
  const badge = (text, style) => (text ? h("span", { class: `wk-badge ${style}` }, text) : null);
  return h("li", {}, h("article", { class: "wk-card" },
    symbol(data.looks[card.category_code]),
    h("div", { class: "wk-card-text" },
      h("h3", {}, h("button", {
        type: "button", class: "wk-card-name", "data-key": card.id, onclick: () => send("open", card.id),
      }, bdi(card.name))),
      h("p", { class: "wk-card-kind" }, card.category, " · ", h("bdi", {}, card.where)),
      card.offers ? h("p", { class: "wk-card-offers" }, card.offers) : null,
      card.programme.length ? h("ul", { class: "wk-card-programme" }, card.programme.map((line) => h("li", {}, h("bdi", {}, line)))) : null,
      h("p", { class: "wk-card-facts" }, badge(card.open_label, `wk-${card.open_state}`),
        badge(card.status, "wk-status"), badge(card.distance, "wk-distance"),
        ageLine(data.signs[card.age], card.age_label),
        h("span", { class: "wk-card-date" }, card.date)))));
}

function more(data, send) {
  if (!data.more) return null;
  return h("button", { type: "button", class: "wk-button wk-wide", "data-key": "more", onclick: () => send("more", true) }, data.more);
}

function nothing(data, send) {
  if (!data.nothing) return null;
  return h("div", { class: "wk-empty" }, h("p", {}, data.nothing),
    data.wider.length ? h("p", {}, data.texts.wider) : null,
    data.wider.map((way) => h("button", {
      type: "button", class: "wk-button", "data-key": `wider.${way.value}`, onclick: () => send("wider", way.value),
    }, way.label)));
}

function hint(note, send) {
  return h("p", { class: "wk-note" }, note.text, " ", note.action ? h("button", {
    type: "button", class: "wk-link", "data-key": note.value, onclick: () => send("wider", note.value),
  }, note.action) : null);
}
