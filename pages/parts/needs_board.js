const boards = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let board = boards.get(parentElement);
  if (!board) {
    board = { said: h("p", { class: "wk-said", role: "alert", tabindex: "-1" }), form: h("div", {}), list: h("div", {}), answers: data.answers };
    boards.set(parentElement, board);
    parentElement.replaceChildren(h("section", { class: "wk-board" }, board.said, board.form, board.list));
  }
  board.send = setTriggerValue;
  // Set only where it differs, or it would be read out again with every answer.
  if (board.said.textContent !== data.said) board.said.textContent = data.said;
  board.said.hidden = !data.said;
  // A form somebody is filling in is only replaced by the answer to it.
  if (!data.form) board.form.replaceChildren(...(data.no_form ? [h("p", { class: "wk-unknown" }, data.no_form)] : []));
  else if (board.saves !== data.saves) fillIn(board, data, data.draft ?? {}, data.wrong);
  board.saves = data.saves;
  redraw(board.list, h("h2", {}, data.heading), data.cards.length ? h("ul", { class: "wk-cards" }, data.cards.map((card) => item(card, board, data)))
    : h("p", { class: "wk-empty" }, data.nothing));
  if (board.answers !== data.answers) (board.form.querySelector("[aria-invalid]") ?? board.said).focus();
  board.answers = data.answers;
}

function item(card, board, data) {
  const t = data.texts;
  return h("li", {}, h("article", { class: "wk-card wk-need" }, h("div", { class: "wk-card-text" },
    h("h3", {}, card.wish.kind, " · ", bdi(card.site)),
    h("p", { class: "wk-card-kind" }, bdi(card.district), [card.wish.people, card.wish.time, card.wish.language, card.until].filter(Boolean).map((text) => [" · ", text])),
    h("p", { class: "wk-text", dir: "auto" }, card.text),
    h("p", { class: "wk-ways" }, card.answer, card.contacts.map(([label, link]) => [" ", h("a", {
      href: link.href, "aria-label": `${label}: ${link.text}`, rel: "noopener noreferrer", target: link.href.startsWith("http") ? "_blank" : undefined,
    }, h("bdi", { dir: "ltr" }, link.text))])),
    card.draft ? h("p", { class: "wk-row wk-noprint" },
      h("button", { type: "button", class: "wk-button", "data-key": `edit.${card.id}`, onclick: () => edit(card, board, data) }, t.edit),
      h("button", { type: "button", class: "wk-button", "data-key": `withdraw.${card.id}`, onclick: (event) => ask(event.target, card, board, t) }, t.withdraw)) : null)));
}

function edit(card, board, data) {
  fillIn(board, data, { ...card.draft, id: card.id, version: card.version });
  board.form.querySelector("summary").scrollIntoView();
  board.form.querySelector("textarea").focus();
}

// What cannot be undone is asked once more, in the place of the button.
function ask(button, card, board, t) {
  const sure = h("button", { type: "button", class: "wk-button wk-main", "data-key": `sure.${card.id}`,
    onclick: () => board.send("withdraw", { id: card.id, version: card.version }) }, t.sure);
  const keep = h("button", { type: "button", class: "wk-link", onclick: () => { sure.replaceWith(button); keep.remove(); button.focus(); } }, t.keep);
  button.replaceWith(sure);
  sure.after(keep);
  sure.focus();
}

function fillIn(board, data, draft, wrong = []) {
  const t = data.texts;
  const { form: offers } = data;
  const known = (name) => ({ name, id: `wk-need-${name}`, "aria-invalid": wrong.includes(name) ? "true" : undefined });
  const option = ([value, label], name) => h("option", { value, selected: value === draft[name] }, label);
  const choose = h("option", { value: "" }, t.choose);
  const hint = (id, text) => h("p", { class: "wk-note", id }, text);
  const field = (name, ...nodes) => h("div", { class: "wk-field" }, h("label", { class: "wk-label", for: `wk-need-${name}` }, t.fields[name]), nodes);
  const text = h("textarea", { ...known("text"), rows: 3, maxlength: 500, required: true, "aria-describedby": "wk-need-hint" });
  text.value = draft.text ?? "";
  const number = (name, attributes) => h("input", { ...known(name), required: true, value: draft[name] ?? "", ...attributes });
  const fields = h("form", { class: "wk-need-form", onsubmit: (event) => submit(event, board, draft) },
    h("div", { class: "wk-field wk-whole" }, h("label", { class: "wk-label", for: "wk-need-site_id" }, t.fields.site_id),
      h("select", { ...known("site_id"), required: true }, offers.sites.length > 1 ? choose.cloneNode(true) : null, byDistrict(offers.sites, draft))),
    field("kind", h("select", { ...known("kind"), required: true }, choose, offers.kinds.map((pair) => option(pair, "kind")))),
    field("people", number("people", { type: "number", min: 1, max: 500, inputmode: "numeric", value: draft.people ?? 1, "aria-describedby": "wk-people-hint" }), hint("wk-people-hint", t.notes.people)),
    field("text", text, hint("wk-need-hint", t.text_hint)),
    field("time_of_week", h("select", known("time_of_week"), offers.times.map((pair) => option(pair, "time_of_week")))),
    field("language", h("select", known("language"), h("option", { value: "" }, t.any_language), offers.languages.map((pair) => option(pair, "language")))),
    field("valid_until", number("valid_until", { type: "date", min: offers.first_day, max: offers.last_day })),
    h("p", { class: "wk-row wk-whole" }, h("button", { class: "wk-button wk-main" }, draft.id ? t.save : t.post),
      draft.id ? h("button", { type: "button", class: "wk-link", onclick: () => cancel(board, data) }, t.cancel) : null));
  if (!draft.time_of_week) fields.elements.time_of_week.value = "any";
  const holder = h("details", { class: "wk-panel" }, h("summary", {}, draft.id ? t.changing : t.new), fields);
  holder.open = Object.keys(draft).length > 0;
  board.form.replaceChildren(holder);
  board.key = crypto.randomUUID?.() ?? String(Math.random());
}

function byDistrict(sites, draft) {
  const groups = new Map();
  for (const [value, name, district] of sites) {
    if (!groups.has(district)) groups.set(district, h("optgroup", { label: district }));
    groups.get(district).append(h("option", { value, selected: value === draft.site_id }, name));
  }
  return [...groups.values()];
}

function cancel(board, data) {
  fillIn(board, data, {});
  board.form.querySelector("summary").focus();
}

// Sent once: the button waits for the answer, which brings a new form.
function submit(event, board, draft) {
  event.preventDefault();
  event.target.querySelector(".wk-main").disabled = true;
  const values = Object.fromEntries(new FormData(event.target));
  board.send("save", { ...values, id: draft.id, version: draft.version, key: board.key });
}
