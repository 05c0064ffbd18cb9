  const ownPosts = i => accounts.posts[i] - accounts.copied[i];

  function accountList() {
    if (!data.has_accounts) return [heading(2, "Accounts"), element("p", {}, "The inputs tell no accounts.")];
    const columns = [{ head: "account", name: true, text: true, class: "word", value: accountName, cell: accountLink }];
    if (accounts.handle && accounts.handle.some((handle, i) => handle !== "" && handle !== accounts.name[i])) {
      columns.push({ head: "handle", text: true, class: "word", value: i => accounts.handle[i], cell: i => isolated(accounts.handle[i]) });
    }

    if (accounts.background) columns.push({ head: "background", text: true, value: i => accounts.background[i], cell: i => isOfBackground(i) ? "yes" : "" });
    columns.push({ head: "copied posts", value: i => accounts.copied[i], cell: i => number.format(accounts.copied[i]) });
    const sort = columns.length - 1;
    if (accounts.posts) {
      columns.push({ head: "own posts", value: ownPosts, cell: i => number.format(ownPosts(i)) },
        { head: "copied share", value: i => accounts.copied[i] / accounts.posts[i], cell: i => percent(accounts.copied[i], accounts.posts[i]) });
    }

    columns.push({ head: "clusters", value: i => accounts.clusters[i], cell: i => number.format(accounts.clusters[i]) });
    if (accounts.posts) {
      columns.push({ head: "first in its cluster", value: i => accounts.timed[i] ? accounts.originated[i] / accounts.timed[i] : null, cell: i => accounts.timed[i] ? percent(accounts.originated[i], accounts.timed[i]) : "–" },
        { head: "median lag", value: i => accounts.lag[i], cell: i => duration(accounts.lag[i]) },
        { head: "first post", value: i => accounts.first[i], cell: i => date(accounts.first[i]) },
        { head: "last post", value: i => accounts.last[i], cell: i => date(accounts.last[i]) });
    }

    return [heading(2, "Accounts"),
      note("Accounts with a post in a cluster. Copied posts are in a cluster, own posts are not. An account is an identifier in the input: one person may have several, several people may share one."
        + (data.omitted.accounts > 0 ? " The " + number.format(accounts.name.length) + " with the most copied posts are listed; accounts.csv has all." : "")),
      ...sortedTable({ caption: "Accounts", columns, rows: accounts.name.map((_, i) => i), what: "accounts", sort, searched: i => accountName(i) + "\n" + (accounts.handle ? accounts.handle[i] : "") })];
  }

  function ownBesideCopied(i) {
    if (!accounts.posts) return "";
    const days = daysOf(i);
    const shares = element("div", { class: "shares", "aria-hidden": "true" }, element("span", { class: "own" }), element("span", { class: "copied" }));
    shares.children[0].style.flexGrow = ownPosts(i);
    shares.children[1].style.flexGrow = accounts.copied[i];
    const parts = [element("p", { class: "lead" }, element("strong", {}, number.format(ownPosts(i))), " of its " + count(accounts.posts[i], "post", "posts") + " are its own, in no cluster; ",
      element("strong", {}, number.format(accounts.copied[i])), " (" + percent(accounts.copied[i], accounts.posts[i]) + ") are copies or near-copies of other posts, or have been copied."), shares];
    if (!days) parts.push(note("Days are kept for the " + number.format(data.limits.days_accounts) + " accounts with the most copied posts; accounts.csv has the sums of all."));
    else if (days.length === 3) parts.push(note("None of its posts has a time."));
    else {
      const list = [];
      let at = 0;
      for (let j = 3; j < days.length; j += 3) list.push([at += days[j], days[j + 1], days[j + 2]]);
      parts.push(ownAndCopied(list));
      if (days[1] + days[2] > 0) parts.push(note(count(days[1] + days[2], "post has", "posts have") + " no time."));
    }

    return section("Copied beside own posts", ...parts);
  }

  function accountPage(key) {
    const i = accountPlaces.get(key);
    if (i === undefined) return [heading(2, "Account ", isolated(key)), element("p", {}, "It is not in this page, which lists the " + number.format(accounts.name.length) + " accounts with the most posts in clusters; look for it in accounts.csv and posts.csv.")];
    const handles = data.accounts.handles.find(entry => entry[0] === i);
    const names = handles ? counted(handles.slice(1)) : accounts.handle && accounts.handle[i] !== "" ? [[accounts.handle[i], null]] : [];
    const pairs = data.pairs ? data.pairs.all.map((_, n) => n).filter(n => data.pairs.all[n].a === i || data.pairs.all[n].b === i) : [];
    const places = placesOf(accounts, i);
    const list = places ? [element("ul", { class: "rows" }, ...places.slice(0, 20).map(clusterRow)),
      ...(places.length > 20 ? [element("p", {}, link("clusters&account=" + encodeURIComponent(accountName(i)), "All " + number.format(places.length) + " clusters with a post of it"))] : [])]
      : [note("This page does not know which clusters it is in; posts.csv does.")];
    return [
      element("p", { class: "trail" }, link("accounts", "Accounts")),
      heading(2, isolated(accountName(i))),
      names.length > 0 && (handles || names[0][0] !== accounts.name[i]) ? element("p", { class: "meta" }, names.length > 1 ? "Handles: " : "Handle: ",
        ...names.map(([name, n]) => element("span", {}, isolated(name), n === null ? "" : " × " + number.format(n)))) : "",
      ownBesideCopied(i),
      facts(["clusters", number.format(accounts.clusters[i])],
        ...(accounts.posts ? [["first in its cluster", accounts.timed[i] ? percent(accounts.originated[i], accounts.timed[i]) : "–", "of " + number.format(accounts.timed[i]) + " with a time"],
          ["median lag of its copies", duration(accounts.lag[i])], ["set aside", number.format(accounts.aside[i]), "reposts, repeats and so on"],
          ["first post", date(accounts.first[i]) || "–"], ["last post", date(accounts.last[i]) || "–"], accounts.hyperactive[i] ? ["among the busiest", "yes", "1% of accounts"] : null,
          isOfBackground(i) ? ["of the background", "yes", "it has no post in the archive"] : null] : [])),
      data.pairs ? section("Its pairs", ...(pairs.length > 0 ? [note("Other accounts with which it copied more often than chance readily brings about. " + caution), pairTable(pairs)]
        : [note("None of its pairs with another account is in a tier.")])) : "",
      section("Its clusters", ...list),
    ];
  }
