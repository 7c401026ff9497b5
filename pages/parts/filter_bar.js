const SEND_AFTER_MS = 300;
const roots = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let bar = roots.get(parentElement);
  if (!bar || bar.language !== data.language) {
    bar = build(parentElement, data);
    roots.set(parentElement, bar);
  }
  // The server says which form it answers, so that a late answer takes no newer choice back.
  bar.send = (form) => setTriggerValue("change", { ...form, number: ++bar.sent });
  bar.sendPosition = (position) => setTriggerValue("position", position);
  update(bar, data);
}

function build(parent, data) {
  const bar = { language: data.language, sent: data.answered, boxes: new Map(), nearby: new Map() };
  const t = data.texts;
  bar.text = h("input", {
    type: "search", id: "wk-search", placeholder: t.search_hint, autocomplete: "off", maxlength: 200,
    oninput: () => later(bar), onchange: () => now(bar),
  });
  bar.chips = h("ul", { class: "wk-chips", "aria-label": t.chips });
  const [needs, openings, ...others] = data.facets;
  parent.replaceChildren(h("search", { class: "wk-filters" },
    h("div", {}, h("label", { for: "wk-search", class: "wk-label" }, t.search), bar.text),
    tiles(bar, needs),
    h("div", { class: "wk-panels" },
      panel(t.near, buildNear(bar, data)),
      panel(openings.label, tiles(bar, openings)),
      panel(t.more, others.map((facet) => boxes(bar, facet)))),
    bar.chips));
  return bar;
}

function panel(label, ...content) {
  return h("details", { class: "wk-panel" }, h("summary", {}, label), content);
}

function tiles(bar, facet) {
  return h("fieldset", { class: `wk-tiles wk-tiles-${facet.name}` }, h("legend", { class: "wk-label" }, facet.label),
    h("div", { class: "wk-row" }, facet.options.map((option) => choice(bar, facet, option, "wk-tile"))));
}

function boxes(bar, facet) {
  const rows = facet.options.flatMap((option, position) => [
    option.group && option.group !== facet.options[position - 1]?.group ? h("p", { class: "wk-group" }, option.group) : null,
    choice(bar, facet, option, "wk-box"),
  ]);
  return h("details", { class: "wk-facet" }, h("summary", {}, facet.label),
    h("fieldset", {}, h("legend", { class: "wk-hidden" }, facet.label), rows,
      facet.note ? h("p", { class: "wk-note" }, facet.note) : null));
}

function choice(bar, facet, option, style) {
  const box = h("input", { type: "checkbox", name: facet.name, value: option.value, onchange: () => now(bar) });
  const count = h("span", { class: "wk-count" });
  bar.boxes.set(`${facet.name} ${option.value}`, { box, count });
  return h("label", { class: style }, box, option.look ? symbol(option.look) : null,
    h("span", { class: "wk-name" }, option.label), count);
}

function buildNear(bar, data) {
  const t = data.texts;
  const list = h("datalist", { id: "wk-nearby" });
  bar.near = h("input", {
    type: "text", id: "wk-near", list: "wk-nearby", placeholder: t.near_hint, autocomplete: "off", maxlength: 100,
    onfocus: () => loadNearby(bar, list, data.nearby_url), onchange: () => chooseNear(bar, t),
  });
  bar.locate = h("button", { type: "button", class: "wk-button", onclick: () => locate(bar, t) },
    icon(data.locate_icon), t.locate);
  bar.within = h("select", { id: "wk-within", "aria-label": t.within, onchange: () => now(bar) },
    h("option", { value: "0" }, t.any_distance),
    data.radii.map((radius) => h("option", { value: radius.value }, radius.label)));
  bar.nearNote = h("p", { class: "wk-note", role: "status" });
  return h("div", { class: "wk-near" }, h("label", { for: "wk-near", class: "wk-hidden" }, t.near),
    h("div", { class: "wk-row" }, bar.near, bar.locate, bar.within), list, bar.nearNote);
}

// 600 names are worth fetching only for those who look for one.
async function loadNearby(bar, list, address) {
  if (bar.nearby.size) return;
  const answer = await fetch(address);
  if (!answer.ok) return;
  for (const [value, name] of await answer.json()) bar.nearby.set(name, value);
  list.replaceChildren(...[...bar.nearby.keys()].map((name) => h("option", { value: name })));
}

function chooseNear(bar, t) {
  const wanted = bar.near.value.trim();
  const name = bar.nearby.has(wanted) ? wanted : [...bar.nearby.keys()].find(
    (known) => wanted && known.toLocaleLowerCase().startsWith(wanted.toLocaleLowerCase()));
  bar.nearNote.textContent = wanted && !name ? fill(t.near_unknown, { name: wanted }) : "";
  if (!wanted || name) {
    bar.nearValue = name ? bar.nearby.get(name) : "";
    now(bar);
  }
}

function locate(bar, t) {
  const failed = () => { bar.nearNote.textContent = t.locate_failed; };
  if (!navigator.geolocation) return failed();
  bar.nearNote.textContent = t.locating;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    bar.nearNote.textContent = "";
    bar.sendPosition({ lat: coords.latitude, lon: coords.longitude, accuracy_m: Math.max(coords.accuracy, 1) });
  }, failed, { timeout: 15000, maximumAge: 60000 });
}

// The whole form each time: an answer on its way can then never swallow a second click.
function form(bar) {
  const facets = {};
  for (const [key, { box }] of bar.boxes) {
    const name = key.split(" ")[0];
    facets[name] ??= [];
    if (box.checked) facets[name].push(box.value);
  }
  return { text: bar.text.value, facets, near: bar.nearValue, within_m: Number(bar.within.value) };
}

function now(bar) {
  clearTimeout(bar.timer);
  bar.send(form(bar));
}

function later(bar) {
  clearTimeout(bar.timer);
  bar.timer = setTimeout(() => now(bar), SEND_AFTER_MS);
}

function update(bar, data) {
  for (const facet of data.facets) {
    for (const option of facet.options) {
      const { box, count } = bar.boxes.get(`${facet.name} ${option.value}`);
      count.textContent = option.count;
      box.parentElement.classList.toggle("wk-none", option.none && !option.chosen);
    }
  }
  drawChips(bar, data);
  if (data.answered === bar.sent) takeOver(bar, data);
}

function takeOver(bar, data) {
  if (document.activeElement !== bar.text) bar.text.value = data.text;
  for (const facet of data.facets) {
    for (const option of facet.options) {
      bar.boxes.get(`${facet.name} ${option.value}`).box.checked = option.chosen;
    }
  }
  bar.nearValue = data.near.value;
  if (document.activeElement !== bar.near) bar.near.value = data.near.label;
  bar.within.value = String(data.within_m);
  bar.within.hidden = !data.near.value;
}

function drawChips(bar, data) {
  const chips = data.chips.map((chip) => h("li", {}, h("button", {
    type: "button", class: "wk-chip", "data-key": `${chip.name}.${chip.value}`,
    "aria-label": fill(data.texts.remove, { label: chip.label }),
    onclick: () => bar.send({ ...form(bar), remove: chip }),
  }, chip.label, icon(data.remove_icon))));
  const all = h("li", {}, h("button", {
    type: "button", class: "wk-chip wk-clear", "data-key": "clear", onclick: () => bar.send({ clear: true }),
  }, data.texts.clear));
  redraw(bar.chips, chips, chips.length ? all : null);
  bar.chips.hidden = !chips.length;
}
