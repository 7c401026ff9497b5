// Sections that the sheets of places and of homes share.

function section(title, ...content) {
  return h("section", {}, h("h3", {}, title), ...content);
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

// A reader follows to what was opened, once, and is not pulled back by later answers.
const followed = new WeakMap();

function follow(parent, panel, id) {
  if (followed.get(parent) === id) return;
  followed.set(parent, id);
  panel.querySelector("h2").focus({ preventScroll: true });
  if (panel.getBoundingClientRect().top < 0) panel.scrollIntoView();
}
