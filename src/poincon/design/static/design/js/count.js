// <output data-counts="id">: how many characters are in a field that has a maximum.
for (const output of document.querySelectorAll("output[data-counts]")) {
  const field = document.getElementById(output.dataset.counts);
  const tell = () => { output.value = `${[...field.value].length}\u00a0/\u00a0${field.maxLength}`; };
  field?.addEventListener("input", tell);
  if (field) tell();
}
