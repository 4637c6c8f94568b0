// What narrows an answer to its part comes once the page has been painted, and only where something asks for it:
// links and forms work before it, and a slow line has the pictures first.
const late = document.querySelector("script[data-late]");
const bring = () => {
  const script = document.createElement("script");
  script.src = late.dataset.late;
  document.head.append(script);
};
const painted = () => requestAnimationFrame(() => setTimeout(bring));
if (document.querySelector("[hx-get], [hx-post]")) {
  if (document.readyState === "complete") painted();
  else addEventListener("load", painted, { once: true });
}
