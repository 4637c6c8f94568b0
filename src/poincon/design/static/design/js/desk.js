// The desk's keys: "/" or Ctrl/Cmd K to search, J and K to walk down and up the rows of a list.
const typing = (node) => node.matches("input, textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("main tbody tr")].map((row) => row.querySelector("a, button")).filter(Boolean);

function walk(by) {
  const links = rows();
  const now = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  links[Math.min(links.length - 1, Math.max(0, now + by))]?.focus();
}

document.addEventListener("keydown", (event) => {
  const search = document.querySelector("[data-search]");
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && search) { event.preventDefault(); search.select(); search.focus(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/" && search) { event.preventDefault(); search.focus(); }
  if (event.key === "j") walk(1);
  if (event.key === "k") walk(-1);
});
