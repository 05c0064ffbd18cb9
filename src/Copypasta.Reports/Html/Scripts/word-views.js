  // Hashtags and links: what is counted over all posts, and how many of the posts are copies.
  function wordList(list, field, title, sign) {
    if (!list) return [heading(2, title), element("p", {}, "They were not counted for this page.")];
    const columns = [
      { head: field, name: true, text: true, class: "word", value: i => list.name[i], cell: i => link("clusters&" + field + "=" + encodeURIComponent(list.name[i]), isolated(sign + list.name[i])) },
      { head: "copied posts", value: i => list.copied[i], cell: i => number.format(list.copied[i]) },
      { head: "all posts", value: i => list.posts[i], cell: i => number.format(list.posts[i]) },
      { head: "copied share", value: i => list.copied[i] / list.posts[i], cell: i => percent(list.copied[i], list.posts[i]) },
      { head: "accounts", value: i => list.accounts[i], cell: i => number.format(list.accounts[i]) },
      { head: "clusters", value: i => list.clusters[i], cell: i => number.format(list.clusters[i]) },
      { head: "busiest hour", value: i => list.hour_posts[i] || null, cell: i => burst(list.hour_posts[i], list.hour[i]) },
      { head: "busiest day", value: i => list.day_posts[i] || null, cell: i => burst(list.day_posts[i], list.day[i]) },
      { head: "first", value: i => list.first[i], cell: i => date(list.first[i]) },
      { head: "last", value: i => list.last[i], cell: i => date(list.last[i]) },
    ];
    return [heading(2, title),
      note(title + " of posts in clusters, counted over all posts. Copied posts are in a cluster. A " + field + " leads to the clusters that have it."
        + (list.omitted > 0 ? " The " + number.format(list.name.length) + " with the most copies are listed; " + title.toLowerCase() + ".csv has all." : "")),
      ...sortedTable({ caption: title, columns, rows: list.name.map((_, i) => i), what: title.toLowerCase(), sort: 1, searched: i => list.name[i] })];
  }

  function burst(posts, start) {
    return posts === 0 ? "–" : element("span", { title: "from " + time(start) }, number.format(posts));
  }
