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
  bar.form = () => form(bar);
  bar.changed = () => now(bar);
  const t = data.texts;
  bar.text = h("input", {
    type: "search", id: "wk-search", placeholder: t.search_hint, autocomplete: "off", maxlength: 200,
    oninput: () => later(bar), onchange: () => now(bar),
  });
  bar.chips = h("ul", { class: "wk-chips", "aria-label": t.chips });
  const [needs, openings, ...rest] = data.facets;
  const others = rest.filter((facet) => !data.of_programme.includes(facet.name));
  parent.replaceChildren(h("search", { class: "wk-filters" },
    h("div", {}, h("label", { for: "wk-search", class: "wk-label" }, t.search), bar.text),
    tiles(bar, needs),
    onlyConfirmed(bar, t.only_confirmed),
    h("div", { class: "wk-panels" },
      panel(t.near, buildNear(bar, data)),
      panel(openings.label, tiles(bar, openings)),
      programmePanel(bar, data),
      panel(t.more, others.map((facet) => boxes(bar, facet)))),
    bar.chips));
  return bar;
}

function programmePanel(bar, data) {
  const facets = data.facets.filter((facet) => data.of_programme.includes(facet.name) && facet.options.length);
  if (!facets.length) return null;
  return panel(data.texts.programme, h("div", { class: "wk-programme-filters" }, facets.map((facet) => tiles(bar, facet))),
    h("p", { class: "wk-note" }, data.texts.programme_note));
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

function form(bar) {
  return { text: bar.text.value, facets: chosenFacets(bar), near: bar.nearValue, within_m: Number(bar.within.value) };
}

function now(bar) {
  clearTimeout(bar.timer);
  bar.timer = null;
  bar.send(form(bar));
}

function later(bar) {
  clearTimeout(bar.timer);
  bar.timer = setTimeout(() => now(bar), SEND_AFTER_MS);
}

function update(bar, data) {
  updateCounts(bar, data);
  drawChips(bar, data);
  if (data.answered === bar.sent) takeOver(bar, data);
  updateOnlyConfirmed(bar);
}

function words(text) {
  return text.trim().replace(/\s+/g, " ");
}

function takeOver(bar, data) {
  // Whoever is typing keeps every space; who went back in the browser sees what is asked there.
  const isTyping = bar.timer || (document.activeElement === bar.text && words(bar.text.value) === words(data.text));
  if (!isTyping) bar.text.value = data.text;
  takeOverFacets(bar, data);
  bar.nearValue = data.near.value;
  if (document.activeElement !== bar.near) bar.near.value = data.near.label;
  bar.within.value = String(data.within_m);
  bar.within.hidden = !data.near.value;
}
