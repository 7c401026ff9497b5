const steps = new WeakMap();

// Going back closes the home. The step in the history names nothing: the address stays as it is.
function closeByGoingBack(parentElement, close) {
  if (!steps.has(parentElement)) {
    history.pushState({ ...history.state, home: true }, "", location.href);
    window.addEventListener("popstate", () => steps.get(parentElement)?.(), { once: true });
  }
  steps.set(parentElement, () => parentElement.isConnected && close());
}

export default function ({ parentElement, data, setTriggerValue }) {
  closeByGoingBack(parentElement, () => setTriggerValue("close", true));
  const home = data.home;
  const t = data.texts;
  const panel = h("article", { class: "wk-detail", "aria-labelledby": "wk-detail-name" },
    h("button", { type: "button", class: "wk-link wk-back", "data-key": "close", onclick: () => history.back() },
      icon(data.icons.back), t.back),
    h("header", {}, h("h2", { id: "wk-detail-name", tabindex: "-1" }, bdi(home.name)),
      home.operators.length ? h("p", { class: "wk-operator" }, bdi(home.operators.join("; "))) : null,
      h("p", { class: `wk-alert wk-alert-${home.status_code}` }, h("strong", {}, home.status), " – ", home.status_help)),
    h("p", { class: "wk-alert" }, t.careful),
    section(t.capacity, h("p", {}, home.capacity)),
    whereabouts(home, data),
    section(t.needs, data.needs.length ? h("ul", {}, data.needs.map((need) => h("li", {}, h("strong", {}, need.wish.kind), ": ", bdi(need.text), " ",
      h("span", { class: "wk-lines" }, need.until)))) : h("p", { class: "wk-unknown" }, t.no_needs)),
    contacts(home, data),
    circles(home, data), nearest(home, data), sources(home, data));
  redraw(parentElement, panel);
  follow(parentElement, panel, home.id);
}

function circles(home, data) {
  return section(data.texts.circles, home.circles.length ? home.circles.map((tie) => h("div", { class: "wk-tie" },
    h("p", {}, h("strong", {}, bdi(tie.name))), h("p", { class: "wk-note" }, tie.basis),
    tie.contacts.length ? h("p", { class: "wk-ways" }, tie.contacts.map(([label, link]) => h("a", {
      href: link.href, "aria-label": `${label}: ${link.text}`, rel: "noopener noreferrer", target: link.href.startsWith("http") ? "_blank" : undefined,
    }, h("bdi", { dir: "ltr" }, link.text)))) : h("p", { class: "wk-unknown" }, data.texts.no_contact)))
    : h("p", { class: "wk-unknown" }, data.texts.no_circles));
}

function nearest(home, data) {
  return section(data.texts.nearest, h("dl", { class: "wk-kinds" }, home.nearest.map((kind) => [h("dt", {}, kind.label),
    kind.offers.length ? kind.offers.map((offer) => h("dd", {}, h("a", { href: `./?lang=${data.language}&place=${encodeURIComponent(offer.id)}`, target: "_blank", rel: "noopener noreferrer" }, bdi(offer.name)),
      h("span", { class: "wk-lines" }, ` · ${offer.how_far}`))) : h("dd", { class: "wk-unknown" }, kind.note)])));
}
