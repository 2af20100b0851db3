// Brings the newest question to the top of the page once, so that its answer is read from its
// beginning; left alone, a chat follows its end while it grows.

const TRIES = 12;
const PAUSE = 200;
const GESTURES = ["wheel", "touchstart", "pointerdown", "keydown"];
let arrived = "";

export default function (component) {
  const { data } = component;
  if (arrived === data.turn) return;
  arrived = data.turn;
  let left = TRIES;
  const stop = () => {
    clearInterval(timer);
    for (const gesture of GESTURES) removeEventListener(gesture, stop, true);
  };
  const timer = setInterval(() => {
    [...document.querySelectorAll(".oc-question")].at(-1)?.scrollIntoView({ block: "start" });
    if (--left === 0) stop();
  }, PAUSE);
  for (const gesture of GESTURES) addEventListener(gesture, stop, true);
}
