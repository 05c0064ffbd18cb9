  function more(n, what) {
    return n > 0 ? [note("And " + number.format(n) + " more " + what + "; posts.csv has all.")] : [];
  }

  function marks(details) {
    const kinds = [["hashtags", "hashtag", "Hashtags", data.hashtags], ["links", "link", "Links", data.links], ["mentions", null, "Mentions"], ["clients", null, "Clients"], ["languages", null, "Languages"]];
    return kinds.filter(([kind]) => details[kind]).map(([kind, field, name, list]) => {
      const [distinct, ...values] = details[kind];
      const shown = counted(values);
      const items = shown.map(([value, n]) => element("li", {},
        field && list && list.name.includes(value) ? link("clusters&" + field + "=" + encodeURIComponent(value), isolated((field === "hashtag" ? "#" : "") + value)) : isolated((field === "hashtag" ? "#" : "") + value),
        element("span", { class: "many" }, " × " + number.format(n))));
      return element("div", {}, heading(4, name), element("ul", { class: "values" }, ...items), ...(distinct > shown.length ? [note("And " + number.format(distinct - shown.length) + " more.")] : []));
    });
  }

  function labels(details) {
    if (!details.labels || details.labels.length === 0) return [];
    return [section("Common reasons", element("ul", { class: "reasons" }, ...details.labels.map(label => {
      const words = data.labels.find(known => known[0] === label.code)[2];
      return element("li", {}, labelChip(label.code, label.effect), " " + words + ", in " + percent(Math.round(label.share * 1e6), 1e6) + " of its posts" + (label.code === "repost" ? "" : ", reposts aside")
        + (label.effect === "context" ? "; context only. " : label.effect === "out" ? "; reposts are no copies. " : "; explains them. "),
        element("span", { class: "meta" }, ...counted(label.values).flatMap(([name, value], i) => [i > 0 ? " · " : "", name + " ", isolated(value)])));
    })))];
  }

  function when(i, details) {
    const parts = [timeline(details.timeline, Math.min(plotWidth(), 620))];
    if (details.minutes && date(clusters.first[i]) !== date(clusters.last[i])) parts.push(minutesOfDay(details.minutes, details.every, Math.min(plotWidth(), 620)));
    if (details.bursts && details.bursts.length > 0) {
      parts.push(facts(...details.bursts.map(([window, posts]) => ["most in " + period(window).replace(/^(\D)/, "one $1"), count(posts, "post", "posts")]),
        details.median_gap !== undefined && ["median time between posts", duration(details.median_gap)],
        details.gap_variation !== undefined && ["variation of these times", figure3(details.gap_variation), "0 as by a clock, 1 as by chance, more in bursts"]),
        note("“Most in” is the largest number of posts within any stretch of that length. What is finer than the input's times is not shown."));
    }

    if (details.gaps) parts.push(gaps(details.gaps));
    return section("When", ...parts);
  }

  function howSure(i, details) {
    const pairs = details.member_pairs;
    const sentences = [clusters.texts[i] === 1 ? "All posts have the same text as compared: similarity 1."
      : "Every text is at least " + similarity(clusters.min[i]) + " similar to the exemplar, on average " + similarity(clusters.mean[i]) + "."];
    if (pairs) {
      const [all, compared, below, low, high] = pairs;
      sentences.push(compared === all ? "Of the " + count(all, "pair", "pairs") + " of its texts " + number.format(below) + (below === 1 ? " lies" : " lie") + " below the threshold with each other."
        : "Of " + number.format(compared) + " pairs drawn from its " + number.format(all) + " pairs of texts " + number.format(below) + " lie below the threshold with each other (95% interval " + (100 * low).toFixed(1) + " to " + (100 * high).toFixed(1) + "%).",
        "A cluster is like its exemplar; what is said of two accounts rests on two posts that are alike themselves.");
    }

    return section("How alike", element("p", {}, sentences.join(" ")));
  }

  function who(i, details) {
    if (!data.has_accounts) return "";
    const list = element("ul", { class: "values" }, ...details.by_account.map(([account, posts]) => element("li", {}, accountLink(account), element("span", { class: "many" }, " × " + number.format(posts)))));
    return section(count(clusters.accounts[i], "account", "accounts"), list, ...more(clusters.accounts[i] - details.by_account.length, "accounts"),
      ...(details.without_account > 0 ? [note(count(details.without_account, "post names", "posts name") + " no account.")] : []));
  }

  // The first of a long list, and the others on demand.
  function folded(items, draw) {
    const first = items.length > 10 ? 6 : items.length;
    const list = element("ol", { class: "variants" }, ...items.slice(0, first).map(draw));
    if (first === items.length) return [list];
    const rest = element("details", {}, element("summary", {}, "Show " + number.format(items.length - first) + " more"));
    rest.addEventListener("toggle", () => {
      if (rest.open && rest.children.length === 1) rest.append(element("ol", { class: "variants" }, ...items.slice(first).map(draw)));
    });
    return [list, rest];
  }

  function texts(i, details) {
    if (clusters.texts[i] === 1) return "";
    const head = [note("Against the exemplar: ", element("ins", {}, "words it does not have"), ", ", element("del", {}, "words that are missing here"), "; numbers and negations that differ are ",
      element("ins", { class: "pointed" }, "framed"), ". One post stands for each text: what was set aside may differ between its posts.")];
    return section(count(clusters.texts[i] - 1, "other text", "other texts"), ...head, ...folded(details.variants.slice(1), of => variant(of, exemplarText(details))), ...more(clusters.texts[i] - details.variants.length, "texts"));
  }

  function posts(i, details) {
    const heads = ["time", ...(data.has_accounts ? ["account"] : []), "id", "similarity", "input"];
    const rows = details.rows.map(([source, row, id, account, at, millionths, ...kept]) => element("tr", {},
      element("td", {}, at === null ? "" : time(at)), data.has_accounts ? element("td", {}, accountLink(account)) : "", element("td", {}, isolated(id)),
      element("td", { class: "number" }, similarity(millionths)), element("td", {}, place(source, row)), ...kept.map(value => element("td", {}, isolated(value)))));
    return section(count(clusters.posts[i], "post", "posts"),
      wide("Posts of the cluster", element("table", {},
        element("thead", {}, element("tr", {}, ...heads.map(head => element("th", { scope: "col", class: head === "similarity" ? "number" : null }, head)), ...data.columns.map(column => element("th", { scope: "col" }, isolated(column))))),
        element("tbody", {}, ...rows))), ...more(clusters.posts[i] - details.rows.length, "posts"));
  }

  function family(i) {
    const others = [];
    clusters.family.forEach((f, n) => { if (f === clusters.family[i] && n !== i) others.push(n); });
    if (others.length === 0) return "";
    return section("Its family", note("Clusters that verified pairs of texts link with this one."),
      element("ul", { class: "rows" }, ...others.slice(0, 10).map(clusterRow)), ...more(others.length - 10, "clusters of this family"));
  }

  function clusterPage(id) {
    const i = clusterOf(id);
    if (i < 0) return [heading(2, "Cluster ", isolated(id)), element("p", {}, "It is not in this page, which holds the " + number.format(clusters.count) + " largest clusters; look for it in clusters.csv and posts.csv.")];
    const details = detailsOf(i);
    const chips = [...(clusters.tier && clusters.tier[i] > 0 ? [tierChip(clusters.tier[i])] : []), ...labelsOf(i).map(([code, effect]) => labelChip(code, effect))];
    const head = [
      element("p", { class: "trail" }, link("clusters", "Clusters"), " / ", element("code", {}, clusters.id[i])),
      heading(2, count(clusters.posts[i], "post", "posts") + (data.has_accounts ? " by " + count(clusters.accounts[i], "account", "accounts") : "") + ", " + count(clusters.texts[i], "text", "texts")),
      element("p", { class: "meta" }, element("span", {}, span(clusters.first[i], clusters.last[i])), ofBackground(i), ...chips),
      element("div", { class: "exemplar" }, details ? exemplar(details.variants[0]) : postText(clusters.text[i])),
    ];
    if (!details) return [...head, note("To keep this page small, the texts, accounts and posts of this cluster are in posts.csv only."), family(i)];
    const made = details.template ? [section("Template", note("What most texts have in common, with what is filled in."), ...template(details.template))] : [];
    const carried = marks(details);
    return [...head, element("div", { class: "columns" },
      element("div", {}, ...labels(details), howSure(i, details), ...made, texts(i, details), who(i, details)),
      element("div", {}, when(i, details), carried.length > 0 ? section("What the posts carry", ...carried) : "")),
    posts(i, details), family(i)];
  }
