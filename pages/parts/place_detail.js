export default function ({ parentElement, data, setTriggerValue }) {
  const place = data.place;
  const panel = h("article", { class: "wk-detail", "aria-labelledby": "wk-detail-name" },
    h("button", { type: "button", class: "wk-link wk-back", "data-key": "close", onclick: () => setTriggerValue("close", true) },
      icon(data.icons.back), data.texts.back),
    head(place, { ...data, keep: () => setTriggerValue("keep", true) }), opening(place, data), programme(place, data), facts(place), whereabouts(place, data), contacts(place, data),
    historyOf(place, data), notKnown(place, data), words(place, data), sources(place, data), share(place, data));
  redraw(parentElement, panel);
  follow(parentElement, panel, place.id);
}

function head(place, data) {
  return h("header", {}, h("p", { class: "wk-card-kind" }, symbol(data.look), place.category),
    h("h2", { id: "wk-detail-name", tabindex: "-1" }, bdi(place.name)),
    place.operators.length ? h("p", { class: "wk-operator" }, bdi(place.operators.join("; "))) : null,
    h("p", { class: `wk-alert wk-alert-${place.status_code}` }, h("strong", {}, place.status), " – ", place.status_help),
    h("p", {}, ageLine(data.sign, fill(data.texts.age, { age: place.age_label }))),
    keeping(data));
}

// The visitor's own list stands in the address and nowhere else.
function keeping({ is_kept, is_full, icons, texts, keep }) {
  if (is_full && !is_kept) return h("p", { class: "wk-lines" }, texts.full);
  return h("button", { type: "button", class: "wk-button wk-noprint", "data-key": "keep", onclick: keep },
    icon(icons.keep), is_kept ? texts.drop : texts.keep);
}

function opening(place, data) {
  const { state, label, next, rows } = place.opening;
  return section(data.texts.hours,
    h("p", {}, h("span", { class: `wk-badge wk-${state}` }, label), " ", next),
    rows.length ? h("table", { class: "wk-week" }, h("tbody", {}, rows.map((row) => h("tr", { class: row.today ? "wk-today" : "" },
      h("th", { scope: "row" }, row.day), h("td", {}, row.hours))))) : h("p", { class: "wk-unknown" }, data.texts.hours_unknown));
}

function facts(place) {
  return place.facts.map((fact) => section(fact.label,
    fact.known ? h("ul", { class: "wk-tags" }, fact.values.map((value) => h("li", {}, value)))
      : h("p", { class: "wk-unknown" }, fact.values[0])));
}

function share(place, data) {
  const copied = h("span", { role: "status" });
  return section(data.texts.share, h("div", { class: "wk-share" },
    h("img", { src: place.qr, alt: data.texts.qr, width: 132, height: 132 }),
    h("div", {}, h("a", { class: "wk-address", href: place.address }, place.address),
      h("button", { type: "button", class: "wk-button", "data-key": "copy", onclick: () => copy(place.address, copied, data) },
        icon(data.icons.copy), data.texts.copy), copied)));
}

async function copy(address, said, data) {
  try {
    await navigator.clipboard.writeText(address);
    said.textContent = data.texts.copied;
  } catch {
    said.textContent = data.texts.copy_failed;
  }
}
