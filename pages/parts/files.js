const parts = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let own = parts.get(parentElement);
  if (!own) {
    own = { number: 0, box: h("div", { class: "wk-cover wk-files" }), note: h("p", { class: "wk-note", role: "alert" }) };
    parts.set(parentElement, own);
    parentElement.replaceChildren(own.box, own.note);
  }
  redraw(own.box, h("div", { class: "wk-row" },
    data.buttons.map((one) => h("button", { type: "button", class: "wk-button", "data-key": `save.${one.value}`, onclick: () => setTriggerValue("save", one.value) }, one.label)),
    data.open ? opener(own, data.open, setTriggerValue) : null));
  if (data.file && own.delivered !== data.file.number) {
    own.delivered = data.file.number;
    deliver(data.file);
  }
}

// The file is read here and its text sent: the server has no door for uploads.
function opener(own, { label, accept, largest, too_large }, send) {
  const input = h("input", { type: "file", accept, class: "wk-hidden", "aria-label": label, "data-key": "open", onchange: async () => {
    const [file] = input.files;
    if (!file) return;
    own.note.textContent = file.size > largest ? too_large : "";
    if (file.size <= largest) send("open", { text: await file.text(), number: ++own.number });
    input.value = "";
  } });
  return h("label", { class: "wk-button wk-open-file" }, input, label);
}
