// A button that prints the page: it is seen where it can, and keeps its place until then.
for (const button of document.querySelectorAll("[data-print]")) {
  button.disabled = false;
  button.addEventListener("click", () => window.print());
}
