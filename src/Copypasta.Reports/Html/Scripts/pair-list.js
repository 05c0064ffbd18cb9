  const reasonWords = {
    "unexplained-q": "q is above 0.01 on occasions that no label explains",
    "few-occasions": "fewer than three such occasions, or on fewer than three days",
    lift: "the lower end of the lift's interval is below 5",
    "one-occasion": "q is above 0.05 without some one occasion",
    "one-day": "q is above 0.05 without some one day",
    hyperactive: "q is above 0.05 with hyperactive accounts left out of what is expected",
    following: "q is above 0.05 without the occasions that following explains: one of the two habitually came after the other, or each after a third account, more than a minute apart",
    "takedown-frame": "the posts are of accounts that were removed together: there is no outside population",
    "shared-interest": "it does not hold when accounts change places only within the interests that their hashtags show",
    "small-strata": "some of its co-posts lie in strata with too few posts or accounts, or one cluster too large; these do not count for the upper tier",
  };

  function pairLink(n) {
    const pair = data.pairs.all[n];
    return link("pair=" + (n + 1), isolated(accountName(pair.a)), " – ", isolated(accountName(pair.b)), isOfBackground(pair.b) ? " (background)" : "");
  }

  const pairColumns = [
    { head: "accounts", name: true, text: true, class: "word", value: n => accountName(data.pairs.all[n].a), cell: pairLink },
    { head: "tier", text: true, value: n => -data.pairs.all[n].tier, cell: n => tierChip(data.pairs.all[n].tier) },
    { head: "occasions", value: n => data.pairs.all[n].occasions, cell: n => number.format(data.pairs.all[n].occasions) },
    { head: "days", value: n => data.pairs.all[n].days, cell: n => number.format(data.pairs.all[n].days) },
    { head: "expected", value: n => data.pairs.all[n].expected, cell: n => figure3(data.pairs.all[n].expected) },
    { head: "lift (95%)", value: n => data.pairs.all[n].lift, cell: n => liftWords(data.pairs.all[n]) },
    { head: "q", value: n => data.pairs.all[n].q, cell: n => probability(data.pairs.all[n].q) },
    { head: "q, unexplained", value: n => data.pairs.all[n].q_unexplained, cell: n => probability(data.pairs.all[n].q_unexplained) },
    { head: "fragility", value: n => data.pairs.all[n].fragility, cell: n => number.format(data.pairs.all[n].fragility) },
    { head: "explained by", text: true, cell: n => element("span", {}, data.pairs.all[n].explained_by.map(code => labelChip(code, "explains"))) },
  ];

  function liftWords(pair) {
    return figure3(pair.lift) + " (" + figure3(pair.lift_low) + " – " + figure3(pair.lift_high) + ")";
  }

  // Some pairs, as they stand in the list of all.
  function pairTable(pairs) {
    return wide("Pairs of accounts", element("table", {},
      element("thead", {}, element("tr", {}, ...pairColumns.map(column => element("th", { scope: "col", class: column.text ? null : "number" }, column.head)))),
      element("tbody", {}, ...pairs.map(n => element("tr", {}, ...pairColumns.map(column => element(column.name ? "th" : "td", { scope: column.name ? "row" : null, class: column.text ? null : "number" }, column.cell(n))))))));
  }

  function pairList() {
    const title = heading(2, "Pairs of accounts");
    if (!data.pairs) return [title, element("p", {}, "They were not looked for: --permutations was 0, or this page is of an index.")];
    const { all, tested, eligible, background, curve, discoveries, archive_only: archiveOnly, too_few: tooFew, omitted } = data.pairs;
    const strong = all.filter(pair => pair.tier === 2).length;
    const intro = [
      element("p", {}, "Two accounts co-post where posts of theirs reach the threshold with each other. How many occasions of that there would be by chance follows from permuting the authors within platform, language, time and part of day. "
        + number.format(tested) + " pairs among " + number.format(eligible - background) + " accounts" + (background > 0 ? ", and between these and " + number.format(background) + " of the background," : "") + " were tested: ", element("strong", {}, number.format(strong)), " hard to explain by chance, ", element("strong", {}, number.format(all.length - strong + omitted)), " worth a look."),
      element("p", { class: "caution" }, caution),
      archiveOnly ? element("p", { class: "caution" }, "There is no outside population: expected counts describe this archive only.") : "",
      tooFew ? element("p", { class: "caution" }, tooFew) : "",
      note("Where this is known to fail: accounts of one interest that the strata do not know come out as hard to explain now and then. And a large group can hide itself: what a hundred accounts post together is too common to say much of two of them, and becomes what is expected."),
    ];
    if (all.length === 0) return [title, ...intro, element("p", {}, "No pair is in a tier."), ...(curve.length > 0 ? [section("Observed against chance", nullCurve(curve))] : [])];
    const filters = [choice("Tier", [["", "any"], ["2", tierName(2)], ["1", tierName(1)]], (n, tier) => all[n].tier === Number(tier)),
      choice("Explained", [["", "or not"], ["no", "by no label"], ["yes", "in part by a label"]], (n, is) => all[n].explained_by.length > 0 === (is === "yes"))];
    return [title, ...intro,
      ...sortedTable({ caption: "Pairs in a tier", columns: pairColumns, rows: all.map((_, n) => n), what: "pairs", sort: 1, descending: false, filters, searched: n => accountName(all[n].a) + "\n" + accountName(all[n].b) }),
      note("Occasions: co-posts, those within 12 hours of each other or of one family taken as one. Expected: how many there would be if authors changed places. Lift: occasions over expected, with its 95% interval. "
        + "q: the rate of false discoveries among all pairs at least as improbable; q, unexplained: the same on the occasions that count for the upper tier, which no label explains and whose strata have enough posts. Fragility: the fewest occasions whose removal lifts q above 0.01."),
      ...networkSections(all),
      section("Observed against chance", nullCurve(curve),
        element("ul", {}, ...discoveries.map(([q, pairs, expected]) => element("li", {}, "At q ≤ " + q + ": " + count(pairs, "pair", "pairs") + " observed, " + figure3(expected) + " expected by chance alone.")))),
    ];
  }
