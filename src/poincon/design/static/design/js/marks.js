// A hallmark tells its promise while it is pointed at; tapping and the keyboard work without this.
const target = (mark) => document.getElementById(mark.getAttribute("popovertarget"));
const telling = (event) => event.pointerType === "mouse" && event.target.closest?.(".marked");
let leaving;

document.addEventListener("pointerover", (event) => {
  const marked = telling(event);
  if (!marked) return;
  clearTimeout(leaving);
  target(marked.querySelector(".mark"))?.showPopover();
});
document.addEventListener("pointerout", (event) => {
  const marked = telling(event);
  if (!marked || marked.contains(event.relatedTarget)) return;
  leaving = setTimeout(() => target(marked.querySelector(".mark"))?.hidePopover(), 220);
});
