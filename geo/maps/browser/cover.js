// What planners see: shades of districts or cells, and the sites of a scenario. The outlines of
// cells are fetched once a size; each state brings a byte for each cell.

const PATTERNS = { 6: "unknown-shade" }; // shades that are drawn as a pattern instead of a colour
const RING = 6; // corners of a cell

class CoverLayer {
  constructor(map, address) {
    this.map = map;
    this.address = address;
    this.outlines = new Map();
    this.cells = L.layerGroup().addTo(map);
    this.sites = L.layerGroup().addTo(map);
  }

  update(cover) {
    const container = this.map.getContainer();
    container.classList.toggle("with-cover", Boolean(cover));
    container.classList.toggle("with-cells", Boolean(cover?.cells));
    container.classList.toggle("takes-point", Boolean(cover?.takesPoint));
    this.cover = cover;
    this.drawSites(cover?.sites ?? []);
    if (cover?.cells) this.drawCells(cover);
    else this.clearCells();
  }

  clearCells() {
    this.cells.clearLayers();
    this.drawn = null;
  }

  async drawCells(cover) {
    if (this.drawn === cover.cells) return;
    const rings = await this.ringsOf(cover.size);
    if (!rings || this.cover?.cells !== cover.cells) return; // a newer state came meanwhile
    this.drawn = cover.cells;
    const byShade = Map.groupBy ? Map.groupBy(rings.keys(), keyOf(cover.cells)) : grouped(rings, keyOf(cover.cells));
    this.cells.clearLayers();
    // One path a shade: thousands of paths would make each move of the map slow.
    for (const [shade, positions] of byShade) {
      const options = { className: "cell", interactive: false, pane: "cells", smoothFactor: 0 };
      const path = L.polygon(positions.map((position) => [rings[position]]), options);
      this.cells.addLayer(path);
      shaded(path.getElement(), shade);
    }
  }

  async ringsOf(size) {
    if (!this.outlines.has(size)) this.outlines.set(size, this.fetched(size));
    const rings = await this.outlines.get(size);
    if (!rings) this.outlines.delete(size); // the next state tries again
    return rings;
  }

  async fetched(size) {
    try {
      const answer = await fetch(`${this.address}${size}.json`);
      if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
      const { origin, points, corners, steps_a_degree: steps } = await answer.json();
      const at = (corner) => L.latLng(origin[0] + points[2 * corner] / steps, origin[1] + points[2 * corner + 1] / steps);
      return Array.from({ length: corners.length / RING }, (_, k) => corners.slice(RING * k, RING * (k + 1)).map(at));
    } catch (error) {
      console.warn("The cells of the map could not be loaded:", error.message);
      return null;
    }
  }

  /** Marks that stay keep their focus; a list of twenty is drawn anew in no time where it changed. */
  drawSites(sites) {
    const written = JSON.stringify(sites);
    if (this.written === written) return;
    this.written = written;
    this.sites.clearLayers();
    for (const [lat, lon, kind, label, key] of sites) {
      this.sites.addLayer(standing(this.map, this.siteMark(kind, label, key), [lat, lon], SITE_PX, { zIndexOffset: 8000 }));
    }
  }

  siteMark(kind, label, key) {
    if (key) return pressable(this.map, `site ${kind}`, label, () => pick("site", key));
    const mark = span(`site ${kind}`, "");
    mark.title = label;
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", label);
    return mark;
  }
}

const SITE_PX = 30;

function keyOf(encoded) {
  const shades = decodedBytes(encoded);
  return (position) => shades[position];
}

function grouped(rings, shadeOf) {
  const groups = new Map();
  for (const position of rings.keys()) {
    const shade = shadeOf(position);
    if (!groups.has(shade)) groups.set(shade, []);
    groups.get(shade).push(position);
  }
  return groups;
}

function decodedBytes(encoded) {
  return Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
}

/** Give a path its shade; the style sheet knows the colours, a pattern has to be named here. */
function shaded(element, shade) {
  if (!element) return;
  if (shade === null) delete element.dataset.shade;
  else element.dataset.shade = shade;
  const pattern = PATTERNS[shade];
  if (pattern) addPattern(element.ownerSVGElement, pattern);
  element.style.fill = pattern ? `url(#${pattern}-${element.ownerSVGElement.dataset.number})` : "";
}

let patterns = 0;

/** Stripes, in the drawing that uses them: each pane of the map has one of its own. */
function addPattern(svg, name) {
  svg.dataset.number ??= ++patterns;
  const id = `${name}-${svg.dataset.number}`;
  if (svg.getElementById(id)) return;
  const make = (tag, attributes) => {
    const node = document.createElementNS(svg.namespaceURI, tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const pattern = make("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(make("rect", { width: 8, height: 8, class: "hatch-paper" }), make("line", { x1: 0, y1: 0, x2: 0, y2: 8, class: "hatch-line" }));
  svg.append(pattern);
}

function pickPoint({ lat, lng }) {
  pick("at", `${lat.toFixed(5)},${lng.toFixed(5)}`);
}
