  // Campaigns side by side.
  function campaignView() {
    const title = heading(2, "Campaigns");
    const campaigns = data.campaigns;
    if (!campaigns) return [title, element("p", {}, "None were compared: this page is not one of “copypasta compare”.")];
    const name = i => isolated(campaigns.name[i]);
    const columns = [
      { head: "campaign", name: true, text: true, value: i => campaigns.name[i], cell: i => element("span", {}, (i + 1) + " ", link("clusters&campaign=" + encodeURIComponent(campaigns.name[i]), name(i))), class: "word" },
      { head: "posts", value: i => campaigns.posts[i], cell: i => number.format(campaigns.posts[i]) },
      { head: "accounts", value: i => campaigns.accounts[i], cell: i => number.format(campaigns.accounts[i]) },
      { head: "clusters", value: i => campaigns.clusters[i], cell: i => number.format(campaigns.clusters[i]) },
      { head: "of it alone", value: i => campaigns.own_clusters[i], cell: i => number.format(campaigns.own_clusters[i]) },
      ...[["exact copies", "exact"], ["near copies", "near"], ["copies of others", "others"]].map(([head, field]) => ({ head, value: i => campaigns[field][i][0], cell: i => shareText(campaigns[field][i]) })),
      { head: "hashtags", value: i => campaigns.hashtags[i], cell: i => number.format(campaigns.hashtags[i]) },
      { head: "links", value: i => campaigns.links[i], cell: i => number.format(campaigns.links[i]) },
      { head: "first", value: i => campaigns.first[i], cell: i => date(campaigns.first[i]) },
      { head: "last", value: i => campaigns.last[i], cell: i => date(campaigns.last[i]) },
    ];
    return [title, ...scopeOf(campaigns),
      note("Shares of copies grow with an archive, so they are those expected in samples of " + count(campaigns.sample, "post", "posts") + ", half of the smallest campaign, with 95% intervals of resampled accounts. An exact copy has an identical text beside it, a near copy one of its cluster, a copy of others one by another account. A campaign leads to its clusters."),
      ...sortedTable({ caption: "Campaigns", columns, rows: campaigns.name.map((_, i) => i), what: "campaigns", sort: 1, searched: i => campaigns.name[i] }),
      section("Near copies", shareIntervals(campaigns.name, campaigns.near, "Near copies in samples of " + count(campaigns.sample, "post", "posts"))),
      section("How the share grows with a sample", rarefactionCurves(campaigns, 2, "Near copies")),
      section("In common", overlapMatrix(campaigns), note("A text in common was posted in the one and in the other; who had it from whom it does not say.")),
      heading(3, "Every two"), ...campaignPairs(campaigns, name)];
  }

  // What counts, and what does not.
  function scopeOf(campaigns) {
    const left = [["of no campaign", campaigns.of_none], ["of the background", campaigns.of_background], [!campaigns.period ? "in other languages than the common ones" : !campaigns.languages ? "outside the common period" : "outside the common period and languages", campaigns.outside], ["reposts", campaigns.reposts]].filter(part => part[1] > 0);
    const sentences = [count(campaigns.compared, "post", "posts") + " of " + count(campaigns.name.length, "campaign", "campaigns") + (left.length > 0 ? "; left out: " + left.map(([why, n]) => why + " " + number.format(n)).join(", ") : "") + "."];
    if (campaigns.period) sentences.push("Only the period that all have counts: " + span(campaigns.period[0], campaigns.period[1]) + ".");
    const cautions = [];
    if (campaigns.without_common.length > 0) {
      cautions.push(["In the period and languages that all campaigns have in common there is no post of ", ...campaigns.without_common.flatMap((name, i) => [i > 0 ? ", " : "", isolated(name)]), ", so all posts count: what differs may be times or languages."]);
    }

    if (campaigns.no_period) cautions.push("The campaigns have no period in common, or one has no times: what differs may be the times they are of.");
    if (campaigns.no_language) cautions.push("The campaigns have no language in common: what differs may be the languages they are in.");
    if (campaigns.sample < 2) cautions.push("Shares of copies tell nothing here: a sample of one post holds no copies.");
    return [element("p", {}, sentences.join(" "), ...(campaigns.languages ? [" Only the languages that all have count: ", ...campaigns.languages.flatMap((language, i) => [i > 0 ? ", " : "", isolated(language)]), "."] : [])),
      ...cautions.map(words => element("p", { class: "caution" }, words)),
      ...campaigns.without_posts.map(name => element("p", { class: "caution" }, "Not compared: ", isolated(name), ", which has no post left."))];
  }

  function campaignPairs(campaigns, name) {
    const lag = pair => pair.lag === null ? "–" : duration(pair.lag[0]);
    const columns = [
      { head: "A", name: true, text: true, value: pair => campaigns.name[pair.a], cell: pair => name(pair.a), class: "word" },
      { head: "B", text: true, value: pair => campaigns.name[pair.b], cell: pair => name(pair.b), class: "word" },
      ...["clusters", "texts", "accounts", "hashtags", "links"].map(field => ({ head: field, value: pair => pair[field], cell: pair => number.format(pair[field]) })),
      { head: "near copies, A less B", value: pair => pair.near[0], cell: pair => shareText(pair.near, "+") },
      { head: "clusters with a lag", value: pair => pair.lags, cell: pair => number.format(pair.lags) },
      { head: "seen earlier in A", value: pair => pair.earlier && pair.earlier[0], cell: pair => pair.earlier ? shareText(pair.earlier) : "–" },
      { head: "median lag of B", value: pair => pair.lag && pair.lag[0], cell: lag },
    ];
    return [note("What two have in common, and how their shares differ in percentage points, in samples of half the smaller one. “Seen earlier in this archive” is not “posted first”; a lag is how much later B has a cluster's first post, negative where it is earlier, and is not counted where an archive began, or had a gap, within a day before it. campaign_pairs.csv has the intervals of all figures, lags.csv every lag."),
      ...sortedTable({ caption: "Every two campaigns", columns, rows: campaigns.pairs, what: "pairs of campaigns", sort: 2, searched: pair => campaigns.name[pair.a] + "\n" + campaigns.name[pair.b] })];
  }
