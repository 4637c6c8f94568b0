// Ring sizes in the scale that their reader is used to, beside ours. Which it is the browser alone remembers;
// before anybody chose, its region says so. Without this, millimetres and the size guide say the same.
const REGIONS = { GB: "UK", IE: "UK", AU: "UK", NZ: "UK", ZA: "UK", US: "US", CA: "US", JP: "JP", IT: "IT", ES: "IT", CH: "IT" };
const KEY = "scale";
const kept = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
const theirs = () => { try { return REGIONS[new Intl.Locale(navigator.language).region] ?? ""; } catch { return ""; } };

const say = (scale) => {
  for (const size of document.querySelectorAll("[data-also]")) {
    size.querySelector(":scope > .also")?.remove();
    const said = scale && size.dataset.also.split("|").find((one) => one.startsWith(`${scale} `));
    if (!said) continue;
    const also = document.createElement("small");
    also.className = "also";
    also.textContent = ` ${said}`;
    size.append(also);
  }
};

const begin = () => {
  const scale = kept() ?? theirs();
  say(scale);
  for (const box of document.querySelectorAll("[data-scales]")) {
    const list = box.querySelector("select");
    list.disabled = false;
    list.value = [...list.options].some((one) => one.value === scale) ? scale : "";
    list.addEventListener("change", () => {
      try { localStorage.setItem(KEY, list.value); } catch { /* a browser that keeps nothing */ }
      say(list.value);
    });
  }
};
begin();
document.addEventListener("htmx:afterSettle", () => say(kept() ?? theirs()));
