// On paper nothing can be opened: what an article folds away is printed open, but for its forms. It says where the page
// stands and when it was printed.

export function openOnPaper(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    const folded = [...document.querySelectorAll<HTMLDetailsElement>("article details:not([open])")];
    opened = folded.filter((one) => !one.closest(".act, .choice, .noprint"));
    for (const one of opened) one.open = true;
    for (const line of document.querySelectorAll<HTMLElement>("[data-printed]")) line.textContent = printed();
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });
}

/** The desk, the page's address and the moment: "Raqqa desk, https://…/incidents/i03c…, printed 5 Jun 2017, 14:02 UTC". */
function printed(): string {
  const desk = document.querySelector(".brand")?.textContent ?? "";
  const now = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(new Date());
  return `${desk}, ${location.href}, printed ${now} UTC`;
}
