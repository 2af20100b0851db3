// The reader: goes to places, opens notes beside their marks, finds words. The text arrives as HTML
// in which everything the source says is escaped already.

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export default function (component) {
  const { data, parentElement } = component;
  let root = parentElement.querySelector(".oc-reader");
  if (!root) {
    root = document.createElement("div");
    parentElement.appendChild(root);
    listen(root);
  }
  root.className = `oc oc-reader ${data.look}`;
  if (root.source !== data.html) {
    root.source = data.html;
    root.innerHTML = data.html;
    dress(root);
    followOutline(root);
    root.opened = null;
  }
  if (root.opened !== data.opened) {
    root.opened = data.opened;
    if (data.anchor) arrive(root, data.anchor);
  }
}

// The page around knows no theme colours, and a phone has no room for an open outline.
function dress(root) {
  const paper = getComputedStyle(root).getPropertyValue("--st-background-color");
  document.documentElement.style.setProperty("--oc-paper", paper);
  const outline = root.querySelector("details.oc-outline");
  if (outline && innerWidth < 1152) outline.open = false;
}

// The section being read is marked in the outline.
function followOutline(root) {
  const links = [...root.querySelectorAll(".oc-outline a")];
  if (!links.length) return;
  const starts = links.map((link) => 
    root.querySelector(`#${CSS.escape(link.hash.slice(1))}`));
  const update = () => {
    if (!root.isConnected || !links[0].isConnected) {
      document.removeEventListener("scroll", update, true);
      return;
    }
    const at = starts.findLastIndex((start) => start?.getBoundingClientRect().top < innerHeight / 3);
    links.forEach((link, i) => link.setAttribute("aria-current", String(i === at)));
  };
  document.addEventListener("scroll", update, { capture: true, passive: true });
}

// Fonts and neighbours move the text for a moment after it is mounted: go there, and again unless
// the reader has gone elsewhere.
function arrive(root, anchor) {
  requestAnimationFrame(() => {
    go(root, anchor);
    const journey = root.journeys;
    const again = () => root.isConnected && root.journeys === journey && go(root, anchor);
    document.fonts.ready.then(() => setTimeout(again, 250));
  });
}

function go(root, anchor) {
  const target = root.querySelector(`#${CSS.escape(anchor)}`);
  if (!target) return;
  root.journeys = (root.journeys ?? 0) + 1;
  const focus = target.querySelector("mark") ?? target;
  scrollTo(root, focus);
  target.focus({ preventScroll: true });
  const lit = target.closest(".oc-para, .oc-note") ?? target;
  if (focus === target) {
    lit.classList.remove("oc-flash");
    void lit.offsetWidth;
    lit.classList.add("oc-flash");
  }
}

function scrollTo(root, target) {
  const pane = scroller(root);
  const box = pane.getBoundingClientRect();
  const top = target.getBoundingClientRect().top - box.top + pane.scrollTop;
  pane.scrollTo({
    top: Math.max(0, top - pane.clientHeight / 3),
    behavior: calm.matches ? "auto" : "smooth",
  });
}

function scroller(element) {
  let at = element;
  while (at) {
    if (at instanceof Element) {
      const flow = getComputedStyle(at).overflowY;
      if ((flow === "auto" || flow === "scroll") && at.scrollHeight > at.clientHeight) return at;
    }
    at = at.parentNode instanceof ShadowRoot ? at.parentNode.host : at.parentNode;
  }
  return document.scrollingElement;
}

function listen(root) {
  root.addEventListener("wheel", () => root.journeys++, { passive: true });
  root.addEventListener("click", (event) => {
    const plainClick = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    const mark = event.target.closest("a.oc-mark");
    const link = event.target.closest("a");
    if (mark && plainClick) {
      event.preventDefault();
      root.journeys++;
      openNote(root, mark, "asked for");
    } else if (link && plainClick) follow(root, link, event);
    else if (event.target.closest("[data-step]")) {
      step(root, Number(event.target.closest("[data-step]").dataset.step));
    }
  });
  root.addEventListener("input", (event) => event.target.matches("input, select") && find(root));
  root.addEventListener("keydown", (event) => {
    if (event.target.matches("input") && event.key === "Enter") step(root, event.shiftKey ? -1 : 1);
  });
  listenForHovering(root);
}

function follow(root, link, event) {
  const href = link.getAttribute("href");
  if (href.startsWith("#")) {
    event.preventDefault();
    root.querySelector(".oc-pop")?.hidePopover();
    go(root, href.slice(1));
  } else if (link.matches(".oc-number") && link.target === "_self") {
    event.preventDefault();
    history.replaceState(history.state, "", link.href);
    go(root, link.closest(".oc-para").id);
  }
}

function openNote(root, mark, why) {
  const note = root.querySelector(`#${CSS.escape(mark.hash.slice(1))}`);
  if (!note) return;
  const pop = popup(root);
  const open = pop.mark === mark && pop.matches(":popover-open");
  if (!open || why === "asked for") pop.why = why;
  if (open) return;
  const words = note.querySelector("div").cloneNode(true);
  const over = document.createElement("p");
  over.className = "oc-over";
  over.textContent = `Note ${mark.textContent}`;
  const onward = document.createElement("a");
  onward.className = "oc-go";
  onward.href = `#${note.id}`;
  onward.textContent = "Go to the note";
  pop.replaceChildren(over, words, onward);
  pop.mark = mark;
  pop.setAttribute("aria-label", over.textContent);
  if (!pop.matches(":popover-open")) pop.showPopover();
  place(pop, mark);
}

function popup(root) {
  let pop = root.querySelector(".oc-pop");
  if (!pop) {
    pop = document.createElement("div");
    pop.className = "oc-pop";
    pop.popover = "auto";
    pop.setAttribute("role", "dialog");
    root.appendChild(pop);
  }
  return pop;
}

function place(pop, mark) {
  const at = mark.getBoundingClientRect();
  const size = pop.getBoundingClientRect();
  const left = Math.min(Math.max(16, at.left - 24), innerWidth - size.width - 16);
  const below = at.bottom + 8;
  const top = below + size.height < innerHeight - 8 ? below : Math.max(8, at.top - size.height - 8);
  pop.style.left = `${left}px`;
  pop.style.top = `${top}px`;
}

function listenForHovering(root) {
  let waiting;
  if (!matchMedia("(hover: hover)").matches) return;
  root.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("a.oc-mark");
    clearTimeout(waiting);
    if (mark) waiting = setTimeout(() => openNote(root, mark, "hovered over"), 350);
    else if (!event.target.closest(".oc-pop")) {
      const pop = root.querySelector(".oc-pop");
      if (pop?.why === "hovered over" && pop.matches(":popover-open")) {
        waiting = setTimeout(() => pop.hidePopover(), 500);
      }
    }
  });
}

// Searching: letters are compared without case, accents or the shape of quotation marks.
function folded(text) {
  return [...text].map((sign) => {
    if ("‘’‛".includes(sign)) return "'";
    if ("“”„".includes(sign)) return '"';
    if ("–—".includes(sign)) return "-";
    const bare = sign.normalize("NFD")[0].toLowerCase();
    return bare.length === sign.length ? bare : sign;
  }).join("");
}

// Spans of a block's text that are of the voice or the speaker chosen; all of it where none is.
function spansOf(block, whose, length) {
  const own = block.matches(".oc-note") ? "note" : "author";
  const told = block.dataset.voices ? JSON.parse(block.dataset.voices) : [[0, length, own, ""]];
  const chosen = ([, , voice, speaker]) =>
    !whose || (whose.startsWith("@") ? speaker === whose.slice(1) : voice === whose);
  return whose ? told.filter(chosen) : [[0, length]];
}

function* occurrences(block, wanted, whose) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".oc-mark, .oc-number, .oc-label, .oc-return")
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data;
  }
  const spot = (offset) => {
    const [start, node] = nodes.findLast(([from]) => from <= offset);
    return [node, offset - start];
  };
  const range = (start, end) => {
    const made = new Range();
    made.setStart(...spot(start));
    made.setEnd(...spot(end - 1).map((each, i) => (i ? each + 1 : each)));
    return made;
  };
  const searched = folded(text);
  for (const [start, end] of spansOf(block, whose, text.length)) {
    if (!wanted) yield range(start, end);
    else for (
      let at = searched.indexOf(wanted, start);
      at >= 0 && at + wanted.length <= end;
      at = searched.indexOf(wanted, at + wanted.length)
    ) yield range(at, at + wanted.length);
  }
}

function find(root) {
  const typed = folded(root.querySelector(".oc-bar input").value.trim());
  const whose = root.querySelector(".oc-bar select")?.value ?? "";
  const wanted = typed.length > 1 ? typed : "";
  root.found = [];
  root.at = -1;
  if (wanted || whose) {
    for (const block of root.querySelectorAll(".oc-para, .oc-notes .oc-note")) {
      root.found.push(...occurrences(block, wanted, whose));
    }
  }
  if (root.found.length) step(root, 1);
  else show(root, Boolean(wanted || whose));
}

function step(root, by) {
  const many = root.found?.length ?? 0;
  if (!many) return;
  root.at = (root.at + by + many) % many;
  show(root, true);
  scrollTo(root, root.found[root.at]);
}

function show(root, searched) {
  const many = root.found.length;
  root.querySelector(".oc-bar output").textContent =
    many ? `${root.at + 1} of ${many}` : searched ? "No match" : "";
  for (const button of root.querySelectorAll("[data-step]")) button.disabled = !many;
  if (!CSS.highlights) return;
  CSS.highlights.set("oc-found", new Highlight(...root.found));
  CSS.highlights.set("oc-here", new Highlight(...(many ? [root.found[root.at]] : [])));
}
