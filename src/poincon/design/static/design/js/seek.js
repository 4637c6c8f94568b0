// Suggestions below a search field, as a combobox: arrows choose, Enter opens, Escape puts away. Without this the form works.
const PAUSE = 140;
const LEAST = 2;

for (const [number, field] of document.querySelectorAll("[data-suggest]").entries()) {
  const list = field.form.querySelector("[data-suggestions]");
  const status = field.form.querySelector("[data-suggested]");
  const options = () => [...list.querySelectorAll('[role="option"]')];
  let waiting, asking, chosen = -1;

  list.id = `suggestions-${number}`;
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  const choose = (place) => {
    const all = options();
    all[chosen]?.setAttribute("aria-selected", "false");
    chosen = place < -1 ? all.length - 1 : place >= all.length ? -1 : place;
    const now = all[chosen];
    now?.setAttribute("aria-selected", "true");
    now?.scrollIntoView({ block: "nearest" });
    if (now) field.setAttribute("aria-activedescendant", now.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const shut = () => {
    clearTimeout(waiting);
    asking?.abort();
    choose(-1);
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  };
  const show = (html) => {
    list.innerHTML = html;
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    for (const [place, one] of options().entries()) {
      one.id = `${list.id}-${place}`;
      one.setAttribute("aria-selected", "false");
    }
    list.hidden = options().length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = list.firstElementChild?.dataset.said ?? "";
  };
  const ask = async () => {
    const words = field.value.trim();
    if (words.length < LEAST) return shut();
    asking?.abort();
    const own = asking = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: own.signal });
      const html = answer.ok ? await answer.text() : "";
      if (own === asking && document.activeElement === field) show(html);
    } catch (trouble) {
      if (trouble.name !== "AbortError") shut();
    }
  };

  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, PAUSE); });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" && !open && field.value.trim().length >= LEAST) { event.preventDefault(); ask(); }
    else if (!open) return;
    else if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen - 1); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); options()[chosen].click(); }
    else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); shut(); }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  field.form.addEventListener("focusout", (event) => { if (!field.form.contains(event.relatedTarget)) shut(); });
  field.form.addEventListener("submit", shut);
}
