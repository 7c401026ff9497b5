const drawn = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const place = data.place;
  const panel = h("article", { class: "wk-detail", "aria-labelledby": "wk-detail-name" },
    h("button", { type: "button", class: "wk-link wk-back", "data-key": "close", onclick: () => setTriggerValue("close", true) },
      icon(data.icons.back), data.texts.back),
    head(place, data), opening(place, data), facts(place), whereabouts(place, data), contacts(place, data),
    sources(place, data), share(place, data));
  redraw(parentElement, panel);
  // A reader follows to what was opened, once, and is not pulled back by later answers.
  if (drawn.get(parentElement) !== place.id) {
    drawn.set(parentElement, place.id);
    panel.querySelector("h2").focus({ preventScroll: true });
    if (panel.getBoundingClientRect().top < 0) panel.scrollIntoView();
  }
}

function section(title, ...content) {
  return h("section", {}, h("h3", {}, title), ...content);
}

function head(place, data) {
  return h("header", {}, h("p", { class: "wk-card-kind" }, symbol(data.look), place.category),
    h("h2", { id: "wk-detail-name", tabindex: "-1" }, bdi(place.name)),
    place.operators.length ? h("p", { class: "wk-operator" }, bdi(place.operators.join("; "))) : null,
    h("p", { class: `wk-alert wk-alert-${place.status_code}` }, h("strong", {}, place.status), " – ", place.status_help));
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

function whereabouts(place, data) {
  const spot = place.whereabouts;
  return section(data.texts.where,
    spot.address.length ? h("address", {}, spot.address.map((line) => h("div", {}, bdi(line)))) : null,
    h("p", {}, h("bdi", {}, spot.district)),
    spot.distance ? h("p", {}, spot.distance) : null,
    h("p", { class: spot.is_exact ? "" : "wk-about" }, spot.precision),
    spot.stop ? h("p", {}, spot.stop, h("br"), h("span", { class: "wk-lines" }, spot.lines)) : null,
    links(spot.directions, data.texts.leaves));
}

function links(found, title) {
  if (!found.length) return null;
  return h("p", { class: "wk-links" }, found.map((link) => h("a", {
    class: "wk-button", href: link.href, target: "_blank", rel: "noopener noreferrer", title,
  }, link.text)));
}

function contacts(place, data) {
  if (!place.contacts.length) return section(data.texts.contact, h("p", { class: "wk-unknown" }, data.texts.no_contact));
  return section(data.texts.contact, h("dl", { class: "wk-contacts" }, place.contacts.map(([label, link]) => [
    h("dt", {}, label), h("dd", { dir: "ltr" }, h("a", { href: link.href, rel: "noopener noreferrer",
      target: link.href.startsWith("http") ? "_blank" : undefined }, link.text)),
  ]).flat()));
}

function sources(place, data) {
  return section(data.texts.sources, h("p", {}, place.date),
    h("ul", { class: "wk-sources" }, place.sources.map((link) => h("li", {},
      h("a", { href: link.href, target: "_blank", rel: "noopener noreferrer" }, bdi(link.text))))));
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
