// Shared by all components: build nodes from data. Fields only ever become text or attributes that
// cannot run anything; there is no way from here to markup.
function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "href") node.setAttribute("href", safeHref(value));
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== "" && child !== undefined));
  return node;
}

function safeHref(address) {
  return /^(https?|tel|mailto|geo):/i.test(address) || OWN_PAGE.test(address) || /^#[\w-]+$/.test(address) ? address : "#";
}

// Pages of this map, relative to the page itself: a name and parameters, nothing that leads away.
const OWN_PAGE = /^((\.\/|[a-z-]+)\?|t\/[a-z-]+\/[a-z]*\??)[\w%&=.+-]*$/;

// Names and addresses are German and keep their own direction inside a text of another language.
function bdi(text) {
  return h("bdi", { lang: "de" }, text);
}

// Icons are drawings from an installed package, never from data.
function icon(svg) {
  const holder = h("span", { class: "wk-icon", "aria-hidden": "true" });
  holder.innerHTML = svg;
  return holder;
}

function symbol(svg) {
  const holder = icon(svg);
  holder.classList.add("wk-symbol");
  return holder;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (found, name) => values[name] ?? found);
}

// A list is drawn anew with every answer; whoever stood on one of its buttons goes on from there.
function redraw(parent, ...children) {
  const focused = parent.contains(document.activeElement) && document.activeElement.dataset.key;
  parent.replaceChildren(...children.flat().filter(Boolean));
  if (focused) parent.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
