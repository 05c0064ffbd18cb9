  const mostTies = 400, mostMatrixAccounts = 40, mostMatrixClusters = 80;

  // Accounts that hang together by pairs, the largest group first; in each the accounts in the order in which they are met from the one with the most pairs.
  function networkGroups(ties) {
    const near = new Map();
    const tie = (from, to, n) => near.set(from, [...(near.get(from) || []), [to, n]]);
    ties.forEach(n => {
      const { a, b } = data.pairs.all[n];
      tie(a, b, n);
      tie(b, a, n);
    });
    const met = new Set();
    const starts = [...near.keys()].sort((a, b) => near.get(b).length - near.get(a).length || a - b);
    return starts.flatMap(start => {
      if (met.has(start)) return [];
      met.add(start);
      const group = [start];
      for (let at = 0; at < group.length; at++) {
        for (const [to] of near.get(group[at])) {
          if (met.has(to)) continue;
          met.add(to);
          group.push(to);
        }
      }

      return [{ accounts: group, ties: ties.filter(n => group.includes(data.pairs.all[n].a)) }];
    }).sort((a, b) => b.accounts.length - a.accounts.length || a.accounts[0] - b.accounts[0]);
  }

  // Each group on a circle of its own, the circles in rows: where an account stands says nothing but in which group it is.
  function networkPlot(groups, width = plotWidth()) {
    const gap = 38;
    let left = 0, top = 0, row = 0;
    const circles = groups.map(({ accounts: members }) => {
      const radius = Math.min((width - gap) / 2, Math.max(36, members.length * 22 / (2 * Math.PI)));
      if (left > 0 && left + 2 * radius + gap > width) [left, top, row] = [0, top + row, 0];
      const circle = { x: left + radius + gap / 2, y: top + radius + gap / 2, radius };
      left += 2 * radius + gap;
      row = Math.max(row, 2 * radius + gap);
      return circle;
    });
    const at = new Map(groups.flatMap(({ accounts: members }, g) => members.map((account, i) => {
      const angle = 2 * Math.PI * i / members.length - Math.PI / 2;
      return [account, [circles[g].x + circles[g].radius * Math.cos(angle), circles[g].y + circles[g].radius * Math.sin(angle)]];
    })));
    const all = groups.flatMap(group => group.ties);
    const most = Math.max(...all.map(n => data.pairs.all[n].occasions));
    const line = n => {
      const pair = data.pairs.all[n];
      const [[x1, y1], [x2, y2]] = [at.get(pair.a), at.get(pair.b)];
      const node = svg("line", { x1: x1.toFixed(1), y1: y1.toFixed(1), x2: x2.toFixed(1), y2: y2.toFixed(1), class: "tie tier-" + pair.tier, "stroke-width": (1 + 4 * pair.occasions / most).toFixed(1) });
      return titled(node, accountName(pair.a) + " – " + accountName(pair.b) + ": " + count(pair.occasions, "occasion", "occasions") + ", " + tierName(pair.tier));
    };
    const strong = group => group.ties.filter(n => data.pairs.all[n].tier === 2).length;
    return plot(width, top + row,
      "Network: " + count(at.size, "account", "accounts") + " and " + count(all.length, "pair", "pairs") + " in " + count(groups.length, "group", "groups") + ", the largest of " + count(groups[0].accounts.length, "account", "accounts"),
      element("span", {}, "Accounts as points, pairs as lines, the thicker the more occasions: ",
        ...[[2, "key observed"], [1, "key observed dashed"]].filter(([tier]) => all.some(n => data.pairs.all[n].tier === tier)).flatMap(([tier, key], i) => [i > 0 ? ", " : "", element("span", { class: key }, tierName(tier))]),
        ". Accounts that pairs lead to from one to the next stand on one circle, numbered as in the figures; the places on it and between circles say nothing."),
      ["group", "accounts", "pairs", tierName(2), "who"],
      groups.map((group, g) => [String(g + 1), number.format(group.accounts.length), number.format(group.ties.length), number.format(strong(group)),
        element("span", {}, ...group.accounts.slice(0, 60).flatMap((account, i) => [i > 0 ? ", " : "", accountLink(account)]), group.accounts.length > 60 ? " and others" : "")]),
      ...all.filter(n => data.pairs.all[n].tier === 1).map(line), ...all.filter(n => data.pairs.all[n].tier === 2).map(line),
      ...[...at].map(([account, [x, y]]) => titled(svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 5, class: isOfBackground(account) ? "point hollow" : "point" }), accountName(account) + (isOfBackground(account) ? " (background)" : ""))),
      ...groups.map((group, g) => words(circles[g].x, circles[g].y + circles[g].radius + 19, "middle", String(g + 1))));
  }

  // Which of these accounts have a post in which clusters: of every pair some that hold the two, as many of each, and then the fullest. Columns in the order of those that are in them.
  function membershipMatrix(members, ties, width = plotWidth()) {
    const rows = members.filter(account => placesOf(accounts, account) !== undefined).slice(0, mostMatrixAccounts);
    const inCluster = new Map();
    rows.forEach((account, row) => placesOf(accounts, account).forEach(cluster => inCluster.set(cluster, [...(inCluster.get(cluster) || []), row])));
    const shared = [...inCluster].filter(([cluster, of]) => of.length > 1 && cluster < clusters.count).sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
    if (shared.length === 0) return undefined;
    const drawn = ties.map(n => [rows.indexOf(data.pairs.all[n].a), rows.indexOf(data.pairs.all[n].b)]).filter(pair => !pair.includes(-1));
    const ofPairs = drawn.map(([a, b]) => shared.filter(([, of]) => of.includes(a) && of.includes(b)));
    const chosen = new Set();
    for (let turn = 0; chosen.size < Math.min(mostMatrixClusters, shared.length) && turn < shared.length; turn++) {
      for (const column of [...ofPairs.map(of => of[turn]), shared[turn]]) {
        if (column !== undefined && chosen.size < mostMatrixClusters) chosen.add(column);
      }
    }

    const mean = of => of.reduce((sum, row) => sum + row, 0) / of.length;
    const columns = [...chosen].sort((a, b) => mean(a[1]) - mean(b[1]) || a[0] - b[0]);
    const left = Math.min(180, width / 3), line = 16, step = Math.min(16, (width - left) / columns.length), height = rows.length * line;
    const letters = Math.floor(left / 7);
    return plot(width, height + 18,
      "Accounts and clusters: " + count(rows.length, "account", "accounts") + " and " + count(columns.length, "cluster", "clusters") + " that two or more of them are in; the fullest has " + Math.max(...columns.map(column => column[1].length)) + " of them",
      "Accounts of pairs, and the clusters that two or more of them have a post in" + (shared.length > columns.length ? ": " + columns.length + " of " + number.format(shared.length) + ", some of every pair while there is room" : "") + ". Columns stand beside those that the same accounts are in.",
      ["account", "clusters drawn here", "the one with most of these accounts"],
      rows.map((account, row) => {
        const of = columns.filter(column => column[1].includes(row));
        const fullest = of.reduce((most, column) => most === undefined || column[1].length > most[1].length ? column : most, undefined);
        return [accountLink(account), number.format(of.length), fullest === undefined ? "–" : clusterLink(fullest[0], clusters.id[fullest[0]])];
      }),
      ...rows.flatMap((account, row) => {
        const name = accountName(account);
        return [rule(left, row * line + line / 2, left + columns.length * step, row * line + line / 2, "grid"), titled(words(left - 8, row * line + line - 4, "end", name.length > letters ? name.slice(0, letters - 1) + "…" : name), name)];
      }),
      ...columns.flatMap(([cluster, of], column) => of.map(row => titled(
        svg("rect", { x: (left + column * step + .5).toFixed(1), y: row * line + 1.5, width: Math.max(1, step - 1).toFixed(1), height: line - 3, class: "copied" }),
        accountName(rows[row]) + " in " + clusters.id[cluster] + ": " + count(of.length, "account", "accounts") + " of these"))),
      words(left, height + 14, "start", count(columns.length, "cluster", "clusters")));
  }

  // The two of them, for the pairs that come first in the list of all.
  function networkSections(all) {
    const ties = all.map((_, n) => n).filter(n => typeof all[n].a === "number" && typeof all[n].b === "number").slice(0, mostTies);
    if (ties.length === 0) return [];
    const groups = networkGroups(ties);
    const matrix = membershipMatrix(groups.flatMap(group => group.accounts), ties);
    return [section("Pairs as a network", ...(ties.length < all.length ? [note("Drawn are the first " + number.format(ties.length) + " of " + number.format(all.length) + " pairs.")] : []), networkPlot(groups)),
      ...(matrix ? [section("Accounts of pairs and their clusters", matrix)] : [])];
  }
