// A switch for one answer of a filter: facts confirmed within a year, and no others.

const FRESHNESS = "freshness ";
const CONFIRMED = "freshness confirmed";

function onlyConfirmed(bar, label) {
  const count = h("span", { class: "wk-count" });
  const box = h("input", { type: "checkbox", role: "switch", name: "only-confirmed", onchange: () => {
    for (const [key, option] of bar.boxes) {
      if (key.startsWith(FRESHNESS)) option.box.checked = key === CONFIRMED && box.checked;
    }
    bar.changed();
  } });
  bar.only = { box, count };
  return h("label", { class: "wk-box wk-only" }, box, h("span", { class: "wk-name" }, label), count);
}

function updateOnlyConfirmed(bar) {
  const chosen = [...bar.boxes].filter(([key, { box }]) => key.startsWith(FRESHNESS) && box.checked);
  const confirmed = bar.boxes.get(CONFIRMED);
  bar.only.box.checked = chosen.length === 1 && chosen[0][0] === CONFIRMED;
  bar.only.count.textContent = confirmed?.count.textContent ?? "";
  bar.only.box.parentElement.hidden = !confirmed;
}
