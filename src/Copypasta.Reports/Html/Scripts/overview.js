  // What the page leaves out, in one place: nobody shall take a part for the whole.
  function omissions() {
    const { details, parts, texts } = data.omitted;
    const limits = data.limits;
    const list = [];
    if (clusters.omitted > 0) list.push("Clusters: the " + number.format(clusters.count) + " largest are listed; " + count(clusters.omitted, "smaller one is", "smaller ones are") + " in clusters.csv only.");
    if (details > 0) {
      list.push("Pages of clusters: " + number.format(partOf.size) + " clusters have their texts, accounts and posts here, those that pairs of accounts rest on first and then the largest; of "
        + number.format(details) + " there is the row of the list. posts.csv has all.");
    }

    if (parts > 0) {
      list.push("Large clusters: of each at most " + limits.texts + " texts, " + limits.accounts + " accounts and the first " + limits.posts + " posts are shown, which cuts " + count(parts, "cluster", "clusters") + ". posts.csv has all.");
    }

    if (texts > 0) {
      list.push("Texts: " + count(texts, "text is", "texts are") + " cut after " + number.format(limits.length) + " characters, in the evidence of pairs after " + number.format(limits.evidence_length) + ", marked by “…”. posts.csv has them whole.");
    }

    if (data.omitted.accounts > 0) list.push("Accounts: " + number.format(accounts.name.length) + " are listed, those with the most posts in clusters; " + count(data.omitted.accounts, "other is", "others are") + " in accounts.csv only.");
    if (accounts.posts && accounts.name.length > limits.days_accounts) list.push("Days: own and copied posts by day are kept for the " + number.format(limits.days_accounts) + " accounts with the most posts in clusters.");
    for (const [name, words] of [["Hashtags", data.hashtags], ["Links", data.links]]) {
      if (words && words.omitted > 0) list.push(name + ": the " + number.format(words.name.length) + " with the most copies are listed; " + count(words.omitted, "other is", "others are") + " in " + name.toLowerCase() + ".csv only.");
    }

    for (const [name, items] of [["accounts", accounts], ["hashtags", data.hashtags], ["links", data.links]]) {
      if (items && items.in.length < items.name.length) list.push("Filters: clusters can be filtered by the first " + number.format(items.in.length) + " of the " + name + ".");
    }

    if (data.pairs && data.pairs.omitted > 0) list.push("Pairs: " + number.format(data.pairs.all.length) + " are listed; " + count(data.pairs.omitted, "other is", "others are") + " in account_pairs.csv only.");
    if (data.pairs) {
      const without = data.pairs.all.length - data.co_posts[data.co_posts.length - 1];
      const cut = data.pairs.all.filter(pair => pair.co_posts > limits.co_posts).length;
      if (without > 0) list.push("Co-posts: " + count(without, "pair is", "pairs are") + " shown without; pair_evidence.csv has them.");
      if (cut > 0) list.push("Co-posts: of each pair the first " + limits.co_posts + " are shown, which cuts " + count(cut, "pair", "pairs") + "; pair_evidence.csv has all.");
    }

    return list;
  }

  const isPartial = omissions().length > 0;

  function drawOverview() {
    byId("timeline").replaceChildren(timeline(data.timeline));
    if (data.timeline && data.untimed > 0) byId("timeline").append(note(count(data.untimed, "post has", "posts have") + " no time."));
    byId("omitted").replaceChildren(...(isPartial ? omissions().map(text => element("li", {}, text)) : [element("li", {}, "Nothing: every cluster, account and post of a cluster is in this page.")]));
    byId("label-totals").replaceChildren(...labelTotals());
  }

  function labelTotals() {
    if (!clusters.labels) return [];
    const rows = data.labels.map(([code, effect, words], bit) => [code, effect, words, clusters.labels.filter(bits => bits & 1 << bit).length]).filter(row => row[3] > 0);
    if (rows.length === 0) return [note("No label applies to any cluster.")];
    const most = Math.max(...rows.map(row => row[3]));
    return [
      note("Common reasons why the posts of a cluster may agree. Those that explain take a cluster's posts out of what counts for the upper tier of pairs; they hide nothing. A cluster can have several."
        + (clusters.omitted > 0 ? " Counted among the clusters listed here; run.json has the totals of all." : "")),
      wide("Labels", element("table", { class: "bars" }, element("thead", {}, element("tr", {}, ...["label", "clusters", "", "what it says"].map(head => element("th", { scope: "col" }, head)))),
        element("tbody", {}, ...rows.map(([code, effect, words, n]) => {
          const bar = element("span", { class: "bar" });
          bar.style.inlineSize = Math.max(1, 100 * n / most) + "%";
          return element("tr", {}, element("th", { scope: "row" }, link("clusters&label=" + code, labelChip(code, effect))), element("td", { class: "number" }, number.format(n)),
            element("td", { "aria-hidden": "true" }, bar), element("td", {}, words + (effect === "out" ? " (no copies)" : effect === "context" ? " (context)" : " (explains)")));
        })))),
    ];
  }
