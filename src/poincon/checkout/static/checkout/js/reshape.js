// A change of country asks the server for that country's form; what was typed stays.
const form = document.getElementById("details");
document.documentElement.classList.add("scripted");
form?.addEventListener("change", (event) => {
  if (!event.target.matches('select[name$="-country"]')) return;
  const section = event.target.name.split("-")[0];
  form.querySelector(`button[name="reshape"][value="${section}"]`)?.click();
});
