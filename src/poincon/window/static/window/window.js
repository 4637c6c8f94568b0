// Listings: choosing narrows at once, so the buttons that send the form step aside; open lists close by themselves.
const filters = document.querySelector("[data-filters]");
document.addEventListener("DOMContentLoaded", () => { if (window.htmx) filters?.classList.add("has-script"); });

// Empty choices stay out of the address, so that it is worth sharing.
filters?.addEventListener("htmx:configRequest", (event) => {
  const { parameters } = event.detail;
  for (const [name, value] of [...parameters.entries()]) if (value === "") parameters.delete(name);
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
