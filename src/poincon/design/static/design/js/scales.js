// Ring sizes in the scale that their reader is used to, beside ours: that of the account where there is one that
// says it, else the one that this browser remembers, else that of its region. Without this, millimetres and the
// size guide say the same.
const REGIONS = { GB: "UK", IE: "UK", AU: "UK", NZ: "UK", ZA: "UK", US: "US", CA: "US", JP: "JP", IT: "IT", ES: "IT", CH: "IT" };
const KEY = "scale";
const account = document.body.dataset;
const kept = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
const theirs = () => { try { return REGIONS[new Intl.Locale(navigator.language).region] ?? ""; } catch { return ""; } };
const read = () => account.scale || (kept() ?? theirs());

const tell = (size, scale) => {
  const said = scale && size.dataset.also.split("|").find((one) => one.startsWith(`${scale} `));
  if (size.tagName === "OPTION") {
    size.dataset.plain ??= size.textContent;
    size.textContent = said ? `${size.dataset.plain} (${said})` : size.dataset.plain;
    return;
  }
  size.querySelector(":scope > .also")?.remove();
  if (!said) return;
  const also = document.createElement("small");
  also.className = "also";
  also.textContent = ` ${said}`;
  size.append(also);
};

const say = (scale) => {
  for (const size of document.querySelectorAll("[data-also]")) tell(size, scale);
  for (const field of document.querySelectorAll("[data-scale-read]")) field.value = scale;
};

// The account keeps what was chosen here, for other devices, the order and its mails.
const keep = (scale) => {
  if (!account.scaleKept) return;
  account.scale = scale;
  fetch(account.scaleKept, { method: "POST", body: new URLSearchParams({ scale }), keepalive: true }).catch(() => {});
};

const begin = () => {
  if (!account.scale && kept()) keep(kept());
  const scale = read();
  say(scale);
  for (const box of document.querySelectorAll("[data-scales]")) {
    const list = box.querySelector("select");
    list.disabled = false;
    list.value = [...list.options].some((one) => one.value === scale) ? scale : list.options[0].value;
    list.addEventListener("change", () => {
      try { localStorage.setItem(KEY, list.value); } catch { /* a browser that keeps nothing */ }
      keep(list.value);
      say(list.value);
    });
  }
};
begin();
document.addEventListener("htmx:afterSettle", () => say(read()));
