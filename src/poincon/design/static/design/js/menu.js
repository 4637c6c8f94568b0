// A category's types, shown by hovering its tab, can be put away with Escape without moving away.
for (const menu of document.querySelectorAll("[data-menu]")) {
  const hush = () => { menu.dataset.hushed = ""; };
  const wake = () => { delete menu.dataset.hushed; };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hush(); });
  menu.addEventListener("pointerleave", wake);
  menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget)) wake(); });
}
