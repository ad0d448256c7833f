// Runs before the page is drawn, so that a chosen colour scheme does not flash.
(function () {
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var read = function () { try { return localStorage.getItem("theme"); } catch (e) { return null; } };
  var now = function () { return root.dataset.theme || (dark.matches ? "dark" : "light"); };
  var chosen = read();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.getElementById("theme-switch");
    if (!button) return;
    var show = function () { button.setAttribute("aria-pressed", String(now() === "dark")); };
    button.hidden = false;
    show();
    dark.addEventListener("change", show);
    button.addEventListener("click", function () {
      var next = now() === "dark" ? "light" : "dark";
      root.dataset.theme = next;
      try { localStorage.setItem("theme", next); } catch (e) { /* A private window forgets. */ }
      show();
    });
  });
})();
