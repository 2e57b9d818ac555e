// The incident's page: the day of the as-of slider in words while it moves, before the figures follow, and in the
// address where it comes to rest.

const form = document.querySelector<HTMLFormElement>("form.asof");
const slider = form?.querySelector<HTMLInputElement>("input[type=range]");
const output = form?.querySelector<HTMLOutputElement>("output");

if (form && slider && output) {
  const days = (form.dataset["days"] ?? "").split(" ");
  const told = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const tell = (): void => {
    const day = days[Number(slider.value)] ?? "";
    const words = Number(slider.value) === days.length - 1 ? "today" : told.format(new Date(`${day}T00:00:00Z`));
    output.value = words;
    slider.setAttribute("aria-valuetext", words);
  };
  const keep = (): void => {
    const address = new URL(location.href);
    const day = days[Number(slider.value)] ?? "";
    address.searchParams.delete("at");
    if (day === "" || Number(slider.value) === days.length - 1) address.searchParams.delete("as_of");
    else address.searchParams.set("as_of", day);
    history.replaceState(history.state, "", address);
  };
  slider.addEventListener("input", tell);
  slider.addEventListener("change", keep);
  tell();
}
