// Search over the index that was made with the site. It loads the words that begin with the letters
// asked for, then the documents that are shown; without it, the page's own list of everything is there.
(function () {
  var root = new URL("..", document.currentScript.src);
  var waiting = {};
  var loaded = {};
  window.sitegenSearch = function (name, data) { if (waiting[name]) waiting[name](data); };

  function load(name) {
    loaded[name] = loaded[name] || new Promise(function (done) {
      waiting[name] = done;
      var script = document.createElement("script");
      script.src = new URL("search/" + name + ".js", root);
      script.onerror = function () { done(null); };
      document.head.append(script);
    });
    return loaded[name];
  }

  var letters = { "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe" };
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/[øłđðıþßæœ]/g, function (c) { return letters[c]; });
  }
  function words(text) {
    return (fold(text).match(/[\p{L}\p{N}]+/gu) || []).filter(function (word) { return word.length > 1; });
  }

  // Documents that have words beginning with `word`, each with how well: none if it says nothing.
  async function having(word) {
    var first = /^[a-z0-9]/.test(word) ? word[0] : "_";
    var list = (await load("words-" + first)) || {};
    var found = new Map();
    for (var key of Object.keys(list)) {
      if (!key.startsWith(word)) continue;
      if (list[key] === 0) { if (key === word) return null; continue; }
      var at = 0;
      for (var step of list[key]) {
        at += step;
        found.set(at, Math.max(found.get(at) || 0, key === word ? 3 : 1));
      }
    }
    return found;
  }

  async function find(question) {
    var sets = (await Promise.all(words(question).map(having))).filter(Boolean);
    if (!sets.length) return [];
    var all = [];
    for (var entry of sets[0]) {
      var score = entry[1];
      for (var other of sets.slice(1)) score = other.has(entry[0]) && score ? score + other.get(entry[0]) : 0;
      if (score) all.push([entry[0], score]);
    }
    // Pages have the lower numbers, so they stand first among equals.
    return all.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; }).map(function (entry) { return entry[0]; });
  }

  async function documentOf(number) {
    var list = await load("docs-" + Math.floor(number / 200));
    return list && list[number % 200];
  }

  // The text with the words asked for marked.
  function marked(text, asked) {
    var out = document.createDocumentFragment();
    var last = 0;
    for (var match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      var word = fold(match[0]);
      if (!asked.some(function (start) { return word.startsWith(start); })) continue;
      out.append(text.slice(last, match.index));
      var mark = document.createElement("mark");
      mark.textContent = match[0];
      out.append(mark);
      last = match.index + match[0].length;
    }
    out.append(text.slice(last));
    return out;
  }

  function result(entry, asked) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.className = "name";
    link.href = new URL(entry[2], root);
    link.append(marked(entry[0], asked));
    var kind = document.createElement("span");
    kind.className = "tag";
    kind.textContent = entry[1];
    var line = document.createElement("p");
    line.append(link, " ", kind);
    item.append(line);
    if (entry[3]) {
      var text = document.createElement("p");
      text.append(marked(entry[3], asked));
      item.append(text);
    }
    return item;
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.getElementById("search-form");
    if (!form) return;
    var field = form.querySelector("input");
    var status = document.getElementById("search-status");
    var list = document.getElementById("search-results");
    var MOST = 30;
    var turn = 0;

    async function show() {
      var mine = ++turn;
      var question = field.value.trim();
      var asked = words(question);
      document.documentElement.classList.toggle("searching", asked.length > 0);
      if (!asked.length) { status.textContent = ""; list.replaceChildren(); return; }
      var numbers = await find(question);
      var entries = (await Promise.all(numbers.slice(0, MOST).map(documentOf))).filter(Boolean);
      if (mine !== turn) return;
      list.replaceChildren.apply(list, entries.map(function (entry) { return result(entry, asked); }));
      status.textContent = numbers.length === 0 ? "Nothing found for “" + question + "”."
        : numbers.length === 1 ? "1 result"
        : numbers.length > MOST ? "The first " + MOST + " of " + numbers.length + " results"
        : numbers.length + " results";
      var address = new URL(location.href);
      address.searchParams.set("q", question);
      history.replaceState(null, "", address);
    }

    var timer;
    field.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(show, 120); });
    form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
    field.value = new URLSearchParams(location.search).get("q") || "";
    show();
  });
})();
