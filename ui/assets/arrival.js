// Brings the newest question to the top of the page once, so that its answer is read from its
// beginning; left alone, a chat follows its end.

let arrived = "";

export default function (component) {
  const { data } = component;
  if (arrived === data.turn) return;
  arrived = data.turn;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const go = () =>
    [...document.querySelectorAll(".oc-question")].at(-1)?.scrollIntoView({
      block: "start",
      behavior: calm ? "auto" : "smooth",
    });
  setTimeout(go, 150);
  setTimeout(go, 600);
}
