// Small helps, none of which a page needs: a colour scheme that was chosen does not flash, since
// this runs before the page is drawn; a reference opens what it leads to; notes print at the end.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var read = function () { try { return localStorage.getItem("theme"); } catch (e) { return null; } };
  var chosen = read();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  function colours() {
    var button = document.getElementById("theme-switch");
    if (!button) return;
    var now = function () { return root.dataset.theme || (dark.matches ? "dark" : "light"); };
    // The button says what it does, not what is.
    var show = function () {
      button.textContent = now() === "dark" ? "Light" : "Dark";
      button.setAttribute("aria-label", button.textContent + " colours");
    };
    button.hidden = false;
    show();
    dark.addEventListener("change", show);
    button.addEventListener("click", function () {
      var next = now() === "dark" ? "light" : "dark";
      root.dataset.theme = next;
      try { localStorage.setItem("theme", next); } catch (e) { /* A private window forgets. */ }
      show();
    });
  }

  // Browsers that do not open a closed part for an address that leads into it.
  function open() {
    var place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var notes = place && place.closest("details");
    if (notes && !notes.open) { notes.open = true; place.scrollIntoView({ block: "nearest" }); }
  }

  function endnotes() {
    var article = document.querySelector("article");
    var items = article ? article.querySelectorAll(".notes > ol > li") : [];
    if (!items.length || root.classList.contains("gathered")) return;
    var end = document.createElement("section");
    end.className = "endnotes";
    var list = document.createElement("ol");
    items.forEach(function (item) {
      var copy = item.cloneNode(true);
      copy.removeAttribute("id");
      list.append(copy);
    });
    var title = document.createElement("h2");
    title.textContent = "Sources";
    end.append(title, list);
    article.append(end);
    root.classList.add("gathered");
  }

  document.addEventListener("DOMContentLoaded", function () { colours(); open(); });
  window.addEventListener("hashchange", open);
  window.addEventListener("beforeprint", endnotes);
  window.addEventListener("afterprint", function () {
    var end = document.querySelector(".endnotes");
    if (end) end.remove();
    root.classList.remove("gathered");
  });
})();
