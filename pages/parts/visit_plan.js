const plans = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let plan = plans.get(parentElement);
  if (plan?.language !== data.language) {
    plan = made(data);
    plans.set(parentElement, plan);
  }
  plan.send = setTriggerValue;
  plan.ids = [...data.plan.steps, ...data.plan.unlocated].map((step) => step.id);
  const shown = plan.ids.length ? plan.section : plan.instead;
  if (parentElement.firstChild !== shown) parentElement.replaceChildren(shown);
  plan.notice.textContent = data.plan.notice;
  takeOverStart(plan, data);
  redraw(plan.body, route(plan, data), doors(plan, data));
  plan.said.textContent = data.said;
  goOn(plan);
  if (data.file && plan.delivered !== data.file.number) {
    plan.delivered = data.file.number;
    deliver(data.file);
  }
  printOnce(plan, data);
}

// Title, notice and the field for the start are made once: an answer that comes while somebody
// types takes neither the letters nor the list of names away.
function made(data) {
  const t = data.texts;
  const plan = { language: data.language, printed: data.answered, asked: data.answered };
  plan.notice = h("p", { class: "wk-alert" });
  plan.body = h("div", {});
  plan.said = h("p", { class: "wk-note wk-noprint", role: "status" });
  plan.instead = h("p", { class: "wk-printonly" }, t.no_print);
  plan.section = h("section", { class: "wk-plan", "aria-labelledby": "wk-plan" },
    h("h3", { id: "wk-plan", tabindex: "-1" }, t.title), plan.notice, start(plan, data), plan.body, plan.said);
  return plan;
}

function start(plan, data) {
  const list = h("datalist", { id: "wk-starts" });
  plan.field = h("input", {
    type: "text", id: "wk-start", list: "wk-starts", placeholder: data.texts.start_hint, autocomplete: "off", maxlength: 100,
    "aria-describedby": "wk-start-note",
    onfocus: async () => {
      if (list.firstChild) return;
      const answer = await fetch(data.nearby_url);
      if (answer.ok) list.replaceChildren(...(await answer.json()).map(([, name]) => h("option", { value: name })));
    },
    onchange: () => setStart(plan, plan.field.value),
  });
  plan.unknown = h("p", { class: "wk-start-note", id: "wk-start-note", role: "alert" });
  plan.offered = h("p", { class: "wk-row" });
  return h("div", { class: "wk-filters wk-noprint" }, h("div", {}, h("label", { for: "wk-start", class: "wk-label" }, data.texts.start),
    plan.field, list, plan.unknown, plan.offered));
}

function setStart(plan, name) {
  plan.sent = plan.field.value = name;
  plan.send("start", name);
}

function takeOverStart(plan, { start, texts }) {
  if (document.activeElement !== plan.field || plan.field.value === plan.sent) plan.field.value = start.text;
  const said = start.is_known ? "" : start.offered.length ? texts.start_several : texts.start_unknown;
  if (plan.unknown.textContent !== said) plan.unknown.textContent = said;
  plan.field.setAttribute("aria-invalid", String(!start.is_known));
  redraw(plan.offered, ...start.offered.map((name) => h("button", { type: "button", class: "wk-button", "data-key": `start.${name}`, onclick: () => {
    plan.field.focus();
    setStart(plan, name);
  } }, bdi(name))));
}

// The numbers of homes are those in the files, where the start has none.
function route(plan, { plan: { start: begin, steps, unlocated, way_back: back, total, order }, texts: t }) {
  const item = (step, number) => h("li", number ? { value: number } : {},
    step.way ? h("span", { class: "wk-lines" }, step.way, h("br")) : null,
    h("strong", {}, bdi(step.name)), " ", h("button", {
      type: "button", class: "wk-link wk-noprint wk-remove", "data-key": `remove.${step.id}`, "aria-label": fill(t.remove, { name: step.name }),
      onclick: () => leave(plan, step.id, () => plan.send("remove", step.id)),
    }, "×"), h("br"), step.address ? bdi(step.address) : null, step.address ? " · " : null, h("bdi", {}, step.where),
    h("div", { class: "wk-printonly" }, step.facts.map((fact) => h("p", {}, fact))));
  return [
    steps.length ? h("ol", { class: "wk-steps" }, begin ? h("li", { class: "wk-begin" }, bdi(begin)) : null, steps.map((step, index) => item(step, index + 1))) : null,
    back ? h("p", {}, t.back, " ", back) : null,
    total ? h("p", {}, h("strong", {}, total), " ", order) : null,
    unlocated.length ? [h("h4", {}, t.unlocated), h("ul", { class: "wk-steps" }, unlocated.map((step) => item(step)))] : null,
  ].flat();
}

function doors(plan, { plan: { inexact }, formats, texts: t }) {
  const button = (key, style, text, onclick, described) => h("button", { type: "button", class: style, "data-key": key, onclick, "aria-describedby": described }, text);
  return h("div", { class: "wk-noprint" }, h("p", { class: "wk-note", id: "wk-inexact" }, inexact), h("div", { class: "wk-row" },
    formats.map((format) => button(`export.${format}`, "wk-button", fill(t.save, { format: format.toUpperCase() }),
      () => plan.send("export", format), format === "gpx" && inexact ? "wk-inexact" : undefined)),
    button("print", "wk-button", t.print, () => plan.send("print", ++plan.asked)),
    button("clear", "wk-link", t.clear, () => leave(plan, plan.ids[0], () => plan.send("clear", true)))));
}

// Whoever takes a home out goes on at the next one, else at the box of the home in the list.
function leave(plan, id, send) {
  const at = plan.ids.indexOf(id);
  const next = plan.ids[at + 1] ?? plan.ids[at - 1];
  plan.left = { id, keys: [`remove.${next}`, `box.${id}`] };
  send();
}

function goOn(plan) {
  if (!plan.left || plan.ids.includes(plan.left.id)) return;
  const found = plan.left.keys.map((key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean);
  plan.left = undefined;
  if (document.activeElement === document.body) found?.focus();
}

// Printing is written down first; the answer carries the number of the wish, and is obeyed once.
function printOnce(plan, data) {
  if (data.answered !== plan.asked || plan.printed === data.answered) return;
  plan.printed = data.answered;
  setTimeout(() => window.print());
}
