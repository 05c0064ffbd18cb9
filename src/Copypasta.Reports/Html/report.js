"use strict";
// Everything from posts enters the page as text nodes: no markup is ever built from strings.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const pageSize = 50;
  const number = new Intl.NumberFormat("en");
  const byId = id => document.getElementById(id);
  let shown = [];
  let page = 0;

  function element(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  function count(n, one, many) {
    return number.format(n) + " " + (n === 1 ? one : many);
  }

  // Cut, never rounded up: a similarity below the threshold is not shown as the threshold, nor one below 1 as 1.
  function similarity(millionths) {
    return (Math.floor(millionths / 1000) / 1000).toFixed(3);
  }

  const zone = byId("zone").textContent;

  // The offset in minutes of the zone asked for at a time; 0 where times are UTC.
  function offset(milliseconds) {
    const offsets = data.offsets || [[0, 0]];
    const later = offsets.findIndex(([from]) => from > milliseconds);
    return offsets[later < 0 ? offsets.length - 1 : Math.max(0, later - 1)][1];
  }

  // Bars begin at the hours and days of UTC, which another zone's clock shows as times of day.
  function time(milliseconds, step) {
    const minutes = offset(milliseconds);
    const iso = new Date(milliseconds + minutes * 60000).toISOString();
    const length = step >= 86400000 && !data.offsets ? 10 : step >= 60000 ? 16 : 19;
    return iso.slice(0, length).replace("T", " ") + (data.offsets && step <= 1000 ? " " + sign(minutes) : "");
  }

  function sign(minutes) {
    const two = n => String(n).padStart(2, "0");
    return (minutes < 0 ? "-" : "+") + two(Math.floor(Math.abs(minutes) / 60)) + ":" + two(Math.abs(minutes) % 60);
  }

  function period(milliseconds) {
    const units = [["day", 86400000], ["hour", 3600000], ["minute", 60000], ["second", 1000]];
    const [unit, length] = units.find(u => milliseconds >= u[1]);
    const n = Math.round(milliseconds / length);
    return n === 1 ? unit : n + " " + unit + "s";
  }

  // Text from a post: its own direction decides its alignment, and nothing in it reaches beyond it.
  function postText(...children) {
    return element("div", { class: "text", dir: "auto" }, ...children);
  }

  function isolated(text) {
    return element("bdi", {}, text);
  }

  function timeline(bins) {
    if (!bins) return element("p", { class: "note" }, "No post has a time.");
    const [start, step, ...counts] = bins;
    const end = start + step * counts.length;
    const sum = counts.reduce((a, b) => a + b, 0);
    if (counts.length === 1) {
      return element("p", { class: "note" }, count(sum, "post", "posts") + " within one " + period(step) + " from " + time(start, step) + ".");
    }

    const most = counts.reduce((a, b) => Math.max(a, b), 0);
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const label = count(sum, "post", "posts") + " from " + time(start, step) + " to " + time(end, step) + ", at most " + number.format(most) + " per " + period(step);
    svg.setAttribute("viewBox", "0 0 " + counts.length + " 100");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
    counts.forEach((n, i) => {
      if (n === 0) return;
      const height = Math.max(1.5, 96 * n / most);
      const bar = document.createElementNS(space, "rect");
      bar.setAttribute("x", i + .06);
      bar.setAttribute("width", .88);
      bar.setAttribute("y", 100 - height);
      bar.setAttribute("height", height);
      const title = document.createElementNS(space, "title");
      title.textContent = time(start + i * step, step) + ": " + count(n, "post", "posts");
      bar.append(title);
      svg.append(bar);
    });
    const axis = element("div", { class: "axis", "aria-hidden": "true" },
      element("span", {}, time(start, step)),
      element("span", {}, time(start + step * Math.floor(counts.length / 2), step)),
      element("span", {}, time(end, step)));
    return element("figure", {},
      element("div", { class: "axis", "aria-hidden": "true" }, element("span", {}, number.format(most))),
      svg, axis, element("figcaption", {}, "Posts per " + period(step) + "; the highest bar is " + count(most, "post", "posts") + ". " + zone + "."));
  }

  function place(source, row) {
    const span = element("span", {});
    span.append(isolated(data.sources[source]), " row " + number.format(row));
    return span;
  }

  function variant(cluster, [posts, millionths, source, row, ...pieces], index) {
    const text = postText();
    for (const piece of pieces) {
      const kind = piece[0];
      if (kind === "=") {
        text.append(piece.slice(1));
        continue;
      }

      const words = piece.slice(1).trimEnd();
      text.append(element(kind === "+" ? "ins" : "del", {}, words), piece.slice(1 + words.length) || " ");
    }

    const what = index === 0 ? "exemplar" : "similarity " + similarity(millionths);
    return element("li", {},
      element("div", { class: "meta" }, count(posts, "post", "posts") + " · " + what + " · example: ", place(source, row)), text);
  }

  function more(n, what) {
    return n > 0 ? [element("p", { class: "note" }, "And " + number.format(n) + " more " + what + "; the table of posts has all.")] : [];
  }

  function body(cluster) {
    const box = element("div", { class: "body" });
    box.append(element("h3", {}, "Posts over time"), timeline(cluster.timeline));
    if (!cluster.variants) {
      box.append(element("p", { class: "note" }, "To keep this page small, the variants, accounts and posts of this cluster are in the table of posts only."));
      return box;
    }

    box.append(element("h3", {}, count(cluster.texts, "text", "texts")));
    if (cluster.texts > 1) {
      box.append(element("p", { class: "note" }, "Against the exemplar: ", element("ins", {}, "words it does not have"), " and ",
        element("del", {}, "words that are missing here"), ". One post stands for each text; addresses and names may differ between the posts of a text."));
    }

    box.append(element("ol", { class: "variants" }, ...cluster.variants.map((v, i) => variant(cluster, v, i))),
      ...more(cluster.texts - cluster.variants.length, "texts"));

    if (data.has_accounts) {
      box.append(element("h3", {}, count(cluster.accounts, "account", "accounts")));
      box.append(element("ul", { class: "accounts" }, ...cluster.by_account.map(([name, posts]) =>
        element("li", {}, isolated(name), " ", element("span", { class: "many" }, "× " + number.format(posts))))),
        ...more(cluster.accounts - cluster.by_account.length, "accounts"));
      if (cluster.without_account > 0) {
        box.append(element("p", { class: "note" }, count(cluster.without_account, "post names", "posts name") + " no account."));
      }
    }

    const rows = cluster.rows.map(([source, row, id, author, at, millionths, ...kept]) => element("tr", {},
      element("td", {}, at === null ? "" : time(at, 1000)), element("td", {}, isolated(author)), element("td", {}, isolated(id)),
      element("td", { class: "number" }, similarity(millionths)), element("td", {}, place(source, row)), ...kept.map(value => element("td", {}, isolated(value)))));
    const heads = ["time", "account", "id", "similarity", "input"].map(name => element("th", { scope: "col" }, name));
    heads.push(...data.columns.map(name => element("th", { scope: "col" }, isolated(name))));
    box.append(element("h3", {}, count(cluster.posts, "post", "posts")),
      element("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Posts of the cluster" },
        element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows))),
      ...more(cluster.posts - cluster.rows.length, "posts"));
    return box;
  }

  function card(cluster) {
    const seen = cluster.first === null ? "no times" : cluster.first === cluster.last ? time(cluster.first, 1000)
      : time(cluster.first, 1000) + " – " + time(cluster.last, 1000);
    const alike = cluster.texts === 1 ? "all the same text" : "similarity " + similarity(cluster.min) + " to 1, mean " + similarity(cluster.mean);
    const summary = element("summary", {},
      element("div", { class: "head" },
        element("strong", {}, count(cluster.posts, "post", "posts")),
        element("span", {}, count(cluster.texts, "text", "texts")),
        ...(data.has_accounts ? [element("span", {}, count(cluster.accounts, "account", "accounts"))] : []),
        element("span", { class: "meta id" }, cluster.id)),
      postText(cluster.exemplar),
      element("div", { class: "meta" }, seen + " · " + alike));
    const details = element("details", { class: "cluster", id: cluster.id }, summary);
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) details.append(body(cluster));
    });
    return details;
  }

  function searchable(cluster) {
    if (cluster.words === undefined) {
      const words = [cluster.id, cluster.family, cluster.exemplar];
      for (const v of cluster.variants || []) words.push(v.slice(4).filter(p => p[0] !== "-").map(p => p.slice(1)).join(""));
      for (const [name] of cluster.by_account || []) words.push(name);
      for (const row of cluster.rows || []) words.push(row[2], row[3], ...row.slice(6));
      cluster.words = words.join("\n").toLowerCase();
    }

    return cluster.words;
  }

  const span = cluster => cluster.first === null ? Infinity : cluster.last - cluster.first;
  const late = cluster => cluster.first === null ? Infinity : cluster.first;
  const ascending = (a, b) => a === b ? 0 : a < b ? -1 : 1;
  // The embedded order, posts descending, breaks ties: sorting is stable.
  const orders = {
    posts: () => 0,
    accounts: (a, b) => b.accounts - a.accounts,
    texts: (a, b) => b.texts - a.texts,
    first: (a, b) => ascending(late(a), late(b)),
    span: (a, b) => ascending(span(a), span(b)),
    min: (a, b) => a.min - b.min,
  };

  const isPartial = data.omitted.clusters + data.omitted.details + data.omitted.parts + data.omitted.texts > 0;
  const tables = "clusters.csv and posts.csv (or .jsonl)";

  // A page that holds a part must never answer a search as if it held all.
  function nothing() {
    return isPartial ? "not among the clusters shown here; look in posts.csv (or .jsonl)" : "no clusters";
  }

  function total() {
    if (data.omitted.clusters === 0) return count(shown.length, "cluster", "clusters");
    const all = number.format(data.clusters.length + data.omitted.clusters) + " in all)";
    return shown.length === data.clusters.length ? number.format(shown.length) + " shown (" + all
      : number.format(shown.length) + " found among the " + number.format(data.clusters.length) + " shown (" + all;
  }

  function coverage() {
    if (!isPartial) return "";
    const { clusters, details, parts, texts } = data.omitted;
    const notes = [];
    if (clusters > 0) notes.push("Searches the " + number.format(data.clusters.length) + " largest of " + number.format(data.clusters.length + clusters) + " clusters");
    if (parts > 0) notes.push("searches " + count(parts, "large cluster", "large clusters") + " in part");
    if (details > 0) notes.push("searches of " + count(details, "cluster", "clusters") + " the exemplar only");
    if (texts > 0) notes.push("searches cut texts as far as they are shown");
    notes.push("all are in " + tables);
    if (data.accounts) {
      notes.push("account names are looked up among " + (data.accounts.least > 1
        ? "the accounts with " + number.format(data.accounts.least) + " or more posts in clusters" : "all accounts with posts in clusters"));
    }

    const text = notes.join("; ") + ".";
    return text[0].toUpperCase() + text.slice(1);
  }

  // Accounts that are called so or, if there are none, whose names contain it.
  function accountsCalled(text) {
    if (!data.accounts || text === "") return [];
    const same = data.accounts.all.filter(([name]) => name.toLowerCase() === text);
    return same.length > 0 ? same : data.accounts.all.filter(([name]) => name.toLowerCase().includes(text));
  }

  function accountLine([name, posts, clusters]) {
    const here = data.clusters.filter(c => c.variants && (c.by_account.some(a => a[0] === name) || c.rows.some(r => r[3] === name))).length;
    return element("p", { class: "note" }, "Account ", isolated(name), ": " + count(posts, "post", "posts") + " in " + count(clusters, "cluster", "clusters")
      + ", of which " + number.format(here) + (here === 1 ? " shows" : " show") + " it on this page.");
  }

  function drawAccounts(text) {
    const called = accountsCalled(text);
    const lines = called.slice(0, 5).map(accountLine);
    if (called.length > 5) lines.push(element("p", { class: "note" }, "And " + count(called.length - 5, "more account", "more accounts") + " with such a name."));
    byId("found-accounts").replaceChildren(...lines);
  }

  function draw() {
    const start = page * pageSize;
    const clusters = shown.slice(start, start + pageSize);
    byId("list").replaceChildren(...clusters.map(card));
    const range = shown.length === 0 ? nothing() : number.format(start + 1) + "–" + number.format(start + clusters.length) + " of " + total();
    document.querySelectorAll(".range").forEach(node => { node.textContent = range; });
    document.querySelectorAll(".previous").forEach(node => { node.disabled = page === 0; });
    document.querySelectorAll(".next").forEach(node => { node.disabled = start + pageSize >= shown.length; });
  }

  function select() {
    const text = byId("search").value.trim().toLowerCase();
    const posts = Number(byId("min-posts").value) || 0;
    const accounts = Number(byId("min-accounts").value) || 0;
    shown = data.clusters
      .filter(c => c.posts >= posts && c.accounts >= accounts && (text === "" || searchable(c).includes(text)))
      .sort(orders[byId("sort").value]);
    drawAccounts(text);

    // What a search leaves out belongs to a search.
    byId("coverage").textContent = text === "" ? "" : coverage();
    page = 0;
    draw();
  }

  function turn(by) {
    page += by;
    draw();
    byId("clusters").scrollIntoView();
  }

  function openLinked() {
    const at = data.clusters.findIndex(c => c.id === location.hash.slice(1));
    if (at < 0) return;
    const where = shown.indexOf(data.clusters[at]);
    if (where < 0) return;
    page = Math.floor(where / pageSize);
    draw();
    const node = byId(data.clusters[at].id);
    node.open = true;
    node.scrollIntoView();
  }

  function omissions() {
    const { clusters, details, texts } = data.omitted;
    const notes = [];
    if (clusters > 0) notes.push("This page holds the " + number.format(data.clusters.length) + " largest clusters; " + count(clusters, "smaller one is", "smaller ones are") + " left out.");
    if (details > 0) notes.push(count(details, "cluster is", "clusters are") + " shown without variants, accounts and posts.");
    if (texts > 0) notes.push(count(texts, "text is", "texts are") + " cut after " + number.format(data.limits.length) + " characters, marked by “…”.");
    notes.push("Of each cluster, the page holds at most " + data.limits.texts + " texts, " + data.limits.accounts + " accounts and " + data.limits.posts
      + " posts. The tables of clusters and posts have everything.");
    return notes.join(" ");
  }

  byId("timeline").append(timeline(data.timeline));
  if (data.timeline && data.untimed > 0) {
    byId("timeline").append(element("p", { class: "note" }, count(data.untimed, "post has", "posts have") + " no time."));
  }

  byId("omitted").textContent = omissions();
  byId("filters").addEventListener("submit", event => event.preventDefault());
  byId("filters").addEventListener("input", select);
  document.querySelectorAll(".previous").forEach(node => node.addEventListener("click", () => turn(-1)));
  document.querySelectorAll(".next").forEach(node => node.addEventListener("click", () => turn(1)));
  addEventListener("hashchange", openLinked);
  select();
  openLinked();
})();
