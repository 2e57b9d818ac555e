// On every page: htmx, the keyboard, evidence at a touch, sorted tables, menus that close.
import "./styles/fonts.css";
import "htmx.org";
import { closeMenus } from "./desk/menus";
import { showEvidence } from "./desk/evidence";
import { keepScroll, tidyAddress } from "./desk/address";
import { listenToKeys } from "./desk/keys";
import { openOnPaper } from "./desk/paper";
import { reachFrames } from "./desk/scrolling";
import { labelCells, sortTables } from "./desk/tables";

document.documentElement.classList.add("js");
listenToKeys();
showEvidence();
closeMenus();
keepScroll();
tidyAddress();
openOnPaper();

function prepare(root: ParentNode): void {
  sortTables(root);
  labelCells(root);
  reachFrames(root);
}

prepare(document);
for (const event of ["htmx:after:swap", "recount:swapped"]) {
  document.addEventListener(event, () => prepare(document));
}
