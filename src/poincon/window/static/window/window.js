// Listings: choosing narrows at once, so the buttons that send the form step aside; open lists close by themselves.
const filters = document.querySelector("[data-filters]");
const altered = (field) => field.options
  ? [...field.options].some((one) => one.selected !== one.defaultSelected)
  : field.checked !== field.defaultChecked || field.value !== field.defaultValue;
document.addEventListener("htmx:load", () => {
  if (!filters) return;
  filters.classList.add("has-script");
  if ([...filters.querySelectorAll("input, select")].some(altered)) filters.dispatchEvent(new Event("change")); // chosen before
}, { once: true });

// Empty choices stay out of the address, so that it is worth sharing.
filters?.addEventListener("htmx:configRequest", (event) => {
  const { parameters } = event.detail;
  for (const [name, value] of [...parameters.entries()]) if (value === "") parameters.delete(name);
});

// The sheet of a phone: its button shows what choosing has narrowed already; without JavaScript it sends the form.
filters?.querySelector("[data-done]")?.addEventListener("click", (event) => {
  if (!window.htmx) return;
  event.preventDefault();
  document.querySelector("#groups").hidePopover();
  document.querySelector("#results")?.scrollIntoView();
});

const lists = () => document.querySelectorAll(".filter[open]");
document.addEventListener("click", (event) => {
  if (!matchMedia("(min-width: 60rem)").matches) return;
  for (const list of lists()) if (!list.contains(event.target)) list.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const list of lists()) { list.open = false; list.querySelector("summary").focus(); }
});

// A piece: the bar at the foot is spare while the button that it repeats is in sight.
const [bar, button] = [document.querySelector(".bar"), document.querySelector("#buy .buy")];
if (bar && button) {
  new IntersectionObserver(([seen]) => bar.classList.toggle("spare", seen.isIntersecting), { threshold: 1 }).observe(button);
}

// A picture opens over its piece, where a second tap shows it in full around the place that was touched.
const zoom = document.querySelector("[data-zoom]");
if (zoom) {
  const views = [...document.querySelectorAll(".pictures .view")];
  const [room, picture] = [zoom.querySelector(".room"), new Image()];
  let shown = 0;
  const show = (number) => {
    shown = (number + views.length) % views.length;
    zoom.classList.remove("whole");
    const small = views[shown].querySelector("img");
    for (const name of ["alt", "width", "height"]) picture.setAttribute(name, small.getAttribute(name));
    picture.src = views[shown].href;
    room.replaceChildren(picture);
  };
  for (const [number, view] of views.entries()) view.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(number);
    zoom.showModal();
  });
  picture.addEventListener("click", ({ offsetX, offsetY }) => {
    const [x, y] = [offsetX / picture.clientWidth, offsetY / picture.clientHeight];
    zoom.classList.toggle("whole");
    room.scrollTo(x * picture.clientWidth - room.clientWidth / 2, y * picture.clientHeight - room.clientHeight / 2);
  });
  zoom.addEventListener("keydown", ({ key }) => {
    if (key === "ArrowRight" || key === "ArrowLeft") show(shown + (key === "ArrowRight" ? 1 : -1));
  });
}

// Pieces seen lately are remembered here, by the browser alone, and asked for only when one has come down to them.
const seen = document.querySelector("[data-seen]");
if (seen) {
  const [most, days] = [8, 30];
  const here = seen.dataset.piece;
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem("seen") ?? "[]");
      return kept.filter(({ piece, at }) => typeof piece === "string" && Date.now() - at < days * 864e5);
    } catch { return []; }
  };
  const others = read().filter(({ piece }) => piece !== here).slice(0, most);
  try { localStorage.setItem("seen", JSON.stringify([{ piece: here, at: Date.now() }, ...others])); } catch { /* a browser that keeps nothing */ }
  seen.querySelector("button").addEventListener("click", () => { localStorage.removeItem("seen"); seen.remove(); });
  const show = async () => {
    const asked = new URLSearchParams(others.map(({ piece }) => ["piece", piece]));
    const answer = await fetch(`${seen.dataset.seen}?${asked}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    if (!found.querySelector(".piece-card")) return;
    seen.append(...found.childNodes);
    seen.hidden = false;
  };
  const before = seen.previousElementSibling ?? document.querySelector("main");
  if (others.length) {
    const nearing = new IntersectionObserver(([one]) => { if (one.isIntersecting) { nearing.disconnect(); show(); } }, { rootMargin: "400px" });
    nearing.observe(before);
  }
}
