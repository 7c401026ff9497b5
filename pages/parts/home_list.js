const lists = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let list = lists.get(parentElement);
  if (!list) {
    list = { sent: data.answered, live: h("p", { class: "wk-hidden", role: "status" }), heading: h("h2", {}), body: h("div", {}), chosen_bar: h("p", { class: "wk-chosen", role: "status" }), unfolded: new Set() };
    lists.set(parentElement, list);
    parentElement.replaceChildren(h("section", { class: "wk-results" }, list.live, list.heading, list.body, list.chosen_bar));
  }
  list.chosen = new Set(data.answered === list.sent ? data.chosen : list.chosen);
  list.choose = (id, on) => {
    if (on) list.chosen.add(id);
    else list.chosen.delete(id);
    setTriggerValue("choose", { ids: [...list.chosen], number: ++list.sent });
  };
  for (const node of [list.live, list.heading]) if (node.textContent !== data.heading) node.textContent = data.heading;
  redraw(list.body, data.homes.length ? null : h("p", { class: "wk-empty" }, data.texts.nothing),
    h("ul", { class: "wk-cards" }, data.homes.map((home) => item(home, list, data, (id) => setTriggerValue("open", id)))));
  const jump = h("a", { class: "wk-link", href: "#wk-plan" }, data.texts.to_plan);
  if (list.said !== data.texts.chosen) list.chosen_bar.replaceChildren(...(data.texts.chosen ? [data.texts.chosen, " ", jump] : []));
  list.said = data.texts.chosen;
  if (data.back_to) list.body.querySelector(`[data-key="${CSS.escape(data.back_to)}"]`)?.focus();
}

function item(home, list, data, open) {
  const box = h("input", { type: "checkbox", "data-key": `box.${home.id}`, "aria-label": fill(data.texts.choose, { name: home.name }),
    onchange: (event) => list.choose(home.id, event.target.checked) });
  box.checked = list.chosen.has(home.id);
  const badge = (text, style) => (text ? h("span", { class: `wk-badge ${style}` }, text) : null);
  return h("li", {}, h("article", { class: "wk-card wk-home" },
    h("label", { class: "wk-pick" }, box),
    h("div", { class: "wk-card-text" },
      h("h3", {}, h("button", { type: "button", class: "wk-link wk-home-name", "data-key": home.id, onclick: () => open(home.id) }, bdi(home.name))),
      h("p", {}, home.address ? bdi(home.address) : h("span", { class: "wk-unknown" }, data.texts.no_address), " · ", h("bdi", {}, home.where)),
      home.operators.length ? h("p", { class: "wk-card-kind" }, bdi(home.operators.join("; "))) : null,
      h("p", { class: "wk-card-facts" }, badge(home.capacity, "wk-capacity"), badge(home.status, home.status_code === "open" ? "wk-fine" : "wk-status"),
        badge(home.needs, "wk-needs"), h("span", { class: "wk-card-date" }, home.date)),
      home.stop ? h("p", {}, home.stop, " ", h("span", { class: "wk-lines" }, home.lines)) : null,
      home.circles.length ? h("p", {}, data.texts.circles, " ", bdi(home.circles.join("; "))) : null,
      nearest(home, list, data))));
}

// What somebody unfolded stays so while the list is drawn anew.
function nearest(home, list, data) {
  const toggled = (event) => list.unfolded[event.target.open ? "add" : "delete"](home.id);
  return h("details", { class: "wk-near-home", open: list.unfolded.has(home.id), ontoggle: toggled },
    h("summary", { "data-key": `near.${home.id}` }, data.texts.nearest), h("dl", { class: "wk-contacts" }, home.nearest.map((kind) => [
    h("dt", {}, kind.label),
    h("dd", {}, kind.offers.length ? kind.offers.map((offer) => [bdi(offer.name), ` · ${offer.how_far}`]) : h("span", { class: "wk-unknown" }, kind.note)),
  ])));
}
