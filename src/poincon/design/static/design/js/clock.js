// <time data-until="2026-11-21T12:00:00Z">: keeps the time left up to date, and reloads the page once it is over.
const clocks = document.querySelectorAll("time[data-until]");
const tie = "\u00a0";

function left(ms) {
  const minutes = Math.max(0, Math.ceil(ms / 60000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours && `${hours}${tie}h`, (rest || !hours) && `${rest}${tie}min`].filter(Boolean).join(" ");
}

function tell() {
  for (const clock of clocks) {
    const ms = Date.parse(clock.dataset.until) - Date.now();
    if (ms <= 0 && !clock.dataset.over) { clock.dataset.over = "1"; location.reload(); }
    if (ms < 24 * 3600000) clock.textContent = left(ms); // longer ones stay as the page told them, in days
  }
}

const due = [...clocks].some((clock) => Date.parse(clock.dataset.until) > Date.now());
if (due) { tell(); setInterval(tell, 10000); }
