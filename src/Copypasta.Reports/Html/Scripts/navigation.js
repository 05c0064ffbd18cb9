  // What is shown follows from the address: #clusters&label=..., #cluster=ID, #account=NAME, #pair=NUMBER and so on.
  const views = {
    accounts: accountList,
    account: key => accountPage(new URLSearchParams(location.hash.slice(1)).has("place") ? key + "&place=" + new URLSearchParams(location.hash.slice(1)).get("place") : key),
    pairs: pairList,
    pair: pairPage,
    hashtags: () => wordList(data.hashtags, "hashtag", "Hashtags", "#"),
    links: () => wordList(data.links, "link", "Links", ""),
    campaigns: campaignView,
    cluster: clusterPage,
  };
  const tabOf = { cluster: "clusters", account: "accounts", pair: "pairs" };
  const inputs = { q: byId("search"), label: byId("label"), tier: byId("tier"), from: byId("from"), until: byId("until"), sort: byId("sort"), posts: byId("min-posts"), accounts: byId("min-accounts") };
  let current = null, waiting = 0;

  function navigate() {
    const parameters = new URLSearchParams(location.hash.slice(1));
    const [view, key] = parameters.entries().next().value || ["overview", ""];
    if (!(view in views) && view !== "overview" && view !== "clusters") return;
    byId("overview-view").hidden = view !== "overview";
    byId("clusters-view").hidden = view !== "clusters";
    byId("view").hidden = !(view in views);
    document.querySelectorAll("#tabs a").forEach(tab => {
      if (tab.hash === "#" + (tabOf[view] || view)) {
        tab.setAttribute("aria-current", "page");
        tab.scrollIntoView({ block: "nearest", inline: "nearest" });
      } else tab.removeAttribute("aria-current");
    });
    if (view === "overview") drawOverview();
    else if (view === "clusters") showClusters(parameters);
    else byId("view").replaceChildren(...views[view](key));
    if (current !== null) {
      scrollTo(0, 0);
      byId("main").focus({ preventScroll: true });
    }

    current = view;
  }

  function showClusters(parameters) {
    const filter = Object.fromEntries(fields.map(field => [field, parameters.get(field) || ""]));
    for (const [field, input] of Object.entries(inputs)) input.value = filter[field] || (field === "sort" ? "posts" : "");
    drawClusters(filter);
  }

  // The address follows the form, so that it can be kept and gone back to.
  function choose() {
    const parameters = new URLSearchParams(location.hash.slice(1));
    const chosen = new URLSearchParams();
    for (const field of fields) {
      const value = field in inputs ? inputs[field].value : parameters.get(field) || "";
      if (value !== "" && !(field === "sort" && value === "posts")) chosen.set(field, value);
    }

    history.replaceState(null, "", "#clusters" + (chosen.size > 0 ? "&" + chosen : ""));
    drawClusters(Object.fromEntries(fields.map(field => [field, chosen.get(field) || ""])));
  }

  byId("label").append(...data.labels.filter((_, bit) => clusters.labels && clusters.labels.some(bits => bits & 1 << bit)).map(([code]) => element("option", { value: code }, code)));
  inputs.label.closest("label").hidden = inputs.label.options.length === 1;
  inputs.tier.closest("label").hidden = !clusters.tier;
  inputs.accounts.closest("label").hidden = !data.has_accounts;
  byId("clusters-pages").append(clusterPages.bar);
  byId("filters").addEventListener("submit", event => event.preventDefault());
  byId("filters").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(choose, 120);
  });
  if (!data.campaigns) document.querySelector("#tabs a[href='#campaigns']").hidden = true;
  for (const [name, words] of [["clusters", clusters.count + clusters.omitted], ["campaigns", data.campaigns && data.campaigns.name.length], ["pairs", data.pairs && data.pairs.all.length + data.pairs.omitted], ["accounts", data.has_accounts ? accounts.name.length + data.omitted.accounts : null],
    ["hashtags", data.hashtags && data.hashtags.name.length + data.hashtags.omitted], ["links", data.links && data.links.name.length + data.links.omitted]]) {
    if (words !== null && words !== undefined) document.querySelector("#tabs a[href='#" + name + "']").append(" ", element("span", { class: "many" }, number.format(words)));
  }

  addEventListener("hashchange", navigate);
  navigate();
  if (current === null) {
    location.hash = "";
    navigate();
  }
