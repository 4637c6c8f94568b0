// Says when an answer did not come: the words are the server's, kept hidden in the page.
const silence = document.getElementById("no-answer");

for (const trouble of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(trouble, () => {
    if (!silence) return;
    silence.hidden = false;
    silence.focus();
  });
}
document.addEventListener("htmx:beforeRequest", () => { if (silence) silence.hidden = true; });
