// A postcode of digits alone brings up the number pad. Without this, letters stay within reach for every country.
const fit = () => {
  for (const field of document.querySelectorAll("[data-digits]")) {
    const country = field.form.querySelector("select[name=country]")?.value;
    field.inputMode = field.dataset.digits.split(" ").includes(country) ? "numeric" : "text";
  }
};
fit();
document.addEventListener("change", fit);
document.addEventListener("htmx:afterSettle", fit);
