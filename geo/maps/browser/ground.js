// What lies under the places: the water for orientation, and the districts with their names.

const RIVER_M = 80;
const METRES_PER_PX_AT_ZOOM_0 = 156543;
const FAR_BELOW_ZOOM = 11; // only the names of districts, without their numbers
const LABEL_REACH_PX = 320; // the widest name, shifted as far as it may be, stays within
const LABEL_FORMS = ["wide", "stacked", "bare"];
const LABEL_SHIFTS_PX = shiftsByDistance(range(-60, 60, 12), range(-72, 72, 12));

class Ground {
  constructor(map, data, pick) {
    this.map = map;
    this.data = data;
    this.labels = new Map();
    this.outlines = new Map();
    this.layers = L.layerGroup().addTo(map);
    for (const district of data.districts) this.addDistrict(district, (event) => pick(district.number, event));
    this.water = L.geoJSON(data.water, { interactive: false, className: "water", pane: "water" });
    this.layers.addLayer(this.water);
    this.fitZoom();
  }

  addDistrict(district, press) {
    const outline = L.geoJSON(district.outline, { className: "district" }).on("click", press);
    this.outlines.set(district.number, outline);
    this.layers.addLayer(outline);
    const button = pressable(this.map, "district-label wide", district.name, (event) =>
      press({ latlng: this.landUnder(event, district) }),
    );
    // The words inside are the button's name: a label of its own would hide the number.
    button.removeAttribute("aria-label");
    this.labels.set(district.number, button);
    this.layers.addLayer(standing(this.map, button, district.label, 0, { pane: "labels" }));
  }

  /** A name covers land: a click on it means the point beneath, the keyboard the middle. */
  landUnder(event, district) {
    return event.detail > 0 ? this.map.mouseEventToLatLng(event) : L.latLng(district.label);
  }

  update(state) {
    this.sizes = null;
    const weight = ({ number }) =>
      state.districts.includes(number) ? Infinity : (state.unlocated[number] ?? 0);
    this.weightiestFirst = [...this.data.districts].sort((a, b) => weight(b) - weight(a) || 0);
    const { cover } = state;
    const shades = cover ? decodedBytes(cover.districts) : null;
    this.data.districts.forEach((district, k) => {
      const chosen = state.districts.includes(district.number);
      this.outlines.get(district.number).eachLayer((layer) => {
        layer.getElement()?.classList.toggle("chosen", chosen);
        shaded(layer.getElement(), cover && !cover.cells ? shades[k] : null);
        if (chosen) layer.bringToFront(); // a neighbour's outline must not cover this one
      });
      const button = this.labels.get(district.number);
      button.setAttribute("aria-pressed", String(chosen));
      if (cover) this.writeValue(button, district.name, cover.texts[k], cover.notes[k]);
      else this.write(button, district.name, state.unlocated[district.number] ?? 0);
    });
  }

  /** What a district has stands beside its name, so that no shade has to be told from another. */
  writeValue(button, name, text, note) {
    button.replaceChildren(span("name", name));
    button.title = name;
    if (!text) return;
    button.append(" ", span("count", text));
    button.title = note ? `${name}: ${text}, ${note}` : `${name}: ${text}`;
  }

  write(button, name, unlocated) {
    button.replaceChildren(span("name", name));
    button.title = name;
    if (unlocated === 0) return;
    const count = `+${this.data.written(unlocated)}`;
    const meaning = this.data.texts.unlocated;
    button.append(" ", span("count", count), span("unseen", ` ${meaning}`));
    button.title = `${name}: ${count} ${meaning}`;
  }

  /**
   * Move each name out of the way of marks and other names, within its district: in one line, else
   * in two, else without its number. Where there is no room at all it hides, but the keyboard still
   * reaches it, and a click on the land does the same.
   */
  placeLabels(taken) {
    this.measureLabels();
    // First find all places, then move: in turns, the browser would lay out the page each time.
    const found = this.weightiestFirst.map((district) => this.freePlace(district, taken));
    this.weightiestFirst.forEach((district, k) => {
      const button = this.labels.get(district.number);
      const { form, shift } = found[k] ?? { form: "crowded", shift: [0, 0] };
      button.className = `district-label ${form}`;
      button.style.translate = `calc(${shift[0]}px - 50%) calc(${shift[1]}px - 50%)`;
    });
  }

  freePlace(district, taken) {
    const { x, y } = this.map.latLngToContainerPoint(district.label);
    const reach = boxAround(x, y, LABEL_REACH_PX, LABEL_REACH_PX);
    const near = taken.filter((box) => overlap(box, reach));
    for (const form of LABEL_FORMS) {
      const [width, height] = this.sizes.get(district.number)[form];
      for (const shift of LABEL_SHIFTS_PX) {
        const box = boxAround(x + shift[0], y + shift[1], width, height);
        if (near.some((other) => overlap(box, other)) || !this.isInside(district, shift)) continue;
        taken.push(box);
        return { form, shift };
      }
    }
    return null;
  }

  measureLabels() {
    const far = this.map.getZoom() < FAR_BELOW_ZOOM;
    if (this.sizes && this.measuredFar === far) return;
    this.measuredFar = far;
    this.sizes = new Map(this.data.districts.map(({ number }) => [number, {}]));
    for (const form of LABEL_FORMS) {
      for (const button of this.labels.values()) button.className = `district-label ${form}`;
      for (const [number, button] of this.labels) {
        this.sizes.get(number)[form] = [button.offsetWidth, button.offsetHeight];
      }
    }
  }

  isInside(district, shift) {
    const { x, y } = this.map.latLngToLayerPoint(district.label).add(shift);
    const paths = this.outlines.get(district.number).getLayers();
    const point = new DOMPoint(x, y);
    return paths.some((path) => path.getElement()?.isPointInFill(point));
  }

  /** The river keeps its width in metres when close, and stays visible when far. */
  fitZoom() {
    const zoom = this.map.getZoom();
    const latitude = (this.map.getCenter().lat * Math.PI) / 180;
    const metresPerPx = (METRES_PER_PX_AT_ZOOM_0 * Math.cos(latitude)) / 2 ** zoom;
    this.water.setStyle({ weight: Math.min(Math.max(RIVER_M / metresPerPx, 3), 60) });
    this.map.getContainer().classList.toggle("far", zoom < FAR_BELOW_ZOOM);
  }

  remove() {
    this.layers.remove();
  }
}

function boxAround(x, y, width, height) {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function range(from, to, step) {
  return Array.from({ length: (to - from) / step + 1 }, (_, k) => from + k * step);
}

function shiftsByDistance(downs, rights) {
  const shifts = rights.flatMap((right) => downs.map((down) => [right, down]));
  return shifts.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
}

function span(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}
