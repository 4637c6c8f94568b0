// A hallmark tells its promise while it is pointed at; tapping and the keyboard work without this.
let leaving;

const pointed = (event) => event.pointerType === "mouse" && event.target.closest?.(".marked");
const told = (marked) => marked.querySelector("[popover]");

document.addEventListener("pointerover", (event) => {
  const marked = pointed(event);
  if (!marked) return;
  clearTimeout(leaving);
  told(marked).showPopover({ source: marked.querySelector(".mark") });
});

document.addEventListener("pointerout", (event) => {
  const marked = pointed(event);
  if (!marked || marked.contains(event.relatedTarget)) return;
  leaving = setTimeout(() => told(marked).hidePopover(), 220);
});

// A mouse that clicks what it already points at wants it to stay.
document.addEventListener("click", (event) => {
  const mark = event.pointerType === "mouse" && event.target.closest?.(".mark");
  if (mark && mark.nextElementSibling.matches(":popover-open")) event.preventDefault();
});
