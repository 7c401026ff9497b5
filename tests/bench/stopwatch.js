// Times what a visitor sees: from the press of the pointer until the change is painted.

const looks = {
  // The marks on the map, whichever frame it is in just now.
  markers: () => [...document.querySelectorAll("iframe")].flatMap(marksIn).join("|"),
  detail: () => document.querySelector(".wk-detail h2")?.textContent ?? "",
  list: () => document.querySelector(".wk-cards")?.textContent ?? "",
};

function marksIn(frame) {
  const marks = frame.contentDocument?.querySelectorAll(".leaflet-marker-pane > *") ?? [];
  return [...marks].map((mark) => mark.style.transform + mark.textContent);
}

const nextFrame = () => new Promise(requestAnimationFrame);

/** The next press starts the watch; `stopwatch.painted` then gives the milliseconds. */
function arm(name) {
  const before = looks[name]();
  const pressed = new Promise((resolve) => {
    window.addEventListener("pointerdown", resolve, { capture: true, once: true });
  });
  window.stopwatch.painted = pressed.then(async (press) => {
    let now = before;
    while (now === before || now === "") {
      await nextFrame();
      now = looks[name]();
    }
    await nextFrame(); // the second one since the change: the first has been painted
    return performance.now() - press.timeStamp;
  });
}

window.stopwatch = { arm, looks, painted: null };
