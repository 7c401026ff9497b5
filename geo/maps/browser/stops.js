// Public-transport stops, for orientation when close: people know their stop before their street.

const STOPS_FROM_ZOOM = 14;
const STOP_NAMES_FROM_ZOOM = 15;

class StopsLayer {
  constructor(map, stops) {
    this.map = map;
    this.stops = stops;
    this.shown = new Map();
  }

  redraw() {
    const zoom = this.map.getZoom();
    const view = this.map.getBounds().pad(VIEW_PADDING);
    this.map.getContainer().classList.toggle("stop-names", zoom >= STOP_NAMES_FROM_ZOOM);
    const wanted = zoom < STOPS_FROM_ZOOM ? [] : this.stops.filter(([, lat, lon]) => view.contains([lat, lon]));
    const keep = new Set(wanted);
    for (const [stop, mark] of this.shown) {
      if (keep.has(stop)) continue;
      mark.remove();
      this.shown.delete(stop);
    }
    for (const stop of wanted) {
      if (!this.shown.has(stop)) this.shown.set(stop, this.mark(stop).addTo(this.map));
    }
  }

  /** Scenery only: the sheet of a place names its stop for those who do not see the map. */
  mark([name, lat, lon]) {
    const element = span("stop", name);
    element.setAttribute("aria-hidden", "true");
    return standing(this.map, element, [lat, lon], 8, { pane: "stops" });
  }

  remove() {
    for (const mark of this.shown.values()) mark.remove();
    this.shown.clear();
  }
}
