// The things a visitor sees and touches on the map. Every name is set as text, never as markup:
// only the symbols, which come from our own table and the icon package, are parsed.

const PLACE_PX = 34;
const SELECTED_PX = 46;
const FAN_STEP_PX = 42;

/** A button that is pressed by a click, a tap or the keyboard, but not by the end of a drag. */
function pressable(map, className, name, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.dir = "auto";
  button.title = name;
  button.setAttribute("aria-label", name);
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    const dragged = event.detail > 0 && map.dragging.moved(); // the keyboard has detail 0
    if (!dragged) press(event);
  });
  button.addEventListener("dblclick", (event) => event.stopPropagation());
  return button;
}

/** Put an element on the map; `anchor` is the pixel of it that stands on the point. */
function standing(map, element, latlng, size, { anchor = [size / 2, size / 2], ...options } = {}) {
  const look = { html: element, className: "", iconSize: [size, size], iconAnchor: anchor };
  const still = { interactive: false, keyboard: false }; // the element has its own handlers
  const mark = L.marker(latlng, { icon: L.divIcon(look), ...still, ...options });
  element.addEventListener("focus", () => {
    // Whoever walks through the marks by keyboard sees where they are.
    if (element.matches(":focus-visible")) map.panInside(latlng, { padding: [60, 60] });
  });
  return mark;
}

function parsedSymbol(markup) {
  return new DOMParser().parseFromString(markup, "text/html").body.firstChild;
}

function placeName(data, index) {
  const parts = [data.names[index], data.categories[data.category[index]].label];
  if (!data.precise[index]) parts.push(data.texts.approximate);
  parts.push(data.ages[data.age[index]].label);
  return parts.join(", ");
}

function placeButton(map, data, index, className, press) {
  const button = pressable(map, className, placeName(data, index), press);
  const { solid, approximate } = data.categories[data.category[index]];
  const age = document.createElement("span");
  age.className = "age";
  age.append(parsedSymbol(data.ages[data.age[index]].sign));
  button.append(parsedSymbol(data.precise[index] ? solid : approximate), age);
  return button;
}

function placeMark(map, data, index, latlng, press) {
  return standing(map, placeButton(map, data, index, "place", press), latlng, PLACE_PX);
}

/** The selected place stands above its point on a stem, so that it hides no neighbour. */
function selectedMark(map, data, index, latlng, press) {
  const button = placeButton(map, data, index, "place selected", press);
  button.setAttribute("aria-current", "true");
  const anchor = [SELECTED_PX / 2, SELECTED_PX + 12];
  return standing(map, button, latlng, SELECTED_PX, { anchor, zIndexOffset: 10000 });
}

function groupMark(map, data, group, latlng, { name, expanded, press }) {
  const size = Math.round(34 + 6 * Math.log10(group.members.length));
  const button = pressable(map, "group", name, press);
  if (expanded !== undefined) button.setAttribute("aria-expanded", String(expanded));
  button.textContent = data.written(group.members.length);
  button.style.setProperty("--ring", categoryRing(data, group.members));
  return standing(map, button, latlng, size, { zIndexOffset: 100 });
}

/** Arcs in the colours of a group's categories, the most frequent first. */
function categoryRing(data, members) {
  const counts = new Map();
  for (const index of members) {
    counts.set(data.category[index], (counts.get(data.category[index]) ?? 0) + 1);
  }
  const arcs = [];
  let end = 0;
  for (const [category, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    const start = end;
    end += (100 * count) / members.length;
    const { colour } = data.categories[category];
    const shade = `color-mix(in srgb, ${colour} var(--symbol-strength), white)`;
    arcs.push(`${shade} ${start}% ${end - 1}%`, `var(--paper) 0 ${end}%`);
  }
  return `conic-gradient(${arcs.join(", ")})`;
}

/** Pixel offsets for marks that share a point: one ring for a few, a spiral for many. */
function fanOffsets(count) {
  const offsets = [];
  const ring = Math.max(FAN_STEP_PX, (count * FAN_STEP_PX) / (2 * Math.PI));
  let angle = -Math.PI / 2;
  let radius = count <= 10 ? Math.max(ring, 52) : 56;
  for (let k = 0; k < count; k++) {
    offsets.push(L.point(radius * Math.cos(angle), radius * Math.sin(angle)));
    if (count <= 10) {
      angle += (2 * Math.PI) / count;
    } else {
      const step = FAN_STEP_PX / radius;
      angle += step;
      radius += (FAN_STEP_PX * step) / (2 * Math.PI);
    }
  }
  return offsets;
}

function hereMark(map, latlng, name) {
  const dot = document.createElement("div");
  dot.className = "here";
  dot.title = name;
  dot.setAttribute("role", "img");
  dot.setAttribute("aria-label", name);
  return standing(map, dot, latlng, 22, { zIndexOffset: 9000 });
}
