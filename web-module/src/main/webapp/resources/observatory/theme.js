// Runs before anything is drawn: a choice made earlier goes before the system's preference.
(function () {
  "use strict";
  let choice = null;
  try {
    choice = localStorage.getItem("theme");
  } catch (e) {
    // Storage is switched off: the system's preference it is.
  }
  if (choice === "light" || choice === "dark") {
    document.documentElement.dataset.theme = choice;
  }
})();
