// On paper nothing can be opened: what an article folds away is printed open, but for its forms.

export function openOnPaper(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    const folded = [...document.querySelectorAll<HTMLDetailsElement>("article details:not([open])")];
    opened = folded.filter((one) => !one.closest(".act, .choice, .noprint"));
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });
}
