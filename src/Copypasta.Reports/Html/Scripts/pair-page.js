  const windowWords = { "10s": "10 s", "1min": "1 minute", "10min": "10 minutes", "1h": "1 hour", "1d": "1 day", any: "any distance" };

  function windows(pair) {
    const rows = pair.by_window.map(([occasions, expected, p], w) => element("tr", { class: w === pair.best ? "best" : null },
      element("th", { scope: "row" }, windowWords[data.pairs.windows[w]] + (w === pair.best ? " (smallest p)" : "")),
      ...(p === undefined ? [element("td", { colspan: "4" }, "not testable: the times are too coarse")] : [
        element("td", { class: "number" }, number.format(occasions)), element("td", { class: "number" }, figure3(expected)), element("td", { class: "number" }, probability(p)),
        element("td", {}, pair.holds_at.includes(w) ? "yes" : "no")])));
    return element("div", {}, note("By window of time; p of one window, not yet multiplied by their number. " + caution), wide("Windows of time", element("table", {},
      element("thead", {}, element("tr", {}, ...["within", "occasions", "expected", "p", "holds alone (q ≤ 0.05)"].map((head, i) => element("th", { scope: "col", class: i > 0 && i < 4 ? "number" : null }, head)))), element("tbody", {}, ...rows))));
  }

  function coPost(pair, [occasion, cluster, sourceA, rowA, timeA, sourceB, rowB, timeB, millionths, lag, labels, textA, textB]) {
    const later = lag === 0 ? "at the same time, as the input tells it" : duration(Math.abs(lag)) + " apart, ";
    const first = lag === 0 ? "" : element("span", {}, accountLink(lag > 0 ? pair.a : pair.b), " first");
    const post = (account, at, source, row, text) => element("div", {}, element("div", { class: "meta" }, element("span", {}, accountLink(account)), element("span", {}, at === null ? "no time" : time(at)), place(source, row)), wholeText(text));
    const same = textB === undefined;
    return element("li", {},
      element("div", { class: "meta" }, element("strong", {}, "Occasion " + occasion), element("span", {}, later, first), element("span", {}, "similarity " + similarity(millionths) + (same ? ", the same to the letter" : "")),
        clusters.id[cluster] ? clusterLink(cluster, "its cluster") : "", ...labels.split(" ").filter(code => code).map(code => labelChip(code, "explains"))),
      element("div", { class: "two" }, post(pair.a, timeA, sourceA, rowA, textA), post(pair.b, timeB, sourceB, rowB, same ? textA : textB)));
  }

  function pairPage(key) {
    const n = Number(key) - 1;
    const pair = data.pairs && data.pairs.all[n];
    if (!pair) return [heading(2, "Pair ", isolated(key)), element("p", {}, "It is not in this page; account_pairs.csv has all.")];
    const coPosts = coPostsOf(n);
    const robust = pair.holds_from.map(name => name === "threshold" ? "the run's threshold" : name).join(", ");
    return [
      element("p", { class: "trail" }, link("pairs", "Pairs of accounts")),
      heading(2, accountLink(pair.a), " – ", accountLink(pair.b)),
      element("p", { class: "meta" }, tierChip(pair.tier), ...pair.explained_by.map(code => element("span", {}, "explained in part by ", labelChip(code, "explains")))),
      element("p", { class: "lead" }, "They posted near-identical texts " + (data.pairs.windows[pair.best] === "any" ? "" : "within " + windowWords[data.pairs.windows[pair.best]] + " of each other ") + "on ",
        element("strong", {}, count(pair.occasions, "occasion", "occasions")), " on " + count(pair.days, "day", "days") + "; " + figure3(pair.expected) + " were expected if authors changed places."),
      element("div", { class: "columns" },
        element("div", {}, section("How often by chance",
          facts(["q, all occasions", probability(pair.q)], ["q, unexplained occasions", probability(pair.q_unexplained)], ["p", probability(pair.p)]),
          element("p", { class: "caution" }, caution), liftInterval(pair), windows(pair))),
        element("div", {}, section("How firm",
          facts(["unexplained occasions", number.format(pair.unexplained)], ["fragility", number.format(pair.fragility), "fewest occasions whose removal lifts q above 0.01"],
            ["share of the smaller account", percent(Math.round(pair.share * 1e6), 1e6), "of its copied posts"], ["symmetry", figure3(pair.symmetry), "1 where each copies as much"],
            ["holds at similarity", robust || "none"]),
          ...(pair.reasons.length > 0 ? [element("p", {}, "Why it is not in the upper tier:"), element("ul", { class: "reasons" }, ...pair.reasons.map(code => element("li", {}, reasonWords[code] + ".")))] : [])))),
      section(count(pair.co_posts, "co-post", "co-posts"), ...(coPosts
        ? [note("Each two posts that the pair rests on, with their own exact similarity. Co-posts within 12 hours of each other, or of one family, are one occasion. ", ...(coPosts.some(row => row.slice(11).some(Array.isArray)) ? asideNote() : [])),
          element("ol", { class: "variants" }, ...coPosts.map(row => coPost(pair, row))), ...(pair.co_posts > coPosts.length ? [note("And " + number.format(pair.co_posts - coPosts.length) + " more; pair_evidence.csv has all.")] : [])]
        : [note("To keep this page small, they are in pair_evidence.csv only.")])),
    ];
  }
